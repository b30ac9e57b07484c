-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: int = 1
-- p3: string = 'gpt-4o'
-- p4: timestamp = 1761996600000003
-- p5: string = 'c23'
-- p6: int = 5

WITH placed AS (
  SELECT
    c.id,
    c.project_id,
    c.op_name,
    c.trace_id,
    c.started_at,
    c.output,
    CASE
      WHEN COALESCE(JSON_TYPE(c.inputs, $p1) = 'NULL', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
        OR (
          REGEXP_MATCHES(
            JSON_EXTRACT_STRING(c.inputs, $p1),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
        )
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) IN ('VARCHAR', 'BOOLEAN')
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "weave_place_0",
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END + 0.0 AS "weave_place_1",
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
        OR (
          REGEXP_MATCHES(
            JSON_EXTRACT_STRING(c.inputs, $p1),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
        )
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
      END IS NULL
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) IN ('VARCHAR', 'BOOLEAN')
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END
    END AS "weave_place_2"
  FROM calls AS c
  WHERE
    c.project_id = $p0 AND c.deleted_at IS NULL
)
SELECT
  placed.id,
  placed.project_id,
  placed.op_name,
  placed.trace_id,
  EPOCH_US(placed.started_at) AS "started_at",
  placed.output,
  placed.weave_place_0,
  placed.weave_place_1,
  placed.weave_place_2
FROM placed
WHERE
  placed.weave_place_0 >= $p2
  AND (
    placed.weave_place_0 > $p2
    OR (
      placed.weave_place_1 IS NULL
      AND (
        placed.weave_place_2 < $p3
        OR placed.weave_place_2 IS NULL
        OR (
          placed.weave_place_2 = $p3
          AND placed.started_at >= MAKE_TIMESTAMP($p4)
          AND (
            placed.started_at > MAKE_TIMESTAMP($p4) OR placed.id > $p5
          )
        )
      )
    )
  )
ORDER BY
  placed.weave_place_0,
  placed.weave_place_1 DESC,
  placed.weave_place_2 DESC,
  placed.started_at,
  placed.id
LIMIT $p6
