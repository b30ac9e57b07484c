-- threads
-- p0: string = 'acme/bot'

WITH r AS (
  SELECT
    c.thread_id,
    c.id,
    c.started_at AS "started",
    c.ended_at AS "ended",
    c.ended_at - c.started_at AS "lasted"
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.thread_id IS NOT NULL
    AND c.turn_id = c.id
), r2 AS (
  SELECT
    r.thread_id,
    r.id,
    r.started,
    r.ended,
    r.lasted,
    ROW_NUMBER() OVER (PARTITION BY r.thread_id ORDER BY r.started, r.id) - 1 AS "from_start",
    ROW_NUMBER() OVER (PARTITION BY r.thread_id ORDER BY r.ended DESC, r.started DESC, r.id DESC) - 1 AS "from_end"
  FROM r
), r3 AS (
  SELECT
    r2.thread_id,
    r2.id,
    r2.started,
    r2.ended,
    r2.lasted,
    r2.from_start,
    r2.from_end,
    ROW_NUMBER() OVER (PARTITION BY r2.thread_id ORDER BY r2.lasted NULLS LAST) - 1 AS "place1",
    COUNT(r2.lasted) OVER (PARTITION BY r2.thread_id) AS "place1_of"
  FROM r2
), g AS (
  SELECT
    r3.thread_id,
    COUNT(*) AS "turn_count",
    MIN(r3.started) AS "start_time",
    MAX(r3.ended) AS "last_end",
    MAX(r3.started) AS "last_start",
    MAX(CASE WHEN r3.from_start = 0 THEN r3.id END) AS "first_turn_id",
    MAX(CASE WHEN r3.from_end = 0 THEN r3.id END) AS "last_turn_id",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        AND (
          r3.place1 * 100000000
        ) = (
          (
            (
              r3.place1_of - 1
            ) * 50000000
          ) - (
            (
              (
                r3.place1_of - 1
              ) * 50000000
            ) % 100000000
          )
        )
        THEN r3.lasted
      END
    ) AS "p50_turn_duration_low",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        AND (
          r3.place1 * 100000000
        ) = (
          (
            (
              (
                r3.place1_of - 1
              ) * 50000000
            ) - (
              (
                (
                  r3.place1_of - 1
                ) * 50000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r3.lasted
      END
    ) AS "p50_turn_duration_high",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        THEN (
          (
            r3.place1_of - 1
          ) * 50000000
        ) % 100000000
      END
    ) AS "p50_turn_duration_rest",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        AND (
          r3.place1 * 100000000
        ) = (
          (
            (
              r3.place1_of - 1
            ) * 99000000
          ) - (
            (
              (
                r3.place1_of - 1
              ) * 99000000
            ) % 100000000
          )
        )
        THEN r3.lasted
      END
    ) AS "p99_turn_duration_low",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        AND (
          r3.place1 * 100000000
        ) = (
          (
            (
              (
                r3.place1_of - 1
              ) * 99000000
            ) - (
              (
                (
                  r3.place1_of - 1
                ) * 99000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r3.lasted
      END
    ) AS "p99_turn_duration_high",
    MAX(
      CASE
        WHEN r3.lasted IS NOT NULL
        THEN (
          (
            r3.place1_of - 1
          ) * 99000000
        ) % 100000000
      END
    ) AS "p99_turn_duration_rest"
  FROM r3
  GROUP BY
    r3.thread_id
), t AS (
  SELECT
    g.thread_id,
    g.turn_count,
    g.start_time,
    g.last_end,
    g.last_start,
    g.first_turn_id,
    g.last_turn_id,
    CAST(g.p50_turn_duration_low AS REAL) + (
      (
        COALESCE(CAST(g.p50_turn_duration_high AS REAL), CAST(g.p50_turn_duration_low AS REAL)) - CAST(g.p50_turn_duration_low AS REAL)
      ) * (
        CAST(g.p50_turn_duration_rest AS REAL) / 100000000.0
      )
    ) AS "p50_turn_duration",
    CAST(g.p99_turn_duration_low AS REAL) + (
      (
        COALESCE(CAST(g.p99_turn_duration_high AS REAL), CAST(g.p99_turn_duration_low AS REAL)) - CAST(g.p99_turn_duration_low AS REAL)
      ) * (
        CAST(g.p99_turn_duration_rest AS REAL) / 100000000.0
      )
    ) AS "p99_turn_duration"
  FROM g
)
SELECT
  t.thread_id,
  t.turn_count,
  t.start_time,
  t.first_turn_id,
  t.last_turn_id,
  t.p50_turn_duration,
  t.p99_turn_duration,
  COALESCE(t.last_end, t.last_start) AS "last_updated"
FROM t
ORDER BY
  COALESCE(t.last_end, t.last_start) DESC,
  t.thread_id
