-- groups
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: float = 0.0
-- p3: int = 2

WITH s AS (
  SELECT
    c.wb_run_step AS "v2_integer",
    c.started_at AS "v3_integer",
    c.ended_at - c.started_at AS "v4_integer"
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND CASE
      WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c.inputs, :p1) AS REAL)
      WHEN JSON_TYPE(c.inputs, :p1) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c.inputs, :p1)) <= 40
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c.inputs, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c.inputs, :p1))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.inputs, :p1), '$') AS REAL)
      END
    END > :p2
), r AS (
  SELECT
    s.v2_integer AS "v2_int",
    s.v3_integer AS "v3_int",
    CAST(s.v4_integer AS REAL) AS "v4_double"
  FROM s
), r2 AS (
  SELECT
    r.v2_int,
    r.v3_int,
    r.v4_double,
    ROW_NUMBER() OVER (ORDER BY r.v4_double NULLS LAST) - 1 AS "place1",
    COUNT(r.v4_double) OVER () AS "place1_of"
  FROM r
), g AS (
  SELECT
    COUNT(*) AS "m1_count",
    (
      SUM(r2.v2_int >> 32) || ':'
    ) || SUM(r2.v2_int & 4294967295) AS "m2_sum",
    MAX(r2.v3_int) AS "m3_int",
    MAX(
      CASE
        WHEN r2.v4_double IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              r2.place1_of - 1
            ) * 50000000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 50000000
            ) % 100000000
          )
        )
        THEN r2.v4_double
      END
    ) AS "m4_value_low",
    MAX(
      CASE
        WHEN r2.v4_double IS NOT NULL
        AND (
          r2.place1 * 100000000
        ) = (
          (
            (
              (
                r2.place1_of - 1
              ) * 50000000
            ) - (
              (
                (
                  r2.place1_of - 1
                ) * 50000000
              ) % 100000000
            )
          ) + 100000000
        )
        THEN r2.v4_double
      END
    ) AS "m4_value_high",
    MAX(
      CASE
        WHEN r2.v4_double IS NOT NULL
        THEN (
          (
            r2.place1_of - 1
          ) * 50000000
        ) % 100000000
      END
    ) AS "m4_value_rest"
  FROM r2
), g2 AS (
  SELECT
    g.m1_count,
    g.m2_sum,
    g.m3_int,
    g.m4_value_low + (
      (
        COALESCE(g.m4_value_high, g.m4_value_low) - g.m4_value_low
      ) * (
        CAST(g.m4_value_rest AS REAL) / 100000000.0
      )
    ) AS "m4_value"
  FROM g
)
SELECT
  g2.m1_count,
  g2.m2_sum,
  g2.m3_int,
  g2.m4_value
FROM g2
LIMIT :p3
