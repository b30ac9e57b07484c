-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/w'
-- p2: string = '/v'

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
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END,
        COALESCE(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'true'
            WHEN NOT CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'false'
          END,
          COALESCE(
            CAST(CASE
              WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
              THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
            END AS TEXT),
            CASE
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END IS NULL
              THEN NULL
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END = TRUNC(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
              AND ABS(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              ) <= 9007199254740992
              THEN CAST(CAST(CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END AS BIGINT) AS TEXT)
              ELSE FORMAT(
                '{:.15g}',
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
            END
          )
        )
      ),
      FALSE
    )
    OR COALESCE(
      CONTAINS(
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
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'true'
            WHEN NOT CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'false'
          END,
          COALESCE(
            CAST(CASE
              WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
              THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
            END AS TEXT),
            CASE
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END IS NULL
              THEN NULL
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END = TRUNC(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
              AND ABS(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              ) <= 9007199254740992
              THEN CAST(CAST(CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END AS BIGINT) AS TEXT)
              ELSE FORMAT(
                '{:.15g}',
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
            END
          )
        )
      ),
      FALSE
    )
    OR COALESCE(
      CONTAINS(
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
        ),
        COALESCE(
          CASE
            WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c.inputs, $p2)
          END,
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'true'
            WHEN NOT CASE
              WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
              THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
            END
            THEN 'false'
          END,
          COALESCE(
            CAST(CASE
              WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
              THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
            END AS TEXT),
            CASE
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END IS NULL
              THEN NULL
              WHEN CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END = TRUNC(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
              AND ABS(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              ) <= 9007199254740992
              THEN CAST(CAST(CASE
                WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
              END AS BIGINT) AS TEXT)
              ELSE FORMAT(
                '{:.15g}',
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                END
              )
            END
          )
        )
      ),
      FALSE
    )
    OR COALESCE(
      JSON_TYPE(c.inputs, $p1) IN ('ARRAY', 'OBJECT')
      AND LEN(
        LIST_FILTER(
          REGEXP_EXTRACT_ALL(
            CAST(JSON_EXTRACT(c.inputs, $p1) AS TEXT),
            '"(?:[^"\\]|\\.)*"|true|false|-?[0-9][0-9.eE+-]*'
          ),
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
              COALESCE(
                CASE
                  WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
                  THEN JSON_EXTRACT_STRING(c.inputs, $p2)
                END,
                CASE
                  WHEN CASE
                    WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
                    THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
                  END
                  THEN 'true'
                  WHEN NOT CASE
                    WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
                    THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
                  END
                  THEN 'false'
                END,
                COALESCE(
                  CAST(CASE
                    WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
                    THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
                  END AS TEXT),
                  CASE
                    WHEN CASE
                      WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                    END IS NULL
                    THEN NULL
                    WHEN CASE
                      WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                    END = TRUNC(
                      CASE
                        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                      END
                    )
                    AND ABS(
                      CASE
                        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                      END
                    ) <= 9007199254740992
                    THEN CAST(CAST(CASE
                      WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                    END AS BIGINT) AS TEXT)
                    ELSE FORMAT(
                      '{:.15g}',
                      CASE
                        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
                      END
                    )
                  END
                )
              )
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
