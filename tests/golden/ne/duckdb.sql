-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: float = 5.0

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND NOT COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END = $p2,
    FALSE
  )
ORDER BY
  c.started_at,
  c.id
