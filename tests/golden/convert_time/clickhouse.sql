-- calls
-- p0: string = 'acme/bot'
-- p1: int = 1761998400

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
  AND intDiv(
    toUnixTimestamp64Micro(c.started_at) - positiveModulo(toUnixTimestamp64Micro(c.started_at), 1000000),
    1000000
  ) > {p1: Int64}
ORDER BY
  c.started_at,
  c.id
