-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-03T00:00:00+00:00'
-- p3: int = 0
-- p4: array<string> = ['ok']

WITH p AS (
  SELECT
    CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) - MOD(
      CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) + CAST(%(p3)s AS BIGINT),
      21600000000
    ) AS "bucket",
    CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'boolean'
      THEN CAST((
        f.payload #> %(p4)s
      ) #>> '{}' AS BOOLEAN)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
), r AS (
  SELECT
    p.bucket,
    CASE WHEN p.m1_read THEN 1 WHEN NOT p.m1_read THEN 0 END AS "m1",
    1 AS "m2"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  COUNT(CASE WHEN r.m1 = 1 THEN 1 END) AS "count_true_m1",
  COUNT(CASE WHEN r.m1 = 0 THEN 1 END) AS "count_false_m1",
  COUNT(r.m2) AS "count_m2"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-03T00:00:00+00:00'
-- p3: array<string> = ['ok']

WITH p AS (
  SELECT
    CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'boolean'
      THEN CAST((
        f.payload #> %(p3)s
      ) #>> '{}' AS BOOLEAN)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
), r AS (
  SELECT
    CASE WHEN p.m1_read THEN 1 WHEN NOT p.m1_read THEN 0 END AS "m1",
    1 AS "m2"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  COUNT(CASE WHEN r.m1 = 1 THEN 1 END) AS "count_true_m1",
  COUNT(CASE WHEN r.m1 = 0 THEN 1 END) AS "count_false_m1",
  COUNT(r.m2) AS "count_m2"
FROM r
