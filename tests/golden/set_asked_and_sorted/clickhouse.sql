-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'score'
-- p5: string = 'expected'

WITH feedback2 AS (
  SELECT
    CASE
      WHEN startsWith(f.weave_ref, {p2: String})
      THEN substr(f.weave_ref, length({p2: String}) + 1)
      ELSE substr(f.weave_ref, length({p3: String}) + 1)
    END AS "belongs_to",
    nullIf(f.payload, '') AS "payload"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.feedback_type = {p1: String}
    AND (
      startsWith(f.weave_ref, {p2: String}) OR startsWith(f.weave_ref, {p3: String})
    )
), feedback_rows1 AS (
  SELECT
    c.id
  FROM calls AS c
  JOIN feedback2
    ON c.id = feedback2.belongs_to
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND (
      CASE
        WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) = 'String'
        THEN JSONExtractString(COALESCE(feedback2.payload, ''), {p4: String})
      END > CASE
        WHEN JSONType(c.inputs, {p5: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p5: String})
      END
      OR CASE
        WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) = 'Bool'
        THEN JSONExtractBool(COALESCE(feedback2.payload, ''), {p4: String}) = TRUE
      END > CASE
        WHEN JSONType(c.inputs, {p5: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p5: String}) = TRUE
      END
      OR CASE
        WHEN CASE
          WHEN JSONType(c.inputs, {p5: String}) = 'Int64'
          THEN JSONExtractInt(c.inputs, {p5: String})
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) = 'Int64'
            THEN JSONExtractInt(COALESCE(feedback2.payload, ''), {p4: String})
          END IS NOT NULL
          THEN CASE
            WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) = 'Int64'
            THEN JSONExtractInt(COALESCE(feedback2.payload, ''), {p4: String})
          END > CASE
            WHEN JSONType(c.inputs, {p5: String}) = 'Int64'
            THEN JSONExtractInt(c.inputs, {p5: String})
          END
          ELSE CASE
            WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(COALESCE(feedback2.payload, ''), {p4: String})
          END > CASE
            WHEN JSONType(c.inputs, {p5: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs, {p5: String})
          END
        END
        ELSE CASE
          WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(COALESCE(feedback2.payload, ''), {p4: String})
        END > CASE
          WHEN JSONType(c.inputs, {p5: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p5: String})
        END
      END
    )
), first1_rows AS (
  SELECT
    CASE
      WHEN startsWith(f2.weave_ref, {p2: String})
      THEN substr(f2.weave_ref, length({p2: String}) + 1)
      ELSE substr(f2.weave_ref, length({p3: String}) + 1)
    END AS "belongs_to",
    CASE
      WHEN JSONType(f2.payload, {p4: String}) = 'Null'
      THEN 3
      WHEN CASE
        WHEN JSONType(f2.payload, {p4: String}) <> 'String'
        OR (
          match(
            JSONExtractString(f2.payload, {p4: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(f2.payload, {p4: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(f2.payload, {p4: String}))
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONType(f2.payload, {p4: String}) IN ('String', 'Bool')
        THEN JSONExtractString(f2.payload, {p4: String})
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
      WHEN JSONType(f2.payload, {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f2.payload, {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f2.payload, {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f2.payload, {p4: String}))
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
        WHEN JSONType(f2.payload, {p4: String}) <> 'String'
        OR (
          match(
            JSONExtractString(f2.payload, {p4: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(f2.payload, {p4: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(f2.payload, {p4: String}))
      END IS NULL
      THEN CASE
        WHEN JSONType(f2.payload, {p4: String}) IN ('String', 'Bool')
        THEN JSONExtractString(f2.payload, {p4: String})
      END
    END AS "key3"
  FROM feedback AS f2
  WHERE
    f2.project_id = {p0: String}
    AND f2.feedback_type = {p1: String}
    AND (
      startsWith(f2.weave_ref, {p2: String}) OR startsWith(f2.weave_ref, {p3: String})
    )
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    first1_rows.key2,
    first1_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first1_rows.belongs_to
      ORDER BY first1_rows.key1, first1_rows.key2, first1_rows.key3
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
  c2.id,
  c2.project_id,
  c2.op_name,
  c2.trace_id,
  toUnixTimestamp64Micro(c2.started_at) AS "started_at"
FROM calls AS c2
LEFT JOIN first1
  ON c2.id = first1.belongs_to
WHERE
  c2.project_id = {p0: String}
  AND c2.deleted_at IS NULL
  AND c2.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END,
  CASE WHEN first1.known = 1 THEN first1.key2 END,
  CASE WHEN first1.known = 1 THEN first1.key3 END,
  c2.id DESC
