-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."score"'
-- p5: float = 0.5
-- p6: string = 'wandb.reaction.1'
-- p7: string = '$."emoji"'
-- p8: string = '👍'
-- p9: float = 0.5

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
    AND CASE
      WHEN JSON_TYPE(f.payload, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p4) AS REAL)
      WHEN JSON_TYPE(f.payload, :p4) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.payload, :p4)) <= 40
        AND NOT (
          JSON_EXTRACT(f.payload, :p4) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.payload, :p4))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.payload, :p4), '$') AS REAL)
      END
    END > :p5
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
    AND f2.feedback_type = :p6
    AND (
      SUBSTR(f2.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f2.weave_ref, 1, LENGTH(:p3)) = :p3
    )
    AND JSON_EXTRACT(f2.payload, :p7) = :p8
), feedback_rows3 AS (
  SELECT
    CASE
      WHEN SUBSTR(f3.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f3.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f3.weave_ref, LENGTH(:p3) + 1)
    END AS "id"
  FROM feedback AS f3
  WHERE
    f3.project_id = :p0
    AND f3.feedback_type = :p1
    AND (
      SUBSTR(f3.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f3.weave_ref, 1, LENGTH(:p3)) = :p3
    )
    AND CASE
      WHEN JSON_TYPE(f3.payload, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f3.payload, :p4) AS REAL)
      WHEN JSON_TYPE(f3.payload, :p4) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f3.payload, :p4)) <= 40
        AND NOT (
          JSON_EXTRACT(f3.payload, :p4) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f3.payload, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f3.payload, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f3.payload, :p4))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f3.payload, :p4), '$') AS REAL)
      END
    END > :p9
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
  AND c.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
  AND c.id IN (
    SELECT
      feedback_rows2.id
    FROM feedback_rows2
  )
  AND c.id IN (
    SELECT
      feedback_rows3.id
    FROM feedback_rows3
  )
ORDER BY
  c.started_at,
  c.id
