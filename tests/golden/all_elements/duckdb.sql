-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: float = 5.0

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
  AND CASE
    WHEN JSON_TYPE(c.inputs, $p1) IS NULL
    THEN 'missing'
    WHEN JSON_TYPE(c.inputs, $p1) = 'NULL'
    THEN 'null'
    WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
    THEN 'bool'
    WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
    THEN 'string'
    WHEN JSON_TYPE(c.inputs, $p1) = 'ARRAY'
    THEN 'array'
    WHEN JSON_TYPE(c.inputs, $p1) = 'OBJECT'
    THEN 'object'
    ELSE 'number'
  END = 'array'
  AND NOT (
    LEN(
      LIST_FILTER(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'ARRAY'
          THEN CAST(JSON_EXTRACT(c.inputs, $p1) AS JSON[])
          ELSE LIST_VALUE()
        END,
        LAMBDA x : NOT COALESCE(
          CASE
            WHEN JSON_TYPE(x, '$') <> 'VARCHAR'
            OR (
              REGEXP_MATCHES(
                JSON_EXTRACT_STRING(x, '$'),
                '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
              )
              AND LENGTH(JSON_EXTRACT_STRING(x, '$')) <= 40
            )
            THEN TRY_CAST(JSON_EXTRACT_STRING(x, '$') AS DOUBLE)
          END >= $p2,
          FALSE
        )
      )
    ) > 0
  )
ORDER BY
  c.started_at,
  c.id
