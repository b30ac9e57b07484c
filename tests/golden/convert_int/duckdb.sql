-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: int = 5

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
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
    END,
    CASE
      WHEN ABS(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END
      ) <= 9007199254740992
      THEN CAST(TRUNC(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
        END
      ) AS BIGINT)
    END,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
      END
      THEN 0
    END,
    CASE
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
    END,
    CASE
      WHEN ABS(
        CASE
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
        END
      ) <= 9007199254740992
      THEN CAST(TRUNC(
        CASE
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
        END
      ) AS BIGINT)
    END
  ) = $p2
ORDER BY
  c.started_at,
  c.id
