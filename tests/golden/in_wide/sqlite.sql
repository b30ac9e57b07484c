-- calls
-- p0: string = 'acme/bot'
-- p1: array<float> = '[9007199254740992.0, 9.223372036854776e+18, 0.0]'
-- p2: string = '$."v"'
-- p3: array<int> = '[9007199254740993, 9223372036854775807, 0]'
-- p4: array<float> = '[9007199254740992.0, 9.223372036854776e+18, 0.0]'
-- p5: array<int> = '[9007199254740993, 9223372036854775807, 0]'

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
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
        AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
        THEN JSON_EXTRACT(c.inputs, :p2)
      END IS NOT NULL
      THEN CASE
        WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
        AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
        THEN JSON_EXTRACT(c.inputs, :p2)
      END IN (
        SELECT
          value
        FROM JSON_EACH(:p3) AS e2
      )
      ELSE CASE
        WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
      END IN (
        SELECT
          value
        FROM JSON_EACH(:p1) AS e
      )
    END
    OR CASE
      WHEN CASE
        WHEN LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END) <= 40
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END)
        THEN CASE
          WHEN TYPEOF(
            JSON_EXTRACT(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              '$'
            )
          ) = 'integer'
          THEN JSON_EXTRACT(
            CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
            '$'
          )
        END
      END IS NOT NULL
      THEN CASE
        WHEN LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END) <= 40
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END)
        THEN CASE
          WHEN TYPEOF(
            JSON_EXTRACT(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              '$'
            )
          ) = 'integer'
          THEN JSON_EXTRACT(
            CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
            '$'
          )
        END
      END IN (
        SELECT
          value
        FROM JSON_EACH(:p5) AS e4
      )
      ELSE CASE
        WHEN LENGTH(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END) <= 40
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END)
        THEN CAST(JSON_EXTRACT(
          CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
          '$'
        ) AS REAL)
      END IN (
        SELECT
          value
        FROM JSON_EACH(:p4) AS e3
      )
    END
  )
ORDER BY
  c.started_at,
  c.id
