-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'Ann'
-- p3: timestamp = 1762041610000000
-- p4: string = 'weave-trace-internal:///acme/sets/call/'
-- p5: string = 'weave:///acme/sets/call/'
-- p6: string = '$."score"'
-- p7: float = 0.5

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN SUBSTR(f.weave_ref, 1, LENGTH(:p4)) = :p4
      THEN SUBSTR(f.weave_ref, LENGTH(:p4) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(:p5) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.feedback_type = :p1
    AND f.creator = :p2
    AND f.created_at < :p3
    AND (
      SUBSTR(f.weave_ref, 1, LENGTH(:p4)) = :p4
      OR SUBSTR(f.weave_ref, 1, LENGTH(:p5)) = :p5
    )
    AND CASE
      WHEN JSON_TYPE(f.payload, :p6) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p6) AS REAL)
      WHEN JSON_TYPE(f.payload, :p6) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.payload, :p6)) <= 40
        AND NOT (
          JSON_EXTRACT(f.payload, :p6) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p6) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p6) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.payload, :p6))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.payload, :p6), '$') AS REAL)
      END
    END > :p7
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
ORDER BY
  c.started_at,
  c.id
