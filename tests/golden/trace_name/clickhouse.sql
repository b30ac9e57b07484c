-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'answer'

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
  AND COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN position(c.op_name, '/op/') > 0
      AND position(arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1), ':') > 1
      THEN arrayElement(
        splitByChar(':', arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1)),
        1
      )
    END,
    c.op_name
  ) = {p1: String}
ORDER BY
  c.started_at,
  c.id
