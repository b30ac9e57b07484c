-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."score"'
-- p5: string = '$."before"'

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
    AND (
      CASE WHEN JSON_TYPE(f.payload, :p4) = 'text' THEN JSON_EXTRACT(f.payload, :p4) END > CASE WHEN JSON_TYPE(f.payload, :p5) = 'text' THEN JSON_EXTRACT(f.payload, :p5) END
      OR CASE
        WHEN JSON_TYPE(f.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(f.payload, :p4) = 'true'
      END > CASE
        WHEN JSON_TYPE(f.payload, :p5) IN ('true', 'false')
        THEN JSON_TYPE(f.payload, :p5) = 'true'
      END
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(f.payload, :p5) = 'integer'
          AND TYPEOF(JSON_EXTRACT(f.payload, :p5)) = 'integer'
          THEN JSON_EXTRACT(f.payload, :p5)
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSON_TYPE(f.payload, :p4) = 'integer'
            AND TYPEOF(JSON_EXTRACT(f.payload, :p4)) = 'integer'
            THEN JSON_EXTRACT(f.payload, :p4)
          END IS NOT NULL
          THEN CASE
            WHEN JSON_TYPE(f.payload, :p4) = 'integer'
            AND TYPEOF(JSON_EXTRACT(f.payload, :p4)) = 'integer'
            THEN JSON_EXTRACT(f.payload, :p4)
          END > CASE
            WHEN JSON_TYPE(f.payload, :p5) = 'integer'
            AND TYPEOF(JSON_EXTRACT(f.payload, :p5)) = 'integer'
            THEN JSON_EXTRACT(f.payload, :p5)
          END
          ELSE CASE
            WHEN JSON_TYPE(f.payload, :p4) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(f.payload, :p4) AS REAL)
          END > CASE
            WHEN JSON_TYPE(f.payload, :p5) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(f.payload, :p5) AS REAL)
          END
        END
        ELSE CASE
          WHEN JSON_TYPE(f.payload, :p4) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(f.payload, :p4) AS REAL)
        END > CASE
          WHEN JSON_TYPE(f.payload, :p5) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(f.payload, :p5) AS REAL)
        END
      END
    )
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
