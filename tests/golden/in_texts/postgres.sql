-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['gpt-4', 'é', 'say "hi"']
-- p2: array<string> = ['v']

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
  AND CASE
    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
    THEN (
      c.inputs #> %(p2)s
    ) #>> '{}'
  END = ANY(
    CAST(%(p1)s AS TEXT[])
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
