-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['status_counts', 'error']
-- p2: string = 'descendant_error'

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
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
      THEN CAST((
        c.summary #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.summary #> %(p1)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.summary #> %(p1)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.summary #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END = %(p2)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
