-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-05T00:00:00+00:00'
-- p3: string = 'wandb.agent'
-- p4: array<string> = ['', 'tone']
-- p5: array<string> = ['agent_conversation']
-- p6: array<string> = ['mon']
-- p7: string = 'mond'
-- p8: array<string> = ['_rating_']
-- p9: float = 0.0
-- p10: float = 0.5

WITH f2 AS (
  SELECT
    COALESCE(f.span_agent_name, '') AS "group_span_agent_name",
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
    AND STARTS_WITH(f.feedback_type, CAST(%(p3)s AS TEXT))
    AND SPLIT_PART(SPLIT_PART(COALESCE(f.runnable_ref, ''), '/', -1), ':', 1) = ANY(
      CAST(%(p4)s AS TEXT[])
    )
    AND SPLIT_PART(f.weave_ref, '/', -2) = ANY(
      CAST(%(p5)s AS TEXT[])
    )
    AND (
      SPLIT_PART(SPLIT_PART(COALESCE(f.trigger_ref, ''), '/', -1), ':', 1) = ANY(
        CAST(%(p6)s AS TEXT[])
      )
      OR STARTS_WITH(
        SPLIT_PART(SPLIT_PART(COALESCE(f.trigger_ref, ''), '/', -1), ':', 1),
        CAST(%(p7)s AS TEXT)
      )
    )
    AND CASE
      WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p8)s) = 'number'
      THEN CAST((
        f.scorer_ratings #> %(p8)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p8)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.scorer_ratings #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.scorer_ratings #> %(p8)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.scorer_ratings #> %(p8)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END >= %(p9)s
    AND CASE
      WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p8)s) = 'number'
      THEN CAST((
        f.scorer_ratings #> %(p8)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p8)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.scorer_ratings #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.scorer_ratings #> %(p8)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.scorer_ratings #> %(p8)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END <= %(p10)s
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
      WHEN JSONB_TYPEOF(m.value) = 'number'
      THEN CAST(m.value #>> '{}' AS DOUBLE PRECISION)
    END AS "rating"
  FROM f2
  CROSS JOIN LATERAL JSONB_EACH(CASE WHEN JSONB_TYPEOF(f2.scorer_ratings) = 'object' THEN f2.scorer_ratings END) AS m(key, value)
  WHERE
    JSONB_TYPEOF(m.value) = 'number'
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
