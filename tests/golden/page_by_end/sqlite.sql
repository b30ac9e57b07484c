-- calls
-- p0: string = 'acme/bot'
-- p1: timestamp = 1762003800000000
-- p2: string = 'c21'
-- p3: int = 6

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at,
  c.ended_at AS "weave_place_0"
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND (
    c.ended_at < :p1 OR c.ended_at IS NULL OR (
      c.ended_at = :p1 AND c.id < :p2
    )
  )
ORDER BY
  c.ended_at DESC,
  c.id DESC
LIMIT :p3
