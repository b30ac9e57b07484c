-- groups
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: float = 0.0
-- p3: int = 2

WITH s AS (
  SELECT
    c.wb_run_step AS "v2_integer",
    EPOCH_US(c.started_at) AS "v3_integer",
    EPOCH_US(c.ended_at) - EPOCH_US(c.started_at) AS "v4_integer"
  FROM calls AS c
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND CASE
      WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END > $p2
), r AS (
  SELECT
    s.v2_integer AS "v2_int",
    s.v3_integer AS "v3_int",
    CAST(s.v4_integer AS DOUBLE) AS "v4_double"
  FROM s
), g AS (
  SELECT
    COUNT(*) AS "m1_count",
    SUM(r.v2_int) AS "m2_sum",
    MAX(r.v3_int) AS "m3_int",
    LIST_EXTRACT(QUANTILE_CONT(CAST(r.v4_double AS DOUBLE), LIST_VALUE(0.5)), 1) AS "m4_value"
  FROM r
)
SELECT
  g.m1_count,
  g.m2_sum,
  g.m3_int,
  g.m4_value
FROM g
LIMIT $p3
