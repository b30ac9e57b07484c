-- feedback
-- p0: string = 'acme/bot'
-- p1: string = '_rating_'
-- p2: float = 0.25
-- p3: string = 'output'
-- p4: string = 'score'
-- p5: int = 5
-- p6: int = 1

SELECT
  f.id,
  f.payload,
  f.scorer_ratings,
  arrayElement(
    splitByChar(':', arrayElement(splitByChar('/', COALESCE(f.runnable_ref, '')), -1)),
    1
  ) AS "scorer_id"
FROM feedback AS f
WHERE
  f.project_id = {p0: String}
  AND CASE
    WHEN JSONType(f.scorer_ratings, {p1: String}) <> 'String'
    OR (
      match(
        JSONExtractString(f.scorer_ratings, {p1: String}),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(JSONExtractString(f.scorer_ratings, {p1: String})) <= 40
    )
    THEN toFloat64OrNull(JSONExtractString(f.scorer_ratings, {p1: String}))
  END >= {p2: Float64}
ORDER BY
  CASE
    WHEN JSONType(f.payload, {p3: String}, {p4: String}) = 'Null'
    THEN 3
    WHEN CASE
      WHEN JSONType(f.payload, {p3: String}, {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.payload, {p3: String}, {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.payload, {p3: String}, {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.payload, {p3: String}, {p4: String}))
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSONType(f.payload, {p3: String}, {p4: String}) IN ('String', 'Bool')
      THEN JSONExtractString(f.payload, {p3: String}, {p4: String})
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSONType(f.payload, {p3: String}, {p4: String}) <> 'String'
    OR (
      match(
        JSONExtractString(f.payload, {p3: String}, {p4: String}),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(JSONExtractString(f.payload, {p3: String}, {p4: String})) <= 40
    )
    THEN toFloat64OrNull(JSONExtractString(f.payload, {p3: String}, {p4: String}))
  END + 0.0 DESC,
  CASE
    WHEN CASE
      WHEN JSONType(f.payload, {p3: String}, {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.payload, {p3: String}, {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.payload, {p3: String}, {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.payload, {p3: String}, {p4: String}))
    END IS NULL
    THEN CASE
      WHEN JSONType(f.payload, {p3: String}, {p4: String}) IN ('String', 'Bool')
      THEN JSONExtractString(f.payload, {p3: String}, {p4: String})
    END
  END DESC,
  f.id DESC
LIMIT {p5: UInt64}
OFFSET {p6: UInt64}

-- total
-- p0: string = 'acme/bot'
-- p1: string = '_rating_'
-- p2: float = 0.25

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = {p0: String}
  AND CASE
    WHEN JSONType(f.scorer_ratings, {p1: String}) <> 'String'
    OR (
      match(
        JSONExtractString(f.scorer_ratings, {p1: String}),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(JSONExtractString(f.scorer_ratings, {p1: String})) <= 40
    )
    THEN toFloat64OrNull(JSONExtractString(f.scorer_ratings, {p1: String}))
  END >= {p2: Float64}
