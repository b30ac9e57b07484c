-- calls
-- p0: string = 'acme/bot'
-- p1: int = 5
-- p2: int = 7

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0 AND c.deleted_at IS NULL
ORDER BY
  c.started_at,
  c.id
LIMIT :p1
OFFSET :p2
