-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = '5'

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
    CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 'true'
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c.inputs, :p1) = 'true'
      END
      THEN 'false'
    END,
    COALESCE(
      CAST(CASE
        WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
        AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
        THEN JSON_EXTRACT(c.inputs, :p1)
      END AS TEXT),
      CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END IS NULL
        THEN NULL
        WHEN ABS(
          CASE
            WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
          END
        ) <= 9007199254740992
        AND CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END = CAST(CAST(CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END AS INTEGER) AS REAL)
        THEN CAST(CAST(CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
        END AS INTEGER) AS TEXT)
        ELSE PRINTF(
          '%.15g',
          CASE
            WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
            THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
          END
        )
      END
    )
  ) = :p2
ORDER BY
  c.started_at NULLS LAST,
  c.id NULLS LAST
