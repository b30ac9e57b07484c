-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['ana', 'bo']

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
  AND c.wb_user_id IN (
    SELECT
      UNNEST($p1)
  )
ORDER BY
  c.wb_run_step DESC,
  c.op_name,
  c.id DESC
