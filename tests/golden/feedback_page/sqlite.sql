-- feedback
-- p0: string = 'acme/bot'
-- p1: string = '$."_rating_"'
-- p2: float = 0.25
-- p3: string = '$."output"."score"'
-- p4: int = 5
-- p5: int = 1

SELECT
  f.id,
  f.payload,
  f.scorer_ratings,
  SUBSTR(
    JSON_EXTRACT(
      (
        '[' || REPLACE(JSON_QUOTE(COALESCE(f.runnable_ref, '')), '/', '","')
      ) || ']',
      '$[#-1]'
    ),
    1,
    INSTR(
      JSON_EXTRACT(
        (
          '[' || REPLACE(JSON_QUOTE(COALESCE(f.runnable_ref, '')), '/', '","')
        ) || ']',
        '$[#-1]'
      ) || ':',
      ':'
    ) - 1
  ) AS "scorer_id"
FROM feedback AS f
WHERE
  f.project_id = :p0
  AND CASE
    WHEN JSON_TYPE(f.scorer_ratings, :p1) IN ('integer', 'real')
    THEN CAST(JSON_EXTRACT(f.scorer_ratings, :p1) AS REAL)
    WHEN JSON_TYPE(f.scorer_ratings, :p1) = 'text'
    THEN CASE
      WHEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p1)) <= 40
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(JSON_EXTRACT(f.scorer_ratings, :p1))
      THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.scorer_ratings, :p1), '$') AS REAL)
    END
  END >= :p2
ORDER BY
  CASE
    WHEN COALESCE(JSON_TYPE(f.payload, :p3) = 'null', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSON_TYPE(f.payload, :p3) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p3) AS REAL)
      WHEN JSON_TYPE(f.payload, :p3) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.payload, :p3)) <= 40
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.payload, :p3))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.payload, :p3), '$') AS REAL)
      END
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSON_TYPE(f.payload, :p3) = 'text'
      THEN JSON_EXTRACT(f.payload, :p3)
      WHEN JSON_TYPE(f.payload, :p3) IN ('true', 'false')
      THEN JSON_TYPE(f.payload, :p3)
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSON_TYPE(f.payload, :p3) IN ('integer', 'real')
    THEN CAST(JSON_EXTRACT(f.payload, :p3) AS REAL)
    WHEN JSON_TYPE(f.payload, :p3) = 'text'
    THEN CASE
      WHEN LENGTH(JSON_EXTRACT(f.payload, :p3)) <= 40
      AND NOT (
        JSON_EXTRACT(f.payload, :p3) GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(JSON_EXTRACT(f.payload, :p3))
      THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.payload, :p3), '$') AS REAL)
    END
  END + 0.0 DESC,
  CASE
    WHEN CASE
      WHEN JSON_TYPE(f.payload, :p3) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p3) AS REAL)
      WHEN JSON_TYPE(f.payload, :p3) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.payload, :p3)) <= 40
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.payload, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.payload, :p3))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.payload, :p3), '$') AS REAL)
      END
    END IS NULL
    THEN CASE
      WHEN JSON_TYPE(f.payload, :p3) = 'text'
      THEN JSON_EXTRACT(f.payload, :p3)
      WHEN JSON_TYPE(f.payload, :p3) IN ('true', 'false')
      THEN JSON_TYPE(f.payload, :p3)
    END
  END DESC,
  f.id DESC
LIMIT :p4
OFFSET :p5

-- total
-- p0: string = 'acme/bot'
-- p1: string = '$."_rating_"'
-- p2: float = 0.25

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = :p0
  AND CASE
    WHEN JSON_TYPE(f.scorer_ratings, :p1) IN ('integer', 'real')
    THEN CAST(JSON_EXTRACT(f.scorer_ratings, :p1) AS REAL)
    WHEN JSON_TYPE(f.scorer_ratings, :p1) = 'text'
    THEN CASE
      WHEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p1)) <= 40
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        JSON_EXTRACT(f.scorer_ratings, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(JSON_EXTRACT(f.scorer_ratings, :p1))
      THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.scorer_ratings, :p1), '$') AS REAL)
    END
  END >= :p2
