-- call_buckets
-- p0: string = 'acme/spend'
-- p1: timestamp = 1762041600000000
-- p2: timestamp = 1762300800000000
-- p3: int = 68400000000
-- p4: int = 1762146000000000
-- p5: int = 1762056000000000
-- p6: int = 1762063200000000
-- p7: int = 72000000000

WITH r AS (
  SELECT
    LIST_EXTRACT(
      LIST_TRANSFORM(
        LIST_VALUE(EPOCH_US(c.started_at)),
        LAMBDA v1 : CASE
          WHEN v1 < $p6
          THEN v1 - (
            (
              v1 + $p7
            ) % 86400000000
          )
          ELSE CASE WHEN v1 < $p4 THEN $p5 ELSE v1 - (
            (
              v1 + $p3
            ) % 86400000000
          ) END
        END
      ),
      1
    ) AS "bucket",
    CASE
      WHEN (
        EPOCH_US(c.ended_at) - EPOCH_US(c.started_at)
      ) >= 0
      THEN EPOCH_US(c.ended_at) - EPOCH_US(c.started_at)
    END AS "latency_ms",
    1 AS "call_count",
    CASE WHEN c.exception IS NULL THEN 0 ELSE 1 END AS "error_count"
  FROM calls AS c
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND c.started_at >= MAKE_TIMESTAMP($p1)
    AND c.started_at < MAKE_TIMESTAMP($p2)
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  SUM(r.latency_ms) AS "sum_latency_ms",
  COUNT(r.latency_ms) AS "count_latency_ms",
  MIN(r.latency_ms) AS "min_latency_ms",
  MAX(r.latency_ms) AS "max_latency_ms",
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.latency_ms AS DOUBLE), LIST_VALUE(0.5, 0.999)), 1) AS "p50_latency_ms",
  LIST_EXTRACT(QUANTILE_CONT(CAST(r.latency_ms AS DOUBLE), LIST_VALUE(0.5, 0.999)), 2) AS "p99_9_latency_ms",
  SUM(r.call_count) AS "sum_call_count",
  SUM(r.error_count) AS "sum_error_count",
  COUNT(CASE WHEN r.error_count = 1 THEN 1 END) AS "count_true_error_count",
  COUNT(CASE WHEN r.error_count = 0 THEN 1 END) AS "count_false_error_count"
FROM r
GROUP BY
  r.bucket
