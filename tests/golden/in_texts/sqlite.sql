-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["gpt-4", "é", "say \\"hi\\""]'
-- p2: string = '$."v"'

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
  AND CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END IN (
    SELECT
      value
    FROM JSON_EACH(:p1) AS e
  )
ORDER BY
  c.started_at,
  c.id
