-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['answer', 'weave:///acme/bot/op/retrieve:v1']
-- p2: array<string> = ['ana']

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
  AND c.op_name = ANY(
    CAST(%(p1)s AS TEXT[])
  )
  AND c.wb_user_id = ANY(
    CAST(%(p2)s AS TEXT[])
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
