-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762300800000000
-- p3: string = 'wandb.agent'
-- p4: array<string> = '["mon"]'
-- p5: string = 'mond'
-- p6: array<string> = '["", "tone"]'
-- p7: array<string> = '["agent_conversation"]'
-- p8: string = '_rating_'
-- p9: float = 0.0
-- p10: float = 0.5

WITH f2 AS (
  SELECT
    COALESCE(f.span_agent_name, '') AS "group_span_agent_name",
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
    AND startsWith(f.feedback_type, {p3: String})
    AND (
      arrayElement(
        splitByChar(':', arrayElement(splitByChar('/', COALESCE(f.trigger_ref, '')), -1)),
        1
      ) IN (
        SELECT
          arrayJoin(JSONExtract({p4: String}, 'Array(String)'))
      )
      OR startsWith(
        arrayElement(
          splitByChar(':', arrayElement(splitByChar('/', COALESCE(f.trigger_ref, '')), -1)),
          1
        ),
        {p5: String}
      )
    )
    AND arrayElement(
      splitByChar(':', arrayElement(splitByChar('/', COALESCE(f.runnable_ref, '')), -1)),
      1
    ) IN (
      SELECT
        arrayJoin(JSONExtract({p6: String}, 'Array(String)'))
    )
    AND arrayElement(splitByChar('/', f.weave_ref), -2) IN (
      SELECT
        arrayJoin(JSONExtract({p7: String}, 'Array(String)'))
    )
    AND CASE
      WHEN JSONType(f.scorer_ratings, {p8: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.scorer_ratings, {p8: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.scorer_ratings, {p8: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.scorer_ratings, {p8: String}))
    END >= {p9: Float64}
    AND CASE
      WHEN JSONType(f.scorer_ratings, {p8: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.scorer_ratings, {p8: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.scorer_ratings, {p8: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.scorer_ratings, {p8: String}))
    END <= {p10: Float64}
), g0 AS (
  SELECT
    f2.group_span_agent_name,
    COUNT(*) AS "count",
    COUNT(f2.is_scored) AS "scored"
  FROM f2
  GROUP BY
    f2.group_span_agent_name
), g1 AS (
  SELECT
    f2.group_span_agent_name,
    t AS "name",
    COUNT(*) AS "count"
  FROM f2
  ARRAY JOIN f2.scorer_tags AS t
  GROUP BY
    f2.group_span_agent_name,
    t
), v AS (
  SELECT
    f2.group_span_agent_name,
    m AS "name",
    JSONExtractFloat(ifNull(f2.scorer_ratings, ''), m) AS "rating"
  FROM f2
  ARRAY JOIN JSONExtractKeys(ifNull(f2.scorer_ratings, '')) AS m
  WHERE
    JSONType(ifNull(f2.scorer_ratings, ''), m) IN ('Int64', 'UInt64', 'Double')
), g2 AS (
  SELECT
    v.group_span_agent_name,
    v.name,
    COUNT(*) AS "count",
    sum(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR abs(v.rating) BETWEEN 1e-150 AND 1e+150
    )
  GROUP BY
    v.group_span_agent_name,
    v.name
), u AS (
  SELECT
    0 AS "kind",
    g0.group_span_agent_name,
    '' AS "name",
    g0.count,
    g0.scored,
    0.0 AS "total"
  FROM g0
  UNION ALL
  SELECT
    1 AS "kind",
    g1.group_span_agent_name,
    g1.name,
    g1.count,
    0 AS "scored",
    0.0 AS "total"
  FROM g1
  UNION ALL
  SELECT
    2 AS "kind",
    g2.group_span_agent_name,
    g2.name,
    g2.count,
    0 AS "scored",
    g2.total
  FROM g2
)
SELECT
  u.kind,
  u.group_span_agent_name,
  u.name,
  u.count,
  u.scored,
  u.total
FROM u
