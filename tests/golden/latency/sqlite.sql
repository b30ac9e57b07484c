-- calls
-- p0: string = 'acme/bot'
-- p1: float = 3600000.0

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
  AND (
    CAST(c.ended_at - c.started_at AS REAL) / 1000.0
  ) > :p1
ORDER BY
  c.started_at,
  c.id
