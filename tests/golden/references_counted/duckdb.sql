-- stats
-- p0: string = 'acme/refs'
-- p1: string = '/model'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = 'weave-trace-internal:///acme/refs/table/'
-- p4: string = 'e'
-- p5: int = 4

WITH RECURSIVE asked AS (
  SELECT
    CASE
      WHEN JSON_TYPE(c2.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c2.inputs, $p1)
    END AS "ref"
  FROM calls AS c2
  WHERE
    c2.project_id = $p0
    AND c2.deleted_at IS NULL
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN JSON_TYPE(c2.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c2.inputs, $p1)
        END,
        $p2
      ),
      FALSE
    )
  GROUP BY
    CASE
      WHEN JSON_TYPE(c2.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c2.inputs, $p1)
    END
), split AS (
  SELECT
    asked.ref,
    SPLIT_PART(SUBSTR(asked.ref, LENGTH($p2) + 1), ':', 1) AS "name",
    SPLIT_PART(
      CASE
        WHEN INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked.ref, LENGTH($p2) + 1),
          INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') + 1
        )
      END,
      '/',
      1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked.ref, LENGTH($p2) + 1),
                INSTR(SUBSTR(asked.ref, LENGTH($p2) + 1), ':') + 1
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
    o.project_id = $p0
    AND o.kind = 'object'
    AND o.deleted_at IS NULL
    AND o.val IS NOT NULL
    AND CAST(LENGTH(split.parts) AS BIGINT) <= 1024
), lines AS (
  SELECT
    t.table_digest,
    t.row_digest,
    t.row_index,
    t.val AS "value"
  FROM table_rows AS t
  WHERE
    t.project_id = $p0
), walk AS (
  SELECT
    versions.ref AS "ref",
    versions.value AS "value",
    CASE
      WHEN versions.parts = ''
      THEN ''
      WHEN SPLIT_PART(versions.parts, '/', 1) <> ''
      THEN SPLIT_PART(versions.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(versions.parts, '/') > 0
          THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*'
      )
      THEN JSON_EXTRACT_STRING(
        REPLACE(
          CAST(TO_JSON(
            SPLIT_PART(
              CASE
                WHEN INSTR(versions.parts, '/') > 0
                THEN SUBSTR(versions.parts, INSTR(versions.parts, '/') + 1)
              END,
              '/',
              1
            )
          ) AS TEXT),
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
    ) AS "parts"
  FROM versions
  WHERE
    NOT (
      versions.parts = ''
    )
  UNION ALL
  SELECT
    walk.ref AS "ref",
    CASE
      WHEN (
        walk.kind = 'index' AND JSON_TYPE(walk.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk.value, '/' || REPLACE(REPLACE(walk.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk.kind = 'index'
      ) AND JSON_TYPE(walk.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk.value, '/' || REPLACE(REPLACE(walk.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk.parts, '/') > 0
          THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*'
      )
      THEN JSON_EXTRACT_STRING(
        REPLACE(
          CAST(TO_JSON(
            SPLIT_PART(
              CASE
                WHEN INSTR(walk.parts, '/') > 0
                THEN SUBSTR(walk.parts, INSTR(walk.parts, '/') + 1)
              END,
              '/',
              1
            )
          ) AS TEXT),
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
    ) AS "parts"
  FROM walk
  WHERE
    walk.value IS NOT NULL
    AND walk.kind IN ('attr', 'key', 'index')
    AND walk.name IS NOT NULL
), ends AS (
  SELECT
    walk.ref AS "ref",
    walk.value AS "value",
    walk.kind AS "kind",
    walk.name AS "name",
    walk.parts AS "parts"
  FROM walk
  WHERE
    walk.value IS NOT NULL AND walk.kind IN ('', 'id')
), jumps AS (
  SELECT
    ends.ref AS "ref",
    SUBSTR(
      CASE
        WHEN JSON_TYPE(ends.value, '$') = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(ends.value, '$')
      END,
      LENGTH($p3) + 1
    ) AS "table_digest",
    ends.name AS "row_digest",
    ends.parts AS "parts"
  FROM ends
  WHERE
    ends.kind = 'id'
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN JSON_TYPE(ends.value, '$') = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(ends.value, '$')
        END,
        $p3
      ),
      FALSE
    )
), asked_lines AS (
  SELECT DISTINCT
    jumps.table_digest AS "table_digest",
    jumps.row_digest AS "row_digest"
  FROM jumps
), placed AS (
  SELECT
    lines.table_digest AS "table_digest",
    lines.row_digest AS "row_digest",
    lines.value AS "value",
    ROW_NUMBER() OVER (PARTITION BY lines.table_digest, lines.row_digest ORDER BY lines.row_index) AS "place"
  FROM lines
  JOIN asked_lines
    ON lines.table_digest = asked_lines.table_digest
    AND lines.row_digest = asked_lines.row_digest
), found_lines AS (
  SELECT
    jumps.ref AS "ref",
    placed.value AS "value",
    jumps.parts AS "parts"
  FROM jumps
  JOIN placed
    ON jumps.table_digest = placed.table_digest AND jumps.row_digest = placed.row_digest
  WHERE
    placed.place = 1 AND placed.value IS NOT NULL
), walk2 AS (
  SELECT
    found_lines.ref AS "ref",
    found_lines.value AS "value",
    CASE
      WHEN found_lines.parts = ''
      THEN ''
      WHEN SPLIT_PART(found_lines.parts, '/', 1) <> ''
      THEN SPLIT_PART(found_lines.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(found_lines.parts, '/') > 0
          THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*'
      )
      THEN JSON_EXTRACT_STRING(
        REPLACE(
          CAST(TO_JSON(
            SPLIT_PART(
              CASE
                WHEN INSTR(found_lines.parts, '/') > 0
                THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
              END,
              '/',
              1
            )
          ) AS TEXT),
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
            WHEN INSTR(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(found_lines.parts, '/') > 0
              THEN SUBSTR(found_lines.parts, INSTR(found_lines.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM found_lines
  WHERE
    NOT (
      found_lines.parts = ''
    )
  UNION ALL
  SELECT
    walk2.ref AS "ref",
    CASE
      WHEN (
        walk2.kind = 'index' AND JSON_TYPE(walk2.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk2.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk2.value, '/' || REPLACE(REPLACE(walk2.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk2.kind = 'index'
      ) AND JSON_TYPE(walk2.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk2.value, '/' || REPLACE(REPLACE(walk2.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk2.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk2.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk2.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk2.parts, '/') > 0
          THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*'
      )
      THEN JSON_EXTRACT_STRING(
        REPLACE(
          CAST(TO_JSON(
            SPLIT_PART(
              CASE
                WHEN INSTR(walk2.parts, '/') > 0
                THEN SUBSTR(walk2.parts, INSTR(walk2.parts, '/') + 1)
              END,
              '/',
              1
            )
          ) AS TEXT),
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
    ) AS "parts"
  FROM walk2
  WHERE
    walk2.value IS NOT NULL
    AND walk2.kind IN ('attr', 'key', 'index')
    AND walk2.name IS NOT NULL
), ends2 AS (
  SELECT
    walk2.ref AS "ref",
    walk2.value AS "value",
    walk2.kind AS "kind",
    walk2.name AS "name",
    walk2.parts AS "parts"
  FROM walk2
  WHERE
    walk2.value IS NOT NULL AND walk2.kind IN ('', 'id')
), walked AS (
  SELECT
    versions.ref AS "ref",
    versions.value AS "value"
  FROM versions
  WHERE
    versions.parts = ''
  UNION ALL
  SELECT
    found_lines.ref AS "ref",
    found_lines.value AS "value"
  FROM found_lines
  WHERE
    found_lines.parts = ''
  UNION ALL
  SELECT
    ends.ref AS "ref",
    ends.value AS "value"
  FROM ends
  WHERE
    ends.kind = ''
  UNION ALL
  SELECT
    ends2.ref AS "ref",
    ends2.value AS "value"
  FROM ends2
  WHERE
    ends2.kind = ''
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
    ON CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1)
    END = refs1.ref
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND (
      COALESCE(
        CONTAINS(
          CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSON_TYPE(refs1.refs1_value, '$') = 'VARCHAR'
              THEN JSON_EXTRACT_STRING(refs1.refs1_value, '$')
            END
            ELSE CASE
              WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
              THEN JSON_EXTRACT_STRING(c.inputs, $p1)
            END
          END,
          $p4
        ),
        FALSE
      )
      OR COALESCE(
        CONTAINS(
          CASE
            WHEN CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSON_TYPE(refs1.refs1_value, '$') = 'BOOLEAN'
                THEN JSON_EXTRACT_STRING(refs1.refs1_value, '$') = 'true'
              END
              ELSE CASE
                WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
                THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
              END
            END
            THEN 'true'
            WHEN NOT CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSON_TYPE(refs1.refs1_value, '$') = 'BOOLEAN'
                THEN JSON_EXTRACT_STRING(refs1.refs1_value, '$') = 'true'
              END
              ELSE CASE
                WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
                THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
              END
            END
            THEN 'false'
          END,
          $p4
        ),
        FALSE
      )
      OR COALESCE(
        CONTAINS(
          COALESCE(
            CAST(CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT')
                THEN TRY_CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS BIGINT)
              END
              ELSE CASE
                WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT')
                THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS BIGINT)
              END
            END AS TEXT),
            CASE
              WHEN CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                END
                ELSE CASE
                  WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                END
              END IS NULL
              THEN NULL
              WHEN CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                END
                ELSE CASE
                  WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                END
              END = TRUNC(
                CASE
                  WHEN refs1.known = 1
                  THEN CASE
                    WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                  END
                  ELSE CASE
                    WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                  END
                END
              )
              AND ABS(
                CASE
                  WHEN refs1.known = 1
                  THEN CASE
                    WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                  END
                  ELSE CASE
                    WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                  END
                END
              ) <= 9007199254740992
              THEN CAST(CAST(CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                END
                ELSE CASE
                  WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                  THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                END
              END AS BIGINT) AS TEXT)
              ELSE FORMAT(
                '{:.15g}',
                CASE
                  WHEN refs1.known = 1
                  THEN CASE
                    WHEN JSON_TYPE(refs1.refs1_value, '$') IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(refs1.refs1_value, '$') AS DOUBLE)
                  END
                  ELSE CASE
                    WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
                    THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
                  END
                END
              )
            END
          ),
          $p4
        ),
        FALSE
      )
      OR (
        refs1.known = 1
        AND COALESCE(
          JSON_TYPE(refs1.refs1_value, '$') IN ('ARRAY', 'OBJECT')
          AND LEN(
            LIST_FILTER(
              REGEXP_EXTRACT_ALL(
                CAST(JSON_EXTRACT(refs1.refs1_value, '$') AS TEXT),
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
                  $p4
                ),
                FALSE
              )
            )
          ) > 0,
          FALSE
        )
      )
      OR (
        NOT COALESCE(refs1.known = 1, FALSE)
        AND COALESCE(
          JSON_TYPE(c.inputs, $p1) IN ('ARRAY', 'OBJECT')
          AND LEN(
            LIST_FILTER(
              REGEXP_EXTRACT_ALL(
                CAST(JSON_EXTRACT(c.inputs, $p1) AS TEXT),
                '"(?:[^"\\]|\\.)*"|true|false|-?[0-9][0-9.eE+-]*'
              ),
              LAMBDA x2 : COALESCE(
                CONTAINS(
                  CASE
                    WHEN REGEXP_MATCHES(x2, '^-?[0-9]+[.eE]')
                    THEN CASE
                      WHEN CAST(x2 AS DOUBLE) IS NULL
                      THEN NULL
                      WHEN CAST(x2 AS DOUBLE) = TRUNC(CAST(x2 AS DOUBLE))
                      AND ABS(CAST(x2 AS DOUBLE)) <= 9007199254740992
                      THEN CAST(CAST(CAST(x2 AS DOUBLE) AS BIGINT) AS TEXT)
                      ELSE FORMAT('{:.15g}', CAST(x2 AS DOUBLE))
                    END
                    ELSE JSON_EXTRACT_STRING(x2, '$')
                  END,
                  $p4
                ),
                FALSE
              )
            )
          ) > 0,
          FALSE
        )
      )
    )
  LIMIT $p5
) AS limited
