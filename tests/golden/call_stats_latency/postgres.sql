-- call_buckets
-- p0: string = 'acme/spend'
-- p1: timestamp = '2025-11-02T00:00:00+00:00'
-- p2: timestamp = '2025-11-05T00:00:00+00:00'
-- p3: int = 68400000000
-- p4: int = 1762146000000000
-- p5: int = 1762056000000000
-- p6: int = 1762063200000000
-- p7: int = 72000000000

WITH r AS (
  SELECT
    (
      SELECT
        CASE
          WHEN l.v1 < %(p6)s
          THEN l.v1 - MOD(l.v1 + CAST(%(p7)s AS BIGINT), 86400000000)
          ELSE CASE
            WHEN l.v1 < %(p4)s
            THEN CAST(%(p5)s AS BIGINT)
            ELSE l.v1 - MOD(l.v1 + CAST(%(p3)s AS BIGINT), 86400000000)
          END
        END
      FROM (
        SELECT
          CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v1"
        OFFSET 0
      ) AS l
    ) AS "bucket",
    CASE
      WHEN (
        CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT)
      ) >= 0
      THEN CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT)
    END AS "latency_ms",
    1 AS "call_count",
    CASE WHEN c.exception IS NULL THEN 0 ELSE 1 END AS "error_count"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND c.started_at < CAST(%(p2)s AS TIMESTAMPTZ)
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  SUM(r.latency_ms) AS "sum_latency_ms",
  COUNT(r.latency_ms) AS "count_latency_ms",
  MIN(r.latency_ms) AS "min_latency_ms",
  MAX(r.latency_ms) AS "max_latency_ms",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
    CAST(r.latency_ms AS DOUBLE PRECISION)) AS "p50_latency_ms",
  PERCENTILE_CONT(0.999) WITHIN GROUP (ORDER BY
    CAST(r.latency_ms AS DOUBLE PRECISION)) AS "p99_9_latency_ms",
  SUM(r.call_count) AS "sum_call_count",
  SUM(r.error_count) AS "sum_error_count",
  COUNT(CASE WHEN r.error_count = 1 THEN 1 END) AS "count_true_error_count",
  COUNT(CASE WHEN r.error_count = 0 THEN 1 END) AS "count_false_error_count"
FROM r
GROUP BY
  r.bucket
