-- feedback
-- p0: string = 'acme/bot'
-- p1: string = '/_rating_'
-- p2: float = 0.25
-- p3: string = '/output/score'
-- p4: int = 5
-- p5: int = 1

SELECT
  f.id,
  f.payload,
  f.scorer_ratings,
  SPLIT_PART(SPLIT_PART(COALESCE(f.runnable_ref, ''), '/', -1), ':', 1) AS "scorer_id"
FROM feedback AS f
WHERE
  f.project_id = $p0
  AND CASE
    WHEN JSON_TYPE(f.scorer_ratings, $p1) <> 'VARCHAR'
    OR (
      REGEXP_MATCHES(
        JSON_EXTRACT_STRING(f.scorer_ratings, $p1),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(JSON_EXTRACT_STRING(f.scorer_ratings, $p1)) <= 40
    )
    THEN TRY_CAST(JSON_EXTRACT_STRING(f.scorer_ratings, $p1) AS DOUBLE)
  END >= $p2
ORDER BY
  CASE
    WHEN COALESCE(JSON_TYPE(f.payload, $p3) = 'NULL', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSON_TYPE(f.payload, $p3) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.payload, $p3),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p3)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p3) AS DOUBLE)
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSON_TYPE(f.payload, $p3) IN ('VARCHAR', 'BOOLEAN')
      THEN JSON_EXTRACT_STRING(f.payload, $p3)
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSON_TYPE(f.payload, $p3) <> 'VARCHAR'
    OR (
      REGEXP_MATCHES(
        JSON_EXTRACT_STRING(f.payload, $p3),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p3)) <= 40
    )
    THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p3) AS DOUBLE)
  END + 0.0 DESC,
  CASE
    WHEN CASE
      WHEN JSON_TYPE(f.payload, $p3) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.payload, $p3),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p3)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p3) AS DOUBLE)
    END IS NULL
    THEN CASE
      WHEN JSON_TYPE(f.payload, $p3) IN ('VARCHAR', 'BOOLEAN')
      THEN JSON_EXTRACT_STRING(f.payload, $p3)
    END
  END DESC,
  f.id DESC
LIMIT $p4
OFFSET $p5

-- total
-- p0: string = 'acme/bot'
-- p1: string = '/_rating_'
-- p2: float = 0.25

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = $p0
  AND CASE
    WHEN JSON_TYPE(f.scorer_ratings, $p1) <> 'VARCHAR'
    OR (
      REGEXP_MATCHES(
        JSON_EXTRACT_STRING(f.scorer_ratings, $p1),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(JSON_EXTRACT_STRING(f.scorer_ratings, $p1)) <= 40
    )
    THEN TRY_CAST(JSON_EXTRACT_STRING(f.scorer_ratings, $p1) AS DOUBLE)
  END >= $p2
