-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = 'array'

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
  END = {p2: String}
ORDER BY
  c.started_at,
  c.id
