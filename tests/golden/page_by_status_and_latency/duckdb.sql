-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/status_counts/error'
-- p2: string = 'error'
-- p3: float = 0.0
-- p4: string = 'c12'
-- p5: int = 5

WITH placed AS (
  SELECT
    c.id,
    c.project_id,
    c.op_name,
    c.trace_id,
    c.started_at,
    CASE
      WHEN c.exception IS NOT NULL
      THEN 'error'
      WHEN CASE
        WHEN JSON_TYPE(c.summary, $p1) <> 'VARCHAR'
        OR (
          REGEXP_MATCHES(
            JSON_EXTRACT_STRING(c.summary, $p1),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND LENGTH(JSON_EXTRACT_STRING(c.summary, $p1)) <= 40
        )
        THEN TRY_CAST(JSON_EXTRACT_STRING(c.summary, $p1) AS DOUBLE)
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "weave_place_0",
    CAST(EPOCH_US(c.ended_at) - EPOCH_US(c.started_at) AS DOUBLE) / 1000.0 AS "weave_place_1"
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
  placed.weave_place_0,
  placed.weave_place_1
FROM placed
WHERE
  placed.weave_place_0 >= $p2
  AND (
    placed.weave_place_0 > $p2
    OR placed.weave_place_1 < $p3
    OR placed.weave_place_1 IS NULL
    OR (
      placed.weave_place_1 = $p3 AND placed.id < $p4
    )
  )
ORDER BY
  placed.weave_place_0,
  placed.weave_place_1 DESC,
  placed.id DESC
LIMIT $p5
