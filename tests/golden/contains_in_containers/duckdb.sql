-- calls
-- p0: string = 'acme/bot'
-- p1: string = '5'

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
    COALESCE(
      CONTAINS(
        CASE
          WHEN JSON_TYPE(c.inputs, '$') = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, '$')
        END,
        $p1
      ),
      FALSE
    )
    OR COALESCE(
      CONTAINS(
        COALESCE(
          CAST(CASE
            WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT')
            THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS BIGINT)
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
              THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
              THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
            END = TRUNC(
              CASE
                WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
              END
            )
            AND ABS(
              CASE
                WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
              END
            ) <= 9007199254740992
            THEN CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
              THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
            END AS BIGINT) AS TEXT)
            ELSE FORMAT(
              '{:.15g}',
              CASE
                WHEN JSON_TYPE(c.inputs, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, '$') AS DOUBLE)
              END
            )
          END
        ),
        $p1
      ),
      FALSE
    )
    OR COALESCE(
      JSON_TYPE(c.inputs, '$') IN ('ARRAY', 'OBJECT')
      AND LEN(
        LIST_FILTER(
          REGEXP_EXTRACT_ALL(CAST(JSON_EXTRACT(c.inputs, '$') AS TEXT), '"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*'),
          LAMBDA x : COALESCE(
            CONTAINS(
              CASE
                WHEN REGEXP_MATCHES(x, '^-?[0-9]+[.eE]')
                THEN CASE
                  WHEN CAST(x AS DOUBLE) IS NULL
                  THEN NULL
                  WHEN CAST(x AS DOUBLE) = TRUNC(CAST(x AS DOUBLE))
                  AND ABS(CAST(x AS DOUBLE)) <= 9007199254740992
                  THEN CAST(CAST(CAST(x AS DOUBLE) AS BIGINT) AS TEXT)
                  ELSE FORMAT('{:.15g}', CAST(x AS DOUBLE))
                END
                ELSE JSON_EXTRACT_STRING(x, '$')
              END,
              $p1
            ),
            FALSE
          )
        )
      ) > 0,
      FALSE
    )
  )
ORDER BY
  c.started_at,
  c.id
