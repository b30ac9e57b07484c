-- calls
-- p0: string = 'acme/bot'
-- p1: float = 3600000.0

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
    toFloat64(toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)) / 1000.0
  ) > {p1: Float64}
ORDER BY
  c.started_at,
  c.id
