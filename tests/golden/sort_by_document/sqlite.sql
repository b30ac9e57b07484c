-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["ana", "bo"]'
-- p2: string = '$."v"'

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
  AND c.wb_user_id IN (
    SELECT
      value
    FROM JSON_EACH(:p1) AS e
  )
ORDER BY
  CASE
    WHEN COALESCE(JSON_TYPE(c.inputs, :p2) = 'null', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
      WHEN JSON_TYPE(c.inputs, :p2) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.inputs, :p2)) <= 40
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.inputs, :p2))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.inputs, :p2), '$') AS REAL)
      END
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, :p2) = 'text'
      THEN JSON_EXTRACT(c.inputs, :p2)
      WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p2)
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
    WHEN JSON_TYPE(c.inputs, :p2) = 'text'
    THEN CASE
      WHEN LENGTH(JSON_EXTRACT(c.inputs, :p2)) <= 40
      AND NOT (
        JSON_EXTRACT(c.inputs, :p2) GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(JSON_EXTRACT(c.inputs, :p2))
      THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.inputs, :p2), '$') AS REAL)
    END
  END + 0.0 NULLS LAST,
  CASE
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
      WHEN JSON_TYPE(c.inputs, :p2) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.inputs, :p2)) <= 40
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p2) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.inputs, :p2))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.inputs, :p2), '$') AS REAL)
      END
    END IS NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, :p2) = 'text'
      THEN JSON_EXTRACT(c.inputs, :p2)
      WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p2)
    END
  END NULLS LAST,
  c.id DESC
