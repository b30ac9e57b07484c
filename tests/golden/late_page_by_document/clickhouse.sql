-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: int = 1
-- p3: string = 'gpt-4o'
-- p4: timestamp = 1761996600000003
-- p5: string = 'c23'
-- p6: int = 5

WITH placed AS (
  SELECT
    c.id,
    c.project_id,
    c.op_name,
    c.trace_id,
    c.started_at,
    nullIf(c.output, '') AS "output",
    CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'Null'
      THEN 3
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.inputs, {p1: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) IN ('String', 'Bool')
        THEN JSONExtractString(c.inputs, {p1: String})
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "weave_place_0",
    CASE
      WHEN JSONType(c.inputs, {p1: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p1: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
    END + 0.0 AS "weave_place_1",
    CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.inputs, {p1: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
      END IS NULL
      THEN CASE
        WHEN JSONType(c.inputs, {p1: String}) IN ('String', 'Bool')
        THEN JSONExtractString(c.inputs, {p1: String})
      END
    END AS "weave_place_2"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String} AND c.deleted_at IS NULL
)
SELECT
  placed.id,
  placed.project_id,
  placed.op_name,
  placed.trace_id,
  toUnixTimestamp64Micro(placed.started_at) AS "started_at",
  placed.output,
  placed.weave_place_0,
  placed.weave_place_1,
  placed.weave_place_2
FROM placed
WHERE
  placed.weave_place_0 >= {p2: Int64}
  AND (
    placed.weave_place_0 > {p2: Int64}
    OR (
      placed.weave_place_1 IS NULL
      AND (
        placed.weave_place_2 < {p3: String}
        OR placed.weave_place_2 IS NULL
        OR (
          placed.weave_place_2 = {p3: String}
          AND placed.started_at >= fromUnixTimestamp64Micro({p4: Int64}, 'UTC')
          AND (
            placed.started_at > fromUnixTimestamp64Micro({p4: Int64}, 'UTC')
            OR placed.id > {p5: String}
          )
        )
      )
    )
  )
ORDER BY
  placed.weave_place_0,
  placed.weave_place_1 DESC,
  placed.weave_place_2 DESC,
  placed.started_at,
  placed.id
LIMIT {p6: UInt64}
