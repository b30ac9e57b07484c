-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'items'
-- p2: float = 5.0
-- p3: string = '5'
-- p4: float = 1.0

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
    JSONType(c.inputs, {p1: String}) = 'Array'
    AND arrayExists(
      k -> COALESCE(
        (
          CASE
            WHEN JSONType(c.inputs, {p1: String}, k) <> 'String'
            OR (
              match(
                JSONExtractString(c.inputs, {p1: String}, k),
                '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
              )
              AND length(JSONExtractString(c.inputs, {p1: String}, k)) <= 40
            )
            THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}, k))
          END + 0.0
        ) = {p2: Float64}
        OR (
          CASE
            WHEN JSONType(c.inputs, {p1: String}, k, {p3: String}) <> 'String'
            OR (
              match(
                JSONExtractString(c.inputs, {p1: String}, k, {p3: String}),
                '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
              )
              AND length(JSONExtractString(c.inputs, {p1: String}, k, {p3: String})) <= 40
            )
            THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}, k, {p3: String}))
          END + 0.0
        ) = {p4: Float64},
        FALSE
      ),
      range(1, JSONLength(c.inputs, {p1: String}) + 1)
    )
  )
ORDER BY
  c.started_at,
  c.id
