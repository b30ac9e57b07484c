-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: bool = True

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
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS BOOLEAN)
    END,
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END <> 0.0,
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END = 'true'
      THEN TRUE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END = '1'
      THEN TRUE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END = 'false'
      THEN FALSE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END = '0'
      THEN FALSE
    END
  ) = CAST(%(p2)s AS BOOLEAN)
ORDER BY
  c.started_at,
  c.id COLLATE "C"
