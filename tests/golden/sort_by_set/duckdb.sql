-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '/score'
-- p5: int = 5

WITH first1_rows AS (
  SELECT
    CASE
      WHEN COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      THEN SUBSTR(f.weave_ref, LENGTH($p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH($p3) + 1)
    END AS "belongs_to",
    CASE
      WHEN COALESCE(JSON_TYPE(f.payload, $p4) = 'NULL', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSON_TYPE(f.payload, $p4) <> 'VARCHAR'
        OR (
          REGEXP_MATCHES(
            JSON_EXTRACT_STRING(f.payload, $p4),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p4)) <= 40
        )
        THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p4) AS DOUBLE)
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSON_TYPE(f.payload, $p4) IN ('VARCHAR', 'BOOLEAN')
        THEN JSON_EXTRACT_STRING(f.payload, $p4)
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
      WHEN JSON_TYPE(f.payload, $p4) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.payload, $p4),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p4)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p4) AS DOUBLE)
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
        WHEN JSON_TYPE(f.payload, $p4) <> 'VARCHAR'
        OR (
          REGEXP_MATCHES(
            JSON_EXTRACT_STRING(f.payload, $p4),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p4)) <= 40
        )
        THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p4) AS DOUBLE)
      END IS NULL
      THEN CASE
        WHEN JSON_TYPE(f.payload, $p4) IN ('VARCHAR', 'BOOLEAN')
        THEN JSON_EXTRACT_STRING(f.payload, $p4)
      END
    END AS "key3"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.feedback_type = $p1
    AND (
      COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      OR COALESCE(STARTS_WITH(f.weave_ref, $p3), FALSE)
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
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
WHERE
  c.project_id = $p0 AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END,
  CASE WHEN first1.known = 1 THEN first1.key2 END DESC,
  CASE WHEN first1.known = 1 THEN first1.key3 END DESC,
  c.id DESC
LIMIT $p5
