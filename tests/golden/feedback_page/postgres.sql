-- feedback
-- p0: string = 'acme/bot'
-- p1: array<string> = ['_rating_']
-- p2: float = 0.25
-- p3: array<string> = ['output', 'score']
-- p4: int = 5
-- p5: int = 1

SELECT
  f.id,
  CAST(f.payload AS TEXT) AS "payload",
  CAST(f.scorer_ratings AS TEXT) AS "scorer_ratings",
  SPLIT_PART(SPLIT_PART(COALESCE(f.runnable_ref, ''), '/', -1), ':', 1) AS "scorer_id"
FROM feedback AS f
WHERE
  f.project_id = %(p0)s
  AND CASE
    WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p1)s) = 'number'
    THEN CAST((
      f.scorer_ratings #> %(p1)s
    ) #>> '{}' AS DOUBLE PRECISION)
    WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p1)s) = 'string'
    THEN CASE
      WHEN (
        (
          f.scorer_ratings #> %(p1)s
        ) #>> '{}'
      ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      AND LENGTH((
        f.scorer_ratings #> %(p1)s
      ) #>> '{}') <= 40
      THEN CAST((
        f.scorer_ratings #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END
  END >= %(p2)s
ORDER BY
  CASE
    WHEN COALESCE(JSONB_TYPEOF(f.payload #> %(p3)s) = 'null', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'number'
      THEN CAST((
        f.payload #> %(p3)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.payload #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.payload #> %(p3)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.payload #> %(p3)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) IN ('string', 'boolean')
      THEN (
        f.payload #> %(p3)s
      ) #>> '{}'
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'number'
    THEN CAST((
      f.payload #> %(p3)s
    ) #>> '{}' AS DOUBLE PRECISION)
    WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'string'
    THEN CASE
      WHEN (
        (
          f.payload #> %(p3)s
        ) #>> '{}'
      ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      AND LENGTH((
        f.payload #> %(p3)s
      ) #>> '{}') <= 40
      THEN CAST((
        f.payload #> %(p3)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END
  END + 0.0 DESC NULLS LAST,
  CASE
    WHEN CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'number'
      THEN CAST((
        f.payload #> %(p3)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) = 'string'
      THEN CASE
        WHEN (
          (
            f.payload #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          f.payload #> %(p3)s
        ) #>> '{}') <= 40
        THEN CAST((
          f.payload #> %(p3)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END IS NULL
    THEN CASE
      WHEN JSONB_TYPEOF(f.payload #> %(p3)s) IN ('string', 'boolean')
      THEN (
        f.payload #> %(p3)s
      ) #>> '{}'
    END
  END COLLATE "C" DESC NULLS LAST,
  f.id COLLATE "C" DESC
LIMIT %(p4)s
OFFSET %(p5)s

-- total
-- p0: string = 'acme/bot'
-- p1: array<string> = ['_rating_']
-- p2: float = 0.25

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = %(p0)s
  AND CASE
    WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p1)s) = 'number'
    THEN CAST((
      f.scorer_ratings #> %(p1)s
    ) #>> '{}' AS DOUBLE PRECISION)
    WHEN JSONB_TYPEOF(f.scorer_ratings #> %(p1)s) = 'string'
    THEN CASE
      WHEN (
        (
          f.scorer_ratings #> %(p1)s
        ) #>> '{}'
      ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      AND LENGTH((
        f.scorer_ratings #> %(p1)s
      ) #>> '{}') <= 40
      THEN CAST((
        f.scorer_ratings #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END
  END >= %(p2)s
