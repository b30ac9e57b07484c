-- calls
-- p0: string = 'acme/bot'
-- p1: int = 7
-- p2: int = 2

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at",
  c.inputs
FROM calls AS c
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL
ORDER BY
  c.display_name,
  c.ended_at DESC,
  c.id DESC
LIMIT {p1: UInt64}
OFFSET {p2: UInt64}
