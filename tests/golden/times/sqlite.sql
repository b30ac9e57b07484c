-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761971400000000
-- p2: timestamp = 1762030800500000

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND c.started_at >= :p1
  AND c.ended_at < :p2
ORDER BY
  c.started_at,
  c.id
