-- groups
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-10-31T12:00:00+00:00'
-- p2: timestamp = '2025-11-01T20:00:00+00:00'
-- p3: int = 1761934500000000
-- p4: int = 1761934500000000
-- p5: int = 1759256100000000
-- p6: int = 3

WITH s AS (
  SELECT
    (
      SELECT
        CASE WHEN l.v1 < %(p4)s THEN CAST(%(p5)s AS BIGINT) ELSE CAST(%(p3)s AS BIGINT) END
      FROM (
        SELECT
          CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v1"
        OFFSET 0
      ) AS l
    ) AS "bucket"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND c.started_at < CAST(%(p2)s AS TIMESTAMPTZ)
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
LIMIT %(p6)s
