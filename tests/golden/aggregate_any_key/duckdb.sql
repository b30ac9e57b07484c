-- groups
-- p0: string = 'acme/bot'
-- p1: array<string> = ['t0', 't1', 't2']
-- p2: string = '/v'
-- p3: int = 1001

WITH s AS (
  SELECT
    CASE
      WHEN JSON_TYPE(c.inputs, $p2) IS NULL
      THEN 'missing'
      WHEN JSON_TYPE(c.inputs, $p2) = 'NULL'
      THEN 'null'
      WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
      THEN 'bool'
      WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
      THEN 'string'
      WHEN JSON_TYPE(c.inputs, $p2) = 'ARRAY'
      THEN 'array'
      WHEN JSON_TYPE(c.inputs, $p2) = 'OBJECT'
      THEN 'object'
      ELSE 'number'
    END AS "d1_kind",
    CASE
      WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS BIGINT)
    END AS "d1_int",
    CASE
      WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
    END AS "d1_float",
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSON_TYPE(c.inputs, $p2) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p2) = 'true'
      END
      THEN 0
    END AS "d1_bool",
    CASE
      WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p2)
    END AS "d1_text",
    c.op_name AS "v2_key_text"
  FROM calls AS c
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND c.trace_id IN (
      SELECT
        UNNEST($p1)
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
  g.m1_count DESC,
  g.d1_rank,
  g.d1_number,
  g.d1_whole,
  g.d1_text
LIMIT $p3
