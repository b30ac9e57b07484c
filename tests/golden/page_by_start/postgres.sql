-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T02:30:00.000004+00:00'
-- p2: string = 'c04'
-- p3: int = 5

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND c.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
  AND (
    c.started_at > CAST(%(p1)s AS TIMESTAMPTZ) OR (
      c.id COLLATE "C"
    ) > %(p2)s
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
LIMIT %(p3)s
