-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'c22'
-- p2: int = 5

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at",
  toUnixTimestamp64Micro(c.ended_at) AS "weave_place_0"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND c.ended_at IS NULL
  AND c.id < {p1: String}
ORDER BY
  c.ended_at,
  c.id DESC
LIMIT {p2: UInt64}
