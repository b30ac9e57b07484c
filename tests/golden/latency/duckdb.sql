-- calls
-- p0: string = 'acme/bot'
-- p1: float = 3600000.0

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
  AND (
    CAST(EPOCH_US(c.ended_at) - EPOCH_US(c.started_at) AS DOUBLE) / 1000.0
  ) > $p1
ORDER BY
  c.started_at,
  c.id
