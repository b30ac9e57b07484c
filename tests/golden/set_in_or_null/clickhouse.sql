-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = 'emoji'
-- p5: array<string> = '["👎"]'

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
    AND JSONExtractString(f.payload, {p4: String}) IN (
      SELECT
        arrayJoin(JSONExtract({p5: String}, 'Array(String)'))
    )
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN startsWith(f2.weave_ref, {p2: String})
      THEN substr(f2.weave_ref, length({p2: String}) + 1)
      ELSE substr(f2.weave_ref, length({p3: String}) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = {p0: String}
    AND f2.feedback_type = {p1: String}
    AND (
      startsWith(f2.weave_ref, {p2: String}) OR startsWith(f2.weave_ref, {p3: String})
    )
    AND NOT (
      JSONType(f2.payload, {p4: String}) = 'Null'
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
  AND (
    c.id IN (
      SELECT
        feedback_rows1.id
      FROM feedback_rows1
    )
    OR NOT (
      c.id IN (
        SELECT
          feedback_rows2.id
        FROM feedback_rows2
      )
    )
  )
ORDER BY
  c.started_at,
  c.id
