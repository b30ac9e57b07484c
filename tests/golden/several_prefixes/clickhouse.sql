-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["answer"]'
-- p2: array<string> = '["weave:///acme/bot/op/answer_2:", "weave:///acme/bot/op/retrieve:"]'

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
  AND (
    c.op_name IN (
      SELECT
        arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
    )
    OR arrayExists(x -> startsWith(c.op_name, x), JSONExtract({p2: String}, 'Array(String)'))
  )
ORDER BY
  c.started_at,
  c.id
