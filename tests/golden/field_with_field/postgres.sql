-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: array<string> = ['w']

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
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN (
        c.inputs #> %(p1)s
      ) #>> '{}'
    END = CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
      THEN (
        c.inputs #> %(p2)s
      ) #>> '{}'
    END
    OR CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS BOOLEAN)
    END = CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
      THEN CAST((
        c.inputs #> %(p2)s
      ) #>> '{}' AS BOOLEAN)
    END
    OR CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
        THEN CASE
          WHEN (
            (
              c.inputs #> %(p2)s
            ) #>> '{}'
          ) ~ '^-?[0-9]{1,19}$'
          THEN CASE
            WHEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS DECIMAL) >= -9223372036854775808
            AND CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS DECIMAL) <= 9223372036854775807
            THEN CAST((
              c.inputs #> %(p2)s
            ) #>> '{}' AS BIGINT)
          END
        END
      END IS NOT NULL
      THEN CASE
        WHEN CASE
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
        END IS NOT NULL
        THEN CASE
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
        END = CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
          THEN CASE
            WHEN (
              (
                c.inputs #> %(p2)s
              ) #>> '{}'
            ) ~ '^-?[0-9]{1,19}$'
            THEN CASE
              WHEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DECIMAL) >= -9223372036854775808
              AND CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS DECIMAL) <= 9223372036854775807
              THEN CAST((
                c.inputs #> %(p2)s
              ) #>> '{}' AS BIGINT)
            END
          END
        END
        ELSE CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END = CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
          THEN CAST((
            c.inputs #> %(p2)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END
      ELSE CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END = CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
