-- groups
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761912000000000
-- p2: timestamp = 1762027200000000
-- p3: int = 1761934500000000
-- p4: int = 1761934500000000
-- p5: int = 1759256100000000
-- p6: int = 3

WITH s AS (
  SELECT
    (
      SELECT
        CASE WHEN l.v1 < :p4 THEN :p5 ELSE :p3 END
      FROM (
        SELECT
          c.started_at AS "v1"
      ) AS l
    ) AS "bucket"
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.started_at >= :p1
    AND c.started_at < :p2
), r AS (
  SELECT
    s.bucket
  FROM s
), g AS (
  SELECT
    r.bucket,
    COUNT(*) AS "m1_count"
  FROM r
  GROUP BY
    r.bucket
)
SELECT
  g.bucket,
  g.m1_count
FROM g
ORDER BY
  g.bucket
LIMIT :p6
