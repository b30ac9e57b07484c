-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'n'
-- p2: float = 2.0
-- p3: string = 'v'
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
  AND arrayElement(
    arrayMap(
      l2 -> CASE
        WHEN (
          tupleElement(l2, 1) = 0.0 OR abs(tupleElement(l2, 1)) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          tupleElement(l2, 2) = 0.0 OR abs(tupleElement(l2, 2)) BETWEEN 1e-150 AND 1e+150
        )
        THEN tupleElement(l2, 1) + tupleElement(l2, 2)
      END,
      array(
        tuple(
          arrayElement(
            arrayMap(
              l -> CASE
                WHEN (
                  tupleElement(l, 2) = 0.0 OR abs(tupleElement(l, 2)) BETWEEN 1e-150 AND 1e+150
                )
                AND (
                  tupleElement(l, 1) = 0.0 OR abs(tupleElement(l, 1)) BETWEEN 1e-150 AND 1e+150
                )
                THEN tupleElement(l, 2) + tupleElement(l, 1)
              END,
              array(
                tuple(
                  tupleElement(
                    tuple(
                      (
                        CASE
                          WHEN JSONType(c.summary, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                          THEN JSONExtractFloat(c.summary, {p1: String})
                        END AS v1
                      ),
                      CASE
                        WHEN (
                          v1 = 0.0 OR abs(v1) BETWEEN 1e-150 AND 1e+150
                        )
                        AND (
                          {p2: Float64} = 0.0 OR abs({p2: Float64}) BETWEEN 1e-150 AND 1e+150
                        )
                        THEN v1 * {p2: Float64}
                      END
                    ),
                    2
                  ),
                  CASE
                    WHEN JSONType(c.inputs, {p3: String}) IN ('Int64', 'UInt64', 'Double')
                    THEN JSONExtractFloat(c.inputs, {p3: String})
                  END
                )
              )
            ),
            1
          ),
          toFloat64(c.wb_run_step)
        )
      )
    ),
    1
  ) > {p4: Float64}
ORDER BY
  c.started_at,
  c.id
