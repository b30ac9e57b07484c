-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T04:30:00+00:00'
-- p2: timestamp = '2025-11-01T21:00:00.500000+00:00'

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
  AND c.ended_at < CAST(%(p2)s AS TIMESTAMPTZ)
ORDER BY
  c.started_at,
  c.id COLLATE "C"
