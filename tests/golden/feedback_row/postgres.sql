-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'Ann'
-- p3: timestamp = '2025-11-02T00:00:10+00:00'
-- p4: string = 'weave-trace-internal:///acme/sets/call/'
-- p5: string = 'weave:///acme/sets/call/'
-- p6: array<string> = ['score']
-- p7: float = 0.5

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f.weave_ref, CAST(%(p4)s AS TEXT))
      THEN SUBSTR(f.weave_ref, LENGTH(CAST(%(p4)s AS TEXT)) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(CAST(%(p5)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.feedback_type = %(p1)s
    AND f.creator = %(p2)s
    AND f.created_at < CAST(%(p3)s AS TIMESTAMPTZ)
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p4)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p5)s AS TEXT))
    )
    AND CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p6)s) = 'number'
      THEN CAST((
        f.payload #> %(p6)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.payload #> %(p6)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.payload #> %(p6)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.payload #> %(p6)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.payload #> %(p6)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > %(p7)s
)
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
  AND c.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
