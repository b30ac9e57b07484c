-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761964200000004
-- p2: string = 'c04'
-- p3: int = 5

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND c.started_at >= MAKE_TIMESTAMP($p1)
  AND (
    c.started_at > MAKE_TIMESTAMP($p1) OR c.id > $p2
  )
ORDER BY
  c.started_at,
  c.id
LIMIT $p3
