-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = 'n'
-- p3: float = 2.0
-- p4: float = 10.0

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND tupleElement(
    tuple(
      (
        tupleElement(
          tuple(
            (
              CASE
                WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(c.inputs, {p1: String})
              END AS v2
            ),
            (
              tupleElement(
                tuple(
                  (
                    CASE
                      WHEN JSONType(c.summary, {p2: String}) IN ('Int64', 'UInt64', 'Double')
                      THEN JSONExtractFloat(c.summary, {p2: String})
                    END AS v1
                  ),
                  CASE
                    WHEN (
                      v1 = 0.0 OR abs(v1) BETWEEN 1e-150 AND 1e+150
                    )
                    AND (
                      {p3: Float64} = 0.0 OR abs({p3: Float64}) BETWEEN 1e-150 AND 1e+150
                    )
                    THEN v1 * {p3: Float64}
                  END
                ),
                2
              ) AS v3
            ),
            CASE
              WHEN (
                v2 = 0.0 OR abs(v2) BETWEEN 1e-150 AND 1e+150
              )
              AND (
                v3 = 0.0 OR abs(v3) BETWEEN 1e-150 AND 1e+150
              )
              THEN v2 + v3
            END
          ),
          3
        ) AS v4
      ),
      (
        toFloat64(c.wb_run_step) AS v5
      ),
      CASE
        WHEN (
          v4 = 0.0 OR abs(v4) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          v5 = 0.0 OR abs(v5) BETWEEN 1e-150 AND 1e+150
        )
        THEN v4 + v5
      END
    ),
    3
  ) > {p4: Float64}
ORDER BY
  c.started_at,
  c.id
