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
    (
      SELECT
        CASE
          WHEN l.v1 < :p6
          THEN l.v1 - (
            (
              l.v1 + :p7
            ) % 86400000000
          )
          ELSE CASE
            WHEN l.v1 < :p4
            THEN :p5
            ELSE l.v1 - (
              (
                l.v1 + :p3
              ) % 86400000000
            )
          END
        END
      FROM (
        SELECT
          c.started_at AS "v1"
      ) AS l
    ) AS "bucket",
    CASE WHEN (
      c.ended_at - c.started_at
    ) >= 0 THEN c.ended_at - c.started_at END AS "latency_ms",
    1 AS "call_count",
    CASE WHEN c.exception IS NULL THEN 0 ELSE 1 END AS "error_count"
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.started_at >= :p1
    AND c.started_at < :p2
), r2 AS (
  SELECT
    r.bucket,
    r.latency_ms,
    r.call_count,
    r.error_count,
    ROW_NUMBER() OVER (PARTITION BY r.bucket ORDER BY r.latency_ms NULLS LAST) - 1 AS "place1",
    COUNT(r.latency_ms) OVER (PARTITION BY r.bucket) AS "place1_of"
  FROM r
), g AS (
  SELECT
    r2.bucket,
    COUNT(*) AS "count",
    (
      SUM(r2.latency_ms >> 32) || ':'
    ) || SUM(r2.latency_ms & 4294967295) AS "sum_latency_ms",
    COUNT(r2.latency_ms) AS "count_latency_ms",
    MIN(r2.latency_ms) AS "min_latency_ms",
    MAX(r2.latency_ms) AS "max_latency_ms",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              r2.place1_of - 1
            ) * 50000000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 50000000
            ) % 100000000
          )
        )
        THEN r2.latency_ms
      END
    ) AS "p50_latency_ms_low",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              (
                r2.place1_of - 1
              ) * 50000000
            ) - (
              (
                (
                  r2.place1_of - 1
                ) * 50000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r2.latency_ms
      END
    ) AS "p50_latency_ms_high",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 50000000
        ) % 100000000
      END
    ) AS "p50_latency_ms_rest",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              r2.place1_of - 1
            ) * 99900000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 99900000
            ) % 100000000
          )
        )
        THEN r2.latency_ms
      END
    ) AS "p99_9_latency_ms_low",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              (
                r2.place1_of - 1
              ) * 99900000
            ) - (
              (
                (
                  r2.place1_of - 1
                ) * 99900000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r2.latency_ms
      END
    ) AS "p99_9_latency_ms_high",
    MAX(
      CASE
        WHEN r2.latency_ms IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 99900000
        ) % 100000000
      END
    ) AS "p99_9_latency_ms_rest",
    (
      SUM(r2.call_count >> 32) || ':'
    ) || SUM(r2.call_count & 4294967295) AS "sum_call_count",
    (
      SUM(r2.error_count >> 32) || ':'
    ) || SUM(r2.error_count & 4294967295) AS "sum_error_count",
    COUNT(CASE WHEN r2.error_count = 1 THEN 1 END) AS "count_true_error_count",
    COUNT(CASE WHEN r2.error_count = 0 THEN 1 END) AS "count_false_error_count"
  FROM r2
  GROUP BY
    r2.bucket
)
SELECT
  g.bucket,
  g.count,
  g.sum_latency_ms,
  g.count_latency_ms,
  g.min_latency_ms,
  g.max_latency_ms,
  CAST(g.p50_latency_ms_low AS REAL) + (
    (
      COALESCE(CAST(g.p50_latency_ms_high AS REAL), CAST(g.p50_latency_ms_low AS REAL)) - CAST(g.p50_latency_ms_low AS REAL)
    ) * (
      CAST(g.p50_latency_ms_rest AS REAL) / 100000000.0
    )
  ) AS "p50_latency_ms",
  CAST(g.p99_9_latency_ms_low AS REAL) + (
    (
      COALESCE(CAST(g.p99_9_latency_ms_high AS REAL), CAST(g.p99_9_latency_ms_low AS REAL)) - CAST(g.p99_9_latency_ms_low AS REAL)
    ) * (
      CAST(g.p99_9_latency_ms_rest AS REAL) / 100000000.0
    )
  ) AS "p99_9_latency_ms",
  g.sum_call_count,
  g.sum_error_count,
  g.count_true_error_count,
  g.count_false_error_count
FROM g
