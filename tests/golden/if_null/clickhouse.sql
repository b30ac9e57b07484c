-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = 'w'
-- p3: string = '5'
-- p4: float = 5.0

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
      WHEN NOT (
        JSONType(c.inputs, {p1: String}) = 'Null'
      )
      THEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String})
      END
      WHEN NOT (
        JSONType(c.inputs, {p2: String}) = 'Null'
      )
      THEN CASE
        WHEN JSONType(c.inputs, {p2: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p2: String})
      END
      ELSE c.display_name
    END = {p3: String}
    OR (
      CASE
        WHEN NOT (
          JSONType(c.inputs, {p1: String}) = 'Null'
        )
        THEN CASE
          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p1: String})
        END
        WHEN NOT (
          JSONType(c.inputs, {p2: String}) = 'Null'
        )
        THEN CASE
          WHEN JSONType(c.inputs, {p2: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p2: String})
        END
        ELSE NULL
      END + 0.0
    ) = {p4: Float64}
  )
ORDER BY
  c.started_at,
  c.id
