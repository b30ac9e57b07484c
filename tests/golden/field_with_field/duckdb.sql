-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = '/w'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND (
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1)
    END = CASE
      WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p2)
    END
    OR CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
    END = CASE
      WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
      THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
    END
    OR CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
      END IS NOT NULL
      THEN CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
          THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
        END IS NOT NULL
        THEN CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
          THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
        END = CASE
          WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
          THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
        END
        ELSE CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END = CASE
          WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
        END
      END
      ELSE CASE
        WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
      END = CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
      END
    END
  )
ORDER BY
  c.started_at,
  c.id
