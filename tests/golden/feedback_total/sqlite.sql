-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762300800000000
-- p3: string = '$'

WITH f2 AS (
  SELECT
    CASE
      WHEN JSON_ARRAY_LENGTH(f.scorer_tags) > 0
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p3) IS NULL
          THEN 'missing'
          WHEN JSON_TYPE(f.scorer_ratings, :p3) IN ('true', 'false')
          THEN 'bool'
          WHEN JSON_TYPE(f.scorer_ratings, :p3) IN ('integer', 'real')
          THEN 'number'
          WHEN JSON_TYPE(f.scorer_ratings, :p3) = 'text'
          THEN 'string'
          ELSE JSON_TYPE(f.scorer_ratings, :p3)
        END = 'object'
        THEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p3) = 'text'
          THEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p3))
          WHEN JSON_TYPE(f.scorer_ratings, :p3) = 'array'
          THEN JSON_ARRAY_LENGTH(JSON_EXTRACT(f.scorer_ratings, :p3))
          WHEN JSON_TYPE(f.scorer_ratings, :p3) = 'object'
          THEN (
            SELECT
              COUNT(*)
            FROM JSON_EACH(JSON_EXTRACT(f.scorer_ratings, :p3)) AS e
          )
        END > 0
      END
      THEN 1
    END AS "is_scored",
    f.scorer_tags,
    f.scorer_ratings
  FROM feedback AS f
  WHERE
    f.project_id = :p0 AND f.created_at >= :p1 AND f.created_at < :p2
), g0 AS (
  SELECT
    COUNT(*) AS "count",
    COUNT(f2.is_scored) AS "scored"
  FROM f2
), g1 AS (
  SELECT
    t.value AS "name",
    COUNT(*) AS "count"
  FROM f2, JSON_EACH(f2.scorer_tags) AS t
  GROUP BY
    t.value
), v AS (
  SELECT
    m.key AS "name",
    CAST(m.value AS REAL) AS "rating"
  FROM f2, JSON_EACH(
    CASE
      WHEN JSON_TYPE(f2.scorer_ratings, :p3) = 'object'
      THEN JSON_EXTRACT(f2.scorer_ratings, :p3)
      ELSE '{}'
    END
  ) AS m
  WHERE
    m.type IN ('integer', 'real')
), g2 AS (
  SELECT
    v.name,
    COUNT(*) AS "count",
    SUM(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR ABS(v.rating) BETWEEN 1e-150 AND 1e+150
    )
  GROUP BY
    v.name
), u AS (
  SELECT
    0 AS "kind",
    '' AS "name",
    g0.count,
    g0.scored,
    0.0 AS "total"
  FROM g0
  UNION ALL
  SELECT
    1 AS "kind",
    g1.name,
    g1.count,
    0 AS "scored",
    0.0 AS "total"
  FROM g1
  UNION ALL
  SELECT
    2 AS "kind",
    g2.name,
    g2.count,
    0 AS "scored",
    g2.total
  FROM g2
)
SELECT
  u.kind,
  u.name,
  u.count,
  u.scored,
  u.total
FROM u
