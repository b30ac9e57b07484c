-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["é%_:2"]'
-- p2: string = 'weave:///acme/bot/object/prompt:'
-- p3: array<string> = '["other:1"]'

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
  AND arrayExists(
    x -> has(JSONExtract({p1: String}, 'Array(String)'), x) OR startsWith(x, {p2: String}),
    c.input_refs
  )
  AND hasAny(c.output_refs, JSONExtract({p3: String}, 'Array(String)'))
ORDER BY
  c.started_at,
  c.id
