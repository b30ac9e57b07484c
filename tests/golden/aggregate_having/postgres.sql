-- groups
-- p0: string = 'acme/bot'
-- p1: array<string> = ['status_counts', 'error']
-- p2: string = 'error'
-- p3: string = 'error'
-- p4: int = 0
-- p5: int = 4

WITH s AS (
  SELECT
    COALESCE(
      CASE WHEN c.display_name <> '' THEN c.display_name END,
      CASE
        WHEN STRPOS(c.op_name, '/op/') > 0
        AND STRPOS(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
        THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
      END,
      c.op_name
    ) AS "d1_text",
    CASE
      WHEN CASE
        WHEN c.exception IS NOT NULL
        THEN 'error'
        WHEN CASE
          WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
          THEN CAST((
            c.summary #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
          WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'string'
          THEN CASE
            WHEN (
              (
                c.summary #> %(p1)s
              ) #>> '{}'
            ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            AND LENGTH((
              c.summary #> %(p1)s
            ) #>> '{}') <= 40
            THEN CAST((
              c.summary #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        END > 0.0
        THEN 'descendant_error'
        WHEN c.ended_at IS NULL
        THEN 'running'
        ELSE 'success'
      END = %(p2)s
      THEN 1
    END AS "v1_where",
    CASE
      WHEN CASE
        WHEN c.exception IS NOT NULL
        THEN 'error'
        WHEN CASE
          WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
          THEN CAST((
            c.summary #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
          WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'string'
          THEN CASE
            WHEN (
              (
                c.summary #> %(p1)s
              ) #>> '{}'
            ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            AND LENGTH((
              c.summary #> %(p1)s
            ) #>> '{}') <= 40
            THEN CAST((
              c.summary #> %(p1)s
            ) #>> '{}' AS DOUBLE PRECISION)
          END
        END > 0.0
        THEN 'descendant_error'
        WHEN c.ended_at IS NULL
        THEN 'running'
        ELSE 'success'
      END = %(p3)s
      THEN 1
      ELSE 0
    END AS "v2_integer"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s AND c.deleted_at IS NULL
), r AS (
  SELECT
    COALESCE(s.d1_text, '') AS "d1_text",
    CASE WHEN s.v1_where = 1 THEN 1 END AS "v1_there",
    CAST(s.v2_integer AS DOUBLE PRECISION) AS "v2_double",
    s.v2_integer AS "v2_int",
    CAST(s.v2_integer AS DOUBLE PRECISION) AS "v2_low"
  FROM s
), g AS (
  SELECT
    r.d1_text,
    COUNT(r.v1_there) AS "m1_count",
    SUM(r.v2_int) AS "m2_sum",
    COUNT(r.v2_double) AS "m2_count",
    SUM(r.v2_low) AS "m2_low"
  FROM r
  GROUP BY
    r.d1_text
)
SELECT
  g.d1_text,
  g.m1_count,
  g.m2_sum,
  g.m2_count,
  g.m2_low
FROM g
WHERE
  g.m1_count > %(p4)s
ORDER BY
  CASE
    WHEN g.m2_count > 0
    THEN COALESCE(g.m2_low, 0.0) / CAST(g.m2_count AS DOUBLE PRECISION)
  END DESC NULLS LAST,
  g.d1_text COLLATE "C"
LIMIT %(p5)s
