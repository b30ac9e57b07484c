-- groups
-- p0: string = 'acme/bot'
-- p1: string = 'status_counts'
-- p2: string = 'error'
-- p3: string = 'error'
-- p4: string = 'error'
-- p5: int = 0
-- p6: int = 4

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
    CASE
      WHEN CASE
        WHEN c.exception IS NOT NULL
        THEN 'error'
        WHEN CASE
          WHEN JSONType(c.summary, {p1: String}, {p2: String}) <> 'String'
          OR (
            match(
              JSONExtractString(c.summary, {p1: String}, {p2: String}),
              '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            )
            AND length(JSONExtractString(c.summary, {p1: String}, {p2: String})) <= 40
          )
          THEN toFloat64OrNull(JSONExtractString(c.summary, {p1: String}, {p2: String}))
        END > 0.0
        THEN 'descendant_error'
        WHEN c.ended_at IS NULL
        THEN 'running'
        ELSE 'success'
      END = {p3: String}
      THEN 1
    END AS "v1_where",
    CASE
      WHEN CASE
        WHEN c.exception IS NOT NULL
        THEN 'error'
        WHEN CASE
          WHEN JSONType(c.summary, {p1: String}, {p2: String}) <> 'String'
          OR (
            match(
              JSONExtractString(c.summary, {p1: String}, {p2: String}),
              '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            )
            AND length(JSONExtractString(c.summary, {p1: String}, {p2: String})) <= 40
          )
          THEN toFloat64OrNull(JSONExtractString(c.summary, {p1: String}, {p2: String}))
        END > 0.0
        THEN 'descendant_error'
        WHEN c.ended_at IS NULL
        THEN 'running'
        ELSE 'success'
      END = {p4: String}
      THEN 1
      ELSE 0
    END AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String} AND c.deleted_at IS NULL
), r AS (
  SELECT
    COALESCE(s.d1_text, '') AS "d1_text",
    CASE WHEN s.v1_where = 1 THEN 1 END AS "v1_there",
    toFloat64(s.v2_integer) AS "v2_double",
    s.v2_integer AS "v2_int",
    toFloat64(s.v2_integer) AS "v2_low"
  FROM s
), g AS (
  SELECT
    r.d1_text,
    COUNT(r.v1_there) AS "m1_count",
    CASE WHEN COUNT(r.v2_int) > 0 THEN toString(sum(toInt128(r.v2_int))) END AS "m2_sum",
    COUNT(r.v2_double) AS "m2_count",
    sum(r.v2_low) AS "m2_low"
  FROM r
  GROUP BY
    r.d1_text
)
SELECT
  g.d1_text,
  g.m1_count,
  toString(g.m2_sum) AS "m2_sum",
  g.m2_count,
  g.m2_low
FROM g
WHERE
  g.m1_count > {p5: Int64}
ORDER BY
  CASE WHEN g.m2_count > 0 THEN COALESCE(g.m2_low, 0.0) / toFloat64(g.m2_count) END DESC,
  g.d1_text
LIMIT {p6: UInt64}
