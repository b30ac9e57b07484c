-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: int = 1
-- p3: string = 'gpt-4o'
-- p4: timestamp = '2025-11-01T11:30:00.000003+00:00'
-- p5: string = 'c23'
-- p6: int = 5

WITH placed AS (
  SELECT
    c2.id,
    c2.started_at,
    CASE
      WHEN COALESCE(JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'null', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'number'
        THEN CAST((
          c2.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
        THEN CASE
          WHEN (
            (
              c2.inputs #> %(p1)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            c2.inputs #> %(p1)s
          ) #>> '{}') <= 40
          THEN CAST((
            c2.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) IN ('string', 'boolean')
        THEN (
          c2.inputs #> %(p1)s
        ) #>> '{}'
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "weave_place_0",
    CASE
      WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c2.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
      THEN CASE
        WHEN (
          (
            c2.inputs #> %(p1)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c2.inputs #> %(p1)s
        ) #>> '{}') <= 40
        THEN CAST((
          c2.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END + 0.0 AS "weave_place_1",
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'number'
        THEN CAST((
          c2.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) = 'string'
        THEN CASE
          WHEN (
            (
              c2.inputs #> %(p1)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            c2.inputs #> %(p1)s
          ) #>> '{}') <= 40
          THEN CAST((
            c2.inputs #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END IS NULL
      THEN CASE
        WHEN JSONB_TYPEOF(c2.inputs #> %(p1)s) IN ('string', 'boolean')
        THEN (
          c2.inputs #> %(p1)s
        ) #>> '{}'
      END
    END AS "weave_place_2"
  FROM calls AS c2
  WHERE
    c2.project_id = %(p0)s AND c2.deleted_at IS NULL
), page AS MATERIALIZED (
  SELECT
    placed.id,
    placed.weave_place_0 AS "key0",
    placed.weave_place_1 AS "key1",
    placed.weave_place_2 AS "key2"
  FROM placed
  WHERE
    placed.weave_place_0 >= %(p2)s
    AND (
      placed.weave_place_0 > %(p2)s
      OR (
        placed.weave_place_1 IS NULL
        AND (
          (
            placed.weave_place_2 COLLATE "C"
          ) < %(p3)s
          OR placed.weave_place_2 IS NULL
          OR (
            placed.weave_place_2 = %(p3)s
            AND placed.started_at >= CAST(%(p4)s AS TIMESTAMPTZ)
            AND (
              placed.started_at > CAST(%(p4)s AS TIMESTAMPTZ)
              OR (
                placed.id COLLATE "C"
              ) > %(p5)s
            )
          )
        )
      )
    )
  ORDER BY
    placed.weave_place_0,
    placed.weave_place_1 DESC NULLS LAST,
    placed.weave_place_2 COLLATE "C" DESC NULLS LAST,
    placed.started_at,
    placed.id COLLATE "C"
  LIMIT %(p6)s
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at",
  CAST(c.output AS TEXT) AS "output",
  page.key0 AS "weave_place_0",
  page.key1 AS "weave_place_1",
  page.key2 AS "weave_place_2"
FROM calls AS c
JOIN page
  ON c.id = page.id
WHERE
  c.project_id = %(p0)s
ORDER BY
  page.key0,
  page.key1 DESC NULLS LAST,
  page.key2 COLLATE "C" DESC NULLS LAST,
  c.started_at,
  c.id COLLATE "C"
