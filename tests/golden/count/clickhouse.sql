-- stats
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: float = 5.0

SELECT
  COUNT(*) AS "count"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND (
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
  ) = {p2: Float64}
