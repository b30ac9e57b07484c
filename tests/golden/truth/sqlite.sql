-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND c.display_name IS NOT NULL
  AND NOT COALESCE(JSON_TYPE(c.inputs, :p1) = 'null', TRUE)
  AND NOT COALESCE(
    NOT CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p1) = 'true'
    END,
    FALSE
  )
  AND NOT COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
    END = 0.0,
    FALSE
  )
ORDER BY
  c.started_at,
  c.id
