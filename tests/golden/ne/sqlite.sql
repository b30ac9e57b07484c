-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: float = 5.0

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
  AND NOT COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
      WHEN JSON_TYPE(c.inputs, :p1) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.inputs, :p1)) <= 40
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.inputs, :p1))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.inputs, :p1), '$') AS REAL)
      END
    END = :p2,
    FALSE
  )
ORDER BY
  c.started_at,
  c.id
