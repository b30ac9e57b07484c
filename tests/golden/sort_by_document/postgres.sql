-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['ana', 'bo']
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
  AND c.wb_user_id = ANY(
    CAST(%(p1)s AS TEXT[])
  )
ORDER BY
  CASE
    WHEN COALESCE(JSONB_TYPEOF(c.inputs #> %(p2)s) = 'null', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
      THEN CAST((
        c.inputs #> %(p2)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.inputs #> %(p2)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.inputs #> %(p2)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) IN ('string', 'boolean')
      THEN (
        c.inputs #> %(p2)s
      ) #>> '{}'
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
    THEN CAST((
      c.inputs #> %(p2)s
    ) #>> '{}' AS DOUBLE PRECISION)
    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
    THEN CASE
      WHEN (
        (
          c.inputs #> %(p2)s
        ) #>> '{}'
      ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      AND LENGTH((
        c.inputs #> %(p2)s
      ) #>> '{}') <= 40
      THEN CAST((
        c.inputs #> %(p2)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END
  END + 0.0,
  CASE
    WHEN CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
      THEN CAST((
        c.inputs #> %(p2)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.inputs #> %(p2)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.inputs #> %(p2)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END IS NULL
    THEN CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) IN ('string', 'boolean')
      THEN (
        c.inputs #> %(p2)s
      ) #>> '{}'
    END
  END COLLATE "C",
  c.id COLLATE "C" DESC
