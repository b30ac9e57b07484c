-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["answer", "weave:///acme/bot/op/retrieve:v1"]'
-- p2: array<string> = '["ana"]'

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
  AND c.op_name IN (
    SELECT
      arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
  )
  AND c.wb_user_id IN (
    SELECT
      arrayJoin(JSONExtract({p2: String}, 'Array(String)'))
  )
ORDER BY
  c.started_at,
  c.id
