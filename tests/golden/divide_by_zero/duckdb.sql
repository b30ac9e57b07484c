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
        STRUCT_PACK(
          v1 := CASE
            WHEN JSON_TYPE(c.attributes, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.attributes, $p1) AS DOUBLE)
          END,
          v2 := CASE
            WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
          END
        )
      ),
      LAMBDA l : CASE
        WHEN (
          l.v1 = 0.0 OR ABS(l.v1) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          l.v2 = 0.0 OR ABS(l.v2) BETWEEN 1e-150 AND 1e+150
        )
        AND l.v2 <> 0.0
        THEN l.v1 / l.v2
      END
    ),
    1
  ) IS NULL
ORDER BY
  c.started_at,
  c.id
