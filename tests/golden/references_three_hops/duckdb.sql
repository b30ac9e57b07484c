-- calls
-- p0: string = 'acme/refs'
-- p1: string = '/model'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = 'weave-trace-internal:///acme/refs/table/'
-- p4: string = '/model/prompt'
-- p5: string = '/prompt'
-- p6: string = '/model/prompt/next'
-- p7: string = '/prompt/next'
-- p8: string = '/next'
-- p9: string = '/model/prompt/next/text'
-- p10: string = '/prompt/next/text'
-- p11: string = '/next/text'
-- p12: string = '/text'
-- p13: string = 'Be terse'

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
), asked2 AS (
  SELECT
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, $p5) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p5)
      END
      ELSE CASE
        WHEN JSON_TYPE(c3.inputs, $p4) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c3.inputs, $p4)
      END
    END AS "ref"
  FROM calls AS c3
  LEFT JOIN refs1
    ON CASE
      WHEN JSON_TYPE(c3.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c3.inputs, $p1)
    END = refs1.ref
  WHERE
    c3.project_id = $p0
    AND c3.deleted_at IS NULL
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN refs1.known = 1
          THEN CASE
            WHEN JSON_TYPE(refs1.refs1_value, $p5) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p5)
          END
          ELSE CASE
            WHEN JSON_TYPE(c3.inputs, $p4) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(c3.inputs, $p4)
          END
        END,
        $p2
      ),
      FALSE
    )
  GROUP BY
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, $p5) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p5)
      END
      ELSE CASE
        WHEN JSON_TYPE(c3.inputs, $p4) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c3.inputs, $p4)
      END
    END
), split2 AS (
  SELECT
    asked2.ref,
    SPLIT_PART(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':', 1) AS "name",
    SPLIT_PART(
      CASE
        WHEN INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked2.ref, LENGTH($p2) + 1),
          INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') + 1
        )
      END,
      '/',
      1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked2.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked2.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked2.ref, LENGTH($p2) + 1),
                INSTR(SUBSTR(asked2.ref, LENGTH($p2) + 1), ':') + 1
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
    o2.project_id = $p0
    AND o2.kind = 'object'
    AND o2.deleted_at IS NULL
    AND o2.val IS NOT NULL
    AND CAST(LENGTH(split2.parts) AS BIGINT) <= 1024
), walk3 AS (
  SELECT
    versions2.ref AS "ref",
    versions2.value AS "value",
    CASE
      WHEN versions2.parts = ''
      THEN ''
      WHEN SPLIT_PART(versions2.parts, '/', 1) <> ''
      THEN SPLIT_PART(versions2.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(versions2.parts, '/') > 0
          THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions2.parts, '/') > 0
            THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
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
                WHEN INSTR(versions2.parts, '/') > 0
                THEN SUBSTR(versions2.parts, INSTR(versions2.parts, '/') + 1)
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
    ) AS "parts"
  FROM versions2
  WHERE
    NOT (
      versions2.parts = ''
    )
  UNION ALL
  SELECT
    walk3.ref AS "ref",
    CASE
      WHEN (
        walk3.kind = 'index' AND JSON_TYPE(walk3.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk3.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk3.value, '/' || REPLACE(REPLACE(walk3.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk3.kind = 'index'
      ) AND JSON_TYPE(walk3.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk3.value, '/' || REPLACE(REPLACE(walk3.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk3.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk3.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk3.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk3.parts, '/') > 0
          THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk3.parts, '/') > 0
            THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
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
                WHEN INSTR(walk3.parts, '/') > 0
                THEN SUBSTR(walk3.parts, INSTR(walk3.parts, '/') + 1)
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
    ) AS "parts"
  FROM walk3
  WHERE
    walk3.value IS NOT NULL
    AND walk3.kind IN ('attr', 'key', 'index')
    AND walk3.name IS NOT NULL
), ends3 AS (
  SELECT
    walk3.ref AS "ref",
    walk3.value AS "value",
    walk3.kind AS "kind",
    walk3.name AS "name",
    walk3.parts AS "parts"
  FROM walk3
  WHERE
    walk3.value IS NOT NULL AND walk3.kind IN ('', 'id')
), jumps2 AS (
  SELECT
    ends3.ref AS "ref",
    SUBSTR(
      CASE
        WHEN JSON_TYPE(ends3.value, '$') = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(ends3.value, '$')
      END,
      LENGTH($p3) + 1
    ) AS "table_digest",
    ends3.name AS "row_digest",
    ends3.parts AS "parts"
  FROM ends3
  WHERE
    ends3.kind = 'id'
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN JSON_TYPE(ends3.value, '$') = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(ends3.value, '$')
        END,
        $p3
      ),
      FALSE
    )
), asked_lines2 AS (
  SELECT DISTINCT
    jumps2.table_digest AS "table_digest",
    jumps2.row_digest AS "row_digest"
  FROM jumps2
), placed2 AS (
  SELECT
    lines.table_digest AS "table_digest",
    lines.row_digest AS "row_digest",
    lines.value AS "value",
    ROW_NUMBER() OVER (PARTITION BY lines.table_digest, lines.row_digest ORDER BY lines.row_index) AS "place"
  FROM lines
  JOIN asked_lines2
    ON lines.table_digest = asked_lines2.table_digest
    AND lines.row_digest = asked_lines2.row_digest
), found_lines2 AS (
  SELECT
    jumps2.ref AS "ref",
    placed2.value AS "value",
    jumps2.parts AS "parts"
  FROM jumps2
  JOIN placed2
    ON jumps2.table_digest = placed2.table_digest
    AND jumps2.row_digest = placed2.row_digest
  WHERE
    placed2.place = 1 AND placed2.value IS NOT NULL
), walk4 AS (
  SELECT
    found_lines2.ref AS "ref",
    found_lines2.value AS "value",
    CASE
      WHEN found_lines2.parts = ''
      THEN ''
      WHEN SPLIT_PART(found_lines2.parts, '/', 1) <> ''
      THEN SPLIT_PART(found_lines2.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines2.parts, '/') > 0
            THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(found_lines2.parts, '/') > 0
          THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines2.parts, '/') > 0
            THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
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
                WHEN INSTR(found_lines2.parts, '/') > 0
                THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
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
            WHEN INSTR(found_lines2.parts, '/') > 0
            THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(found_lines2.parts, '/') > 0
            THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(found_lines2.parts, '/') > 0
              THEN SUBSTR(found_lines2.parts, INSTR(found_lines2.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM found_lines2
  WHERE
    NOT (
      found_lines2.parts = ''
    )
  UNION ALL
  SELECT
    walk4.ref AS "ref",
    CASE
      WHEN (
        walk4.kind = 'index' AND JSON_TYPE(walk4.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk4.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk4.value, '/' || REPLACE(REPLACE(walk4.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk4.kind = 'index'
      ) AND JSON_TYPE(walk4.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk4.value, '/' || REPLACE(REPLACE(walk4.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk4.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk4.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk4.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk4.parts, '/') > 0
            THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk4.parts, '/') > 0
          THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk4.parts, '/') > 0
            THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
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
                WHEN INSTR(walk4.parts, '/') > 0
                THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
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
            WHEN INSTR(walk4.parts, '/') > 0
            THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk4.parts, '/') > 0
            THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk4.parts, '/') > 0
              THEN SUBSTR(walk4.parts, INSTR(walk4.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM walk4
  WHERE
    walk4.value IS NOT NULL
    AND walk4.kind IN ('attr', 'key', 'index')
    AND walk4.name IS NOT NULL
), ends4 AS (
  SELECT
    walk4.ref AS "ref",
    walk4.value AS "value",
    walk4.kind AS "kind",
    walk4.name AS "name",
    walk4.parts AS "parts"
  FROM walk4
  WHERE
    walk4.value IS NOT NULL AND walk4.kind IN ('', 'id')
), walked2 AS (
  SELECT
    versions2.ref AS "ref",
    versions2.value AS "value"
  FROM versions2
  WHERE
    versions2.parts = ''
  UNION ALL
  SELECT
    found_lines2.ref AS "ref",
    found_lines2.value AS "value"
  FROM found_lines2
  WHERE
    found_lines2.parts = ''
  UNION ALL
  SELECT
    ends3.ref AS "ref",
    ends3.value AS "value"
  FROM ends3
  WHERE
    ends3.kind = ''
  UNION ALL
  SELECT
    ends4.ref AS "ref",
    ends4.value AS "value"
  FROM ends4
  WHERE
    ends4.kind = ''
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
        WHEN JSON_TYPE(refs2.refs2_value, $p8) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs2.refs2_value, $p8)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, $p7) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p7)
        END
        ELSE CASE
          WHEN JSON_TYPE(c4.inputs, $p6) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c4.inputs, $p6)
        END
      END
    END AS "ref"
  FROM calls AS c4
  LEFT JOIN refs1
    ON CASE
      WHEN JSON_TYPE(c4.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c4.inputs, $p1)
    END = refs1.ref
  LEFT JOIN refs2
    ON CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, $p5) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p5)
      END
      ELSE CASE
        WHEN JSON_TYPE(c4.inputs, $p4) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c4.inputs, $p4)
      END
    END = refs2.ref
  WHERE
    c4.project_id = $p0
    AND c4.deleted_at IS NULL
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN refs2.known = 1
          THEN CASE
            WHEN JSON_TYPE(refs2.refs2_value, $p8) = 'VARCHAR'
            THEN JSON_EXTRACT_STRING(refs2.refs2_value, $p8)
          END
          ELSE CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSON_TYPE(refs1.refs1_value, $p7) = 'VARCHAR'
              THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p7)
            END
            ELSE CASE
              WHEN JSON_TYPE(c4.inputs, $p6) = 'VARCHAR'
              THEN JSON_EXTRACT_STRING(c4.inputs, $p6)
            END
          END
        END,
        $p2
      ),
      FALSE
    )
  GROUP BY
    CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs2.refs2_value, $p8) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs2.refs2_value, $p8)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, $p7) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p7)
        END
        ELSE CASE
          WHEN JSON_TYPE(c4.inputs, $p6) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c4.inputs, $p6)
        END
      END
    END
), split3 AS (
  SELECT
    asked3.ref,
    SPLIT_PART(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':', 1) AS "name",
    SPLIT_PART(
      CASE
        WHEN INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked3.ref, LENGTH($p2) + 1),
          INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') + 1
        )
      END,
      '/',
      1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN INSTR(
          CASE
            WHEN INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked3.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked3.ref, LENGTH($p2) + 1),
              INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') + 1
            )
          END,
          INSTR(
            CASE
              WHEN INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked3.ref, LENGTH($p2) + 1),
                INSTR(SUBSTR(asked3.ref, LENGTH($p2) + 1), ':') + 1
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
    o3.project_id = $p0
    AND o3.kind = 'object'
    AND o3.deleted_at IS NULL
    AND o3.val IS NOT NULL
    AND CAST(LENGTH(split3.parts) AS BIGINT) <= 1024
), walk5 AS (
  SELECT
    versions3.ref AS "ref",
    versions3.value AS "value",
    CASE
      WHEN versions3.parts = ''
      THEN ''
      WHEN SPLIT_PART(versions3.parts, '/', 1) <> ''
      THEN SPLIT_PART(versions3.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(versions3.parts, '/') > 0
          THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(versions3.parts, '/') > 0
            THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
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
                WHEN INSTR(versions3.parts, '/') > 0
                THEN SUBSTR(versions3.parts, INSTR(versions3.parts, '/') + 1)
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
    ) AS "parts"
  FROM versions3
  WHERE
    NOT (
      versions3.parts = ''
    )
  UNION ALL
  SELECT
    walk5.ref AS "ref",
    CASE
      WHEN (
        walk5.kind = 'index' AND JSON_TYPE(walk5.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk5.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk5.value, '/' || REPLACE(REPLACE(walk5.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk5.kind = 'index'
      ) AND JSON_TYPE(walk5.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk5.value, '/' || REPLACE(REPLACE(walk5.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk5.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk5.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk5.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk5.parts, '/') > 0
            THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk5.parts, '/') > 0
          THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk5.parts, '/') > 0
            THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
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
                WHEN INSTR(walk5.parts, '/') > 0
                THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
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
            WHEN INSTR(walk5.parts, '/') > 0
            THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk5.parts, '/') > 0
            THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk5.parts, '/') > 0
              THEN SUBSTR(walk5.parts, INSTR(walk5.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM walk5
  WHERE
    walk5.value IS NOT NULL
    AND walk5.kind IN ('attr', 'key', 'index')
    AND walk5.name IS NOT NULL
), ends5 AS (
  SELECT
    walk5.ref AS "ref",
    walk5.value AS "value",
    walk5.kind AS "kind",
    walk5.name AS "name",
    walk5.parts AS "parts"
  FROM walk5
  WHERE
    walk5.value IS NOT NULL AND walk5.kind IN ('', 'id')
), jumps3 AS (
  SELECT
    ends5.ref AS "ref",
    SUBSTR(
      CASE
        WHEN JSON_TYPE(ends5.value, '$') = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(ends5.value, '$')
      END,
      LENGTH($p3) + 1
    ) AS "table_digest",
    ends5.name AS "row_digest",
    ends5.parts AS "parts"
  FROM ends5
  WHERE
    ends5.kind = 'id'
    AND COALESCE(
      STARTS_WITH(
        CASE
          WHEN JSON_TYPE(ends5.value, '$') = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(ends5.value, '$')
        END,
        $p3
      ),
      FALSE
    )
), asked_lines3 AS (
  SELECT DISTINCT
    jumps3.table_digest AS "table_digest",
    jumps3.row_digest AS "row_digest"
  FROM jumps3
), placed3 AS (
  SELECT
    lines.table_digest AS "table_digest",
    lines.row_digest AS "row_digest",
    lines.value AS "value",
    ROW_NUMBER() OVER (PARTITION BY lines.table_digest, lines.row_digest ORDER BY lines.row_index) AS "place"
  FROM lines
  JOIN asked_lines3
    ON lines.table_digest = asked_lines3.table_digest
    AND lines.row_digest = asked_lines3.row_digest
), found_lines3 AS (
  SELECT
    jumps3.ref AS "ref",
    placed3.value AS "value",
    jumps3.parts AS "parts"
  FROM jumps3
  JOIN placed3
    ON jumps3.table_digest = placed3.table_digest
    AND jumps3.row_digest = placed3.row_digest
  WHERE
    placed3.place = 1 AND placed3.value IS NOT NULL
), walk6 AS (
  SELECT
    found_lines3.ref AS "ref",
    found_lines3.value AS "value",
    CASE
      WHEN found_lines3.parts = ''
      THEN ''
      WHEN SPLIT_PART(found_lines3.parts, '/', 1) <> ''
      THEN SPLIT_PART(found_lines3.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines3.parts, '/') > 0
            THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(found_lines3.parts, '/') > 0
          THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(found_lines3.parts, '/') > 0
            THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
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
                WHEN INSTR(found_lines3.parts, '/') > 0
                THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
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
            WHEN INSTR(found_lines3.parts, '/') > 0
            THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(found_lines3.parts, '/') > 0
            THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(found_lines3.parts, '/') > 0
              THEN SUBSTR(found_lines3.parts, INSTR(found_lines3.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM found_lines3
  WHERE
    NOT (
      found_lines3.parts = ''
    )
  UNION ALL
  SELECT
    walk6.ref AS "ref",
    CASE
      WHEN (
        walk6.kind = 'index' AND JSON_TYPE(walk6.value) = 'ARRAY'
      )
      AND REGEXP_FULL_MATCH(walk6.name, '(0|[1-9][0-9]{0,8})')
      THEN JSON_EXTRACT(walk6.value, '/' || REPLACE(REPLACE(walk6.name, '~', '~0'), '/', '~1'))
      WHEN NOT (
        walk6.kind = 'index'
      ) AND JSON_TYPE(walk6.value) = 'OBJECT'
      THEN JSON_EXTRACT(walk6.value, '/' || REPLACE(REPLACE(walk6.name, '~', '~0'), '/', '~1'))
    END AS "value",
    CASE
      WHEN walk6.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk6.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk6.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN NOT CONTAINS(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk6.parts, '/') > 0
            THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
          END,
          '/',
          1
        ),
        '%'
      )
      THEN SPLIT_PART(
        CASE
          WHEN INSTR(walk6.parts, '/') > 0
          THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN REGEXP_FULL_MATCH(
        SPLIT_PART(
          CASE
            WHEN INSTR(walk6.parts, '/') > 0
            THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
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
                WHEN INSTR(walk6.parts, '/') > 0
                THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
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
            WHEN INSTR(walk6.parts, '/') > 0
            THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN INSTR(walk6.parts, '/') > 0
            THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
          END,
          INSTR(
            CASE
              WHEN INSTR(walk6.parts, '/') > 0
              THEN SUBSTR(walk6.parts, INSTR(walk6.parts, '/') + 1)
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM walk6
  WHERE
    walk6.value IS NOT NULL
    AND walk6.kind IN ('attr', 'key', 'index')
    AND walk6.name IS NOT NULL
), ends6 AS (
  SELECT
    walk6.ref AS "ref",
    walk6.value AS "value",
    walk6.kind AS "kind",
    walk6.name AS "name",
    walk6.parts AS "parts"
  FROM walk6
  WHERE
    walk6.value IS NOT NULL AND walk6.kind IN ('', 'id')
), walked3 AS (
  SELECT
    versions3.ref AS "ref",
    versions3.value AS "value"
  FROM versions3
  WHERE
    versions3.parts = ''
  UNION ALL
  SELECT
    found_lines3.ref AS "ref",
    found_lines3.value AS "value"
  FROM found_lines3
  WHERE
    found_lines3.parts = ''
  UNION ALL
  SELECT
    ends5.ref AS "ref",
    ends5.value AS "value"
  FROM ends5
  WHERE
    ends5.kind = ''
  UNION ALL
  SELECT
    ends6.ref AS "ref",
    ends6.value AS "value"
  FROM ends6
  WHERE
    ends6.kind = ''
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
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN refs1
  ON CASE
    WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
    THEN JSON_EXTRACT_STRING(c.inputs, $p1)
  END = refs1.ref
LEFT JOIN refs2
  ON CASE
    WHEN refs1.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs1.refs1_value, $p5) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p5)
    END
    ELSE CASE
      WHEN JSON_TYPE(c.inputs, $p4) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p4)
    END
  END = refs2.ref
LEFT JOIN refs3
  ON CASE
    WHEN refs2.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs2.refs2_value, $p8) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(refs2.refs2_value, $p8)
    END
    ELSE CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs1.refs1_value, $p7) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p7)
      END
      ELSE CASE
        WHEN JSON_TYPE(c.inputs, $p6) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p6)
      END
    END
  END = refs3.ref
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND CASE
    WHEN refs3.known = 1
    THEN CASE
      WHEN JSON_TYPE(refs3.refs3_value, $p12) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(refs3.refs3_value, $p12)
    END
    ELSE CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSON_TYPE(refs2.refs2_value, $p11) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(refs2.refs2_value, $p11)
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSON_TYPE(refs1.refs1_value, $p10) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(refs1.refs1_value, $p10)
        END
        ELSE CASE
          WHEN JSON_TYPE(c.inputs, $p9) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p9)
        END
      END
    END
  END = $p13
ORDER BY
  c.started_at,
  c.id
