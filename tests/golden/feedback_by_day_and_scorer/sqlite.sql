-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762214400000000
-- p3: array<string> = '["good"]'
-- p4: int = 86400000000
-- p5: string = '$'

WITH f2 AS (
  SELECT
    f.created_at - (
      f.created_at % :p4
    ) AS "bucket",
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
    ) AS "group_scorer_id",
    COALESCE(f.span_status_code, '') AS "group_span_status_code",
    CASE
      WHEN JSON_ARRAY_LENGTH(f.scorer_tags) > 0
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p5) IS NULL
          THEN 'missing'
          WHEN JSON_TYPE(f.scorer_ratings, :p5) IN ('true', 'false')
          THEN 'bool'
          WHEN JSON_TYPE(f.scorer_ratings, :p5) IN ('integer', 'real')
          THEN 'number'
          WHEN JSON_TYPE(f.scorer_ratings, :p5) = 'text'
          THEN 'string'
          ELSE JSON_TYPE(f.scorer_ratings, :p5)
        END = 'object'
        THEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p5) = 'text'
          THEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p5))
          WHEN JSON_TYPE(f.scorer_ratings, :p5) = 'array'
          THEN JSON_ARRAY_LENGTH(JSON_EXTRACT(f.scorer_ratings, :p5))
          WHEN JSON_TYPE(f.scorer_ratings, :p5) = 'object'
          THEN (
            SELECT
              COUNT(*)
            FROM JSON_EACH(JSON_EXTRACT(f.scorer_ratings, :p5)) AS e3
          )
        END > 0
      END
      THEN 1
    END AS "is_scored",
    f.scorer_tags,
    f.scorer_ratings
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.created_at >= :p1
    AND f.created_at < :p2
    AND EXISTS(
      SELECT
        1
      FROM JSON_EACH(f.scorer_tags) AS e
      WHERE
        e.value IN (
          SELECT
            value
          FROM JSON_EACH(:p3) AS e2
        )
    )
), g0 AS (
  SELECT
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    COUNT(*) AS "count",
    COUNT(f2.is_scored) AS "scored"
  FROM f2
  GROUP BY
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code
), g1 AS (
  SELECT
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    t.value AS "name",
    COUNT(*) AS "count"
  FROM f2, JSON_EACH(f2.scorer_tags) AS t
  GROUP BY
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    t.value
), v AS (
  SELECT
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    m.key AS "name",
    CAST(m.value AS REAL) AS "rating"
  FROM f2, JSON_EACH(
    CASE
      WHEN JSON_TYPE(f2.scorer_ratings, :p5) = 'object'
      THEN JSON_EXTRACT(f2.scorer_ratings, :p5)
      ELSE '{}'
    END
  ) AS m
  WHERE
    m.type IN ('integer', 'real')
), g2 AS (
  SELECT
    v.bucket,
    v.group_scorer_id,
    v.group_span_status_code,
    v.name,
    COUNT(*) AS "count",
    SUM(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR ABS(v.rating) BETWEEN 1e-150 AND 1e+150
    )
  GROUP BY
    v.bucket,
    v.group_scorer_id,
    v.group_span_status_code,
    v.name
), u AS (
  SELECT
    0 AS "kind",
    g0.bucket,
    g0.group_scorer_id,
    g0.group_span_status_code,
    '' AS "name",
    g0.count,
    g0.scored,
    0.0 AS "total"
  FROM g0
  UNION ALL
  SELECT
    1 AS "kind",
    g1.bucket,
    g1.group_scorer_id,
    g1.group_span_status_code,
    g1.name,
    g1.count,
    0 AS "scored",
    0.0 AS "total"
  FROM g1
  UNION ALL
  SELECT
    2 AS "kind",
    g2.bucket,
    g2.group_scorer_id,
    g2.group_span_status_code,
    g2.name,
    g2.count,
    0 AS "scored",
    g2.total
  FROM g2
)
SELECT
  u.kind,
  u.bucket,
  u.group_scorer_id,
  u.group_span_status_code,
  u.name,
  u.count,
  u.scored,
  u.total
FROM u
