-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: int = 5

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
    END,
    CASE
      WHEN ABS(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      ) <= 9007199254740992
      THEN CAST(TRUNC(
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
          THEN CAST((
            c.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      ) AS BIGINT)
    END,
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 0
    END,
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
        THEN (
          c.inputs #> %(p1)s
        ) #>> '{}'
      END ~ '^-?(0|[1-9][0-9]{0,18})$'
      THEN CASE
        WHEN CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
          THEN (
            c.inputs #> %(p1)s
          ) #>> '{}'
        END AS DECIMAL) >= -9223372036854775808
        AND CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
          THEN (
            c.inputs #> %(p1)s
          ) #>> '{}'
        END AS DECIMAL) <= 9223372036854775807
        THEN CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
          THEN (
            c.inputs #> %(p1)s
          ) #>> '{}'
        END AS BIGINT)
      END
    END,
    CASE
      WHEN ABS(
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
            THEN (
              c.inputs #> %(p1)s
            ) #>> '{}'
          END ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
              THEN (
                c.inputs #> %(p1)s
              ) #>> '{}'
            END
          ) <= 40
          THEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
            THEN (
              c.inputs #> %(p1)s
            ) #>> '{}'
          END AS DOUBLE PRECISION)
        END
      ) <= 9007199254740992
      THEN CAST(TRUNC(
        CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
            THEN (
              c.inputs #> %(p1)s
            ) #>> '{}'
          END ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH(
            CASE
              WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
              THEN (
                c.inputs #> %(p1)s
              ) #>> '{}'
            END
          ) <= 40
          THEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
            THEN (
              c.inputs #> %(p1)s
            ) #>> '{}'
          END AS DOUBLE PRECISION)
        END
      ) AS BIGINT)
    END
  ) = %(p2)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
