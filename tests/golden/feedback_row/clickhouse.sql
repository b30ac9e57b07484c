-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'score'
-- p5: float = 0.5
-- p6: string = 'Ann'
-- p7: timestamp = 1762041610000000

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
    AND CASE
      WHEN JSONType(f.payload, {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(f.payload, {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(f.payload, {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(f.payload, {p4: String}))
    END > {p5: Float64}
    AND f.creator = {p6: String}
    AND f.created_at < fromUnixTimestamp64Micro({p7: Int64}, 'UTC')
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
