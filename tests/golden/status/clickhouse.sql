-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'status_counts'
-- p2: string = 'error'
-- p3: string = 'descendant_error'

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
  AND CASE
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
  END = {p3: String}
ORDER BY
  c.started_at,
  c.id
