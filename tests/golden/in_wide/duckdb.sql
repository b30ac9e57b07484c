-- calls
-- p0: string = 'acme/bot'
-- p1: array<float> = [9007199254740992.0, 9.223372036854776e+18, 0.0]
-- p2: string = '/v'
-- p3: array<int> = [9007199254740993, 9223372036854775807, 0]
-- p4: array<float> = [9007199254740992.0, 9.223372036854776e+18, 0.0]
-- p5: array<int> = [9007199254740993, 9223372036854775807, 0]

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
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
      END IS NOT NULL
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
      END IN (
        SELECT
          UNNEST($p3)
      )
      ELSE CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
      END IN (
        SELECT
          UNNEST($p1)
      )
    END
    OR CASE
      WHEN CASE
        WHEN REGEXP_MATCHES(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          '^-?(0|[1-9][0-9]{0,18})$'
        )
        THEN TRY_CAST(CASE
          WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p2)
        END AS BIGINT)
      END IS NOT NULL
      THEN CASE
        WHEN REGEXP_MATCHES(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          '^-?(0|[1-9][0-9]{0,18})$'
        )
        THEN TRY_CAST(CASE
          WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p2)
        END AS BIGINT)
      END IN (
        SELECT
          UNNEST($p5)
      )
      ELSE CASE
        WHEN REGEXP_MATCHES(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END
        ) <= 40
        THEN TRY_CAST(CASE
          WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p2)
        END AS DOUBLE)
      END IN (
        SELECT
          UNNEST($p4)
      )
    END
  )
ORDER BY
  c.started_at,
  c.id
