-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['ana', 'bo']

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
  AND c.wb_user_id = ANY(
    CAST(%(p1)s AS TEXT[])
  )
ORDER BY
  c.wb_run_step DESC NULLS LAST,
  c.op_name COLLATE "C",
  c.id COLLATE "C" DESC
