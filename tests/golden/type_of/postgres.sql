-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: string = 'array'

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
  AND COALESCE(
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
      THEN 'bool'
      ELSE JSONB_TYPEOF(c.inputs #> %(p1)s)
    END,
    'missing'
  ) = %(p2)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
