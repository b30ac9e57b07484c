-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: float = 9007199254740992.0
-- p3: int = 9007199254740993

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
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
      AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
      THEN JSON_EXTRACT(c.inputs, :p1)
    END IS NOT NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
      AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
      THEN JSON_EXTRACT(c.inputs, :p1)
    END = :p3
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
    END IS NOT NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
    END = :p2
    WHEN CASE
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
      THEN CASE
        WHEN TYPEOF(
          JSON_EXTRACT(
            CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
            '$'
          )
        ) = 'integer'
        THEN JSON_EXTRACT(
          CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
          '$'
        )
      END
    END IS NOT NULL
    THEN CASE
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
      THEN CASE
        WHEN TYPEOF(
          JSON_EXTRACT(
            CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
            '$'
          )
        ) = 'integer'
        THEN JSON_EXTRACT(
          CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
          '$'
        )
      END
    END = :p3
    ELSE CASE
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
    END = :p2
  END
ORDER BY
  c.started_at,
  c.id
