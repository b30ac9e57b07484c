-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'

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
  AND NOT (
    JSONType(c.inputs, {p1: String}) = 'Null'
  )
  AND NOT COALESCE(
    NOT CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
      THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
    END,
    FALSE
  )
  AND NOT COALESCE(
    CASE
      WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(c.inputs, {p1: String})
    END = 0.0,
    FALSE
  )
  AND c.display_name IS NOT NULL
ORDER BY
  c.started_at,
  c.id
