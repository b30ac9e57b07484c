-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = 'w'

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
    END = CASE
      WHEN JSONType(c.inputs, {p2: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p2: String})
    END
    OR CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
      THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
    END = CASE
      WHEN JSONType(c.inputs, {p2: String}) = 'Bool'
      THEN JSONExtractBool(c.inputs, {p2: String}) = TRUE
    END
    OR CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p2: String}) = 'Int64'
        THEN JSONExtractInt(c.inputs, {p2: String})
      END IS NOT NULL
      THEN CASE
        WHEN CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
          THEN JSONExtractInt(c.inputs, {p1: String})
        END IS NOT NULL
        THEN CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
          THEN JSONExtractInt(c.inputs, {p1: String})
        END = CASE
          WHEN JSONType(c.inputs, {p2: String}) = 'Int64'
          THEN JSONExtractInt(c.inputs, {p2: String})
        END
        ELSE CASE
          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p1: String})
        END = CASE
          WHEN JSONType(c.inputs, {p2: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p2: String})
        END
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
        THEN JSONExtractFloat(c.inputs, {p1: String})
      END = CASE
        WHEN JSONType(c.inputs, {p2: String}) IN ('Int64', 'UInt64', 'Double')
        THEN JSONExtractFloat(c.inputs, {p2: String})
      END
    END
  )
ORDER BY
  c.started_at,
  c.id
