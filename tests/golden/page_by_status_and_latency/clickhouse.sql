-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'status_counts'
-- p2: string = 'error'
-- p3: string = 'error'
-- p4: float = 0.0
-- p5: string = 'c12'
-- p6: int = 5

WITH placed AS (
  SELECT
    c.id,
    c.project_id,
    c.op_name,
    c.trace_id,
    c.started_at,
    CASE
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
    END AS "weave_place_0",
    toFloat64(toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)) / 1000.0 AS "weave_place_1"
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
  placed.weave_place_0,
  placed.weave_place_1
FROM placed
WHERE
  placed.weave_place_0 >= {p3: String}
  AND (
    placed.weave_place_0 > {p3: String}
    OR placed.weave_place_1 < {p4: Float64}
    OR placed.weave_place_1 IS NULL
    OR (
      (
        placed.weave_place_1 + 0.0
      ) = {p4: Float64} AND placed.id < {p5: String}
    )
  )
ORDER BY
  placed.weave_place_0,
  placed.weave_place_1 DESC,
  placed.id DESC
LIMIT {p6: UInt64}
