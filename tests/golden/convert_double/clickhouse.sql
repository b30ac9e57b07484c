-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: float = 5.0

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
      WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(c.inputs, {p1: String})
    END,
    CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
      END
      THEN 1.0
      WHEN NOT CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
      END
      THEN 0.0
    END,
    CASE
      WHEN match(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END,
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END
      ) <= 40
      THEN toFloat64OrNull(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END
      )
    END
  ) >= {p2: Float64}
ORDER BY
  c.started_at,
  c.id
