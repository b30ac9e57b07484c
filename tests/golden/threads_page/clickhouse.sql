-- threads
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761962400000000
-- p2: array<string> = '["t", "T", "x"]'
-- p3: int = 1
-- p4: int = 1

WITH r AS (
  SELECT
    c.thread_id,
    c.id,
    toUnixTimestamp64Micro(c.started_at) AS "started",
    toUnixTimestamp64Micro(c.ended_at) AS "ended",
    toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at) AS "lasted"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.thread_id IS NOT NULL
    AND c.turn_id = c.id
    AND c.started_at > fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND c.thread_id IN (
      SELECT
        arrayJoin(JSONExtract({p2: String}, 'Array(String)'))
    )
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
), t AS (
  SELECT
    r2.thread_id,
    COUNT(*) AS "turn_count",
    min(r2.started) AS "start_time",
    max(r2.ended) AS "last_end",
    max(r2.started) AS "last_start",
    max(CASE WHEN r2.from_start = 0 THEN r2.id END) AS "first_turn_id",
    max(CASE WHEN r2.from_end = 0 THEN r2.id END) AS "last_turn_id",
    CASE
      WHEN COUNT(r2.lasted) > 0
      THEN arrayElement(quantilesExactInclusive(0.5, 0.99)(toFloat64(r2.lasted)), 1)
    END AS "p50_turn_duration",
    CASE
      WHEN COUNT(r2.lasted) > 0
      THEN arrayElement(quantilesExactInclusive(0.5, 0.99)(toFloat64(r2.lasted)), 2)
    END AS "p99_turn_duration"
  FROM r2
  GROUP BY
    r2.thread_id
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
  t.p50_turn_duration,
  t.turn_count DESC,
  t.thread_id
LIMIT {p3: UInt64}
OFFSET {p4: UInt64}
