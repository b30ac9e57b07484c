-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['status_counts', 'error']

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.parent_id,
  c.display_name,
  c.thread_id,
  c.turn_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at",
  CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) AS "ended_at",
  c.exception,
  CAST(c.attributes AS TEXT) AS "attributes",
  CAST(c.inputs AS TEXT) AS "inputs",
  CAST(c.output AS TEXT) AS "output",
  CAST(c.summary AS TEXT) AS "summary",
  c.wb_user_id,
  c.wb_run_id,
  c.wb_run_step,
  c.wb_run_step_end,
  CAST(EXTRACT(EPOCH FROM c.deleted_at) * 1000000 AS BIGINT) AS "deleted_at",
  CAST(EXTRACT(EPOCH FROM c.expire_at) * 1000000 AS BIGINT) AS "expire_at",
  CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
      THEN CAST((
        c.summary #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.summary #> %(p1)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.summary #> %(p1)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.summary #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END AS "weave_status",
  CAST(CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS DOUBLE PRECISION) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN STRPOS(c.op_name, '/op/') > 0
      AND STRPOS(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
      THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = %(p0)s AND c.deleted_at IS NULL AND c.parent_id IS NULL
ORDER BY
  c.started_at,
  c.id COLLATE "C"
