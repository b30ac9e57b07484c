-- groups
-- p0: string = 'acme/bot'
-- p1: array<string> = ['t0', 't1', 't2']
-- p2: array<string> = ['v']
-- p3: int = 1001

WITH s AS (
  SELECT
    COALESCE(
      CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
        THEN 'bool'
        ELSE JSONB_TYPEOF(c.inputs #> %(p2)s)
      END,
      'missing'
    ) AS "d1_kind",
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
      THEN CASE
        WHEN (
          (
            c.inputs #> %(p2)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            c.inputs #> %(p2)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            c.inputs #> %(p2)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            c.inputs #> %(p2)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "d1_int",
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
      THEN CAST((
        c.inputs #> %(p2)s
      ) #>> '{}' AS DOUBLE PRECISION)
    END AS "d1_float",
    CASE
      WHEN CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'boolean'
        THEN CAST((
          c.inputs #> %(p2)s
        ) #>> '{}' AS BOOLEAN)
      END
      THEN 0
    END AS "d1_bool",
    CASE
      WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'string'
      THEN (
        c.inputs #> %(p2)s
      ) #>> '{}'
    END AS "d1_text",
    c.op_name AS "v2_key_text"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.trace_id = ANY(
      CAST(%(p1)s AS TEXT[])
    )
), r AS (
  SELECT
    CASE
      WHEN s.d1_kind = 'number'
      THEN 0
      WHEN s.d1_kind = 'string'
      THEN 1
      WHEN s.d1_kind = 'bool'
      THEN 2
      WHEN s.d1_kind = 'timestamp'
      THEN 3
      WHEN s.d1_kind = 'array'
      THEN 4
      WHEN s.d1_kind = 'object'
      THEN 5
      ELSE 6
    END AS "d1_rank",
    COALESCE(s.d1_float, 0.0) + 0.0 AS "d1_number",
    COALESCE(
      CASE
        WHEN s.d1_int < -9007199254740992 OR s.d1_int > 9007199254740992
        THEN s.d1_int
      END,
      s.d1_bool,
      0
    ) AS "d1_whole",
    COALESCE(s.d1_text, '') AS "d1_text",
    s.v2_key_text
  FROM s
), g AS (
  SELECT
    r.d1_rank,
    r.d1_number,
    r.d1_whole,
    r.d1_text,
    COUNT(*) AS "m1_count",
    COUNT(DISTINCT r.v2_key_text) AS "m2_key_text"
  FROM r
  GROUP BY
    r.d1_rank,
    r.d1_number,
    r.d1_whole,
    r.d1_text
)
SELECT
  g.d1_rank,
  g.d1_number,
  g.d1_whole,
  g.d1_text,
  g.m1_count,
  g.m2_key_text
FROM g
ORDER BY
  g.m1_count DESC NULLS LAST,
  g.d1_rank,
  g.d1_number,
  g.d1_whole,
  g.d1_text COLLATE "C"
LIMIT %(p3)s
