-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: int = 0
-- p5: string = '/output/score'

WITH p AS (
  SELECT
    EPOCH_US(f.created_at) - (
      (
        EPOCH_US(f.created_at) + $p4
      ) % 43200000000
    ) AS "bucket",
    CASE
      WHEN JSON_TYPE(f.payload, $p5) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(f.payload, $p5) AS DOUBLE)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.created_at >= MAKE_TIMESTAMP($p1)
    AND f.created_at < MAKE_TIMESTAMP($p2)
    AND f.feedback_type = $p3
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
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.m1 AS DOUBLE), LIST_VALUE(0.5, 1.0)), 1) AS "p50_m1",
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.m1 AS DOUBLE), LIST_VALUE(0.5, 1.0)), 2) AS "p100_m1"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: string = '/output/score'

WITH p AS (
  SELECT
    CASE
      WHEN JSON_TYPE(f.payload, $p4) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(f.payload, $p4) AS DOUBLE)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.created_at >= MAKE_TIMESTAMP($p1)
    AND f.created_at < MAKE_TIMESTAMP($p2)
    AND f.feedback_type = $p3
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
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.m1 AS DOUBLE), LIST_VALUE(0.5, 1.0)), 1) AS "p50_m1",
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.m1 AS DOUBLE), LIST_VALUE(0.5, 1.0)), 2) AS "p100_m1"
FROM r
