-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['score']
-- p5: array<string> = ['expected']

WITH feedback2 AS MATERIALIZED (
  SELECT
    CASE
      WHEN STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "belongs_to",
    f.payload
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p3)s AS TEXT))
    )
), feedback_rows1 AS (
  SELECT
    c.id
  FROM calls AS c
  JOIN feedback2
    ON c.id = feedback2.belongs_to
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND (
      (
        CASE
          WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'string'
          THEN (
            feedback2.payload #> %(p4)s
          ) #>> '{}'
        END COLLATE "C"
      ) > CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'string'
        THEN (
          c.inputs #> %(p5)s
        ) #>> '{}'
      END
      OR CASE
        WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'boolean'
        THEN CAST((
          feedback2.payload #> %(p4)s
        ) #>> '{}' AS BOOLEAN)
      END > CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p5)s
        ) #>> '{}' AS BOOLEAN)
      END
      OR CASE
        WHEN CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'number'
          THEN CASE
            WHEN (
              (
                c.inputs #> %(p5)s
              ) #>> '{}'
            ) ~ '^-?[0-9]{1,19}$'
            THEN CASE
              WHEN CAST((
                c.inputs #> %(p5)s
              ) #>> '{}' AS DECIMAL) >= -9223372036854775808
              AND CAST((
                c.inputs #> %(p5)s
              ) #>> '{}' AS DECIMAL) <= 9223372036854775807
              THEN CAST((
                c.inputs #> %(p5)s
              ) #>> '{}' AS BIGINT)
            END
          END
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'number'
            THEN CASE
              WHEN (
                (
                  feedback2.payload #> %(p4)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END IS NOT NULL
          THEN CASE
            WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'number'
            THEN CASE
              WHEN (
                (
                  feedback2.payload #> %(p4)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  feedback2.payload #> %(p4)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END > CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'number'
            THEN CASE
              WHEN (
                (
                  c.inputs #> %(p5)s
                ) #>> '{}'
              ) ~ '^-?[0-9]{1,19}$'
              THEN CASE
                WHEN CAST((
                  c.inputs #> %(p5)s
                ) #>> '{}' AS DECIMAL) >= -9223372036854775808
                AND CAST((
                  c.inputs #> %(p5)s
                ) #>> '{}' AS DECIMAL) <= 9223372036854775807
                THEN CAST((
                  c.inputs #> %(p5)s
                ) #>> '{}' AS BIGINT)
              END
            END
          END
          ELSE CASE
            WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'number'
            THEN CAST((
              feedback2.payload #> %(p4)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END > CASE
            WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'number'
            THEN CAST((
              c.inputs #> %(p5)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        END
        ELSE CASE
          WHEN JSONB_TYPEOF(feedback2.payload #> %(p4)s) = 'number'
          THEN CAST((
            feedback2.payload #> %(p4)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END > CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p5)s) = 'number'
          THEN CAST((
            c.inputs #> %(p5)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END
    )
), first1_rows AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f2.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "belongs_to",
    CASE
      WHEN COALESCE(JSONB_TYPEOF(f2.payload #> %(p4)s) = 'null', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'number'
        THEN CAST((
          f2.payload #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'string'
        THEN CASE
          WHEN (
            (
              f2.payload #> %(p4)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            f2.payload #> %(p4)s
          ) #>> '{}') <= 40
          THEN CAST((
            f2.payload #> %(p4)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) IN ('string', 'boolean')
        THEN (
          f2.payload #> %(p4)s
        ) #>> '{}'
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
      WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'number'
      THEN CAST((
        f2.payload #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'string'
      THEN CASE
        WHEN (
          (
            f2.payload #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f2.payload #> %(p4)s
        ) #>> '{}') <= 40
        THEN CAST((
          f2.payload #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'number'
        THEN CAST((
          f2.payload #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) = 'string'
        THEN CASE
          WHEN (
            (
              f2.payload #> %(p4)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            f2.payload #> %(p4)s
          ) #>> '{}') <= 40
          THEN CAST((
            f2.payload #> %(p4)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END IS NULL
      THEN CASE
        WHEN JSONB_TYPEOF(f2.payload #> %(p4)s) IN ('string', 'boolean')
        THEN (
          f2.payload #> %(p4)s
        ) #>> '{}'
      END
    END AS "key3"
  FROM feedback AS f2
  WHERE
    f2.project_id = %(p0)s
    AND f2.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f2.weave_ref, CAST(%(p3)s AS TEXT))
    )
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    first1_rows.key2,
    first1_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first1_rows.belongs_to
      ORDER BY first1_rows.key1, first1_rows.key2, first1_rows.key3 COLLATE "C"
    ) - 1 AS "place"
  FROM first1_rows
), first1 AS MATERIALIZED (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1,
    first1_placed.key2,
    first1_placed.key3
  FROM first1_placed
  WHERE
    first1_placed.place = 0
)
SELECT
  c2.id,
  c2.project_id,
  c2.op_name,
  c2.trace_id,
  CAST(EXTRACT(EPOCH FROM c2.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c2
LEFT JOIN first1
  ON c2.id = first1.belongs_to
WHERE
  c2.project_id = %(p0)s
  AND c2.deleted_at IS NULL
  AND c2.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 ELSE 3 END,
  CASE WHEN first1.known = 1 THEN first1.key2 END,
  CASE WHEN first1.known = 1 THEN first1.key3 END COLLATE "C",
  c2.id COLLATE "C" DESC
