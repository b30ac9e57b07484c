-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: array<float> = '[9007199254740992.0, 9.223372036854776e+18, 0.0]'
-- p3: array<int> = '[9007199254740993, 9223372036854775807, 0]'
-- p4: array<float> = '[9007199254740992.0, 9.223372036854776e+18, 0.0]'
-- p5: array<int> = '[9007199254740993, 9223372036854775807, 0]'

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
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
        THEN JSONExtractInt(c.inputs, {p1: String})
      END IS NOT NULL
      THEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
        THEN JSONExtractInt(c.inputs, {p1: String})
      END IN (
        SELECT
          arrayJoin(JSONExtract({p3: String}, 'Array(Int64)'))
      )
      ELSE (
        CASE
          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p1: String})
        END + 0.0
      ) IN (
        SELECT
          arrayJoin(JSONExtract({p2: String}, 'Array(Float64)'))
      )
    END
    OR CASE
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
      END IN (
        SELECT
          arrayJoin(JSONExtract({p5: String}, 'Array(Int64)'))
      )
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
      ) IN (
        SELECT
          arrayJoin(JSONExtract({p4: String}, 'Array(Float64)'))
      )
    END
  )
ORDER BY
  c.started_at,
  c.id
