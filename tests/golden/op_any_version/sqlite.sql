-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'weave:///acme/bot/op/answer:'

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
  AND SUBSTR(c.op_name, 1, LENGTH(:p1)) = :p1
ORDER BY
  c.started_at,
  c.id
