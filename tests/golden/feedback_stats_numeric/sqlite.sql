-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: int = 0
-- p5: string = '$."output"."score"'

WITH p AS (
  SELECT
    f.created_at - (
      (
        f.created_at + :p4
      ) % 43200000000
    ) AS "bucket",
    CASE
      WHEN JSON_TYPE(f.payload, :p5) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p5) AS REAL)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.created_at >= :p1
    AND f.created_at < :p2
    AND f.feedback_type = :p3
), r AS (
  SELECT
    p.bucket,
    CASE
      WHEN p.m1_read = 0.0 OR ABS(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
), r2 AS (
  SELECT
    r.bucket,
    r.m1,
    ROW_NUMBER() OVER (PARTITION BY r.bucket ORDER BY r.m1 NULLS LAST) - 1 AS "place1",
    COUNT(r.m1) OVER (PARTITION BY r.bucket) AS "place1_of"
  FROM r
), g AS (
  SELECT
    r2.bucket,
    COUNT(*) AS "count",
    SUM(r2.m1) AS "sum_m1",
    COUNT(r2.m1) AS "count_m1",
    MIN(r2.m1) AS "min_m1",
    MAX(r2.m1) AS "max_m1",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
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
        THEN r2.m1
      END
    ) AS "p50_m1_low",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
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
        THEN r2.m1
      END
    ) AS "p50_m1_high",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 50000000
        ) % 100000000
      END
    ) AS "p50_m1_rest",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              r2.place1_of - 1
            ) * 100000000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 100000000
            ) % 100000000
          )
        )
        THEN r2.m1
      END
    ) AS "p100_m1_low",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              (
                r2.place1_of - 1
              ) * 100000000
            ) - (
              (
                (
                  r2.place1_of - 1
                ) * 100000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r2.m1
      END
    ) AS "p100_m1_high",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 100000000
        ) % 100000000
      END
    ) AS "p100_m1_rest"
  FROM r2
  GROUP BY
    r2.bucket
)
SELECT
  g.bucket,
  g.count,
  g.sum_m1,
  g.count_m1,
  g.min_m1,
  g.max_m1,
  g.p50_m1_low + (
    (
      COALESCE(g.p50_m1_high, g.p50_m1_low) - g.p50_m1_low
    ) * (
      CAST(g.p50_m1_rest AS REAL) / 100000000.0
    )
  ) AS "p50_m1",
  g.p100_m1_low + (
    (
      COALESCE(g.p100_m1_high, g.p100_m1_low) - g.p100_m1_low
    ) * (
      CAST(g.p100_m1_rest AS REAL) / 100000000.0
    )
  ) AS "p100_m1"
FROM g

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'wandb.agent_monitor'
-- p4: string = '$."output"."score"'

WITH p AS (
  SELECT
    CASE
      WHEN JSON_TYPE(f.payload, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(f.payload, :p4) AS REAL)
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = :p0
    AND f.created_at >= :p1
    AND f.created_at < :p2
    AND f.feedback_type = :p3
), r AS (
  SELECT
    CASE
      WHEN p.m1_read = 0.0 OR ABS(p.m1_read) BETWEEN 1e-150 AND 1e+150
      THEN p.m1_read
    END AS "m1"
  FROM p
), r2 AS (
  SELECT
    r.m1,
    ROW_NUMBER() OVER (ORDER BY r.m1 NULLS LAST) - 1 AS "place1",
    COUNT(r.m1) OVER () AS "place1_of"
  FROM r
), g AS (
  SELECT
    COUNT(*) AS "count",
    SUM(r2.m1) AS "sum_m1",
    COUNT(r2.m1) AS "count_m1",
    MIN(r2.m1) AS "min_m1",
    MAX(r2.m1) AS "max_m1",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
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
        THEN r2.m1
      END
    ) AS "p50_m1_low",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
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
        THEN r2.m1
      END
    ) AS "p50_m1_high",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 50000000
        ) % 100000000
      END
    ) AS "p50_m1_rest",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              r2.place1_of - 1
            ) * 100000000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 100000000
            ) % 100000000
          )
        )
        THEN r2.m1
      END
    ) AS "p100_m1_low",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              (
                r2.place1_of - 1
              ) * 100000000
            ) - (
              (
                (
                  r2.place1_of - 1
                ) * 100000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r2.m1
      END
    ) AS "p100_m1_high",
    MAX(
      CASE
        WHEN r2.m1 IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 100000000
        ) % 100000000
      END
    ) AS "p100_m1_rest"
  FROM r2
)
SELECT
  g.count,
  g.sum_m1,
  g.count_m1,
  g.min_m1,
  g.max_m1,
  g.p50_m1_low + (
    (
      COALESCE(g.p50_m1_high, g.p50_m1_low) - g.p50_m1_low
    ) * (
      CAST(g.p50_m1_rest AS REAL) / 100000000.0
    )
  ) AS "p50_m1",
  g.p100_m1_low + (
    (
      COALESCE(g.p100_m1_high, g.p100_m1_low) - g.p100_m1_low
    ) * (
      CAST(g.p100_m1_rest AS REAL) / 100000000.0
    )
  ) AS "p100_m1"
FROM g
