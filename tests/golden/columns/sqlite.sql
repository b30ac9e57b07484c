-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["t"]'
-- p2: string = '$."status_counts"."error"'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.display_name,
  c.started_at,
  c.ended_at,
  c.exception,
  c.inputs,
  c.summary,
  CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSON_TYPE(c.summary, :p2) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.summary, :p2) AS REAL)
      WHEN JSON_TYPE(c.summary, :p2) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.summary, :p2)) <= 40
        AND NOT (
          JSON_EXTRACT(c.summary, :p2) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.summary, :p2) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.summary, :p2) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.summary, :p2))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.summary, :p2), '$') AS REAL)
      END
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END AS "weave_status",
  CAST(c.ended_at - c.started_at AS REAL) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN INSTR(c.op_name, '/op/') > 0
      AND INSTR(
        JSON_EXTRACT((
          '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
        ) || ']', '$[#-1]'),
        ':'
      ) > 1
      THEN SUBSTR(
        JSON_EXTRACT((
          '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
        ) || ']', '$[#-1]'),
        1,
        INSTR(
          JSON_EXTRACT((
            '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
          ) || ']', '$[#-1]'),
          ':'
        ) - 1
      )
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND c.thread_id IN (
    SELECT
      value
    FROM JSON_EACH(:p1) AS e
  )
ORDER BY
  c.started_at,
  c.id
