-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$'
-- p2: string = '5'

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
      :p2
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
              ) AS n
            ) AS n2
          ) AS n3
        )
      ),
      :p2
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
          TYPEOF(t.key) = 'text' AND INSTR(t.key, :p2) > 0
        )
        OR (
          t.type = 'text' AND INSTR(t.atom, :p2) > 0
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
                    ) AS n4
                  ) AS n5
                ) AS n6
              )
            END,
            :p2
          ) > 0
        )
    )
  )
ORDER BY
  c.started_at,
  c.id
