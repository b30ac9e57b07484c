-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T13:30:00+00:00'
-- p2: string = 'c21'
-- p3: int = 6

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at",
  CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) AS "weave_place_0"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND (
    c.ended_at < CAST(%(p1)s AS TIMESTAMPTZ)
    OR c.ended_at IS NULL
    OR (
      c.ended_at = CAST(%(p1)s AS TIMESTAMPTZ) AND (
        c.id COLLATE "C"
      ) < %(p2)s
    )
  )
ORDER BY
  c.ended_at DESC NULLS LAST,
  c.id COLLATE "C" DESC
LIMIT %(p3)s
