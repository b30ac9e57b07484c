-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/n'
-- p2: float = 2.0
-- p3: string = '/v'
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
        STRUCT_PACK(
          v4 := LIST_EXTRACT(
            LIST_TRANSFORM(
              LIST_VALUE(
                STRUCT_PACK(
                  v2 := LIST_EXTRACT(
                    LIST_TRANSFORM(
                      LIST_VALUE(
                        CASE
                          WHEN JSON_TYPE(c.summary, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                          THEN CAST(JSON_EXTRACT_STRING(c.summary, $p1) AS DOUBLE)
                        END
                      ),
                      LAMBDA v1 : CASE
                        WHEN (
                          v1 = 0.0 OR ABS(v1) BETWEEN 1e-150 AND 1e+150
                        )
                        AND (
                          $p2 = 0.0 OR ABS($p2) BETWEEN 1e-150 AND 1e+150
                        )
                        THEN v1 * $p2
                      END
                    ),
                    1
                  ),
                  v3 := CASE
                    WHEN JSON_TYPE(c.inputs, $p3) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p3) AS DOUBLE)
                  END
                )
              ),
              LAMBDA l : CASE
                WHEN (
                  l.v3 = 0.0 OR ABS(l.v3) BETWEEN 1e-150 AND 1e+150
                )
                AND (
                  l.v2 = 0.0 OR ABS(l.v2) BETWEEN 1e-150 AND 1e+150
                )
                THEN l.v3 + l.v2
              END
            ),
            1
          ),
          v5 := CAST(c.wb_run_step AS DOUBLE)
        )
      ),
      LAMBDA l2 : CASE
        WHEN (
          l2.v4 = 0.0 OR ABS(l2.v4) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          l2.v5 = 0.0 OR ABS(l2.v5) BETWEEN 1e-150 AND 1e+150
        )
        THEN l2.v4 + l2.v5
      END
    ),
    1
  ) > $p4
ORDER BY
  c.started_at,
  c.id
