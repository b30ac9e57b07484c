-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."score"'

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(:p3) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.feedback_type = :p1
    AND (
      SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f.weave_ref, 1, LENGTH(:p3)) = :p3
    )
    AND NOT COALESCE(JSON_TYPE(f.payload, :p4) = 'null', TRUE)
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
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
  c.id
