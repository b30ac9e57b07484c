-- calls
-- p0: string = 'acme/bot'
-- p1: int = 5
-- p2: int = 7

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s AND c.deleted_at IS NULL
ORDER BY
  c.started_at,
  c.id COLLATE "C"
LIMIT %(p1)s
OFFSET %(p2)s
