-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'status_counts'
-- p2: string = 'error'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.parent_id,
  c.display_name,
  c.thread_id,
  c.turn_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at",
  toUnixTimestamp64Micro(c.ended_at) AS "ended_at",
  c.exception,
  c.attributes,
  c.inputs,
  c.output,
  c.summary,
  c.wb_user_id,
  c.wb_run_id,
  c.wb_run_step,
  c.wb_run_step_end,
  toUnixTimestamp64Micro(c.deleted_at) AS "deleted_at",
  toUnixTimestamp64Micro(c.expire_at) AS "expire_at",
  CASE
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
  END AS "weave_status",
  toFloat64(toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN position(c.op_name, '/op/') > 0
      AND position(arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1), ':') > 1
      THEN arrayElement(
        splitByChar(':', arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1)),
        1
      )
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL AND c.parent_id IS NULL
ORDER BY
  c.started_at,
  c.id
