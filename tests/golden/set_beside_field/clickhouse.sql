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
      END = CASE
        WHEN JSONType(c.inputs, {p5: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p5: String})
      END
      OR CASE
        WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) = 'Bool'
        THEN JSONExtractBool(COALESCE(feedback2.payload, ''), {p4: String}) = TRUE
      END = CASE
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
          END = CASE
            WHEN JSONType(c.inputs, {p5: String}) = 'Int64'
            THEN JSONExtractInt(c.inputs, {p5: String})
          END
          ELSE CASE
            WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(COALESCE(feedback2.payload, ''), {p4: String})
          END = CASE
            WHEN JSONType(c.inputs, {p5: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs, {p5: String})
          END
        END
        ELSE CASE
          WHEN JSONType(COALESCE(feedback2.payload, ''), {p4: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(COALESCE(feedback2.payload, ''), {p4: String})
        END = CASE
          WHEN JSONType(c.inputs, {p5: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p5: String})
        END
      END
    )
)
SELECT
  c2.id,
  c2.project_id,
  c2.op_name,
  c2.trace_id,
  toUnixTimestamp64Micro(c2.started_at) AS "started_at"
FROM calls AS c2
WHERE
  c2.project_id = {p0: String}
  AND c2.deleted_at IS NULL
  AND c2.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  c2.started_at,
  c2.id
