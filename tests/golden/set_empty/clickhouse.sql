-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'weave-trace-internal:///acme/sets/call/'
-- p2: string = 'weave:///acme/sets/call/'
-- p3: string = ''

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN startsWith(f.weave_ref, {p1: String})
      THEN substr(f.weave_ref, length({p1: String}) + 1)
      ELSE substr(f.weave_ref, length({p2: String}) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = {p0: String}
    AND (
      startsWith(f.weave_ref, {p1: String}) OR startsWith(f.weave_ref, {p2: String})
    )
    AND f.trigger_ref = {p3: String}
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN startsWith(f2.weave_ref, {p1: String})
      THEN substr(f2.weave_ref, length({p1: String}) + 1)
      ELSE substr(f2.weave_ref, length({p2: String}) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = {p0: String}
    AND (
      startsWith(f2.weave_ref, {p1: String}) OR startsWith(f2.weave_ref, {p2: String})
    )
    AND f2.trigger_ref IS NOT NULL
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
