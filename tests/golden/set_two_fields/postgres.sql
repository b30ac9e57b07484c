-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['score']
-- p5: array<string> = ['before']

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p3)s AS TEXT))
    )
    AND (
      (
        CASE
          WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'string'
          THEN (
            f.payload #> %(p4)s
          ) #>> '{}'
        END COLLATE "C"
      ) > CASE
        WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'string'
        THEN (
          f.payload #> %(p5)s
        ) #>> '{}'
      END
      OR CASE
        WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'boolean'
        THEN CAST((
          f.payload #> %(p4)s
        ) #>> '{}' AS BOOLEAN)
      END > CASE
        WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'boolean'
        THEN CAST((
          f.payload #> %(p5)s
        ) #>> '{}' AS BOOLEAN)
      END
      OR CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'number'
          THEN CASE
            WHEN (
              (
                f.payload #> %(p5)s
              ) #>> '{}'
            ) ~ '^-?[0-9]{1,19}$'
            THEN CASE
              WHEN CAST((
                f.payload #> %(p5)s
              ) #>> '{}' AS DECIMAL) >= -9223372036854775808
              AND CAST((
                f.payload #> %(p5)s
              ) #>> '{}' AS DECIMAL) <= 9223372036854775807
              THEN CAST((
                f.payload #> %(p5)s
              ) #>> '{}' AS BIGINT)
            END
          END
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
            THEN CASE
              WHEN (
                (
                  f.payload #> %(p4)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END IS NOT NULL
          THEN CASE
            WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
            THEN CASE
              WHEN (
                (
                  f.payload #> %(p4)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  f.payload #> %(p4)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END > CASE
            WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'number'
            THEN CASE
              WHEN (
                (
                  f.payload #> %(p5)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  f.payload #> %(p5)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  f.payload #> %(p5)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  f.payload #> %(p5)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END
          ELSE CASE
            WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
            THEN CAST((
              f.payload #> %(p4)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END > CASE
            WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'number'
            THEN CAST((
              f.payload #> %(p5)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        END
        ELSE CASE
          WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
          THEN CAST((
            f.payload #> %(p4)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END > CASE
          WHEN JSONB_TYPEOF(f.payload #> %(p5)s) = 'number'
          THEN CAST((
            f.payload #> %(p5)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END
    )
)
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
  AND c.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
