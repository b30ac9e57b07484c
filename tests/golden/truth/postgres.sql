-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']

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
  AND c.display_name IS NOT NULL
  AND NOT COALESCE(JSONB_TYPEOF(c.inputs #> %(p1)s) = 'null', TRUE)
  AND NOT COALESCE(
    NOT CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS BOOLEAN)
    END,
    FALSE
  )
  AND NOT COALESCE(
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END = 0.0,
    FALSE
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
