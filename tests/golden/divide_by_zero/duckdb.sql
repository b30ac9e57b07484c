-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/n'
-- p2: string = '/v'

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
        CASE
          WHEN JSON_TYPE(c.attributes, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.attributes, $p1) AS DOUBLE)
        END
      ),
      LAMBDA v1 : LIST_EXTRACT(
        LIST_TRANSFORM(
          LIST_VALUE(
            CASE
              WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
              THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
            END
          ),
          LAMBDA v2 : CASE
            WHEN (
              v1 = 0.0 OR ABS(v1) BETWEEN 1e-150 AND 1e+150
            )
            AND (
              v2 = 0.0 OR ABS(v2) BETWEEN 1e-150 AND 1e+150
            )
            AND v2 <> 0.0
            THEN v1 / v2
          END
        ),
        1
      )
    ),
    1
  ) IS NULL
ORDER BY
  c.started_at,
  c.id
