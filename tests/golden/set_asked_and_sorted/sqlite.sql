-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."score"'
-- p5: string = '$."expected"'

WITH feedback2 AS (
  SELECT
    CASE
      WHEN SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(:p3) + 1)
    END AS "belongs_to",
    f.payload
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.feedback_type = :p1
    AND (
      SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f.weave_ref, 1, LENGTH(:p3)) = :p3
    )
), feedback_rows1 AS (
  SELECT
    c.id
  FROM calls AS c
  JOIN feedback2
    ON c.id = feedback2.belongs_to
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND (
      CASE
        WHEN JSON_TYPE(feedback2.payload, :p4) = 'text'
        THEN JSON_EXTRACT(feedback2.payload, :p4)
      END > CASE WHEN JSON_TYPE(c.inputs, :p5) = 'text' THEN JSON_EXTRACT(c.inputs, :p5) END
      OR CASE
        WHEN JSON_TYPE(feedback2.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(feedback2.payload, :p4) = 'true'
      END > CASE
        WHEN JSON_TYPE(c.inputs, :p5) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p5) = 'true'
      END
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, :p5) = 'integer'
          AND TYPEOF(JSON_EXTRACT(c.inputs, :p5)) = 'integer'
          THEN JSON_EXTRACT(c.inputs, :p5)
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSON_TYPE(feedback2.payload, :p4) = 'integer'
            AND TYPEOF(JSON_EXTRACT(feedback2.payload, :p4)) = 'integer'
            THEN JSON_EXTRACT(feedback2.payload, :p4)
          END IS NOT NULL
          THEN CASE
            WHEN JSON_TYPE(feedback2.payload, :p4) = 'integer'
            AND TYPEOF(JSON_EXTRACT(feedback2.payload, :p4)) = 'integer'
            THEN JSON_EXTRACT(feedback2.payload, :p4)
          END > CASE
            WHEN JSON_TYPE(c.inputs, :p5) = 'integer'
            AND TYPEOF(JSON_EXTRACT(c.inputs, :p5)) = 'integer'
            THEN JSON_EXTRACT(c.inputs, :p5)
          END
          ELSE CASE
            WHEN JSON_TYPE(feedback2.payload, :p4) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(feedback2.payload, :p4) AS REAL)
          END > CASE
            WHEN JSON_TYPE(c.inputs, :p5) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(c.inputs, :p5) AS REAL)
          END
        END
        ELSE CASE
          WHEN JSON_TYPE(feedback2.payload, :p4) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(feedback2.payload, :p4) AS REAL)
        END > CASE
          WHEN JSON_TYPE(c.inputs, :p5) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p5) AS REAL)
        END
      END
    )
), first1_rows AS (
  SELECT
    CASE
      WHEN SUBSTR(f2.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f2.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH(:p3) + 1)
    END AS "belongs_to",
    CASE
      WHEN COALESCE(JSON_TYPE(f2.payload, :p4) = 'null', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSON_TYPE(f2.payload, :p4) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(f2.payload, :p4) AS REAL)
        WHEN JSON_TYPE(f2.payload, :p4) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(f2.payload, :p4)) <= 40
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(f2.payload, :p4))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f2.payload, :p4), '$') AS REAL)
        END
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSON_TYPE(f2.payload, :p4) = 'text'
        THEN JSON_EXTRACT(f2.payload, :p4)
        WHEN JSON_TYPE(f2.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(f2.payload, :p4)
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
      WHEN JSON_TYPE(f2.payload, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f2.payload, :p4) AS REAL)
      WHEN JSON_TYPE(f2.payload, :p4) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f2.payload, :p4)) <= 40
        AND NOT (
          JSON_EXTRACT(f2.payload, :p4) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f2.payload, :p4))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f2.payload, :p4), '$') AS REAL)
      END
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
        WHEN JSON_TYPE(f2.payload, :p4) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(f2.payload, :p4) AS REAL)
        WHEN JSON_TYPE(f2.payload, :p4) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(f2.payload, :p4)) <= 40
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(f2.payload, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(f2.payload, :p4))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f2.payload, :p4), '$') AS REAL)
        END
      END IS NULL
      THEN CASE
        WHEN JSON_TYPE(f2.payload, :p4) = 'text'
        THEN JSON_EXTRACT(f2.payload, :p4)
        WHEN JSON_TYPE(f2.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(f2.payload, :p4)
      END
    END AS "key3"
  FROM feedback AS f2
  WHERE
    f2.project_id = :p0
    AND f2.feedback_type = :p1
    AND (
      SUBSTR(f2.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f2.weave_ref, 1, LENGTH(:p3)) = :p3
    )
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    first1_rows.key2,
    first1_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first1_rows.belongs_to
      ORDER BY first1_rows.key1, first1_rows.key2 NULLS LAST, first1_rows.key3 NULLS LAST
    ) - 1 AS "place"
  FROM first1_rows
), first1 AS (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1,
    first1_placed.key2,
    first1_placed.key3
  FROM first1_placed
  WHERE
    first1_placed.place = 0
)
SELECT
  c2.id,
  c2.project_id,
  c2.op_name,
  c2.trace_id,
  c2.started_at
FROM calls AS c2
LEFT JOIN first1
  ON c2.id = first1.belongs_to
WHERE
  c2.project_id = :p0
  AND c2.deleted_at IS NULL
  AND c2.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END NULLS LAST,
  CASE WHEN first1.known = 1 THEN first1.key2 END NULLS LAST,
  CASE WHEN first1.known = 1 THEN first1.key3 END NULLS LAST,
  c2.id DESC
