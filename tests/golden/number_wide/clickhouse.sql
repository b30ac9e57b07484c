-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: float = 9007199254740992.0
-- p3: int = 9007199254740993

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
    WHEN CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
      THEN JSONExtractInt(c.inputs, {p1: String})
    END IS NOT NULL
    THEN CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
      THEN JSONExtractInt(c.inputs, {p1: String})
    END = {p3: Int64}
    WHEN CASE
      WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(c.inputs, {p1: String})
    END IS NOT NULL
    THEN (
      CASE
        WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
        THEN JSONExtractFloat(c.inputs, {p1: String})
      END + 0.0
    ) = {p2: Float64}
    WHEN CASE
      WHEN match(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END,
        '^-?(0|[1-9][0-9]{0,18})$'
      )
      THEN toInt64OrNull(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END
      )
    END IS NOT NULL
    THEN CASE
      WHEN match(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END,
        '^-?(0|[1-9][0-9]{0,18})$'
      )
      THEN toInt64OrNull(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String})
        END
      )
    END = {p3: Int64}
    ELSE (
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
      END + 0.0
    ) = {p2: Float64}
  END
ORDER BY
  c.started_at,
  c.id
