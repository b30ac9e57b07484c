-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: float = 5.0

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
  AND NOT COALESCE(
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.inputs #> %(p1)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.inputs #> %(p1)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END = %(p2)s,
    FALSE
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
