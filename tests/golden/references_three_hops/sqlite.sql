-- calls
-- p0: string = 'acme/refs'
-- p1: string = '$."model"'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = '$'
-- p4: string = 'weave-trace-internal:///acme/refs/table/'
-- p5: string = '$."model"."prompt"'
-- p6: string = '$."prompt"'
-- p7: string = '$."model"."prompt"."next"'
-- p8: string = '$."prompt"."next"'
-- p9: string = '$."next"'
-- p10: string = '$."model"."prompt"."next"."text"'
-- p11: string = '$."prompt"."next"."text"'
-- p12: string = '$."next"."text"'
-- p13: string = '$."text"'
-- p14: string = 'Be terse'

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
), asked2 AS (
  SELECT
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, :p6) = 'text'
        THEN JSON_EXTRACT(refs1.refs1_value, :p6)
      END
      ELSE CASE WHEN JSON_TYPE(c3.inputs, :p5) = 'text' THEN JSON_EXTRACT(c3.inputs, :p5) END
    END AS "ref"
  FROM calls AS c3
  LEFT JOIN refs1
    ON CASE WHEN JSON_TYPE(c3.inputs, :p1) = 'text' THEN JSON_EXTRACT(c3.inputs, :p1) END = refs1.ref
  WHERE
    c3.project_id = :p0
    AND c3.deleted_at IS NULL
    AND SUBSTR(
      CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, :p6) = 'text'
          THEN JSON_EXTRACT(refs1.refs1_value, :p6)
        END
        ELSE CASE WHEN JSON_TYPE(c3.inputs, :p5) = 'text' THEN JSON_EXTRACT(c3.inputs, :p5) END
      END,
      1,
      LENGTH(:p2)
    ) = :p2
  GROUP BY
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, :p6) = 'text'
        THEN JSON_EXTRACT(refs1.refs1_value, :p6)
      END
      ELSE CASE WHEN JSON_TYPE(c3.inputs, :p5) = 'text' THEN JSON_EXTRACT(c3.inputs, :p5) END
    END
), split2 AS (
  SELECT
    asked2.ref,
    SUBSTR(
      SUBSTR(asked2.ref, LENGTH(:p2) + 1),
      1,
      INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1) || ':', ':') - 1
    ) AS "name",
    SUBSTR(
      CASE
        WHEN INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked2.ref, LENGTH(:p2) + 1),
          INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') + 1
        )
      END,
      1,
      INSTR(
        CASE
          WHEN INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') > 0
          THEN SUBSTR(
            SUBSTR(asked2.ref, LENGTH(:p2) + 1),
            INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') + 1
          )
        END || '/',
        '/'
      ) - 1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked2.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked2.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked2.ref, LENGTH(:p2) + 1),
                INSTR(SUBSTR(asked2.ref, LENGTH(:p2) + 1), ':') + 1
              )
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM asked2
), versions2 AS (
  SELECT
    split2.ref,
    o2.val AS "value",
    split2.parts
  FROM objects AS o2
  JOIN split2
    ON o2.object_id = split2.name AND o2.digest = split2.digest
  WHERE
    o2.project_id = :p0
    AND o2.kind = 'object'
    AND o2.deleted_at IS NULL
    AND o2.val IS NOT NULL
    AND LENGTH(split2.parts) <= 1024
), walk2 AS (
  SELECT
    versions2.ref AS "ref",
    versions2.value AS "value",
    CASE
      WHEN versions2.parts = ''
      THEN ''
      WHEN SUBSTR(versions2.parts, 1, INSTR(versions2.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(versions2.parts, 1, INSTR(versions2.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(versions2.parts, '/') > 0
          THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
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
                WHEN INSTR(versions2.parts, '/') > 0
                THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(versions2.parts, '/') > 0
                  THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
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
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(versions2.parts, '/') > 0
              THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    0 AS "jumped"
  FROM versions2
  UNION ALL
  SELECT
    walk2.ref AS "ref",
    CASE
      WHEN walk2.kind = 'id'
      THEN (
        SELECT
          lines.value
        FROM lines
        WHERE
          SUBSTR(
            CASE
              WHEN JSON_TYPE(walk2.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk2.value, :p3)
            END,
            1,
            LENGTH(:p4)
          ) = :p4
          AND lines.table_digest = SUBSTR(
            CASE
              WHEN JSON_TYPE(walk2.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk2.value, :p3)
            END,
            LENGTH(:p4) + 1
          )
          AND lines.row_digest = walk2.name
        ORDER BY
          lines.row_index
        LIMIT 1
      )
      ELSE CASE
        WHEN walk2.kind = 'index'
        AND JSON_TYPE(walk2.value) = 'array'
        AND (
          LENGTH(walk2.name) BETWEEN 1 AND 9
          AND NOT (
            walk2.name GLOB '*[^0-9]*'
          )
          AND NOT (
            walk2.name GLOB '0?*'
          )
        )
        THEN walk2.value -> (
          (
            '$[' || walk2.name
          ) || ']'
        )
        WHEN (
          NOT (
            walk2.kind = 'index'
          ) AND JSON_TYPE(walk2.value) = 'object'
        )
        AND (
          NOT (
            walk2.name GLOB '*[^ -~]*'
          )
          AND INSTR(walk2.name, '"') = 0
          AND INSTR(walk2.name, '\') = 0
        )
        THEN walk2.value -> (
          (
            '$."' || walk2.name
          ) || '"'
        )
        WHEN NOT (
          walk2.kind = 'index'
        ) AND JSON_TYPE(walk2.value) = 'object'
        THEN (
          SELECT
            CASE
              WHEN e2.type IN ('object', 'array')
              THEN e2.value
              WHEN e2.type = 'text'
              THEN JSON_QUOTE(e2.value)
              WHEN e2.type = 'integer'
              THEN CAST(e2.value AS TEXT)
              WHEN e2.type = 'real'
              THEN PRINTF('%!.20g', e2.value)
              ELSE e2.type
            END
          FROM JSON_EACH(walk2.value) AS e2
          WHERE
            e2.key = walk2.name
          LIMIT 1
        )
      END
    END AS "value",
    CASE
      WHEN walk2.parts = ''
      THEN ''
      WHEN SUBSTR(walk2.parts, 1, INSTR(walk2.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(walk2.parts, 1, INSTR(walk2.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(walk2.parts, '/') > 0
          THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
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
                WHEN INSTR(walk2.parts, '/') > 0
                THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(walk2.parts, '/') > 0
                  THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
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
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    walk2.jumped + (
      walk2.kind = 'id'
    ) AS "jumped"
  FROM walk2
  WHERE
    walk2.value IS NOT NULL
    AND walk2.name IS NOT NULL
    AND (
      walk2.kind IN ('attr', 'key', 'index')
      OR (
        walk2.kind = 'id' AND walk2.jumped = 0
      )
    )
), walked2 AS (
  SELECT
    walk2.ref AS "ref",
    walk2.value AS "value"
  FROM walk2
  WHERE
    walk2.value IS NOT NULL AND walk2.kind = ''
), refs2 AS (
  SELECT
    walked2.ref,
    walked2.value AS "refs2_value",
    1 AS "known"
  FROM walked2
), asked3 AS (
  SELECT
    CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs2.refs2_value, :p9) = 'text'
        THEN JSON_EXTRACT(refs2.refs2_value, :p9)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, :p8) = 'text'
          THEN JSON_EXTRACT(refs1.refs1_value, :p8)
        END
        ELSE CASE WHEN JSON_TYPE(c4.inputs, :p7) = 'text' THEN JSON_EXTRACT(c4.inputs, :p7) END
      END
    END AS "ref"
  FROM calls AS c4
  LEFT JOIN refs1
    ON CASE WHEN JSON_TYPE(c4.inputs, :p1) = 'text' THEN JSON_EXTRACT(c4.inputs, :p1) END = refs1.ref
  LEFT JOIN refs2
    ON CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, :p6) = 'text'
        THEN JSON_EXTRACT(refs1.refs1_value, :p6)
      END
      ELSE CASE WHEN JSON_TYPE(c4.inputs, :p5) = 'text' THEN JSON_EXTRACT(c4.inputs, :p5) END
    END = refs2.ref
  WHERE
    c4.project_id = :p0
    AND c4.deleted_at IS NULL
    AND SUBSTR(
      CASE
        WHEN refs2.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs2.refs2_value, :p9) = 'text'
          THEN JSON_EXTRACT(refs2.refs2_value, :p9)
        END
        ELSE CASE
          WHEN refs1.known = 1
          THEN CASE
            WHEN JSON_TYPE(refs1.refs1_value, :p8) = 'text'
            THEN JSON_EXTRACT(refs1.refs1_value, :p8)
          END
          ELSE CASE WHEN JSON_TYPE(c4.inputs, :p7) = 'text' THEN JSON_EXTRACT(c4.inputs, :p7) END
        END
      END,
      1,
      LENGTH(:p2)
    ) = :p2
  GROUP BY
    CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs2.refs2_value, :p9) = 'text'
        THEN JSON_EXTRACT(refs2.refs2_value, :p9)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, :p8) = 'text'
          THEN JSON_EXTRACT(refs1.refs1_value, :p8)
        END
        ELSE CASE WHEN JSON_TYPE(c4.inputs, :p7) = 'text' THEN JSON_EXTRACT(c4.inputs, :p7) END
      END
    END
), split3 AS (
  SELECT
    asked3.ref,
    SUBSTR(
      SUBSTR(asked3.ref, LENGTH(:p2) + 1),
      1,
      INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1) || ':', ':') - 1
    ) AS "name",
    SUBSTR(
      CASE
        WHEN INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked3.ref, LENGTH(:p2) + 1),
          INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') + 1
        )
      END,
      1,
      INSTR(
        CASE
          WHEN INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') > 0
          THEN SUBSTR(
            SUBSTR(asked3.ref, LENGTH(:p2) + 1),
            INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') + 1
          )
        END || '/',
        '/'
      ) - 1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked3.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked3.ref, LENGTH(:p2) + 1),
              INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked3.ref, LENGTH(:p2) + 1),
                INSTR(SUBSTR(asked3.ref, LENGTH(:p2) + 1), ':') + 1
              )
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM asked3
), versions3 AS (
  SELECT
    split3.ref,
    o3.val AS "value",
    split3.parts
  FROM objects AS o3
  JOIN split3
    ON o3.object_id = split3.name AND o3.digest = split3.digest
  WHERE
    o3.project_id = :p0
    AND o3.kind = 'object'
    AND o3.deleted_at IS NULL
    AND o3.val IS NOT NULL
    AND LENGTH(split3.parts) <= 1024
), walk3 AS (
  SELECT
    versions3.ref AS "ref",
    versions3.value AS "value",
    CASE
      WHEN versions3.parts = ''
      THEN ''
      WHEN SUBSTR(versions3.parts, 1, INSTR(versions3.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(versions3.parts, 1, INSTR(versions3.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(versions3.parts, '/') > 0
          THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
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
                WHEN INSTR(versions3.parts, '/') > 0
                THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(versions3.parts, '/') > 0
                  THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
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
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(versions3.parts, '/') > 0
              THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    0 AS "jumped"
  FROM versions3
  UNION ALL
  SELECT
    walk3.ref AS "ref",
    CASE
      WHEN walk3.kind = 'id'
      THEN (
        SELECT
          lines.value
        FROM lines
        WHERE
          SUBSTR(
            CASE
              WHEN JSON_TYPE(walk3.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk3.value, :p3)
            END,
            1,
            LENGTH(:p4)
          ) = :p4
          AND lines.table_digest = SUBSTR(
            CASE
              WHEN JSON_TYPE(walk3.value, :p3) = 'text'
              THEN JSON_EXTRACT(walk3.value, :p3)
            END,
            LENGTH(:p4) + 1
          )
          AND lines.row_digest = walk3.name
        ORDER BY
          lines.row_index
        LIMIT 1
      )
      ELSE CASE
        WHEN walk3.kind = 'index'
        AND JSON_TYPE(walk3.value) = 'array'
        AND (
          LENGTH(walk3.name) BETWEEN 1 AND 9
          AND NOT (
            walk3.name GLOB '*[^0-9]*'
          )
          AND NOT (
            walk3.name GLOB '0?*'
          )
        )
        THEN walk3.value -> (
          (
            '$[' || walk3.name
          ) || ']'
        )
        WHEN (
          NOT (
            walk3.kind = 'index'
          ) AND JSON_TYPE(walk3.value) = 'object'
        )
        AND (
          NOT (
            walk3.name GLOB '*[^ -~]*'
          )
          AND INSTR(walk3.name, '"') = 0
          AND INSTR(walk3.name, '\') = 0
        )
        THEN walk3.value -> (
          (
            '$."' || walk3.name
          ) || '"'
        )
        WHEN NOT (
          walk3.kind = 'index'
        ) AND JSON_TYPE(walk3.value) = 'object'
        THEN (
          SELECT
            CASE
              WHEN e3.type IN ('object', 'array')
              THEN e3.value
              WHEN e3.type = 'text'
              THEN JSON_QUOTE(e3.value)
              WHEN e3.type = 'integer'
              THEN CAST(e3.value AS TEXT)
              WHEN e3.type = 'real'
              THEN PRINTF('%!.20g', e3.value)
              ELSE e3.type
            END
          FROM JSON_EACH(walk3.value) AS e3
          WHERE
            e3.key = walk3.name
          LIMIT 1
        )
      END
    END AS "value",
    CASE
      WHEN walk3.parts = ''
      THEN ''
      WHEN SUBSTR(walk3.parts, 1, INSTR(walk3.parts || '/', '/') - 1) <> ''
      THEN SUBSTR(walk3.parts, 1, INSTR(walk3.parts || '/', '/') - 1)
    END AS "kind",
    CASE
      WHEN INSTR(
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ),
        '%'
      ) = 0
      THEN SUBSTR(
        CASE
          WHEN INSTR(walk3.parts, '/') > 0
          THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
        END,
        1,
        INSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END || '/',
          '/'
        ) - 1
      )
      WHEN NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%?'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[^0-7]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END || '/',
            '/'
          ) - 1
        ) GLOB '*%[0-7][^0-9A-Fa-f]*'
      )
      AND NOT (
        SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          1,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
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
                WHEN INSTR(walk3.parts, '/') > 0
                THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
              END,
              1,
              INSTR(
                CASE
                  WHEN INSTR(walk3.parts, '/') > 0
                  THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
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
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk3.parts, '/') > 0
              THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts",
    walk3.jumped + (
      walk3.kind = 'id'
    ) AS "jumped"
  FROM walk3
  WHERE
    walk3.value IS NOT NULL
    AND walk3.name IS NOT NULL
    AND (
      walk3.kind IN ('attr', 'key', 'index')
      OR (
        walk3.kind = 'id' AND walk3.jumped = 0
      )
    )
), walked3 AS (
  SELECT
    walk3.ref AS "ref",
    walk3.value AS "value"
  FROM walk3
  WHERE
    walk3.value IS NOT NULL AND walk3.kind = ''
), refs3 AS (
  SELECT
    walked3.ref,
    walked3.value AS "refs3_value",
    1 AS "known"
  FROM walked3
)
SELECT
  c.id AS "id",
  c.project_id AS "project_id",
  c.op_name AS "op_name",
  c.trace_id AS "trace_id",
  c.started_at AS "started_at"
FROM calls AS c
LEFT JOIN refs1
  ON CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END = refs1.ref
LEFT JOIN refs2
  ON CASE
    WHEN refs1.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs1.refs1_value, :p6) = 'text'
      THEN JSON_EXTRACT(refs1.refs1_value, :p6)
    END
    ELSE CASE WHEN JSON_TYPE(c.inputs, :p5) = 'text' THEN JSON_EXTRACT(c.inputs, :p5) END
  END = refs2.ref
LEFT JOIN refs3
  ON CASE
    WHEN refs2.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs2.refs2_value, :p9) = 'text'
      THEN JSON_EXTRACT(refs2.refs2_value, :p9)
    END
    ELSE CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, :p8) = 'text'
        THEN JSON_EXTRACT(refs1.refs1_value, :p8)
      END
      ELSE CASE WHEN JSON_TYPE(c.inputs, :p7) = 'text' THEN JSON_EXTRACT(c.inputs, :p7) END
    END
  END = refs3.ref
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND CASE
    WHEN refs3.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs3.refs3_value, :p13) = 'text'
      THEN JSON_EXTRACT(refs3.refs3_value, :p13)
    END
    ELSE CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs2.refs2_value, :p12) = 'text'
        THEN JSON_EXTRACT(refs2.refs2_value, :p12)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, :p11) = 'text'
          THEN JSON_EXTRACT(refs1.refs1_value, :p11)
        END
        ELSE CASE WHEN JSON_TYPE(c.inputs, :p10) = 'text' THEN JSON_EXTRACT(c.inputs, :p10) END
      END
    END
  END = :p14
ORDER BY
  c.started_at,
  c.id
