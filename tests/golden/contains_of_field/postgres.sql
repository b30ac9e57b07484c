-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['w']
-- p2: array<string> = ['v']

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND (
    STRPOS(
      CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END,
      COALESCE(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END,
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
            THEN CASE
              WHEN (
                (
                  c.inputs #> %(p2)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END = TRUNC(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            )
            AND ABS(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            ) <= 9007199254740992
            THEN CAST(CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS BIGINT) AS TEXT)
            WHEN ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) >= 0.0001
            AND ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) < 1000000000000000
            THEN CAST(TRIM_SCALE(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) AS TEXT)
            ELSE REGEXP_REPLACE(
              BTRIM(
                TO_CHAR(
                  CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END,
                  '9.99999999999999EEEE'
                )
              ),
              '[.]?0*e',
              'e'
            )
          END
        )
      )
    ) > 0
    OR STRPOS(
      CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS BOOLEAN)
        END
        THEN 'true'
        WHEN NOT CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS BOOLEAN)
        END
        THEN 'false'
      END,
      COALESCE(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END,
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
            THEN CASE
              WHEN (
                (
                  c.inputs #> %(p2)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END = TRUNC(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            )
            AND ABS(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            ) <= 9007199254740992
            THEN CAST(CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS BIGINT) AS TEXT)
            WHEN ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) >= 0.0001
            AND ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) < 1000000000000000
            THEN CAST(TRIM_SCALE(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) AS TEXT)
            ELSE REGEXP_REPLACE(
              BTRIM(
                TO_CHAR(
                  CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END,
                  '9.99999999999999EEEE'
                )
              ),
              '[.]?0*e',
              'e'
            )
          END
        )
      )
    ) > 0
    OR STRPOS(
      COALESCE(
        CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CASE
            WHEN (
              (
                c.inputs #> %(p1)s
              ) #>> '{}'
            ) ~ '^-?[0-9]{1,19}$'
            THEN CASE
              WHEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DECIMAL) >= -9223372036854775808
              AND CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DECIMAL) <= 9223372036854775807
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS BIGINT)
            END
          END
        END AS TEXT),
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END IS NULL
          THEN NULL
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END = TRUNC(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END
          )
          AND ABS(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END
          ) <= 9007199254740992
          THEN CAST(CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END AS BIGINT) AS TEXT)
          WHEN ABS(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) >= 0.0001
          AND ABS(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) < 1000000000000000
          THEN CAST(TRIM_SCALE(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) AS TEXT)
          ELSE REGEXP_REPLACE(
            BTRIM(
              TO_CHAR(
                CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END,
                '9.99999999999999EEEE'
              )
            ),
            '[.]?0*e',
            'e'
          )
        END
      ),
      COALESCE(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END,
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BOOLEAN)
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
            THEN CASE
              WHEN (
                (
                  c.inputs #> %(p2)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END = TRUNC(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            )
            AND ABS(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            ) <= 9007199254740992
            THEN CAST(CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DOUBLE PRECISION)
            END AS BIGINT) AS TEXT)
            WHEN ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) >= 0.0001
            AND ABS(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) < 1000000000000000
            THEN CAST(TRIM_SCALE(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS DECIMAL)
            ) AS TEXT)
            ELSE REGEXP_REPLACE(
              BTRIM(
                TO_CHAR(
                  CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END,
                  '9.99999999999999EEEE'
                )
              ),
              '[.]?0*e',
              'e'
            )
          END
        )
      )
    ) > 0
    OR EXISTS(
      SELECT
        1
      FROM JSONB_PATH_QUERY(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) IN ('object', 'array')
          THEN c.inputs #> %(p1)s
        END,
        'strict $.**'
      ) AS t(v)
      WHERE
        (
          JSONB_TYPEOF(t.v) IN ('string', 'boolean')
          AND STRPOS(
            t.v #>> '{}',
            COALESCE(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
                THEN (
                  c.inputs #> %(p2)s
                ) #>> '{}'
              END,
              CASE
                WHEN CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                  THEN CAST((
                    c.inputs #> %(p2)s
                  ) #>> '{}' AS BOOLEAN)
                END
                THEN 'true'
                WHEN NOT CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                  THEN CAST((
                    c.inputs #> %(p2)s
                  ) #>> '{}' AS BOOLEAN)
                END
                THEN 'false'
              END,
              COALESCE(
                CAST(CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                  THEN CASE
                    WHEN (
                      (
                        c.inputs #> %(p2)s
                      ) #>> '{}'
                    ) ~ '^-?[0-9]{1,19}$'
                    THEN CASE
                      WHEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                      AND CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS BIGINT)
                    END
                  END
                END AS TEXT),
                CASE
                  WHEN CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END IS NULL
                  THEN NULL
                  WHEN CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END = TRUNC(
                    CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END
                  )
                  AND ABS(
                    CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END
                  ) <= 9007199254740992
                  THEN CAST(CAST(CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END AS BIGINT) AS TEXT)
                  WHEN ABS(
                    CAST(CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END AS DECIMAL)
                  ) >= 0.0001
                  AND ABS(
                    CAST(CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END AS DECIMAL)
                  ) < 1000000000000000
                  THEN CAST(TRIM_SCALE(
                    CAST(CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END AS DECIMAL)
                  ) AS TEXT)
                  ELSE REGEXP_REPLACE(
                    BTRIM(
                      TO_CHAR(
                        CASE
                          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                          THEN CAST((
                            c.inputs #> %(p2)s
                          ) #>> '{}' AS DOUBLE PRECISION)
                        END,
                        '9.99999999999999EEEE'
                      )
                    ),
                    '[.]?0*e',
                    'e'
                  )
                END
              )
            )
          ) > 0
        )
        OR EXISTS(
          SELECT
            1
          FROM JSONB_OBJECT_KEYS(CASE WHEN JSONB_TYPEOF(t.v) = 'object' THEN t.v END) AS k(k)
          WHERE
            STRPOS(
              k.k,
              COALESCE(
                CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
                  THEN (
                    c.inputs #> %(p2)s
                  ) #>> '{}'
                END,
                CASE
                  WHEN CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS BOOLEAN)
                  END
                  THEN 'true'
                  WHEN NOT CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS BOOLEAN)
                  END
                  THEN 'false'
                END,
                COALESCE(
                  CAST(CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CASE
                      WHEN (
                        (
                          c.inputs #> %(p2)s
                        ) #>> '{}'
                      ) ~ '^-?[0-9]{1,19}$'
                      THEN CASE
                        WHEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                        AND CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS BIGINT)
                      END
                    END
                  END AS TEXT),
                  CASE
                    WHEN CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END IS NULL
                    THEN NULL
                    WHEN CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END = TRUNC(
                      CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END
                    )
                    AND ABS(
                      CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END
                    ) <= 9007199254740992
                    THEN CAST(CAST(CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p2)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END AS BIGINT) AS TEXT)
                    WHEN ABS(
                      CAST(CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END AS DECIMAL)
                    ) >= 0.0001
                    AND ABS(
                      CAST(CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END AS DECIMAL)
                    ) < 1000000000000000
                    THEN CAST(TRIM_SCALE(
                      CAST(CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END AS DECIMAL)
                    ) AS TEXT)
                    ELSE REGEXP_REPLACE(
                      BTRIM(
                        TO_CHAR(
                          CASE
                            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                            THEN CAST((
                              c.inputs #> %(p2)s
                            ) #>> '{}' AS DOUBLE PRECISION)
                          END,
                          '9.99999999999999EEEE'
                        )
                      ),
                      '[.]?0*e',
                      'e'
                    )
                  END
                )
              )
            ) > 0
        )
        OR STRPOS(
          CASE
            WHEN JSONB_TYPEOF(t.v) = 'number'
            THEN COALESCE(
              CAST(CASE
                WHEN (
                  t.v #>> '{}'
                ) ~ '^-?[0-9]{1,19}$'
                THEN CASE
                  WHEN CAST(t.v #>> '{}' AS DECIMAL) >= -9223372036854775808
                  AND CAST(t.v #>> '{}' AS DECIMAL) <= 9223372036854775807
                  THEN CAST(t.v #>> '{}' AS BIGINT)
                END
              END AS TEXT),
              CASE
                WHEN CAST(t.v #>> '{}' AS DOUBLE PRECISION) IS NULL
                THEN NULL
                WHEN CAST(t.v #>> '{}' AS DOUBLE PRECISION) = TRUNC(CAST(t.v #>> '{}' AS DOUBLE PRECISION))
                AND ABS(CAST(t.v #>> '{}' AS DOUBLE PRECISION)) <= 9007199254740992
                THEN CAST(CAST(CAST(t.v #>> '{}' AS DOUBLE PRECISION) AS BIGINT) AS TEXT)
                WHEN ABS(CAST(CAST(t.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) >= 0.0001
                AND ABS(CAST(CAST(t.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) < 1000000000000000
                THEN CAST(TRIM_SCALE(CAST(CAST(t.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) AS TEXT)
                ELSE REGEXP_REPLACE(
                  BTRIM(TO_CHAR(CAST(t.v #>> '{}' AS DOUBLE PRECISION), '9.99999999999999EEEE')),
                  '[.]?0*e',
                  'e'
                )
              END
            )
          END,
          COALESCE(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
              THEN (
                c.inputs #> %(p2)s
              ) #>> '{}'
            END,
            CASE
              WHEN CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS BOOLEAN)
              END
              THEN 'true'
              WHEN NOT CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
                THEN CAST((
                  c.inputs #> %(p2)s
                ) #>> '{}' AS BOOLEAN)
              END
              THEN 'false'
            END,
            COALESCE(
              CAST(CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                THEN CASE
                  WHEN (
                    (
                      c.inputs #> %(p2)s
                    ) #>> '{}'
                  ) ~ '^-?[0-9]{1,19}$'
                  THEN CASE
                    WHEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                    AND CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS BIGINT)
                  END
                END
              END AS TEXT),
              CASE
                WHEN CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p2)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END IS NULL
                THEN NULL
                WHEN CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p2)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END = TRUNC(
                  CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END
                )
                AND ABS(
                  CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END
                ) <= 9007199254740992
                THEN CAST(CAST(CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p2)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END AS BIGINT) AS TEXT)
                WHEN ABS(
                  CAST(CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END AS DECIMAL)
                ) >= 0.0001
                AND ABS(
                  CAST(CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END AS DECIMAL)
                ) < 1000000000000000
                THEN CAST(TRIM_SCALE(
                  CAST(CASE
                    WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                    THEN CAST((
                      c.inputs #> %(p2)s
                    ) #>> '{}' AS DOUBLE PRECISION)
                  END AS DECIMAL)
                ) AS TEXT)
                ELSE REGEXP_REPLACE(
                  BTRIM(
                    TO_CHAR(
                      CASE
                        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
                        THEN CAST((
                          c.inputs #> %(p2)s
                        ) #>> '{}' AS DOUBLE PRECISION)
                      END,
                      '9.99999999999999EEEE'
                    )
                  ),
                  '[.]?0*e',
                  'e'
                )
              END
            )
          )
        ) > 0
    )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
