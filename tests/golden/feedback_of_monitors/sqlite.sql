-- feedback
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762300800000000
-- p3: string = 'wandb.agent'
-- p4: array<string> = '["", "tone"]'
-- p5: array<string> = '["agent_conversation"]'
-- p6: array<string> = '["mon"]'
-- p7: string = 'mond'
-- p8: string = '$."_rating_"'
-- p9: float = 0.0
-- p10: float = 0.5
-- p11: string = '$'

WITH f2 AS (
  SELECT
    COALESCE(f.span_agent_name, '') AS "group_span_agent_name",
    CASE
      WHEN JSON_ARRAY_LENGTH(f.scorer_tags) > 0
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p11) IS NULL
          THEN 'missing'
          WHEN JSON_TYPE(f.scorer_ratings, :p11) IN ('true', 'false')
          THEN 'bool'
          WHEN JSON_TYPE(f.scorer_ratings, :p11) IN ('integer', 'real')
          THEN 'number'
          WHEN JSON_TYPE(f.scorer_ratings, :p11) = 'text'
          THEN 'string'
          ELSE JSON_TYPE(f.scorer_ratings, :p11)
        END = 'object'
        THEN CASE
          WHEN JSON_TYPE(f.scorer_ratings, :p11) = 'text'
          THEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p11))
          WHEN JSON_TYPE(f.scorer_ratings, :p11) = 'array'
          THEN JSON_ARRAY_LENGTH(JSON_EXTRACT(f.scorer_ratings, :p11))
          WHEN JSON_TYPE(f.scorer_ratings, :p11) = 'object'
          THEN (
            SELECT
              COUNT(*)
            FROM JSON_EACH(JSON_EXTRACT(f.scorer_ratings, :p11)) AS e4
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
    AND SUBSTR(f.feedback_type, 1, LENGTH(:p3)) = :p3
    AND SUBSTR(
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
    ) IN (
      SELECT
        value
      FROM JSON_EACH(:p4) AS e
    )
    AND CASE
      WHEN f.weave_ref IS NOT NULL
      THEN COALESCE(
        JSON_EXTRACT((
          '[' || REPLACE(JSON_QUOTE(f.weave_ref), '/', '","')
        ) || ']', '$[#-2]'),
        ''
      )
    END IN (
      SELECT
        value
      FROM JSON_EACH(:p5) AS e2
    )
    AND (
      SUBSTR(
        JSON_EXTRACT(
          (
            '[' || REPLACE(JSON_QUOTE(COALESCE(f.trigger_ref, '')), '/', '","')
          ) || ']',
          '$[#-1]'
        ),
        1,
        INSTR(
          JSON_EXTRACT(
            (
              '[' || REPLACE(JSON_QUOTE(COALESCE(f.trigger_ref, '')), '/', '","')
            ) || ']',
            '$[#-1]'
          ) || ':',
          ':'
        ) - 1
      ) IN (
        SELECT
          value
        FROM JSON_EACH(:p6) AS e3
      )
      OR SUBSTR(
        SUBSTR(
          JSON_EXTRACT(
            (
              '[' || REPLACE(JSON_QUOTE(COALESCE(f.trigger_ref, '')), '/', '","')
            ) || ']',
            '$[#-1]'
          ),
          1,
          INSTR(
            JSON_EXTRACT(
              (
                '[' || REPLACE(JSON_QUOTE(COALESCE(f.trigger_ref, '')), '/', '","')
              ) || ']',
              '$[#-1]'
            ) || ':',
            ':'
          ) - 1
        ),
        1,
        LENGTH(:p7)
      ) = :p7
    )
    AND CASE
      WHEN JSON_TYPE(f.scorer_ratings, :p8) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.scorer_ratings, :p8) AS REAL)
      WHEN JSON_TYPE(f.scorer_ratings, :p8) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p8)) <= 40
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.scorer_ratings, :p8))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.scorer_ratings, :p8), '$') AS REAL)
      END
    END >= :p9
    AND CASE
      WHEN JSON_TYPE(f.scorer_ratings, :p8) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.scorer_ratings, :p8) AS REAL)
      WHEN JSON_TYPE(f.scorer_ratings, :p8) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(f.scorer_ratings, :p8)) <= 40
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(f.scorer_ratings, :p8) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(f.scorer_ratings, :p8))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(f.scorer_ratings, :p8), '$') AS REAL)
      END
    END <= :p10
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
  FROM f2, JSON_EACH(f2.scorer_tags) AS t
  GROUP BY
    f2.group_span_agent_name,
    t.value
), v AS (
  SELECT
    f2.group_span_agent_name,
    m.key AS "name",
    CAST(m.value AS REAL) AS "rating"
  FROM f2, JSON_EACH(
    CASE
      WHEN JSON_TYPE(f2.scorer_ratings, :p11) = 'object'
      THEN JSON_EXTRACT(f2.scorer_ratings, :p11)
      ELSE '{}'
    END
  ) AS m
  WHERE
    m.type IN ('integer', 'real')
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
