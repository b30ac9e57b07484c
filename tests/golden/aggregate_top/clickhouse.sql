-- groups
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: int = 2
-- p3: int = 1001

WITH s AS (
  SELECT
    COALESCE(
      CASE WHEN c.display_name <> '' THEN c.display_name END,
      CASE
        WHEN position(c.op_name, '/op/') > 0
        AND position(arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1), ':') > 1
        THEN arrayElement(
          splitByChar(':', arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1)),
          1
        )
      END,
      c.op_name
    ) AS "d1_text",
    CASE WHEN c.thread_id IS NULL THEN 'missing' ELSE 'string' END AS "d2_kind",
    c.thread_id AS "d2_text",
    toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at) AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND NOT (
      JSONType(c.inputs, {p1: String}) = 'Null'
    )
), r AS (
  SELECT
    COALESCE(s.d1_text, '') AS "d1_text",
    CASE
      WHEN s.d2_kind = 'number'
      THEN 0
      WHEN s.d2_kind = 'string'
      THEN 1
      WHEN s.d2_kind = 'bool'
      THEN 2
      WHEN s.d2_kind = 'timestamp'
      THEN 3
      WHEN s.d2_kind = 'array'
      THEN 4
      WHEN s.d2_kind = 'object'
      THEN 5
      ELSE 6
    END AS "d2_rank",
    COALESCE(s.d2_text, '') AS "d2_text",
    s.v2_integer AS "v2_int",
    toFloat64(s.v2_integer) AS "v2_low"
  FROM s
), d1_keys AS (
  SELECT
    r.d1_text,
    CASE WHEN COUNT(r.v2_int) > 0 THEN toString(sum(toInt128(r.v2_int))) END AS "m2_sum",
    sum(r.v2_low) AS "m2_low"
  FROM r
  GROUP BY
    r.d1_text
), d1_top AS (
  SELECT
    d1_keys.d1_text AS "d1_top_text",
    1 AS "kept"
  FROM d1_keys
  ORDER BY
    COALESCE(d1_keys.m2_low, 0.0) / 1000.0 DESC,
    d1_keys.d1_text
  LIMIT {p2: UInt64}
), t AS (
  SELECT
    CASE WHEN d1_top.kept = 1 THEN r.d1_text ELSE '' END AS "d1_text",
    r.d2_rank,
    r.d2_text,
    r.v2_int,
    r.v2_low,
    CASE WHEN d1_top.kept = 1 THEN 1 ELSE 7 END AS "d1_rank"
  FROM r
  LEFT JOIN d1_top
    ON r.d1_text = d1_top.d1_top_text
), g AS (
  SELECT
    t.d1_rank,
    t.d1_text,
    t.d2_rank,
    t.d2_text,
    COUNT(*) AS "m1_count",
    CASE WHEN COUNT(t.v2_int) > 0 THEN toString(sum(toInt128(t.v2_int))) END AS "m2_sum"
  FROM t
  GROUP BY
    t.d1_rank,
    t.d1_text,
    t.d2_rank,
    t.d2_text
)
SELECT
  g.d1_rank,
  g.d1_text,
  g.d2_rank,
  g.d2_text,
  g.m1_count,
  toString(g.m2_sum) AS "m2_sum"
FROM g
ORDER BY
  CASE WHEN g.d1_rank = 7 THEN 1 ELSE 0 END,
  g.m1_count DESC,
  g.d1_rank,
  g.d1_text,
  g.d2_rank,
  g.d2_text
LIMIT {p3: UInt64}
