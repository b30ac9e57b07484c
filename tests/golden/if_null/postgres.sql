-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: array<string> = ['w']
-- p3: string = '5'
-- p4: float = 5.0

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
    CASE
      WHEN NOT COALESCE(JSONB_TYPEOF(c.inputs #> %(p1)s) = 'null', TRUE)
      THEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END
      WHEN NOT COALESCE(JSONB_TYPEOF(c.inputs #> %(p2)s) = 'null', TRUE)
      THEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
        THEN (
          c.inputs #> %(p2)s
        ) #>> '{}'
      END
      ELSE c.display_name
    END = %(p3)s
    OR CASE
      WHEN NOT COALESCE(JSONB_TYPEOF(c.inputs #> %(p1)s) = 'null', TRUE)
      THEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
      WHEN NOT COALESCE(JSONB_TYPEOF(c.inputs #> %(p2)s) = 'null', TRUE)
      THEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
      ELSE NULL
    END = %(p4)s
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
