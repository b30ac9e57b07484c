-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: int = 0
-- p5: string = 'output'
-- p6: string = 'score'

WITH p AS (
  SELECT
    toUnixTimestamp64Micro(f.created_at) - (
      (
        toUnixTimestamp64Micro(f.created_at) + {p4: Int64}
      ) % 43200000000
    ) AS "bucket",
    CASE
      WHEN JSONType(f.payload, {p5: String}, {p6: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(f.payload, {p5: String}, {p6: String})
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.created_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND f.created_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
    AND f.feedback_type = {p3: String}
), r AS (
  SELECT
    p.bucket,
    CASE
      WHEN p.m1_read = 0.0 OR abs(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  sum(r.m1) AS "sum_m1",
  COUNT(r.m1) AS "count_m1",
  min(r.m1) AS "min_m1",
  max(r.m1) AS "max_m1",
  CASE
    WHEN COUNT(r.m1) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 1.0)(toFloat64(r.m1)), 1)
  END AS "p50_m1",
  CASE
    WHEN COUNT(r.m1) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 1.0)(toFloat64(r.m1)), 2)
  END AS "p100_m1"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: string = 'output'
-- p5: string = 'score'

WITH p AS (
  SELECT
    CASE
      WHEN JSONType(f.payload, {p4: String}, {p5: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(f.payload, {p4: String}, {p5: String})
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.created_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND f.created_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
    AND f.feedback_type = {p3: String}
), r AS (
  SELECT
    CASE
      WHEN p.m1_read = 0.0 OR abs(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  sum(r.m1) AS "sum_m1",
  COUNT(r.m1) AS "count_m1",
  min(r.m1) AS "min_m1",
  max(r.m1) AS "max_m1",
  CASE
    WHEN COUNT(r.m1) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 1.0)(toFloat64(r.m1)), 1)
  END AS "p50_m1",
  CASE
    WHEN COUNT(r.m1) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 1.0)(toFloat64(r.m1)), 2)
  END AS "p100_m1"
FROM r
