-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = 'array'

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
  END = $p2
ORDER BY
  c.started_at,
  c.id
