-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = '/n'
-- p3: float = 2.0
-- p4: float = 10.0

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND LIST_EXTRACT(
    LIST_TRANSFORM(
      LIST_VALUE(
        LIST_EXTRACT(
          LIST_TRANSFORM(
            LIST_VALUE(
              CASE
                WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
              END
            ),
            LAMBDA v2 : LIST_EXTRACT(
              LIST_TRANSFORM(
                LIST_VALUE(
                  LIST_EXTRACT(
                    LIST_TRANSFORM(
                      LIST_VALUE(
                        CASE
                          WHEN JSON_TYPE(c.summary, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                          THEN CAST(JSON_EXTRACT_STRING(c.summary, $p2) AS DOUBLE)
                        END
                      ),
                      LAMBDA v1 : CASE
                        WHEN (
                          v1 = 0.0 OR ABS(v1) BETWEEN 1e-150 AND 1e+150
                        )
                        AND (
                          $p3 = 0.0 OR ABS($p3) BETWEEN 1e-150 AND 1e+150
                        )
                        THEN v1 * $p3
                      END
                    ),
                    1
                  )
                ),
                LAMBDA v3 : CASE
                  WHEN (
                    v2 = 0.0 OR ABS(v2) BETWEEN 1e-150 AND 1e+150
                  )
                  AND (
                    v3 = 0.0 OR ABS(v3) BETWEEN 1e-150 AND 1e+150
                  )
                  THEN v2 + v3
                END
              ),
              1
            )
          ),
          1
        )
      ),
      LAMBDA v4 : LIST_EXTRACT(
        LIST_TRANSFORM(
          LIST_VALUE(CAST(c.wb_run_step AS DOUBLE)),
          LAMBDA v5 : CASE
            WHEN (
              v4 = 0.0 OR ABS(v4) BETWEEN 1e-150 AND 1e+150
            )
            AND (
              v5 = 0.0 OR ABS(v5) BETWEEN 1e-150 AND 1e+150
            )
            THEN v4 + v5
          END
        ),
        1
      )
    ),
    1
  ) > $p4
ORDER BY
  c.started_at,
  c.id
