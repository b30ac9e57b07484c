-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: bool = True

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
  AND COALESCE(
    CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
      THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
    END,
    CASE
      WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(c.inputs, {p1: String})
    END <> 0.0,
    CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String})
      END = 'true'
      THEN TRUE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String})
      END = '1'
      THEN TRUE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String})
      END = 'false'
      THEN FALSE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String})
      END = '0'
      THEN FALSE
    END
  ) = {p2: Bool}
ORDER BY
  c.started_at,
  c.id
