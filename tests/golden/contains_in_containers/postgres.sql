-- calls
-- p0: string = 'acme/bot'
-- p1: string = '5'

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
      CASE WHEN JSONB_TYPEOF(c.inputs) = 'string' THEN c.inputs #>> '{}' END,
      CAST(%(p1)s AS TEXT)
    ) > 0
    OR STRPOS(
      COALESCE(
        CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs) = 'number'
          THEN CASE
            WHEN (
              c.inputs #>> '{}'
            ) ~ '^-?[0-9]{1,19}$'
            THEN CASE
              WHEN CAST(c.inputs #>> '{}' AS DECIMAL) >= -9223372036854775808
              AND CAST(c.inputs #>> '{}' AS DECIMAL) <= 9223372036854775807
              THEN CAST(c.inputs #>> '{}' AS BIGINT)
            END
          END
        END AS TEXT),
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs) = 'number'
            THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
          END IS NULL
          THEN NULL
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs) = 'number'
            THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
          END = TRUNC(
            CASE
              WHEN JSONB_TYPEOF(c.inputs) = 'number'
              THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
            END
          )
          AND ABS(
            CASE
              WHEN JSONB_TYPEOF(c.inputs) = 'number'
              THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
            END
          ) <= 9007199254740992
          THEN CAST(CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs) = 'number'
            THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
          END AS BIGINT) AS TEXT)
          WHEN ABS(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs) = 'number'
              THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) >= 0.0001
          AND ABS(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs) = 'number'
              THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) < 1000000000000000
          THEN CAST(TRIM_SCALE(
            CAST(CASE
              WHEN JSONB_TYPEOF(c.inputs) = 'number'
              THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
            END AS DECIMAL)
          ) AS TEXT)
          ELSE REGEXP_REPLACE(
            BTRIM(
              TO_CHAR(
                CASE
                  WHEN JSONB_TYPEOF(c.inputs) = 'number'
                  THEN CAST(c.inputs #>> '{}' AS DOUBLE PRECISION)
                END,
                '9.99999999999999EEEE'
              )
            ),
            '[.]?0*e',
            'e'
          )
        END
      ),
      CAST(%(p1)s AS TEXT)
    ) > 0
    OR EXISTS(
      SELECT
        1
      FROM JSONB_PATH_QUERY(
        CASE WHEN JSONB_TYPEOF(c.inputs) IN ('object', 'array') THEN c.inputs END,
        'strict $.**'
      ) AS t(v)
      WHERE
        (
          JSONB_TYPEOF(t.v) = 'string' AND STRPOS(t.v #>> '{}', CAST(%(p1)s AS TEXT)) > 0
        )
        OR EXISTS(
          SELECT
            1
          FROM JSONB_OBJECT_KEYS(CASE WHEN JSONB_TYPEOF(t.v) = 'object' THEN t.v END) AS k(k)
          WHERE
            STRPOS(k.k, CAST(%(p1)s AS TEXT)) > 0
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
          CAST(%(p1)s AS TEXT)
        ) > 0
    )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
