-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: array<string> = '["gpt-4"]'
-- p3: array<float> = '[5.0]'
-- p4: array<bool> = '[true]'
-- p5: array<string> = '["true"]'

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
  AND (
    COALESCE(JSON_TYPE(c.inputs, :p1) = 'null', TRUE)
    OR CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END IN (
      SELECT
        value
      FROM JSON_EACH(:p2) AS e
    )
    OR CASE
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
    END IN (
      SELECT
        value
      FROM JSON_EACH(:p3) AS e2
    )
    OR CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p1) = 'true'
    END IN (
      SELECT
        value
      FROM JSON_EACH(:p4) AS e3
    )
    OR CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END IN (
      SELECT
        value
      FROM JSON_EACH(:p5) AS e4
    )
  )
ORDER BY
  c.started_at,
  c.id
