-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: int = 5

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
      WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
      AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
      THEN JSON_EXTRACT(c.inputs, :p1)
    END,
    CASE
      WHEN ABS(
        CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END
      ) <= 9007199254740992
      THEN CAST(CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
      END AS INTEGER)
    END,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 0
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
    END,
    CASE
      WHEN ABS(
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
      ) <= 9007199254740992
      THEN CAST(CASE
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
      END AS INTEGER)
    END
  ) = :p2
ORDER BY
  c.started_at,
  c.id
