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
  AND COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
    END,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 1.0
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 0.0
    END,
    CASE
      WHEN LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END) <= 40
      AND NOT (
        CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END)
      THEN CAST(JSON_EXTRACT(
        CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
        '$'
      ) AS REAL)
    END
  ) >= :p2
ORDER BY
  c.started_at,
  c.id
