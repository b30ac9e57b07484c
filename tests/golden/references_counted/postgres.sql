-- stats
-- p0: string = 'acme/refs'
-- p1: array<string> = ['model']
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = '%'
-- p4: string = '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'
-- p5: string = 'weave-trace-internal:///acme/refs/table/'
-- p6: string = 'e'
-- p7: int = 4

WITH RECURSIVE asked AS (
  SELECT
    CASE
      WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
      THEN (
        c2.inputs #> %(p1)s
      ) #>> '{}'
    END AS "ref"
  FROM calls AS c2
  WHERE
    c2.project_id = %(p0)s
    AND c2.deleted_at IS NULL
    AND STARTS_WITH(
      CASE
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
        THEN (
          c2.inputs #> %(p1)s
        ) #>> '{}'
      END,
      CAST(%(p2)s AS TEXT)
    )
  GROUP BY
    CASE
      WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
      THEN (
        c2.inputs #> %(p1)s
      ) #>> '{}'
    END
), split AS MATERIALIZED (
  SELECT
    asked.ref,
    SPLIT_PART(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':', 1) AS "name",
    SPLIT_PART(
      CASE
        WHEN STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') > 0
        THEN SUBSTR(
          SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1),
          STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') + 1
        )
      END,
      '/',
      1
    ) AS "digest",
    COALESCE(
      CASE
        WHEN STRPOS(
          CASE
            WHEN STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1),
              STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') > 0
            THEN SUBSTR(
              SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1),
              STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') + 1
            )
          END,
          STRPOS(
            CASE
              WHEN STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') > 0
              THEN SUBSTR(
                SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1),
                STRPOS(SUBSTR(asked.ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1), ':') + 1
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
    o.project_id = %(p0)s
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
    t.project_id = %(p0)s
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
      WHEN STRPOS(
        SPLIT_PART(
          CASE
            WHEN STRPOS(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
          END,
          '/',
          1
        ),
        %(p3)s
      ) = 0
      THEN SPLIT_PART(
        CASE
          WHEN STRPOS(versions.parts, '/') > 0
          THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN SPLIT_PART(
        CASE
          WHEN STRPOS(versions.parts, '/') > 0
          THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
        END,
        '/',
        1
      ) ~ %(p4)s
      THEN CAST(REPLACE(
        CAST(TO_JSONB(
          SPLIT_PART(
            CASE
              WHEN STRPOS(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
            END,
            '/',
            1
          )
        ) AS TEXT),
        %(p3)s,
        '\u00'
      ) AS JSONB) #>> '{}'
    END AS "name",
    COALESCE(
      CASE
        WHEN STRPOS(
          CASE
            WHEN STRPOS(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN STRPOS(versions.parts, '/') > 0
            THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
          END,
          STRPOS(
            CASE
              WHEN STRPOS(versions.parts, '/') > 0
              THEN SUBSTR(versions.parts, STRPOS(versions.parts, '/') + 1)
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
        walk.kind = 'index' AND JSONB_TYPEOF(walk.value) = 'array'
      )
      AND walk.name ~ '^(0|[1-9][0-9]{0,8})$'
      THEN JSONB_EXTRACT_PATH(walk.value, walk.name)
      WHEN NOT (
        walk.kind = 'index'
      ) AND JSONB_TYPEOF(walk.value) = 'object'
      THEN JSONB_EXTRACT_PATH(walk.value, walk.name)
    END AS "value",
    CASE
      WHEN walk.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN STRPOS(
        SPLIT_PART(
          CASE
            WHEN STRPOS(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
          END,
          '/',
          1
        ),
        %(p3)s
      ) = 0
      THEN SPLIT_PART(
        CASE
          WHEN STRPOS(walk.parts, '/') > 0
          THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN SPLIT_PART(
        CASE
          WHEN STRPOS(walk.parts, '/') > 0
          THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
        END,
        '/',
        1
      ) ~ %(p4)s
      THEN CAST(REPLACE(
        CAST(TO_JSONB(
          SPLIT_PART(
            CASE
              WHEN STRPOS(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
            END,
            '/',
            1
          )
        ) AS TEXT),
        %(p3)s,
        '\u00'
      ) AS JSONB) #>> '{}'
    END AS "name",
    COALESCE(
      CASE
        WHEN STRPOS(
          CASE
            WHEN STRPOS(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN STRPOS(walk.parts, '/') > 0
            THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
          END,
          STRPOS(
            CASE
              WHEN STRPOS(walk.parts, '/') > 0
              THEN SUBSTR(walk.parts, STRPOS(walk.parts, '/') + 1)
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
      CASE WHEN JSONB_TYPEOF(ends.value) = 'string' THEN ends.value #>> '{}' END,
      LENGTH(CAST(%(p5)s AS TEXT)) + 1
    ) AS "table_digest",
    ends.name AS "row_digest",
    ends.parts AS "parts"
  FROM ends
  WHERE
    ends.kind = 'id'
    AND STARTS_WITH(
      CASE WHEN JSONB_TYPEOF(ends.value) = 'string' THEN ends.value #>> '{}' END,
      CAST(%(p5)s AS TEXT)
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
      WHEN STRPOS(
        SPLIT_PART(
          CASE
            WHEN STRPOS(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
          END,
          '/',
          1
        ),
        %(p3)s
      ) = 0
      THEN SPLIT_PART(
        CASE
          WHEN STRPOS(found_lines.parts, '/') > 0
          THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN SPLIT_PART(
        CASE
          WHEN STRPOS(found_lines.parts, '/') > 0
          THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
        END,
        '/',
        1
      ) ~ %(p4)s
      THEN CAST(REPLACE(
        CAST(TO_JSONB(
          SPLIT_PART(
            CASE
              WHEN STRPOS(found_lines.parts, '/') > 0
              THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
            END,
            '/',
            1
          )
        ) AS TEXT),
        %(p3)s,
        '\u00'
      ) AS JSONB) #>> '{}'
    END AS "name",
    COALESCE(
      CASE
        WHEN STRPOS(
          CASE
            WHEN STRPOS(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN STRPOS(found_lines.parts, '/') > 0
            THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
          END,
          STRPOS(
            CASE
              WHEN STRPOS(found_lines.parts, '/') > 0
              THEN SUBSTR(found_lines.parts, STRPOS(found_lines.parts, '/') + 1)
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
        walk2.kind = 'index' AND JSONB_TYPEOF(walk2.value) = 'array'
      )
      AND walk2.name ~ '^(0|[1-9][0-9]{0,8})$'
      THEN JSONB_EXTRACT_PATH(walk2.value, walk2.name)
      WHEN NOT (
        walk2.kind = 'index'
      ) AND JSONB_TYPEOF(walk2.value) = 'object'
      THEN JSONB_EXTRACT_PATH(walk2.value, walk2.name)
    END AS "value",
    CASE
      WHEN walk2.parts = ''
      THEN ''
      WHEN SPLIT_PART(walk2.parts, '/', 1) <> ''
      THEN SPLIT_PART(walk2.parts, '/', 1)
    END AS "kind",
    CASE
      WHEN STRPOS(
        SPLIT_PART(
          CASE
            WHEN STRPOS(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
          END,
          '/',
          1
        ),
        %(p3)s
      ) = 0
      THEN SPLIT_PART(
        CASE
          WHEN STRPOS(walk2.parts, '/') > 0
          THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
        END,
        '/',
        1
      )
      WHEN SPLIT_PART(
        CASE
          WHEN STRPOS(walk2.parts, '/') > 0
          THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
        END,
        '/',
        1
      ) ~ %(p4)s
      THEN CAST(REPLACE(
        CAST(TO_JSONB(
          SPLIT_PART(
            CASE
              WHEN STRPOS(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
            END,
            '/',
            1
          )
        ) AS TEXT),
        %(p3)s,
        '\u00'
      ) AS JSONB) #>> '{}'
    END AS "name",
    COALESCE(
      CASE
        WHEN STRPOS(
          CASE
            WHEN STRPOS(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
          END,
          '/'
        ) > 0
        THEN SUBSTR(
          CASE
            WHEN STRPOS(walk2.parts, '/') > 0
            THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
          END,
          STRPOS(
            CASE
              WHEN STRPOS(walk2.parts, '/') > 0
              THEN SUBSTR(walk2.parts, STRPOS(walk2.parts, '/') + 1)
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
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN (
        c.inputs #> %(p1)s
      ) #>> '{}'
    END = refs1.ref
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND (
      STRPOS(
        CASE
          WHEN refs1.known = 1
          THEN CASE
            WHEN JSONB_TYPEOF(refs1.refs1_value) = 'string'
            THEN refs1.refs1_value #>> '{}'
          END
          ELSE CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
            THEN (
              c.inputs #> %(p1)s
            ) #>> '{}'
          END
        END,
        CAST(%(p6)s AS TEXT)
      ) > 0
      OR STRPOS(
        CASE
          WHEN CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSONB_TYPEOF(refs1.refs1_value) = 'boolean'
              THEN CAST(refs1.refs1_value #>> '{}' AS BOOLEAN)
            END
            ELSE CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS BOOLEAN)
            END
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSONB_TYPEOF(refs1.refs1_value) = 'boolean'
              THEN CAST(refs1.refs1_value #>> '{}' AS BOOLEAN)
            END
            ELSE CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
              THEN CAST((
                c.inputs #> %(p1)s
              ) #>> '{}' AS BOOLEAN)
            END
          END
          THEN 'false'
        END,
        CAST(%(p6)s AS TEXT)
      ) > 0
      OR STRPOS(
        COALESCE(
          CAST(CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
              THEN CASE
                WHEN (
                  refs1.refs1_value #>> '{}'
                ) ~ '^-?[0-9]{1,19}$'
                THEN CASE
                  WHEN CAST(refs1.refs1_value #>> '{}' AS DECIMAL) >= -9223372036854775808
                  AND CAST(refs1.refs1_value #>> '{}' AS DECIMAL) <= 9223372036854775807
                  THEN CAST(refs1.refs1_value #>> '{}' AS BIGINT)
                END
              END
            END
            ELSE CASE
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
            END
          END AS TEXT),
          CASE
            WHEN CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
              END
              ELSE CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p1)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
              END
              ELSE CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p1)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            END = TRUNC(
              CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                  THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                END
                ELSE CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END
              END
            )
            AND ABS(
              CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                  THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                END
                ELSE CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END
              END
            ) <= 9007199254740992
            THEN CAST(CAST(CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
              END
              ELSE CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p1)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END
            END AS BIGINT) AS TEXT)
            WHEN ABS(
              CAST(CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                  THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                END
                ELSE CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END
              END AS DECIMAL)
            ) >= 0.0001
            AND ABS(
              CAST(CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                  THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                END
                ELSE CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END
              END AS DECIMAL)
            ) < 1000000000000000
            THEN CAST(TRIM_SCALE(
              CAST(CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                  THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                END
                ELSE CASE
                  WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                  THEN CAST((
                    c.inputs #> %(p1)s
                  ) #>> '{}' AS DOUBLE PRECISION)
                END
              END AS DECIMAL)
            ) AS TEXT)
            ELSE REGEXP_REPLACE(
              BTRIM(
                TO_CHAR(
                  CASE
                    WHEN refs1.known = 1
                    THEN CASE
                      WHEN JSONB_TYPEOF(refs1.refs1_value) = 'number'
                      THEN CAST(refs1.refs1_value #>> '{}' AS DOUBLE PRECISION)
                    END
                    ELSE CASE
                      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                      THEN CAST((
                        c.inputs #> %(p1)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END
                  END,
                  '9.99999999999999EEEE'
                )
              ),
              '[.]?0*e',
              'e'
            )
          END
        ),
        CAST(%(p6)s AS TEXT)
      ) > 0
      OR (
        refs1.known = 1
        AND EXISTS(
          SELECT
            1
          FROM JSONB_PATH_QUERY(
            CASE
              WHEN JSONB_TYPEOF(refs1.refs1_value) IN ('object', 'array')
              THEN refs1.refs1_value
            END,
            'strict $.**'
          ) AS t2(v)
          WHERE
            (
              JSONB_TYPEOF(t2.v) IN ('string', 'boolean')
              AND STRPOS(t2.v #>> '{}', CAST(%(p6)s AS TEXT)) > 0
            )
            OR EXISTS(
              SELECT
                1
              FROM JSONB_OBJECT_KEYS(CASE WHEN JSONB_TYPEOF(t2.v) = 'object' THEN t2.v END) AS k(k)
              WHERE
                STRPOS(k.k, CAST(%(p6)s AS TEXT)) > 0
            )
            OR STRPOS(
              CASE
                WHEN JSONB_TYPEOF(t2.v) = 'number'
                THEN COALESCE(
                  CAST(CASE
                    WHEN (
                      t2.v #>> '{}'
                    ) ~ '^-?[0-9]{1,19}$'
                    THEN CASE
                      WHEN CAST(t2.v #>> '{}' AS DECIMAL) >= -9223372036854775808
                      AND CAST(t2.v #>> '{}' AS DECIMAL) <= 9223372036854775807
                      THEN CAST(t2.v #>> '{}' AS BIGINT)
                    END
                  END AS TEXT),
                  CASE
                    WHEN CAST(t2.v #>> '{}' AS DOUBLE PRECISION) IS NULL
                    THEN NULL
                    WHEN CAST(t2.v #>> '{}' AS DOUBLE PRECISION) = TRUNC(CAST(t2.v #>> '{}' AS DOUBLE PRECISION))
                    AND ABS(CAST(t2.v #>> '{}' AS DOUBLE PRECISION)) <= 9007199254740992
                    THEN CAST(CAST(CAST(t2.v #>> '{}' AS DOUBLE PRECISION) AS BIGINT) AS TEXT)
                    WHEN ABS(CAST(CAST(t2.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) >= 0.0001
                    AND ABS(CAST(CAST(t2.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) < 1000000000000000
                    THEN CAST(TRIM_SCALE(CAST(CAST(t2.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) AS TEXT)
                    ELSE REGEXP_REPLACE(
                      BTRIM(TO_CHAR(CAST(t2.v #>> '{}' AS DOUBLE PRECISION), '9.99999999999999EEEE')),
                      '[.]?0*e',
                      'e'
                    )
                  END
                )
              END,
              CAST(%(p6)s AS TEXT)
            ) > 0
        )
      )
      OR (
        NOT COALESCE(refs1.known = 1, FALSE)
        AND EXISTS(
          SELECT
            1
          FROM JSONB_PATH_QUERY(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) IN ('object', 'array')
              THEN c.inputs #> %(p1)s
            END,
            'strict $.**'
          ) AS t3(v)
          WHERE
            (
              JSONB_TYPEOF(t3.v) IN ('string', 'boolean')
              AND STRPOS(t3.v #>> '{}', CAST(%(p6)s AS TEXT)) > 0
            )
            OR EXISTS(
              SELECT
                1
              FROM JSONB_OBJECT_KEYS(CASE WHEN JSONB_TYPEOF(t3.v) = 'object' THEN t3.v END) AS k2(k)
              WHERE
                STRPOS(k2.k, CAST(%(p6)s AS TEXT)) > 0
            )
            OR STRPOS(
              CASE
                WHEN JSONB_TYPEOF(t3.v) = 'number'
                THEN COALESCE(
                  CAST(CASE
                    WHEN (
                      t3.v #>> '{}'
                    ) ~ '^-?[0-9]{1,19}$'
                    THEN CASE
                      WHEN CAST(t3.v #>> '{}' AS DECIMAL) >= -9223372036854775808
                      AND CAST(t3.v #>> '{}' AS DECIMAL) <= 9223372036854775807
                      THEN CAST(t3.v #>> '{}' AS BIGINT)
                    END
                  END AS TEXT),
                  CASE
                    WHEN CAST(t3.v #>> '{}' AS DOUBLE PRECISION) IS NULL
                    THEN NULL
                    WHEN CAST(t3.v #>> '{}' AS DOUBLE PRECISION) = TRUNC(CAST(t3.v #>> '{}' AS DOUBLE PRECISION))
                    AND ABS(CAST(t3.v #>> '{}' AS DOUBLE PRECISION)) <= 9007199254740992
                    THEN CAST(CAST(CAST(t3.v #>> '{}' AS DOUBLE PRECISION) AS BIGINT) AS TEXT)
                    WHEN ABS(CAST(CAST(t3.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) >= 0.0001
                    AND ABS(CAST(CAST(t3.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) < 1000000000000000
                    THEN CAST(TRIM_SCALE(CAST(CAST(t3.v #>> '{}' AS DOUBLE PRECISION) AS DECIMAL)) AS TEXT)
                    ELSE REGEXP_REPLACE(
                      BTRIM(TO_CHAR(CAST(t3.v #>> '{}' AS DOUBLE PRECISION), '9.99999999999999EEEE')),
                      '[.]?0*e',
                      'e'
                    )
                  END
                )
              END,
              CAST(%(p6)s AS TEXT)
            ) > 0
        )
      )
    )
  LIMIT %(p7)s
) AS limited
