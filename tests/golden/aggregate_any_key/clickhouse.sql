-- groups
-- p0: string = 'acme/bot'
-- p1: array<string> = '["t0", "t1", "t2"]'
-- p2: string = 'v'
-- p3: int = 1001

WITH s AS (
  SELECT
    CASE
      WHEN JSONType(c.inputs, {p2: String}) = 'Null' AND JSONHas(c.inputs, {p2: String})
      THEN 'null'
      WHEN JSONType(c.inputs, {p2: String}) = 'Null'
      THEN 'missing'
      WHEN JSONType(c.inputs, {p2: String}) = 'Bool'
      THEN 'bool'
      WHEN JSONType(c.inputs, {p2: String}) = 'String'
      THEN 'string'
      WHEN JSONType(c.inputs, {p2: String}) = 'Array'
      THEN 'array'
      WHEN JSONType(c.inputs, {p2: String}) = 'Object'
      THEN 'object'
      ELSE 'number'
    END AS "d1_kind",
    CASE
      WHEN JSONType(c.inputs, {p2: String}) = 'Int64'
      THEN JSONExtractInt(c.inputs, {p2: String})
    END AS "d1_int",
    CASE
      WHEN JSONType(c.inputs, {p2: String}) IN ('Int64', 'UInt64', 'Double')
      THEN JSONExtractFloat(c.inputs, {p2: String})
    END AS "d1_float",
    CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p2: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p2: String}) = TRUE
      END
      THEN 1
      WHEN NOT CASE
        WHEN JSONType(c.inputs, {p2: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p2: String}) = TRUE
      END
      THEN 0
    END AS "d1_bool",
    CASE
      WHEN JSONType(c.inputs, {p2: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p2: String})
    END AS "d1_text",
    c.op_name AS "v2_key_text"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.trace_id IN (
      SELECT
        arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
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
LIMIT {p3: UInt64}
