-- calls
-- p0: string = 'acme/bot'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0 AND c.deleted_at IS NULL AND c.parent_id IS NULL
ORDER BY
  c.started_at,
  c.id
