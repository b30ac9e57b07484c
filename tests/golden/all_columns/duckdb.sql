-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/status_counts/error'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.parent_id,
  c.display_name,
  c.thread_id,
  c.turn_id,
  EPOCH_US(c.started_at) AS "started_at",
  EPOCH_US(c.ended_at) AS "ended_at",
  c.exception,
  c.attributes,
  c.inputs,
  c.output,
  c.summary,
  c.wb_user_id,
  c.wb_run_id,
  c.wb_run_step,
  c.wb_run_step_end,
  EPOCH_US(c.deleted_at) AS "deleted_at",
  EPOCH_US(c.expire_at) AS "expire_at",
  CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSON_TYPE(c.summary, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.summary, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.summary, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.summary, $p1) AS DOUBLE)
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END AS "weave_status",
  CAST(EPOCH_US(c.ended_at) - EPOCH_US(c.started_at) AS DOUBLE) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN CONTAINS(c.op_name, '/op/') AND INSTR(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
      THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = $p0 AND c.deleted_at IS NULL AND c.parent_id IS NULL
ORDER BY
  c.started_at,
  c.id
