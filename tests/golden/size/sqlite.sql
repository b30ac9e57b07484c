-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: int = 2

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
    WHEN JSON_TYPE(c.inputs, :p1) = 'text'
    THEN LENGTH(JSON_EXTRACT(c.inputs, :p1))
    WHEN JSON_TYPE(c.inputs, :p1) = 'array'
    THEN JSON_ARRAY_LENGTH(JSON_EXTRACT(c.inputs, :p1))
    WHEN JSON_TYPE(c.inputs, :p1) = 'object'
    THEN (
      SELECT
        COUNT(*)
      FROM JSON_EACH(JSON_EXTRACT(c.inputs, :p1)) AS e
    )
  END = :p2
ORDER BY
  c.started_at,
  c.id
