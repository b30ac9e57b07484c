-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: int = 2

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
    WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
    THEN CAST(LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) AS BIGINT)
    WHEN JSON_TYPE(c.inputs, $p1) = 'ARRAY'
    THEN CAST(JSON_ARRAY_LENGTH(c.inputs, $p1) AS BIGINT)
    WHEN JSON_TYPE(c.inputs, $p1) = 'OBJECT'
    THEN CAST(LEN(JSON_KEYS(c.inputs, $p1)) AS BIGINT)
  END = $p2
ORDER BY
  c.started_at,
  c.id
