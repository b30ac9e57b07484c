-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: array<string> = '["gpt-4"]'
-- p3: array<float> = '[5.0]'
-- p4: array<bool> = '[true]'
-- p5: array<string> = '["true"]'

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
    JSONType(c.inputs, {p1: String}) = 'Null'
    OR JSONExtractString(c.inputs, {p1: String}) IN (
      SELECT
        arrayJoin(JSONExtract({p2: String}, 'Array(String)'))
    )
    OR (
      CASE
        WHEN JSONType(c.inputs, {p1: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.inputs, {p1: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
      END + 0.0
    ) IN (
      SELECT
        arrayJoin(JSONExtract({p3: String}, 'Array(Float64)'))
    )
    OR CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
      THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
    END IN (
      SELECT
        arrayJoin(JSONExtract({p4: String}, 'Array(Bool)'))
    )
    OR CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String})
    END IN (
      SELECT
        arrayJoin(JSONExtract({p5: String}, 'Array(String)'))
    )
  )
ORDER BY
  c.started_at,
  c.id
