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
  AND NOT COALESCE(
    (
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
    ) = {p2: Float64},
    FALSE
  )
ORDER BY
  c.started_at,
  c.id
