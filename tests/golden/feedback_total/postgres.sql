-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-05T00:00:00+00:00'

WITH f2 AS (
  SELECT
    CASE
      WHEN CAST(CARDINALITY(f.scorer_tags) AS BIGINT) > 0
      OR CASE
        WHEN COALESCE(
          CASE
            WHEN JSONB_TYPEOF(f.scorer_ratings) = 'boolean'
            THEN 'bool'
            ELSE JSONB_TYPEOF(f.scorer_ratings)
          END,
          'missing'
        ) = 'object'
        THEN CASE
          WHEN JSONB_TYPEOF(f.scorer_ratings) = 'string'
          THEN CAST(LENGTH(f.scorer_ratings #>> '{}') AS BIGINT)
          WHEN JSONB_TYPEOF(f.scorer_ratings) = 'array'
          THEN CAST(JSONB_ARRAY_LENGTH(f.scorer_ratings) AS BIGINT)
          WHEN JSONB_TYPEOF(f.scorer_ratings) = 'object'
          THEN (
            SELECT
              COUNT(*)
            FROM JSONB_OBJECT_KEYS(f.scorer_ratings) AS k
          )
        END > 0
      END
      THEN 1
    END AS "is_scored",
    f.scorer_tags,
    f.scorer_ratings
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
), g0 AS (
  SELECT
    COUNT(*) AS "count",
    COUNT(f2.is_scored) AS "scored"
  FROM f2
), g1 AS (
  SELECT
    t.value AS "name",
    COUNT(*) AS "count"
  FROM f2
  CROSS JOIN LATERAL UNNEST(f2.scorer_tags) AS t(value)
  GROUP BY
    t.value
), v AS (
  SELECT
    m.key AS "name",
    CASE
      WHEN JSONB_TYPEOF(m.value) = 'number'
      THEN CAST(m.value #>> '{}' AS DOUBLE PRECISION)
    END AS "rating"
  FROM f2
  CROSS JOIN LATERAL JSONB_EACH(CASE WHEN JSONB_TYPEOF(f2.scorer_ratings) = 'object' THEN f2.scorer_ratings END) AS m(key, value)
  WHERE
    JSONB_TYPEOF(m.value) = 'number'
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
