-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: string = 'é'

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
  AND RIGHT(
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN (
        c.inputs #> %(p1)s
      ) #>> '{}'
    END,
    LENGTH(CAST(%(p2)s AS TEXT))
  ) = CAST(%(p2)s AS TEXT)
ORDER BY
  c.started_at,
  c.id COLLATE "C"
