-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: bool = 1

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
  AND COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p1) = 'true'
    END,
    CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
    END <> 0.0,
    CASE
      WHEN CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = 'true'
      THEN TRUE
      WHEN CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = '1'
      THEN TRUE
      WHEN CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = 'false'
      THEN FALSE
      WHEN CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = '0'
      THEN FALSE
    END
  ) = :p2
ORDER BY
  c.started_at,
  c.id
