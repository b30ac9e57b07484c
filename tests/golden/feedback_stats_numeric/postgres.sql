-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-03T00:00:00+00:00'
-- p3: string = 'wandb.agent_monitor'
-- p4: int = 0
-- p5: array<string> = ['output', 'score']

WITH p AS (
  SELECT
    CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) - MOD(
      CAST(EXTRACT(EPOCH FROM f.created_at) * 1000000 AS BIGINT) + CAST(%(p4)s AS BIGINT),
      43200000000
    ) AS "bucket",
    CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'number'
      THEN CAST((
        f.payload #> %(p5)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
    AND f.feedback_type = %(p3)s
), r AS (
  SELECT
    p.bucket,
    CASE
      WHEN p.m1_read = 0.0 OR ABS(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  SUM(r.m1) AS "sum_m1",
  COUNT(r.m1) AS "count_m1",
  MIN(r.m1) AS "min_m1",
  MAX(r.m1) AS "max_m1",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
    CAST(r.m1 AS DOUBLE PRECISION)) AS "p50_m1",
  PERCENTILE_CONT(1.0) WITHIN GROUP (ORDER BY
    CAST(r.m1 AS DOUBLE PRECISION)) AS "p100_m1"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-03T00:00:00+00:00'
-- p3: string = 'wandb.agent_monitor'
-- p4: array<string> = ['output', 'score']

WITH p AS (
  SELECT
    CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
      THEN CAST((
        f.payload #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.created_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND f.created_at < CAST(%(p2)s AS TIMESTAMPTZ)
    AND f.feedback_type = %(p3)s
), r AS (
  SELECT
    CASE
      WHEN p.m1_read = 0.0 OR ABS(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  SUM(r.m1) AS "sum_m1",
  COUNT(r.m1) AS "count_m1",
  MIN(r.m1) AS "min_m1",
  MAX(r.m1) AS "max_m1",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
    CAST(r.m1 AS DOUBLE PRECISION)) AS "p50_m1",
  PERCENTILE_CONT(1.0) WITHIN GROUP (ORDER BY
    CAST(r.m1 AS DOUBLE PRECISION)) AS "p100_m1"
FROM r
