-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-04T00:00:00+00:00'
-- p3: string = 'weave:///acme/bot/object/mon:'
-- p4: int = 0

WITH p AS (
  SELECT
    CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) - MOD(
      CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) + CAST(%(p4)s AS BIGINT),
      86400000000
    ) AS "bucket"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
    AND STARTS_WITH(f.trigger_ref, CAST(%(p3)s AS TEXT))
), r AS (
  SELECT
    p.bucket,
    1 AS "m1"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  COUNT(r.m1) AS "count_m1"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-04T00:00:00+00:00'
-- p3: string = 'weave:///acme/bot/object/mon:'

WITH p AS (
  SELECT
    f.id
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
    AND STARTS_WITH(f.trigger_ref, CAST(%(p3)s AS TEXT))
), r AS (
  SELECT
    1 AS "m1"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  COUNT(r.m1) AS "count_m1"
FROM r
