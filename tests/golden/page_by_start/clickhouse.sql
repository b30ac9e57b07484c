-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761964200000004
-- p2: string = 'c04'
-- p3: int = 5

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
  AND c.started_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
  AND (
    c.started_at > fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    OR c.id > {p2: String}
  )
ORDER BY
  c.started_at,
  c.id
LIMIT {p3: UInt64}
