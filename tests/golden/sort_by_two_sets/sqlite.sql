-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '$."emoji"'
-- p5: int = 2

WITH first1_rows AS (
  SELECT
    a.call_id AS "belongs_to",
    a.queue_id AS "key1"
  FROM annotation_queue_items AS a
  WHERE
    a.project_id = :p0 AND a.deleted_at IS NULL
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    ROW_NUMBER() OVER (PARTITION BY first1_rows.belongs_to ORDER BY first1_rows.key1) - 1 AS "place"
  FROM first1_rows
), first1 AS (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1
  FROM first1_placed
  WHERE
    first1_placed.place = 0
), first2_rows AS (
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
), first2_placed AS (
  SELECT
    first2_rows.belongs_to,
    first2_rows.key1,
    first2_rows.key2,
    first2_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first2_rows.belongs_to
      ORDER BY first2_rows.key1, first2_rows.key2 NULLS LAST, first2_rows.key3 NULLS LAST
    ) - 1 AS "place"
  FROM first2_rows
), first2 AS (
  SELECT
    first2_placed.belongs_to,
    1 AS "known",
    first2_placed.key1,
    first2_placed.key2,
    first2_placed.key3
  FROM first2_placed
  WHERE
    first2_placed.place = 0
)
SELECT
  c.id AS "id",
  c.project_id AS "project_id",
  c.op_name AS "op_name",
  c.trace_id AS "trace_id",
  c.started_at AS "started_at"
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
LEFT JOIN first2
  ON c.id = first2.belongs_to
WHERE
  c.project_id = :p0 AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 END NULLS LAST,
  CASE WHEN first2.known = 1 THEN first2.key1 ELSE 3 END NULLS LAST,
  CASE WHEN first2.known = 1 THEN first2.key2 END NULLS LAST,
  CASE WHEN first2.known = 1 THEN first2.key3 END NULLS LAST,
  c.id DESC
LIMIT -1
OFFSET :p5
