-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: float = 9007199254740992.0
-- p3: int = 9007199254740993

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
  AND CASE
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
    END IS NOT NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
    END = $p3
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END IS NOT NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END = $p2
    WHEN CASE
      WHEN REGEXP_MATCHES(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END,
        '^-?(0|[1-9][0-9]{0,18})$'
      )
      THEN TRY_CAST(CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END AS BIGINT)
    END IS NOT NULL
    THEN CASE
      WHEN REGEXP_MATCHES(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END,
        '^-?(0|[1-9][0-9]{0,18})$'
      )
      THEN TRY_CAST(CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END AS BIGINT)
    END = $p3
    ELSE CASE
      WHEN REGEXP_MATCHES(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END,
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END
      ) <= 40
      THEN TRY_CAST(CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END AS DOUBLE)
    END = $p2
  END
ORDER BY
  c.started_at,
  c.id
