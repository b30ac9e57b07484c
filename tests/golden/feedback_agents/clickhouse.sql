-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 0
-- p2: timestamp = 1762300800000000
-- p3: array<string> = '["", "writer"]'

WITH f2 AS (
  SELECT
    CASE
      WHEN toInt64(length(f.scorer_tags)) > 0
      OR CASE
        WHEN CASE
          WHEN JSONType(f.scorer_ratings) = 'Null' AND f.scorer_ratings <> ''
          THEN 'null'
          WHEN JSONType(f.scorer_ratings) = 'Null'
          THEN 'missing'
          WHEN JSONType(f.scorer_ratings) = 'Bool'
          THEN 'bool'
          WHEN JSONType(f.scorer_ratings) = 'String'
          THEN 'string'
          WHEN JSONType(f.scorer_ratings) = 'Array'
          THEN 'array'
          WHEN JSONType(f.scorer_ratings) = 'Object'
          THEN 'object'
          ELSE 'number'
        END = 'object'
        THEN CASE
          WHEN JSONType(f.scorer_ratings) = 'String'
          THEN toInt64(lengthUTF8(JSONExtractString(f.scorer_ratings)))
          WHEN JSONType(f.scorer_ratings) IN ('Array', 'Object')
          THEN toInt64(JSONLength(f.scorer_ratings))
        END > 0
      END
      THEN 1
    END AS "is_scored",
    f.scorer_tags,
    nullIf(f.scorer_ratings, '') AS "scorer_ratings"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.created_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND f.created_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
    AND (
      f.span_agent_name IS NULL
      OR f.span_agent_name IN (
        SELECT
          arrayJoin(JSONExtract({p3: String}, 'Array(String)'))
      )
    )
), g0 AS (
  SELECT
    COUNT(*) AS "count",
    COUNT(f2.is_scored) AS "scored"
  FROM f2
), g1 AS (
  SELECT
    t AS "name",
    COUNT(*) AS "count"
  FROM f2
  ARRAY JOIN f2.scorer_tags AS t
  GROUP BY
    t
), v AS (
  SELECT
    m AS "name",
    JSONExtractFloat(ifNull(f2.scorer_ratings, ''), m) AS "rating"
  FROM f2
  ARRAY JOIN JSONExtractKeys(ifNull(f2.scorer_ratings, '')) AS m
  WHERE
    JSONType(ifNull(f2.scorer_ratings, ''), m) IN ('Int64', 'UInt64', 'Double')
), g2 AS (
  SELECT
    v.name,
    COUNT(*) AS "count",
    sum(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR abs(v.rating) BETWEEN 1e-150 AND 1e+150
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
