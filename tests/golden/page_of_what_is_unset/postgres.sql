-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'c22'
-- p2: int = 5

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
  AND c.ended_at IS NULL
  AND (
    c.id COLLATE "C"
  ) < %(p1)s
ORDER BY
  c.ended_at,
  c.id COLLATE "C" DESC
LIMIT %(p2)s
