-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: string = '5'

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
  AND COALESCE(
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN (
        c.inputs #> %(p1)s
      ) #>> '{}'
    END,
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 'true'
      WHEN NOT CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 'false'
    END,
    COALESCE(
      CAST(CASE
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
      END AS TEXT),
      CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END IS NULL
        THEN NULL
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END = TRUNC(
          CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        )
        AND ABS(
          CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        ) <= 9007199254740992
        THEN CAST(CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END AS BIGINT) AS TEXT)
        WHEN ABS(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END AS DECIMAL)
        ) >= 0.0001
        AND ABS(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END AS DECIMAL)
        ) < 1000000000000000
        THEN CAST(TRIM_SCALE(
          CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
            THEN CAST((
              c.inputs #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END AS DECIMAL)
        ) AS TEXT)
        ELSE REGEXP_REPLACE(
          BTRIM(
            TO_CHAR(
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p1)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END,
              '9.99999999999999EEEE'
            )
          ),
          '[.]?0*e',
          'e'
        )
      END
    )
  ) = %(p2)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
