-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'emoji'
-- p5: int = 2

WITH first1_rows AS (
  SELECT
    a.call_id AS "belongs_to",
    a.queue_id AS "key1"
  FROM annotation_queue_items AS a
  WHERE
    a.project_id = {p0: String} AND a.deleted_at IS NULL
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    ROW_NUMBER() OVER (PARTITION BY first1_rows.belongs_to ORDER BY first1_rows.key1) - 1 AS "place"
  FROM first1_rows
), first1 AS (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1
  FROM first1_placed
  WHERE
    first1_placed.place = 0
), first2_rows AS (
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
), first2_placed AS (
  SELECT
    first2_rows.belongs_to,
    first2_rows.key1,
    first2_rows.key2,
    first2_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first2_rows.belongs_to
      ORDER BY first2_rows.key1, first2_rows.key2, first2_rows.key3
    ) - 1 AS "place"
  FROM first2_rows
), first2 AS (
  SELECT
    first2_placed.belongs_to,
    1 AS "known",
    first2_placed.key1,
    first2_placed.key2,
    first2_placed.key3
  FROM first2_placed
  WHERE
    first2_placed.place = 0
)
SELECT
  c.id AS "id",
  c.project_id AS "project_id",
  c.op_name AS "op_name",
  c.trace_id AS "trace_id",
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
LEFT JOIN first2
  ON c.id = first2.belongs_to
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 END,
  CASE WHEN first2.known = 1 THEN first2.key1 ELSE 3 END,
  CASE WHEN first2.known = 1 THEN first2.key2 END,
  CASE WHEN first2.known = 1 THEN first2.key3 END,
  c.id DESC
OFFSET {p5: UInt64}
