-- groups
-- p0: string = 'acme/bot'
-- p1: array<string> = ['v']
-- p2: float = 0.0
-- p3: int = 2

WITH s AS (
  SELECT
    c.wb_run_step AS "v2_integer",
    CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v3_integer",
    CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "v4_integer"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'number'
      THEN CAST((
        c.inputs #> %(p1)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(c.inputs #> %(p1)s) = 'string'
      THEN CASE
        WHEN (
          (
            c.inputs #> %(p1)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          c.inputs #> %(p1)s
        ) #>> '{}') <= 40
        THEN CAST((
          c.inputs #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END > %(p2)s
), r AS (
  SELECT
    s.v2_integer AS "v2_int",
    s.v3_integer AS "v3_int",
    CAST(s.v4_integer AS DOUBLE PRECISION) AS "v4_double"
  FROM s
), g AS (
  SELECT
    COUNT(*) AS "m1_count",
    SUM(r.v2_int) AS "m2_sum",
    MAX(r.v3_int) AS "m3_int",
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
      CAST(r.v4_double AS DOUBLE PRECISION)) AS "m4_value"
  FROM r
)
SELECT
  g.m1_count,
  g.m2_sum,
  g.m3_int,
  g.m4_value
FROM g
LIMIT %(p3)s
