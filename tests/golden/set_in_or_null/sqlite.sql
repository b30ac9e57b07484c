-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = '["👎"]'
-- p5: string = '$."emoji"'

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
    AND CASE WHEN JSON_TYPE(f.payload, :p5) = 'text' THEN JSON_EXTRACT(f.payload, :p5) END IN (
      SELECT
        value
      FROM JSON_EACH(:p4) AS e
    )
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN SUBSTR(f2.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f2.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH(:p3) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = :p0
    AND f2.feedback_type = :p1
    AND (
      SUBSTR(f2.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f2.weave_ref, 1, LENGTH(:p3)) = :p3
    )
    AND NOT COALESCE(JSON_TYPE(f2.payload, :p5) = 'null', TRUE)
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
