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
    tupleElement(
      tuple(
        (
          toUnixTimestamp64Micro(c.started_at) AS v1
        ),
        CASE
          WHEN v1 < {p6: Int64}
          THEN v1 - (
            (
              v1 + {p7: Int64}
            ) % 86400000000
          )
          ELSE CASE
            WHEN v1 < {p4: Int64}
            THEN {p5: Int64}
            ELSE v1 - (
              (
                v1 + {p3: Int64}
              ) % 86400000000
            )
          END
        END
      ),
      2
    ) AS "bucket",
    CASE
      WHEN (
        toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)
      ) >= 0
      THEN toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)
    END AS "latency_ms",
    1 AS "call_count",
    CASE WHEN c.exception IS NULL THEN 0 ELSE 1 END AS "error_count"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.started_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND c.started_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  CASE WHEN COUNT(r.latency_ms) > 0 THEN toString(sum(toInt128(r.latency_ms))) END AS "sum_latency_ms",
  COUNT(r.latency_ms) AS "count_latency_ms",
  min(r.latency_ms) AS "min_latency_ms",
  max(r.latency_ms) AS "max_latency_ms",
  CASE
    WHEN COUNT(r.latency_ms) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 0.999)(toFloat64(r.latency_ms)), 1)
  END AS "p50_latency_ms",
  CASE
    WHEN COUNT(r.latency_ms) > 0
    THEN arrayElement(quantilesExactInclusive(0.5, 0.999)(toFloat64(r.latency_ms)), 2)
  END AS "p99_9_latency_ms",
  CASE WHEN COUNT(r.call_count) > 0 THEN toString(sum(toInt128(r.call_count))) END AS "sum_call_count",
  CASE WHEN COUNT(r.error_count) > 0 THEN toString(sum(toInt128(r.error_count))) END AS "sum_error_count",
  COUNT(CASE WHEN r.error_count = 1 THEN 1 END) AS "count_true_error_count",
  COUNT(CASE WHEN r.error_count = 0 THEN 1 END) AS "count_false_error_count"
FROM r
GROUP BY
  r.bucket
