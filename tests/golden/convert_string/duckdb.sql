-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = '5'

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
  AND COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1)
    END,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
      END
      THEN 'true'
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
      END
      THEN 'false'
    END,
    COALESCE(
      CAST(CASE
        WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
      END AS TEXT),
      CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END IS NULL
        THEN NULL
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END = TRUNC(
          CASE
            WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
          END
        )
        AND ABS(
          CASE
            WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
          END
        ) <= 9007199254740992
        THEN CAST(CAST(CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END AS BIGINT) AS TEXT)
        ELSE FORMAT(
          '{:.15g}',
          CASE
            WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
          END
        )
      END
    )
  ) = $p2
ORDER BY
  c.started_at,
  c.id
