-- calls
-- p0: string = 'acme/bot'
-- p1: array<float> = [9007199254740992.0, 9.223372036854776e+18, 0.0]
-- p2: array<string> = ['v']
-- p3: array<int> = [9007199254740993, 9223372036854775807, 0]
-- p4: array<float> = [9007199254740992.0, 9.223372036854776e+18, 0.0]
-- p5: array<int> = [9007199254740993, 9223372036854775807, 0]

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
      END = ANY(
        CAST(%(p3)s AS BIGINT[])
      )
      ELSE CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END = ANY(
        CAST(%(p1)s AS DOUBLE PRECISION[])
      )
    END
    OR CASE
      WHEN CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END ~ '^-?(0|[1-9][0-9]{0,18})$'
        THEN CASE
          WHEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS DECIMAL) >= -9223372036854775808
          AND CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS DECIMAL) <= 9223372036854775807
          THEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS BIGINT)
        END
      END IS NOT NULL
      THEN CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END ~ '^-?(0|[1-9][0-9]{0,18})$'
        THEN CASE
          WHEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS DECIMAL) >= -9223372036854775808
          AND CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS DECIMAL) <= 9223372036854775807
          THEN CAST(CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END AS BIGINT)
        END
      END = ANY(
        CAST(%(p5)s AS BIGINT[])
      )
      ELSE CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH(
          CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
            THEN (
              c.inputs #> %(p2)s
            ) #>> '{}'
          END
        ) <= 40
        THEN CAST(CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
          THEN (
            c.inputs #> %(p2)s
          ) #>> '{}'
        END AS DOUBLE PRECISION)
      END = ANY(
        CAST(%(p4)s AS DOUBLE PRECISION[])
      )
    END
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
