-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."status_counts"."error"'
-- p2: string = 'descendant_error'

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
  AND CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSON_TYPE(c.summary, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.summary, :p1) AS REAL)
      WHEN JSON_TYPE(c.summary, :p1) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.summary, :p1)) <= 40
        AND NOT (
          JSON_EXTRACT(c.summary, :p1) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.summary, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.summary, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.summary, :p1))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.summary, :p1), '$') AS REAL)
      END
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END = :p2
ORDER BY
  c.started_at,
  c.id
