-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'score'
-- p5: string = 'before'

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN startsWith(f.weave_ref, {p2: String})
      THEN substr(f.weave_ref, length({p2: String}) + 1)
      ELSE substr(f.weave_ref, length({p3: String}) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND f.feedback_type = {p1: String}
    AND (
      startsWith(f.weave_ref, {p2: String}) OR startsWith(f.weave_ref, {p3: String})
    )
    AND (
      CASE
        WHEN JSONType(f.payload, {p4: String}) = 'String'
        THEN JSONExtractString(f.payload, {p4: String})
      END > CASE
        WHEN JSONType(f.payload, {p5: String}) = 'String'
        THEN JSONExtractString(f.payload, {p5: String})
      END
      OR CASE
        WHEN JSONType(f.payload, {p4: String}) = 'Bool'
        THEN JSONExtractBool(f.payload, {p4: String}) = TRUE
      END > CASE
        WHEN JSONType(f.payload, {p5: String}) = 'Bool'
        THEN JSONExtractBool(f.payload, {p5: String}) = TRUE
      END
      OR CASE
        WHEN CASE
          WHEN JSONType(f.payload, {p5: String}) = 'Int64'
          THEN JSONExtractInt(f.payload, {p5: String})
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSONType(f.payload, {p4: String}) = 'Int64'
            THEN JSONExtractInt(f.payload, {p4: String})
          END IS NOT NULL
          THEN CASE
            WHEN JSONType(f.payload, {p4: String}) = 'Int64'
            THEN JSONExtractInt(f.payload, {p4: String})
          END > CASE
            WHEN JSONType(f.payload, {p5: String}) = 'Int64'
            THEN JSONExtractInt(f.payload, {p5: String})
          END
          ELSE CASE
            WHEN JSONType(f.payload, {p4: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(f.payload, {p4: String})
          END > CASE
            WHEN JSONType(f.payload, {p5: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(f.payload, {p5: String})
          END
        END
        ELSE CASE
          WHEN JSONType(f.payload, {p4: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(f.payload, {p4: String})
        END > CASE
          WHEN JSONType(f.payload, {p5: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(f.payload, {p5: String})
        END
      END
    )
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND c.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  c.started_at,
  c.id
