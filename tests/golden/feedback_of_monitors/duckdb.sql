-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762300800000000
-- p3: string = 'wandb.agent'
-- p4: array<string> = ['', 'tone']
-- p5: array<string> = ['agent_conversation']
-- p6: array<string> = ['mon']
-- p7: string = 'mond'
-- p8: string = '/_rating_'
-- p9: float = 0.0
-- p10: float = 0.5

WITH f2 AS (
  SELECT
    COALESCE(f.span_agent_name, '') AS "group_span_agent_name",
    CASE
      WHEN CAST(LEN(f.scorer_tags) AS BIGINT) > 0
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, '$') IS NULL
          THEN 'missing'
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'NULL'
          THEN 'null'
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'BOOLEAN'
          THEN 'bool'
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'VARCHAR'
          THEN 'string'
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'ARRAY'
          THEN 'array'
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'OBJECT'
          THEN 'object'
          ELSE 'number'
        END = 'object'
        THEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'VARCHAR'
          THEN CAST(LENGTH(JSON_EXTRACT_STRING(f.scorer_ratings, '$')) AS BIGINT)
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'ARRAY'
          THEN CAST(JSON_ARRAY_LENGTH(f.scorer_ratings, '$') AS BIGINT)
          WHEN JSON_TYPE(f.scorer_ratings, '$') = 'OBJECT'
          THEN CAST(LEN(JSON_KEYS(f.scorer_ratings, '$')) AS BIGINT)
        END > 0
      END
      THEN 1
    END AS "is_scored",
    f.scorer_tags,
    f.scorer_ratings
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.created_at >= MAKE_TIMESTAMP($p1)
    AND f.created_at < MAKE_TIMESTAMP($p2)
    AND COALESCE(STARTS_WITH(f.feedback_type, $p3), FALSE)
    AND SPLIT_PART(SPLIT_PART(COALESCE(f.runnable_ref, ''), '/', -1), ':', 1) IN (
      SELECT
        UNNEST($p4)
    )
    AND SPLIT_PART(f.weave_ref, '/', -2) IN (
      SELECT
        UNNEST($p5)
    )
    AND (
      SPLIT_PART(SPLIT_PART(COALESCE(f.trigger_ref, ''), '/', -1), ':', 1) IN (
        SELECT
          UNNEST($p6)
      )
      OR COALESCE(
        STARTS_WITH(SPLIT_PART(SPLIT_PART(COALESCE(f.trigger_ref, ''), '/', -1), ':', 1), $p7),
        FALSE
      )
    )
    AND CASE
      WHEN JSON_TYPE(f.scorer_ratings, $p8) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.scorer_ratings, $p8),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.scorer_ratings, $p8)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.scorer_ratings, $p8) AS DOUBLE)
    END >= $p9
    AND CASE
      WHEN JSON_TYPE(f.scorer_ratings, $p8) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.scorer_ratings, $p8),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.scorer_ratings, $p8)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.scorer_ratings, $p8) AS DOUBLE)
    END <= $p10
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
    t.value AS "name",
    COUNT(*) AS "count"
  FROM f2
  CROSS JOIN LATERAL UNNEST(f2.scorer_tags) AS t(value)
  GROUP BY
    f2.group_span_agent_name,
    t.value
), v AS (
  SELECT
    f2.group_span_agent_name,
    m.key AS "name",
    CASE
      WHEN m.type IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(m.value, '$') AS DOUBLE)
    END AS "rating"
  FROM f2
  CROSS JOIN LATERAL JSON_EACH(
    CASE
      WHEN JSON_TYPE(f2.scorer_ratings, '$') = 'OBJECT'
      THEN JSON_EXTRACT(f2.scorer_ratings, '$')
    END
  ) AS m
  WHERE
    m.type IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
), g2 AS (
  SELECT
    v.group_span_agent_name,
    v.name,
    COUNT(*) AS "count",
    SUM(v.rating) AS "total"
  FROM v
  WHERE
    (
      v.rating = 0.0 OR ABS(v.rating) BETWEEN 1e-150 AND 1e+150
    )
  GROUP BY
    v.group_span_agent_name,
    v.name
), u AS (
  SELECT
    CAST(0 AS BIGINT) AS "kind",
    g0.group_span_agent_name,
    '' AS "name",
    g0.count,
    g0.scored,
    0.0 AS "total"
  FROM g0
  UNION ALL
  SELECT
    CAST(1 AS BIGINT) AS "kind",
    g1.group_span_agent_name,
    g1.name,
    g1.count,
    CAST(0 AS BIGINT) AS "scored",
    0.0 AS "total"
  FROM g1
  UNION ALL
  SELECT
    CAST(2 AS BIGINT) AS "kind",
    g2.group_span_agent_name,
    g2.name,
    g2.count,
    CAST(0 AS BIGINT) AS "scored",
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
