-- groups
-- p0: string = 'acme/bot'
-- p1: timestamp = 1761912000000000
-- p2: timestamp = 1762084800000000
-- p3: int = 1762056000000000
-- p4: int = 1762063200000000
-- p5: int = 72000000000
-- p6: string = 'status_counts'
-- p7: string = 'error'
-- p8: int = 3001

WITH s AS (
  SELECT
    tupleElement(
      tuple(
        (
          toUnixTimestamp64Micro(c.started_at) AS v1
        ),
        CASE
          WHEN v1 < {p4: Int64}
          THEN v1 - (
            (
              v1 + {p5: Int64}
            ) % 86400000000
          )
          ELSE {p3: Int64}
        END
      ),
      2
    ) AS "bucket",
    CASE
      WHEN c.exception IS NOT NULL
      THEN 'error'
      WHEN CASE
        WHEN JSONType(c.summary, {p6: String}, {p7: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.summary, {p6: String}, {p7: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.summary, {p6: String}, {p7: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.summary, {p6: String}, {p7: String}))
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "d1_text",
    toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at) AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.started_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND c.started_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
), r AS (
  SELECT
    s.bucket,
    COALESCE(s.d1_text, '') AS "d1_text",
    toFloat64(s.v2_integer) AS "v2_double",
    s.v2_integer AS "v2_int"
  FROM s
), g AS (
  SELECT
    r.bucket,
    r.d1_text,
    COUNT(*) AS "m1_count",
    CASE WHEN COUNT(r.v2_int) > 0 THEN toString(sum(toInt128(r.v2_int))) END AS "m2_sum",
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
  toString(g.m2_sum) AS "m2_sum",
  g.m2_count
FROM g
ORDER BY
  g.bucket,
  g.m1_count DESC,
  g.d1_text
LIMIT {p8: UInt64}
