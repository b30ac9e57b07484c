-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["ana", "bo"]'

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
  AND c.wb_user_id IN (
    SELECT
      value
    FROM JSON_EACH(:p1) AS e
  )
ORDER BY
  c.wb_run_step DESC,
  c.op_name,
  c.id DESC
