-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = '\\A[A-Za-z]+\\x{2D}[0-9]\\z'

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
  AND match(
    CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String})
    END,
    {p2: String}
  )
ORDER BY
  c.started_at,
  c.id
