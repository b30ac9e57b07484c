-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762214400000000
-- p3: string = 'weave:///acme/bot/object/mon:'
-- p4: int = 0

WITH p AS (
  SELECT
    EPOCH_US(f.created_at) - (
      (
        EPOCH_US(f.created_at) + $p4
      ) % 86400000000
    ) AS "bucket"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.created_at >= MAKE_TIMESTAMP($p1)
    AND f.created_at < MAKE_TIMESTAMP($p2)
    AND COALESCE(STARTS_WITH(f.trigger_ref, $p3), FALSE)
), r AS (
  SELECT
    p.bucket,
    1 AS "m1"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  COUNT(r.m1) AS "count_m1"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762214400000000
-- p3: string = 'weave:///acme/bot/object/mon:'

WITH p AS (
  SELECT
    f.id
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.created_at >= MAKE_TIMESTAMP($p1)
    AND f.created_at < MAKE_TIMESTAMP($p2)
    AND COALESCE(STARTS_WITH(f.trigger_ref, $p3), FALSE)
), r AS (
  SELECT
    1 AS "m1"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  COUNT(r.m1) AS "count_m1"
FROM r
