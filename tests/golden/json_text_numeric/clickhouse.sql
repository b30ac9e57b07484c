-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = '5'
-- p3: float = 5.0

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
    CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String})
    END = {p2: String}
    OR (
      CASE
        WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
        THEN JSONExtractFloat(c.inputs, {p1: String})
      END + 0.0
    ) = {p3: Float64}
  )
ORDER BY
  c.started_at,
  c.id
