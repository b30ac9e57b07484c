-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762214400000000
-- p3: array<string> = '["good"]'
-- p4: int = 86400000000

WITH f2 AS (
  SELECT
    toUnixTimestamp64Micro(f.created_at) - (
      toUnixTimestamp64Micro(f.created_at) % {p4: Int64}
    ) AS "bucket",
    arrayElement(
      splitByChar(':', arrayElement(splitByChar('/', COALESCE(f.runnable_ref, '')), -1)),
      1
    ) AS "group_scorer_id",
    COALESCE(f.span_status_code, '') AS "group_span_status_code",
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
    AND hasAny(f.scorer_tags, JSONExtract({p3: String}, 'Array(String)'))
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
    t AS "name",
    COUNT(*) AS "count"
  FROM f2
  ARRAY JOIN f2.scorer_tags AS t
  GROUP BY
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    t
), v AS (
  SELECT
    f2.bucket,
    f2.group_scorer_id,
    f2.group_span_status_code,
    m AS "name",
    JSONExtractFloat(ifNull(f2.scorer_ratings, ''), m) AS "rating"
  FROM f2
  ARRAY JOIN JSONExtractKeys(ifNull(f2.scorer_ratings, '')) AS m
  WHERE
    JSONType(ifNull(f2.scorer_ratings, ''), m) IN ('Int64', 'UInt64', 'Double')
), g2 AS (
  SELECT
    v.bucket,
    v.group_scorer_id,
    v.group_span_status_code,
    v.name,
    COUNT(*) AS "count",
    sum(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR abs(v.rating) BETWEEN 1e-150 AND 1e+150
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
