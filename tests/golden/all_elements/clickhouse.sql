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
  AND CASE
    WHEN JSONType(c.inputs, {p1: String}) = 'Null' AND JSONHas(c.inputs, {p1: String})
    THEN 'null'
    WHEN JSONType(c.inputs, {p1: String}) = 'Null'
    THEN 'missing'
    WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
    THEN 'bool'
    WHEN JSONType(c.inputs, {p1: String}) = 'String'
    THEN 'string'
    WHEN JSONType(c.inputs, {p1: String}) = 'Array'
    THEN 'array'
    WHEN JSONType(c.inputs, {p1: String}) = 'Object'
    THEN 'object'
    ELSE 'number'
  END = 'array'
  AND NOT (
    JSONType(c.inputs, {p1: String}) = 'Array'
    AND arrayExists(
      k -> NOT COALESCE(
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
        END >= {p2: Float64},
        FALSE
      ),
      range(1, JSONLength(c.inputs, {p1: String}) + 1)
    )
  )
ORDER BY
  c.started_at,
  c.id
