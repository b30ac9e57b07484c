-- calls
-- p0: string = 'acme/sets'
-- p1: string = ''
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'

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
    AND f.trigger_ref = %(p1)s
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p3)s AS TEXT))
    )
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f2.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = %(p0)s
    AND f2.trigger_ref IS NOT NULL
    AND (
      STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f2.weave_ref, CAST(%(p3)s AS TEXT))
    )
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
  AND (
    c.id IN (
      SELECT
        feedback_rows1.id
      FROM feedback_rows1
    )
    OR NOT (
      c.id IN (
        SELECT
          feedback_rows2.id
        FROM feedback_rows2
      )
    )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
