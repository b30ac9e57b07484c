-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = 'é'

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
  AND (
    LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END) >= LENGTH(:p2)
    AND SUBSTR(
      CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
      (
        LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END) - LENGTH(:p2)
      ) + 1
    ) = :p2
  )
ORDER BY
  c.started_at,
  c.id
