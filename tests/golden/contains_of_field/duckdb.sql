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
    OR EXISTS(
      SELECT
        1
      FROM JSON_TREE(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('ARRAY', 'OBJECT')
          THEN JSON_EXTRACT(c.inputs, $p1)
        END
      ) AS t
      WHERE
        (
          t.key IS NOT NULL
          AND NOT SUFFIX(t.fullkey, ']')
          AND COALESCE(
            CONTAINS(
              t.key,
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
        OR (
          t.type IN ('VARCHAR', 'BOOLEAN')
          AND COALESCE(
            CONTAINS(
              JSON_EXTRACT_STRING(t.value, '$'),
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
        OR (
          t.type IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          AND COALESCE(
            CONTAINS(
              CASE
                WHEN t.type IN ('BIGINT', 'UBIGINT')
                AND TRY_CAST(JSON_EXTRACT_STRING(t.value, '$') AS BIGINT) IS NOT NULL
                THEN CAST(TRY_CAST(JSON_EXTRACT_STRING(t.value, '$') AS BIGINT) AS TEXT)
                ELSE CASE
                  WHEN CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE) IS NULL
                  THEN NULL
                  WHEN CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE) = TRUNC(CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE))
                  AND ABS(CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE)) <= 9007199254740992
                  THEN CAST(CAST(CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE) AS BIGINT) AS TEXT)
                  ELSE FORMAT('{:.15g}', CAST(JSON_EXTRACT_STRING(t.value, '$') AS DOUBLE))
                END
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
    )
  )
ORDER BY
  c.started_at,
  c.id
