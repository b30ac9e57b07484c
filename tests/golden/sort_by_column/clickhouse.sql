-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["ana", "bo"]'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND c.wb_user_id IN (
    SELECT
      arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
  )
ORDER BY
  c.wb_run_step DESC,
  c.op_name,
  c.id DESC
