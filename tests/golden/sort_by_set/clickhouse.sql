-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'score'
-- p5: int = 5

WITH first1_rows AS (
  SELECT
    CASE
      WHEN startsWith(f.weave_ref, {p2: String})
      THEN substr(f.weave_ref, length({p2: String}) + 1)
      ELSE substr(f.weave_ref, length({p3: String}) + 1)
    END AS "belongs_to",
    CASE
      WHEN JSONType(f.payload, {p4: String}) = 'Null'
      THEN 3
      WHEN CASE
        WHEN JSONType(f.payload, {p4: String}) <> 'String'
        OR (
          match(
            JSONExtractString(f.payload, {p4: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(f.payload, {p4: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(f.payload, {p4: String}))
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONType(f.payload, {p4: String}) IN ('String', 'Bool')
        THEN JSONExtractString(f.payload, {p4: String})
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
      WHEN JSONType(f.payload, {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.payload, {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.payload, {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.payload, {p4: String}))
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
        WHEN JSONType(f.payload, {p4: String}) <> 'String'
        OR (
          match(
            JSONExtractString(f.payload, {p4: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(f.payload, {p4: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(f.payload, {p4: String}))
      END IS NULL
      THEN CASE
        WHEN JSONType(f.payload, {p4: String}) IN ('String', 'Bool')
        THEN JSONExtractString(f.payload, {p4: String})
      END
    END AS "key3"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.feedback_type = {p1: String}
    AND (
      startsWith(f.weave_ref, {p2: String}) OR startsWith(f.weave_ref, {p3: String})
    )
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    first1_rows.key2,
    first1_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first1_rows.belongs_to
      ORDER BY first1_rows.key1, first1_rows.key2 DESC, first1_rows.key3 DESC
    ) - 1 AS "place"
  FROM first1_rows
), first1 AS (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1,
    first1_placed.key2,
    first1_placed.key3
  FROM first1_placed
  WHERE
    first1_placed.place = 0
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END,
  CASE WHEN first1.known = 1 THEN first1.key2 END DESC,
  CASE WHEN first1.known = 1 THEN first1.key3 END DESC,
  c.id DESC
LIMIT {p5: UInt64}
