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
              ELSE CASE
                WHEN t.atom IS NULL
                THEN NULL
                WHEN ABS(t.atom) <= 9007199254740992
                AND t.atom = CAST(CAST(t.atom AS INTEGER) AS REAL)
                THEN CAST(CAST(t.atom AS INTEGER) AS TEXT)
                ELSE PRINTF('%.15g', t.atom)
              END
            END,
            :p2
          ) > 0
        )
    )
  )
ORDER BY
  c.started_at NULLS LAST,
  c.id NULLS LAST
