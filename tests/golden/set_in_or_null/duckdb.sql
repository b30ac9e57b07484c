-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['👎']
-- p5: string = '/emoji'

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      THEN SUBSTR(f.weave_ref, LENGTH($p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH($p3) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.feedback_type = $p1
    AND (
      COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      OR COALESCE(STARTS_WITH(f.weave_ref, $p3), FALSE)
    )
    AND JSON_EXTRACT_STRING(f.payload, $p5) IN (
      SELECT
        UNNEST($p4)
    )
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN COALESCE(STARTS_WITH(f2.weave_ref, $p2), FALSE)
      THEN SUBSTR(f2.weave_ref, LENGTH($p2) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH($p3) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = $p0
    AND f2.feedback_type = $p1
    AND (
      COALESCE(STARTS_WITH(f2.weave_ref, $p2), FALSE)
      OR COALESCE(STARTS_WITH(f2.weave_ref, $p3), FALSE)
    )
    AND NOT COALESCE(JSON_TYPE(f2.payload, $p5) = 'NULL', TRUE)
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
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
  c.id
