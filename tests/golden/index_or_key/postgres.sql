-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['items', '0']
-- p2: string = '5'
-- p3: float = 5.0

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
  AND (
    (
      c.inputs #> %(p1)s
    ) = TO_JSONB(CAST(%(p2)s AS TEXT))
    OR CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END = %(p3)s
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
