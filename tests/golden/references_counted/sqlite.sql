-- stats
-- p0: string = 'acme/refs'
-- p1: string = '$."model"'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = '$'
-- p4: string = 'weave-trace-internal:///acme/refs/table/'
-- p5: string = 'e'
-- p6: int = 4

WITH RECURSIVE asked AS (
  SELECT
    CASE WHEN JSON_TYPE(c2.inputs, :p1) = 'text' THEN JSON_EXTRACT(c2.inputs, :p1) END AS "ref"
  FROM calls AS c2
  WHERE
    c2.project_id = :p0
    AND c2.deleted_at IS NULL
    AND SUBSTR(
      CASE WHEN JSON_TYPE(c2.inputs, :p1) = 'text' THEN JSON_EXTRACT(c2.inputs, :p1) END,
      1,
      LENGTH(:p2)
    ) = :p2
  GROUP BY
    CASE WHEN JSON_TYPE(c2.inputs, :p1) = 'text' THEN JSON_EXTRACT(c2.inputs, :p1) END
), split AS (
  SELECT
    asked.ref,
    SUBSTR(
      SUBSTR(asked.ref, LENGTH(:p2) + 1),
      1,
      INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1) || ':', ':') - 1
    ) AS "name",
    SUBSTR(
      CASE
        WHEN INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked.ref, LENGTH(:p2) + 1),
          INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') + 1
        )
      END,
      1,
      INSTR(
        CASE
          WHEN INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') > 0
          THEN SUBSTR(
            SUBSTR(asked.ref, LENGTH(:p2) + 1),
            INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') + 1
          )
        END || '/',
        '/'
      ) - 1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked.ref, LENGTH(:p2) + 1),
                INSTR(SUBSTR(asked.ref, LENGTH(:p2) + 1), ':') + 1
              )
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM asked
), versions AS (
  SELECT
    split.ref,
    o.val AS "value",
    split.parts
  FROM objects AS o
  JOIN split
    ON o.object_id = split.name AND o.digest = split.digest
  WHERE
    o.project_id = :p0
    AND o.kind = 'object'
    AND o.deleted_at IS NULL
    AND o.val IS NOT NULL
    AND LENGTH(split.parts) <= 1024
), lines AS (
  SELECT
    t.table_digest,
    t.row_digest,
    t.row_index,
    t.val AS "value"
  FROM table_rows AS t
  WHERE
    t.project_id = :p0
), walk AS (
  SELECT
    versions.ref AS "ref",
    versions.value AS "value",
    CASE
      WHEN versions.parts = ''
      THEN ''
      WHEN SUBSTR(versions.parts, 1, INSTR(versions.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(versions.parts, 1, INSTR(versions.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(versions.parts, '/') > 0
          THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%00*'
      )
      THEN JSON_EXTRACT(
        REPLACE(
          JSON_QUOTE(
            SUBSTR(
              CASE
                WHEN INSTR(versions.parts, '/') > 0
                THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(versions.parts, '/') > 0
                  THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
                END || '/',
                '/'
              ) - 1
            )
          ),
          '%',
          '\u00'
        ),
        '$'
      )
    END AS "name",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    0 AS "jumped"
  FROM versions
  UNION ALL
  SELECT
    walk.ref AS "ref",
    CASE
      WHEN walk.kind = 'id'
      THEN (
        SELECT
          lines.value
        FROM lines
        WHERE
          SUBSTR(
            CASE
              WHEN JSON_TYPE(walk.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk.value, :p3)
            END,
            1,
            LENGTH(:p4)
          ) = :p4
          AND lines.table_digest = SUBSTR(
            CASE
              WHEN JSON_TYPE(walk.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk.value, :p3)
            END,
            LENGTH(:p4) + 1
          )
          AND lines.row_digest = walk.name
        ORDER BY
          lines.row_index
        LIMIT 1
      )
      ELSE CASE
        WHEN walk.kind = 'index'
        AND JSON_TYPE(walk.value) = 'array'
        AND (
          LENGTH(walk.name) BETWEEN 1 AND 9
          AND NOT (
            walk.name GLOB '*[^0-9]*'
          )
          AND NOT (
            walk.name GLOB '0?*'
          )
        )
        THEN walk.value -> (
          (
            '$[' || walk.name
          ) || ']'
        )
        WHEN (
          NOT (
            walk.kind = 'index'
          ) AND JSON_TYPE(walk.value) = 'object'
        )
        AND (
          NOT (
            walk.name GLOB '*[^ -~]*'
          )
          AND INSTR(walk.name, '"') = 0
          AND INSTR(walk.name, '\') = 0
        )
        THEN walk.value -> (
          (
            '$."' || walk.name
          ) || '"'
        )
        WHEN NOT (
          walk.kind = 'index'
        ) AND JSON_TYPE(walk.value) = 'object'
        THEN (
          SELECT
            CASE
              WHEN e.type IN ('object', 'array')
              THEN e.value
              WHEN e.type = 'text'
              THEN JSON_QUOTE(e.value)
              WHEN e.type = 'integer'
              THEN CAST(e.value AS TEXT)
              WHEN e.type = 'real'
              THEN PRINTF('%!.20g', e.value)
              ELSE e.type
            END
          FROM JSON_EACH(walk.value) AS e
          WHERE
            e.key = walk.name
          LIMIT 1
        )
      END
    END AS "value",
    CASE
      WHEN walk.parts = ''
      THEN ''
      WHEN SUBSTR(walk.parts, 1, INSTR(walk.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(walk.parts, 1, INSTR(walk.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(walk.parts, '/') > 0
          THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%00*'
      )
      THEN JSON_EXTRACT(
        REPLACE(
          JSON_QUOTE(
            SUBSTR(
              CASE
                WHEN INSTR(walk.parts, '/') > 0
                THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(walk.parts, '/') > 0
                  THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
                END || '/',
                '/'
              ) - 1
            )
          ),
          '%',
          '\u00'
        ),
        '$'
      )
    END AS "name",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    walk.jumped + (
      walk.kind = 'id'
    ) AS "jumped"
  FROM walk
  WHERE
    walk.value IS NOT NULL
    AND walk.name IS NOT NULL
    AND (
      walk.kind IN ('attr', 'key', 'index')
      OR (
        walk.kind = 'id' AND walk.jumped = 0
      )
    )
), walked AS (
  SELECT
    walk.ref AS "ref",
    walk.value AS "value"
  FROM walk
  WHERE
    walk.value IS NOT NULL AND walk.kind = ''
), refs1 AS (
  SELECT
    walked.ref,
    walked.value AS "refs1_value",
    1 AS "known"
  FROM walked
)
SELECT
  COUNT(*) AS "count"
FROM (
  SELECT
    1
  FROM calls AS c
  LEFT JOIN refs1
    ON CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = refs1.ref
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND (
      INSTR(
        CASE
          WHEN refs1.known = 1
          THEN CASE
            WHEN JSON_TYPE(refs1.refs1_value, :p3) = 'text'
            THEN JSON_EXTRACT(refs1.refs1_value, :p3)
          END
          ELSE CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END
        END,
        :p5
      ) > 0
      OR INSTR(
        CASE
          WHEN CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSON_TYPE(refs1.refs1_value, :p3) IN ('true', 'false')
              THEN JSON_TYPE(refs1.refs1_value, :p3) = 'true'
            END
            ELSE CASE
              WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
              THEN JSON_TYPE(c.inputs, :p1) = 'true'
            END
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSON_TYPE(refs1.refs1_value, :p3) IN ('true', 'false')
              THEN JSON_TYPE(refs1.refs1_value, :p3) = 'true'
            END
            ELSE CASE
              WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
              THEN JSON_TYPE(c.inputs, :p1) = 'true'
            END
          END
          THEN 'false'
        END,
        :p5
      ) > 0
      OR INSTR(
        COALESCE(
          CAST(CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSON_TYPE(refs1.refs1_value, :p3) = 'integer'
              AND TYPEOF(JSON_EXTRACT(refs1.refs1_value, :p3)) = 'integer'
              THEN JSON_EXTRACT(refs1.refs1_value, :p3)
            END
            ELSE CASE
              WHEN JSON_TYPE(c.inputs, :p1) = 'integer'
              AND TYPEOF(JSON_EXTRACT(c.inputs, :p1)) = 'integer'
              THEN JSON_EXTRACT(c.inputs, :p1)
            END
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
                      WHEN refs1.known = 1
                      THEN CASE
                        WHEN JSON_TYPE(refs1.refs1_value, :p3) IN ('integer', 'real')
                        THEN CAST(JSON_EXTRACT(refs1.refs1_value, :p3) AS REAL)
                      END
                      ELSE CASE
                        WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
                        THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
                      END
                    END AS "v"
                ) AS n
              ) AS n2
            ) AS n3
          )
        ),
        :p5
      ) > 0
      OR (
        refs1.known = 1
        AND EXISTS(
          SELECT
            1
          FROM JSON_TREE(
            CASE
              WHEN JSON_TYPE(refs1.refs1_value, :p3) IN ('object', 'array')
              THEN JSON_EXTRACT(refs1.refs1_value, :p3)
              ELSE 'null'
            END
          ) AS t2
          WHERE
            (
              TYPEOF(t2.key) = 'text' AND INSTR(t2.key, :p5) > 0
            )
            OR (
              t2.type = 'text' AND INSTR(t2.atom, :p5) > 0
            )
            OR (
              t2.type IN ('true', 'false') AND INSTR(t2.type, :p5) > 0
            )
            OR (
              t2.type IN ('integer', 'real')
              AND INSTR(
                CASE
                  WHEN TYPEOF(t2.atom) = 'integer'
                  THEN CAST(t2.atom AS TEXT)
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
                            t2.atom AS "v"
                        ) AS n4
                      ) AS n5
                    ) AS n6
                  )
                END,
                :p5
              ) > 0
            )
        )
      )
      OR (
        NOT COALESCE(refs1.known = 1, FALSE)
        AND EXISTS(
          SELECT
            1
          FROM JSON_TREE(
            CASE
              WHEN JSON_TYPE(c.inputs, :p1) IN ('object', 'array')
              THEN JSON_EXTRACT(c.inputs, :p1)
              ELSE 'null'
            END
          ) AS t3
          WHERE
            (
              TYPEOF(t3.key) = 'text' AND INSTR(t3.key, :p5) > 0
            )
            OR (
              t3.type = 'text' AND INSTR(t3.atom, :p5) > 0
            )
            OR (
              t3.type IN ('true', 'false') AND INSTR(t3.type, :p5) > 0
            )
            OR (
              t3.type IN ('integer', 'real')
              AND INSTR(
                CASE
                  WHEN TYPEOF(t3.atom) = 'integer'
                  THEN CAST(t3.atom AS TEXT)
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
                            t3.atom AS "v"
                        ) AS n7
                      ) AS n8
                    ) AS n9
                  )
                END,
                :p5
              ) > 0
            )
        )
      )
    )
  LIMIT :p6
) AS limited
