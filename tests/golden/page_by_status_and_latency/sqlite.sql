-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."status_counts"."error"'
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
        WHEN JSON_TYPE(c.summary, :p1) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c.summary, :p1) AS REAL)
        WHEN JSON_TYPE(c.summary, :p1) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(c.summary, :p1)) <= 40
          AND NOT (
            JSON_EXTRACT(c.summary, :p1) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(c.summary, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(c.summary, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(c.summary, :p1))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c.summary, :p1), '$') AS REAL)
        END
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "weave_place_0",
    CAST(c.ended_at - c.started_at AS REAL) / 1000.0 AS "weave_place_1"
  FROM calls AS c
  WHERE
    c.project_id = :p0 AND c.deleted_at IS NULL
)
SELECT
  placed.id,
  placed.project_id,
  placed.op_name,
  placed.trace_id,
  placed.started_at,
  placed.weave_place_0,
  placed.weave_place_1
FROM placed
WHERE
  placed.weave_place_0 >= :p2
  AND (
    placed.weave_place_0 > :p2
    OR placed.weave_place_1 < :p3
    OR placed.weave_place_1 IS NULL
    OR (
      placed.weave_place_1 = :p3 AND placed.id < :p4
    )
  )
ORDER BY
  placed.weave_place_0,
  placed.weave_place_1 DESC,
  placed.id DESC
LIMIT :p5
