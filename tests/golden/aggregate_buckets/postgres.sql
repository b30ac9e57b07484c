-- groups
-- p0: string = 'acme/bot'
-- p1: timestamp = '2025-10-31T12:00:00+00:00'
-- p2: timestamp = '2025-11-02T12:00:00+00:00'
-- p3: int = 1762056000000000
-- p4: int = 1762063200000000
-- p5: int = 72000000000
-- p6: array<string> = ['status_counts', 'error']
-- p7: int = 3001

WITH s AS (
  SELECT
    (
      SELECT
        CASE
          WHEN l.v1 < %(p4)s
          THEN l.v1 - MOD(l.v1 + CAST(%(p5)s AS BIGINT), 86400000000)
          ELSE CAST(%(p3)s AS BIGINT)
        END
      FROM (
        SELECT
          CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v1"
        OFFSET 0
      ) AS l
    ) AS "bucket",
    CASE
      WHEN c.exception IS NOT NULL
      THEN 'error'
      WHEN CASE
        WHEN JSONB_TYPEOF(c.summary #> %(p6)s) = 'number'
        THEN CAST((
          c.summary #> %(p6)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(c.summary #> %(p6)s) = 'string'
        THEN CASE
          WHEN (
            (
              c.summary #> %(p6)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            c.summary #> %(p6)s
          ) #>> '{}') <= 40
          THEN CAST((
            c.summary #> %(p6)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "d1_text",
    CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND c.started_at < CAST(%(p2)s AS TIMESTAMPTZ)
), r AS (
  SELECT
    s.bucket,
    COALESCE(s.d1_text, '') AS "d1_text",
    CAST(s.v2_integer AS DOUBLE PRECISION) AS "v2_double",
    s.v2_integer AS "v2_int"
  FROM s
), g AS (
  SELECT
    r.bucket,
    r.d1_text,
    COUNT(*) AS "m1_count",
    SUM(r.v2_int) AS "m2_sum",
    COUNT(r.v2_double) AS "m2_count"
  FROM r
  GROUP BY
    r.bucket,
    r.d1_text
)
SELECT
  g.bucket,
  g.d1_text,
  g.m1_count,
  g.m2_sum,
  g.m2_count
FROM g
ORDER BY
  g.bucket,
  g.m1_count DESC NULLS LAST,
  g.d1_text COLLATE "C"
LIMIT %(p7)s
