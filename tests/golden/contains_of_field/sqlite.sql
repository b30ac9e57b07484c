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
          (
            SELECT
              CASE
                WHEN v IS NULL
                THEN NULL
                WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                THEN CAST(CAST(v AS INTEGER) AS TEXT)
                ELSE PRINTF(
                  '%.15g',
                  CASE
                    WHEN d BETWEEN 1 AND 22
                    AND s = CAST(CAST(s AS INTEGER) AS REAL)
                    AND (
                      CAST(s AS INTEGER) % 2
                    ) <> 0
                    THEN v * CASE
                      WHEN (
                        CAST(v * CAST('1e' || (
                          d - 1
                        ) AS REAL) AS INTEGER) % 2
                      ) = 0
                      THEN 0.9999999999999998
                      ELSE 1.0000000000000002
                    END
                    ELSE v
                  END
                )
              END
            FROM (
              SELECT
                v,
                d,
                v * (
                  1 << d
                ) AS "s"
              FROM (
                SELECT
                  v,
                  15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                FROM (
                  SELECT
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END AS "v"
                ) AS n
              ) AS n2
            ) AS n3
          )
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
          (
            SELECT
              CASE
                WHEN v IS NULL
                THEN NULL
                WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                THEN CAST(CAST(v AS INTEGER) AS TEXT)
                ELSE PRINTF(
                  '%.15g',
                  CASE
                    WHEN d BETWEEN 1 AND 22
                    AND s = CAST(CAST(s AS INTEGER) AS REAL)
                    AND (
                      CAST(s AS INTEGER) % 2
                    ) <> 0
                    THEN v * CASE
                      WHEN (
                        CAST(v * CAST('1e' || (
                          d - 1
                        ) AS REAL) AS INTEGER) % 2
                      ) = 0
                      THEN 0.9999999999999998
                      ELSE 1.0000000000000002
                    END
                    ELSE v
                  END
                )
              END
            FROM (
              SELECT
                v,
                d,
                v * (
                  1 << d
                ) AS "s"
              FROM (
                SELECT
                  v,
                  15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                FROM (
                  SELECT
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END AS "v"
                ) AS n4
              ) AS n5
            ) AS n6
          )
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
        (
          SELECT
            CASE
              WHEN v IS NULL
              THEN NULL
              WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
              THEN CAST(CAST(v AS INTEGER) AS TEXT)
              ELSE PRINTF(
                '%.15g',
                CASE
                  WHEN d BETWEEN 1 AND 22
                  AND s = CAST(CAST(s AS INTEGER) AS REAL)
                  AND (
                    CAST(s AS INTEGER) % 2
                  ) <> 0
                  THEN v * CASE
                    WHEN (
                      CAST(v * CAST('1e' || (
                        d - 1
                      ) AS REAL) AS INTEGER) % 2
                    ) = 0
                    THEN 0.9999999999999998
                    ELSE 1.0000000000000002
                  END
                  ELSE v
                END
              )
            END
          FROM (
            SELECT
              v,
              d,
              v * (
                1 << d
              ) AS "s"
            FROM (
              SELECT
                v,
                15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
              FROM (
                SELECT
                  CASE
                    WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
                    THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
                  END AS "v"
              ) AS n7
            ) AS n8
          ) AS n9
        )
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
          (
            SELECT
              CASE
                WHEN v IS NULL
                THEN NULL
                WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                THEN CAST(CAST(v AS INTEGER) AS TEXT)
                ELSE PRINTF(
                  '%.15g',
                  CASE
                    WHEN d BETWEEN 1 AND 22
                    AND s = CAST(CAST(s AS INTEGER) AS REAL)
                    AND (
                      CAST(s AS INTEGER) % 2
                    ) <> 0
                    THEN v * CASE
                      WHEN (
                        CAST(v * CAST('1e' || (
                          d - 1
                        ) AS REAL) AS INTEGER) % 2
                      ) = 0
                      THEN 0.9999999999999998
                      ELSE 1.0000000000000002
                    END
                    ELSE v
                  END
                )
              END
            FROM (
              SELECT
                v,
                d,
                v * (
                  1 << d
                ) AS "s"
              FROM (
                SELECT
                  v,
                  15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                FROM (
                  SELECT
                    CASE
                      WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                    END AS "v"
                ) AS n10
              ) AS n11
            ) AS n12
          )
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
                (
                  SELECT
                    CASE
                      WHEN v IS NULL
                      THEN NULL
                      WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                      THEN CAST(CAST(v AS INTEGER) AS TEXT)
                      ELSE PRINTF(
                        '%.15g',
                        CASE
                          WHEN d BETWEEN 1 AND 22
                          AND s = CAST(CAST(s AS INTEGER) AS REAL)
                          AND (
                            CAST(s AS INTEGER) % 2
                          ) <> 0
                          THEN v * CASE
                            WHEN (
                              CAST(v * CAST('1e' || (
                                d - 1
                              ) AS REAL) AS INTEGER) % 2
                            ) = 0
                            THEN 0.9999999999999998
                            ELSE 1.0000000000000002
                          END
                          ELSE v
                        END
                      )
                    END
                  FROM (
                    SELECT
                      v,
                      d,
                      v * (
                        1 << d
                      ) AS "s"
                    FROM (
                      SELECT
                        v,
                        15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                      FROM (
                        SELECT
                          CASE
                            WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                            THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                          END AS "v"
                      ) AS n13
                    ) AS n14
                  ) AS n15
                )
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
                (
                  SELECT
                    CASE
                      WHEN v IS NULL
                      THEN NULL
                      WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                      THEN CAST(CAST(v AS INTEGER) AS TEXT)
                      ELSE PRINTF(
                        '%.15g',
                        CASE
                          WHEN d BETWEEN 1 AND 22
                          AND s = CAST(CAST(s AS INTEGER) AS REAL)
                          AND (
                            CAST(s AS INTEGER) % 2
                          ) <> 0
                          THEN v * CASE
                            WHEN (
                              CAST(v * CAST('1e' || (
                                d - 1
                              ) AS REAL) AS INTEGER) % 2
                            ) = 0
                            THEN 0.9999999999999998
                            ELSE 1.0000000000000002
                          END
                          ELSE v
                        END
                      )
                    END
                  FROM (
                    SELECT
                      v,
                      d,
                      v * (
                        1 << d
                      ) AS "s"
                    FROM (
                      SELECT
                        v,
                        15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                      FROM (
                        SELECT
                          CASE
                            WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                            THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                          END AS "v"
                      ) AS n16
                    ) AS n17
                  ) AS n18
                )
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
                (
                  SELECT
                    CASE
                      WHEN v IS NULL
                      THEN NULL
                      WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                      THEN CAST(CAST(v AS INTEGER) AS TEXT)
                      ELSE PRINTF(
                        '%.15g',
                        CASE
                          WHEN d BETWEEN 1 AND 22
                          AND s = CAST(CAST(s AS INTEGER) AS REAL)
                          AND (
                            CAST(s AS INTEGER) % 2
                          ) <> 0
                          THEN v * CASE
                            WHEN (
                              CAST(v * CAST('1e' || (
                                d - 1
                              ) AS REAL) AS INTEGER) % 2
                            ) = 0
                            THEN 0.9999999999999998
                            ELSE 1.0000000000000002
                          END
                          ELSE v
                        END
                      )
                    END
                  FROM (
                    SELECT
                      v,
                      d,
                      v * (
                        1 << d
                      ) AS "s"
                    FROM (
                      SELECT
                        v,
                        15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                      FROM (
                        SELECT
                          CASE
                            WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                            THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                          END AS "v"
                      ) AS n19
                    ) AS n20
                  ) AS n21
                )
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
              ELSE (
                SELECT
                  CASE
                    WHEN v IS NULL
                    THEN NULL
                    WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                    THEN CAST(CAST(v AS INTEGER) AS TEXT)
                    ELSE PRINTF(
                      '%.15g',
                      CASE
                        WHEN d BETWEEN 1 AND 22
                        AND s = CAST(CAST(s AS INTEGER) AS REAL)
                        AND (
                          CAST(s AS INTEGER) % 2
                        ) <> 0
                        THEN v * CASE
                          WHEN (
                            CAST(v * CAST('1e' || (
                              d - 1
                            ) AS REAL) AS INTEGER) % 2
                          ) = 0
                          THEN 0.9999999999999998
                          ELSE 1.0000000000000002
                        END
                        ELSE v
                      END
                    )
                  END
                FROM (
                  SELECT
                    v,
                    d,
                    v * (
                      1 << d
                    ) AS "s"
                  FROM (
                    SELECT
                      v,
                      15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                    FROM (
                      SELECT
                        t.atom AS "v"
                    ) AS n22
                  ) AS n23
                ) AS n24
              )
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
                (
                  SELECT
                    CASE
                      WHEN v IS NULL
                      THEN NULL
                      WHEN ABS(v) <= 9007199254740992 AND v = CAST(CAST(v AS INTEGER) AS REAL)
                      THEN CAST(CAST(v AS INTEGER) AS TEXT)
                      ELSE PRINTF(
                        '%.15g',
                        CASE
                          WHEN d BETWEEN 1 AND 22
                          AND s = CAST(CAST(s AS INTEGER) AS REAL)
                          AND (
                            CAST(s AS INTEGER) % 2
                          ) <> 0
                          THEN v * CASE
                            WHEN (
                              CAST(v * CAST('1e' || (
                                d - 1
                              ) AS REAL) AS INTEGER) % 2
                            ) = 0
                            THEN 0.9999999999999998
                            ELSE 1.0000000000000002
                          END
                          ELSE v
                        END
                      )
                    END
                  FROM (
                    SELECT
                      v,
                      d,
                      v * (
                        1 << d
                      ) AS "s"
                    FROM (
                      SELECT
                        v,
                        15 - CAST(SUBSTR(PRINTF('%+.15e', v), 20) AS INTEGER) AS "d"
                      FROM (
                        SELECT
                          CASE
                            WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
                            THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
                          END AS "v"
                      ) AS n25
                    ) AS n26
                  ) AS n27
                )
              )
            )
          ) > 0
        )
    )
  )
ORDER BY
  c.started_at,
  c.id
