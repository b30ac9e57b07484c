-- calls
-- p0: string = 'acme/bot'
-- p1: string = ':v2'

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
  AND arrayExists(x -> endsWith(x, {p1: String}), c.input_refs)
ORDER BY
  c.started_at,
  c.id
