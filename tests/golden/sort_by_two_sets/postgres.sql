-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'wandb.reaction.1'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: array<string> = ['emoji']
-- p5: int = 2

WITH first1_rows AS (
  SELECT
    a.call_id AS "belongs_to",
    a.queue_id AS "key1"
  FROM annotation_queue_items AS a
  WHERE
    a.project_id = %(p0)s AND a.deleted_at IS NULL
), first1_placed AS (
  SELECT
    first1_rows.belongs_to,
    first1_rows.key1,
    ROW_NUMBER() OVER (PARTITION BY first1_rows.belongs_to ORDER BY first1_rows.key1 COLLATE "C") - 1 AS "place"
  FROM first1_rows
), first1 AS MATERIALIZED (
  SELECT
    first1_placed.belongs_to,
    1 AS "known",
    first1_placed.key1
  FROM first1_placed
  WHERE
    first1_placed.place = 0
), first2_rows AS (
  SELECT
    CASE
      WHEN STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      THEN SUBSTR(f.weave_ref, LENGTH(CAST(%(p2)s AS TEXT)) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH(CAST(%(p3)s AS TEXT)) + 1)
    END AS "belongs_to",
    CASE
      WHEN COALESCE(JSONB_TYPEOF(f.payload #> %(p4)s) = 'null', TRUE)
      THEN 3
      WHEN CASE
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
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONB_TYPEOF(f.payload #> %(p4)s) IN ('string', 'boolean')
        THEN (
          f.payload #> %(p4)s
        ) #>> '{}'
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "key1",
    CASE
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
    END + 0.0 AS "key2",
    CASE
      WHEN CASE
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
      END IS NULL
      THEN CASE
        WHEN JSONB_TYPEOF(f.payload #> %(p4)s) IN ('string', 'boolean')
        THEN (
          f.payload #> %(p4)s
        ) #>> '{}'
      END
    END AS "key3"
  FROM feedback AS f
  WHERE
    f.project_id = %(p0)s
    AND f.feedback_type = %(p1)s
    AND (
      STARTS_WITH(f.weave_ref, CAST(%(p2)s AS TEXT))
      OR STARTS_WITH(f.weave_ref, CAST(%(p3)s AS TEXT))
    )
), first2_placed AS (
  SELECT
    first2_rows.belongs_to,
    first2_rows.key1,
    first2_rows.key2,
    first2_rows.key3,
    ROW_NUMBER() OVER (
      PARTITION BY first2_rows.belongs_to
      ORDER BY first2_rows.key1, first2_rows.key2, first2_rows.key3 COLLATE "C"
    ) - 1 AS "place"
  FROM first2_rows
), first2 AS MATERIALIZED (
  SELECT
    first2_placed.belongs_to,
    1 AS "known",
    first2_placed.key1,
    first2_placed.key2,
    first2_placed.key3
  FROM first2_placed
  WHERE
    first2_placed.place = 0
)
SELECT
  c.id AS "id",
  c.project_id AS "project_id",
  c.op_name AS "op_name",
  c.trace_id AS "trace_id",
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
LEFT JOIN first1
  ON c.id = first1.belongs_to
LEFT JOIN first2
  ON c.id = first2.belongs_to
WHERE
  c.project_id = %(p0)s AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN first1.known = 1 THEN first1.key1 END COLLATE "C",
  CASE WHEN first2.known = 1 THEN first2.key1 ELSE 3 END,
  CASE WHEN first2.known = 1 THEN first2.key2 END,
  CASE WHEN first2.known = 1 THEN first2.key3 END COLLATE "C",
  c.id COLLATE "C" DESC
OFFSET %(p5)s
