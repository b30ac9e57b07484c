-- buckets
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: int = 0
-- p4: string = 'ok'

WITH p AS (
  SELECT
    toUnixTimestamp64Micro(f.created_at) - (
      (
        toUnixTimestamp64Micro(f.created_at) + {p3: Int64}
      ) % 21600000000
    ) AS "bucket",
    CASE
      WHEN JSONType(f.payload, {p4: String}) = 'Bool'
      THEN JSONExtractBool(f.payload, {p4: String}) = TRUE
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.created_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND f.created_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
), r AS (
  SELECT
    p.bucket,
    CASE WHEN p.m1_read THEN 1 WHEN NOT p.m1_read THEN 0 END AS "m1",
    1 AS "m2"
  FROM p
)
SELECT
  r.bucket,
  COUNT(*) AS "count",
  COUNT(CASE WHEN r.m1 = 1 THEN 1 END) AS "count_true_m1",
  COUNT(CASE WHEN r.m1 = 0 THEN 1 END) AS "count_false_m1",
  COUNT(r.m2) AS "count_m2"
FROM r
GROUP BY
  r.bucket

-- window
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'ok'

WITH p AS (
  SELECT
    CASE
      WHEN JSONType(f.payload, {p3: String}) = 'Bool'
      THEN JSONExtractBool(f.payload, {p3: String}) = TRUE
    END AS "m1_read"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.created_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND f.created_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
), r AS (
  SELECT
    CASE WHEN p.m1_read THEN 1 WHEN NOT p.m1_read THEN 0 END AS "m1",
    1 AS "m2"
  FROM p
)
SELECT
  COUNT(*) AS "count",
  COUNT(CASE WHEN r.m1 = 1 THEN 1 END) AS "count_true_m1",
  COUNT(CASE WHEN r.m1 = 0 THEN 1 END) AS "count_false_m1",
  COUNT(r.m2) AS "count_m2"
FROM r
