-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['items']
-- p2: float = 5.0
-- p3: string = 'strict $."5"'
-- p4: float = 1.0

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
  AND EXISTS(
    SELECT
      1
    FROM JSONB_ARRAY_ELEMENTS(CASE WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'array' THEN c.inputs #> %(p1)s END) AS x(v)
    WHERE
      COALESCE(
        CASE
          WHEN JSONB_TYPEOF(x.v) = 'number'
          THEN CAST(x.v #>> '{}' AS DOUBLE PRECISION)
          WHEN JSONB_TYPEOF(x.v) = 'string'
          THEN CASE
            WHEN (
              x.v #>> '{}'
            ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            AND LENGTH(x.v #>> '{}') <= 40
            THEN CAST(x.v #>> '{}' AS DOUBLE PRECISION)
          END
        END = %(p2)s
        OR CASE
          WHEN JSONB_TYPEOF(JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE)) = 'number'
          THEN CAST(JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE) #>> '{}' AS DOUBLE PRECISION)
          WHEN JSONB_TYPEOF(JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE)) = 'string'
          THEN CASE
            WHEN (
              JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE) #>> '{}'
            ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            AND LENGTH(JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE) #>> '{}') <= 40
            THEN CAST(JSONB_PATH_QUERY_FIRST(x.v, CAST(%(p3)s AS JSONPATH), '{}', TRUE) #>> '{}' AS DOUBLE PRECISION)
          END
        END = %(p4)s,
        FALSE
      )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
