-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."w"'
-- p2: string = '$."v"'

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
  AND (
    INSTR(
      CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
      COALESCE(
        CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
        CASE
          WHEN CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
            AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
            THEN JSON_EXTRACT(c.inputs, :p2)
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END IS NULL
            THEN NULL
            WHEN ABS(
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            ) <= 9007199254740992
            AND CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END = CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS REAL)
            THEN CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS TEXT)
            ELSE PRINTF(
              '%.15g',
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            )
          END
        )
      )
    ) > 0
    OR INSTR(
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
        CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
        CASE
          WHEN CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
            AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
            THEN JSON_EXTRACT(c.inputs, :p2)
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END IS NULL
            THEN NULL
            WHEN ABS(
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            ) <= 9007199254740992
            AND CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END = CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS REAL)
            THEN CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS TEXT)
            ELSE PRINTF(
              '%.15g',
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            )
          END
        )
      )
    ) > 0
    OR INSTR(
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
      ),
      COALESCE(
        CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
        CASE
          WHEN CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
            THEN JSON_TYPE(c.inputs, :p2) = 'true'
          END
          THEN 'false'
        END,
        COALESCE(
          CAST(CASE
            WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
            AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
            THEN JSON_EXTRACT(c.inputs, :p2)
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END IS NULL
            THEN NULL
            WHEN ABS(
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            ) <= 9007199254740992
            AND CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END = CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS REAL)
            THEN CAST(CAST(CASE
              WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
              THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
            END AS INTEGER) AS TEXT)
            ELSE PRINTF(
              '%.15g',
              CASE
                WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
              END
            )
          END
        )
      )
    ) > 0
    OR EXISTS(
      SELECT
        1
      FROM JSON_TREE(
        CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('object', 'array')
          THEN JSON_EXTRACT(c.inputs, :p1)
          ELSE 'null'
        END
      ) AS t
      WHERE
        (
          TYPEOF(t.key) = 'text'
          AND INSTR(
            t.key,
            COALESCE(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              CASE
                WHEN CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'true'
                WHEN NOT CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'false'
              END,
              COALESCE(
                CAST(CASE
                  WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
                  AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
                  THEN JSON_EXTRACT(c.inputs, :p2)
                END AS TEXT),
                CASE
                  WHEN CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END IS NULL
                  THEN NULL
                  WHEN ABS(
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  ) <= 9007199254740992
                  AND CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END = CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS REAL)
                  THEN CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS TEXT)
                  ELSE PRINTF(
                    '%.15g',
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  )
                END
              )
            )
          ) > 0
        )
        OR (
          t.type = 'text'
          AND INSTR(
            t.atom,
            COALESCE(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              CASE
                WHEN CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'true'
                WHEN NOT CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'false'
              END,
              COALESCE(
                CAST(CASE
                  WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
                  AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
                  THEN JSON_EXTRACT(c.inputs, :p2)
                END AS TEXT),
                CASE
                  WHEN CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END IS NULL
                  THEN NULL
                  WHEN ABS(
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  ) <= 9007199254740992
                  AND CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END = CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS REAL)
                  THEN CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS TEXT)
                  ELSE PRINTF(
                    '%.15g',
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  )
                END
              )
            )
          ) > 0
        )
        OR (
          t.type IN ('true', 'false')
          AND INSTR(
            t.type,
            COALESCE(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              CASE
                WHEN CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'true'
                WHEN NOT CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'false'
              END,
              COALESCE(
                CAST(CASE
                  WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
                  AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
                  THEN JSON_EXTRACT(c.inputs, :p2)
                END AS TEXT),
                CASE
                  WHEN CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END IS NULL
                  THEN NULL
                  WHEN ABS(
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  ) <= 9007199254740992
                  AND CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END = CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS REAL)
                  THEN CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS TEXT)
                  ELSE PRINTF(
                    '%.15g',
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  )
                END
              )
            )
          ) > 0
        )
        OR (
          t.type IN ('integer', 'real')
          AND INSTR(
            CASE
              WHEN TYPEOF(t.atom) = 'integer'
              THEN CAST(t.atom AS TEXT)
              ELSE CASE
                WHEN t.atom IS NULL
                THEN NULL
                WHEN ABS(t.atom) <= 9007199254740992
                AND t.atom = CAST(CAST(t.atom AS INTEGER) AS REAL)
                THEN CAST(CAST(t.atom AS INTEGER) AS TEXT)
                ELSE PRINTF('%.15g', t.atom)
              END
            END,
            COALESCE(
              CASE WHEN JSON_TYPE(c.inputs, :p2) = 'text' THEN JSON_EXTRACT(c.inputs, :p2) END,
              CASE
                WHEN CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'true'
                WHEN NOT CASE
                  WHEN JSON_TYPE(c.inputs, :p2) IN ('true', 'false')
                  THEN JSON_TYPE(c.inputs, :p2) = 'true'
                END
                THEN 'false'
              END,
              COALESCE(
                CAST(CASE
                  WHEN JSON_TYPE(c.inputs, :p2) = 'integer'
                  AND TYPEOF(JSON_EXTRACT(c.inputs, :p2)) = 'integer'
                  THEN JSON_EXTRACT(c.inputs, :p2)
                END AS TEXT),
                CASE
                  WHEN CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END IS NULL
                  THEN NULL
                  WHEN ABS(
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  ) <= 9007199254740992
                  AND CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END = CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS REAL)
                  THEN CAST(CAST(CASE
                    WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                  END AS INTEGER) AS TEXT)
                  ELSE PRINTF(
                    '%.15g',
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END
                  )
                END
              )
            )
          ) > 0
        )
    )
  )
ORDER BY
  c.started_at NULLS LAST,
  c.id NULLS LAST
