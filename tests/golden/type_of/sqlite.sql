-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = 'array'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND CASE
    WHEN JSON_TYPE(c.inputs, :p1) IS NULL
    THEN 'missing'
    WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
    THEN 'bool'
    WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
    THEN 'number'
    WHEN JSON_TYPE(c.inputs, :p1) = 'text'
    THEN 'string'
    ELSE JSON_TYPE(c.inputs, :p1)
  END = :p2
ORDER BY
  c.started_at,
  c.id
