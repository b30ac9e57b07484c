-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."score"'
-- p5: int = 5

WITH first1_rows AS (
  SELECT
    CASE
      WHEN SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      THEN SUBSTR(f.weave_ref, LENGTH(:p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(:p3) + 1)
    END AS "belongs_to",
    CASE
      WHEN COALESCE(JSON_TYPE(f.payload, :p4) = 'null', TRUE)
      THEN 3
      WHEN CASE
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
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSON_TYPE(f.payload, :p4) = 'text'
        THEN JSON_EXTRACT(f.payload, :p4)
        WHEN JSON_TYPE(f.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(f.payload, :p4)
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
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
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
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
      END IS NULL
      THEN CASE
        WHEN JSON_TYPE(f.payload, :p4) = 'text'
        THEN JSON_EXTRACT(f.payload, :p4)
        WHEN JSON_TYPE(f.payload, :p4) IN ('true', 'false')
        THEN JSON_TYPE(f.payload, :p4)
      END
    END AS "key3"
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.feedback_type = :p1
    AND (
      SUBSTR(f.weave_ref, 1, LENGTH(:p2)) = :p2
      OR SUBSTR(f.weave_ref, 1, LENGTH(:p3)) = :p3
    )
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    first1_rows.key2,
    first1_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first1_rows.belongs_to
      ORDER BY first1_rows.key1, first1_rows.key2 DESC, first1_rows.key3 DESC
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
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
WHERE
  c.project_id = :p0 AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END NULLS LAST,
  CASE WHEN first1.known = 1 THEN first1.key2 END DESC,
  CASE WHEN first1.known = 1 THEN first1.key3 END DESC,
  c.id DESC
LIMIT :p5
