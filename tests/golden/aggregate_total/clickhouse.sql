-- groups
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: float = 0.0
-- p3: int = 2

WITH s AS (
  SELECT
    c.wb_run_step AS "v2_integer",
    toUnixTimestamp64Micro(c.started_at) AS "v3_integer",
    toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at) AS "v4_integer"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND CASE
      WHEN JSONType(c.inputs, {p1: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p1: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
    END > {p2: Float64}
), r AS (
  SELECT
    s.v2_integer AS "v2_int",
    s.v3_integer AS "v3_int",
    toFloat64(s.v4_integer) AS "v4_double"
  FROM s
), g AS (
  SELECT
    COUNT(*) AS "m1_count",
    CASE WHEN COUNT(r.v2_int) > 0 THEN toString(sum(toInt128(r.v2_int))) END AS "m2_sum",
    max(r.v3_int) AS "m3_int",
    CASE
      WHEN COUNT(r.v4_double) > 0
      THEN arrayElement(quantilesExactInclusive(0.5)(toFloat64(r.v4_double)), 1)
    END AS "m4_value"
  FROM r
)
SELECT
  g.m1_count,
  toString(g.m2_sum) AS "m2_sum",
  g.m3_int,
  g.m4_value
FROM g
LIMIT {p3: UInt64}
