-- groups
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761912000000000
-- p2: timestamp = 1762084800000000
-- p3: int = 1762056000000000
-- p4: int = 1762063200000000
-- p5: int = 72000000000
-- p6: string = '$."status_counts"."error"'
-- p7: int = 3001

WITH s AS (
  SELECT
    (
      SELECT
        CASE
          WHEN l.v1 < :p4
          THEN l.v1 - (
            (
              l.v1 + :p5
            ) % 86400000000
          )
          ELSE :p3
        END
      FROM (
        SELECT
          c.started_at AS "v1"
      ) AS l
    ) AS "bucket",
    CASE
      WHEN c.exception IS NOT NULL
      THEN 'error'
      WHEN CASE
        WHEN JSON_TYPE(c.summary, :p6) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.summary, :p6) AS REAL)
        WHEN JSON_TYPE(c.summary, :p6) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(c.summary, :p6)) <= 40
          AND NOT (
            JSON_EXTRACT(c.summary, :p6) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(c.summary, :p6) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(c.summary, :p6) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(c.summary, :p6))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.summary, :p6), '$') AS REAL)
        END
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "d1_text",
    c.ended_at - c.started_at AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.started_at >= :p1
    AND c.started_at < :p2
), r AS (
  SELECT
    s.bucket,
    COALESCE(s.d1_text, '') AS "d1_text",
    CAST(s.v2_integer AS REAL) AS "v2_double",
    s.v2_integer AS "v2_int"
  FROM s
), g AS (
  SELECT
    r.bucket,
    r.d1_text,
    COUNT(*) AS "m1_count",
    (
      SUM(r.v2_int >> 32) || ':'
    ) || SUM(r.v2_int & 4294967295) AS "m2_sum",
    COUNT(r.v2_double) AS "m2_count"
  FROM r
  GROUP BY
    r.bucket,
    r.d1_text
)
SELECT
  g.bucket,
  g.d1_text,
  g.m1_count,
  g.m2_sum,
  g.m2_count
FROM g
ORDER BY
  g.bucket,
  g.m1_count DESC,
  g.d1_text
LIMIT :p7
