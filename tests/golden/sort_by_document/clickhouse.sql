-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["ana", "bo"]'
-- p2: string = 'v'

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
  AND c.wb_user_id IN (
    SELECT
      arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
  )
ORDER BY
  CASE
    WHEN JSONType(c.inputs, {p2: String}) = 'Null'
    THEN 3
    WHEN CASE
      WHEN JSONType(c.inputs, {p2: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p2: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p2: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p2: String}))
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSONType(c.inputs, {p2: String}) IN ('String', 'Bool')
      THEN JSONExtractString(c.inputs, {p2: String})
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSONType(c.inputs, {p2: String}) <> 'String'
    OR (
      match(
        JSONExtractString(c.inputs, {p2: String}),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(JSONExtractString(c.inputs, {p2: String})) <= 40
    )
    THEN toFloat64OrNull(JSONExtractString(c.inputs, {p2: String}))
  END + 0.0,
  CASE
    WHEN CASE
      WHEN JSONType(c.inputs, {p2: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p2: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p2: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p2: String}))
    END IS NULL
    THEN CASE
      WHEN JSONType(c.inputs, {p2: String}) IN ('String', 'Bool')
      THEN JSONExtractString(c.inputs, {p2: String})
    END
  END,
  c.id DESC
