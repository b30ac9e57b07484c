-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: int = 2

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
  AND CASE
    WHEN JSONType(c.inputs, {p1: String}) = 'String'
    THEN toInt64(lengthUTF8(JSONExtractString(c.inputs, {p1: String})))
    WHEN JSONType(c.inputs, {p1: String}) IN ('Array', 'Object')
    THEN toInt64(JSONLength(c.inputs, {p1: String}))
  END = {p2: Int64}
ORDER BY
  c.started_at,
  c.id
