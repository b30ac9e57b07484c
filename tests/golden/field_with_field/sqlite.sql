-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = '$."w"'

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
    CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END
    OR CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p1) = 'true'
    END = CASE
      WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
      THEN JSON_TYPE(c.inputs, :p2) = 'true'
    END
    OR CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
        AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
        THEN JSON_EXTRACT(c.inputs, :p2)
      END IS NOT NULL
      THEN CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
          AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
          THEN JSON_EXTRACT(c.inputs, :p1)
        END IS NOT NULL
        THEN CASE
          WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
          AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
          THEN JSON_EXTRACT(c.inputs, :p1)
        END = CASE
          WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
          AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
          THEN JSON_EXTRACT(c.inputs, :p2)
        END
        ELSE CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END = CASE
          WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
        END
      END
      ELSE CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
      END = CASE
        WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
      END
    END
  )
ORDER BY
  c.started_at,
  c.id
