-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = 1762003800000000
-- p2: string = 'c21'
-- p3: int = 6

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
  AND (
    c.ended_at < fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    OR c.ended_at IS NULL
    OR (
      c.ended_at = fromUnixTimestamp64Micro({p1: Int64}, 'UTC') AND c.id < {p2: String}
    )
  )
ORDER BY
  c.ended_at DESC,
  c.id DESC
LIMIT {p3: UInt64}
