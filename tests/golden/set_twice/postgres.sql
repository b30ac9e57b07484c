-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['score']
-- p5: float = 0.5
-- p6: string = 'wandb.reaction.1'
-- p7: array<string> = ['emoji']
-- p8: string = '👍'
-- p9: float = 0.5

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
    AND CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'number'
      THEN CAST((
        f.payload #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.payload #> %(p4)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.payload #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.payload #> %(p4)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.payload #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > %(p5)s
), feedback_rows2 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f2.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f2.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f2
  WHERE
    f2.project_id = %(p0)s
    AND f2.feedback_type = %(p6)s
    AND (
      STARTS_WITH(f2.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f2.weave_ref, CAST(%(p3)s AS TEXT))
    )
    AND (
      f2.payload #> %(p7)s
    ) = TO_JSONB(CAST(%(p8)s AS TEXT))
), feedback_rows3 AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f3.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f3.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f3.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "id"
  FROM feedback AS f3
  WHERE
    f3.project_id = %(p0)s
    AND f3.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f3.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f3.weave_ref, CAST(%(p3)s AS TEXT))
    )
    AND CASE
      WHEN JSONB_TYPEOF(f3.payload #> %(p4)s) = 'number'
      THEN CAST((
        f3.payload #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f3.payload #> %(p4)s) = 'string'
      THEN CASE
        WHEN (
          (
            f3.payload #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f3.payload #> %(p4)s
        ) #>> '{}') <= 40
        THEN CAST((
          f3.payload #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > %(p9)s
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
  AND c.id IN (
    SELECT
      feedback_rows2.id
    FROM feedback_rows2
  )
  AND c.id IN (
    SELECT
      feedback_rows3.id
    FROM feedback_rows3
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
