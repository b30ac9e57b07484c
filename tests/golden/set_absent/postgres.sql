-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['score']

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p3)s AS TEXT))
    )
    AND NOT COALESCE(JSONB_TYPEOF(f.payload #> %(p4)s) = 'null', TRUE)
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
  AND NOT (
    c.id IN (
      SELECT
        feedback_rows1.id
      FROM feedback_rows1
    )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
