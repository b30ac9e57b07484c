-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["answer", "weave:///acme/bot/op/retrieve:v1"]'
-- p2: array<string> = '["ana"]'

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
  AND c.op_name IN (
    SELECT
      value
    FROM JSON_EACH(:p1) AS e
  )
  AND c.wb_user_id IN (
    SELECT
      value
    FROM JSON_EACH(:p2) AS e2
  )
ORDER BY
  c.started_at,
  c.id
