-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: int = 1
-- p3: string = 'gpt-4o'
-- p4: timestamp = 1761996600000003
-- p5: string = 'c23'
-- p6: int = 5

WITH placed AS (
  SELECT
    c2.id,
    c2.started_at,
    CASE
      WHEN COALESCE(JSON_TYPE(c2.inputs, :p1) = 'null', TRUE)
      THEN 3
      WHEN CASE
        WHEN JSON_TYPE(c2.inputs, :p1) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c2.inputs, :p1) AS REAL)
        WHEN JSON_TYPE(c2.inputs, :p1) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(c2.inputs, :p1)) <= 40
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(c2.inputs, :p1))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c2.inputs, :p1), '$') AS REAL)
        END
      END IS NOT NULL
      THEN 0
      WHEN CASE
        WHEN JSON_TYPE(c2.inputs, :p1) = 'text'
        THEN JSON_EXTRACT(c2.inputs, :p1)
        WHEN JSON_TYPE(c2.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c2.inputs, :p1)
      END IS NOT NULL
      THEN 1
      ELSE 2
    END AS "weave_place_0",
    CASE
      WHEN JSON_TYPE(c2.inputs, :p1) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(c2.inputs, :p1) AS REAL)
      WHEN JSON_TYPE(c2.inputs, :p1) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(c2.inputs, :p1)) <= 40
        AND NOT (
          JSON_EXTRACT(c2.inputs, :p1) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(c2.inputs, :p1))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c2.inputs, :p1), '$') AS REAL)
      END
    END + 0.0 AS "weave_place_1",
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c2.inputs, :p1) IN ('integer', 'real')
        THEN CAST(JSON_EXTRACT(c2.inputs, :p1) AS REAL)
        WHEN JSON_TYPE(c2.inputs, :p1) = 'text'
        THEN CASE
          WHEN LENGTH(JSON_EXTRACT(c2.inputs, :p1)) <= 40
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[^0-9eE+.-]*'
          )
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][0-9][0-9][0-9]*'
          )
          AND NOT (
            JSON_EXTRACT(c2.inputs, :p1) GLOB '*[eE][+-][0-9][0-9][0-9]*'
          )
          AND JSON_VALID(JSON_EXTRACT(c2.inputs, :p1))
          THEN CAST(JSON_EXTRACT(JSON_EXTRACT(c2.inputs, :p1), '$') AS REAL)
        END
      END IS NULL
      THEN CASE
        WHEN JSON_TYPE(c2.inputs, :p1) = 'text'
        THEN JSON_EXTRACT(c2.inputs, :p1)
        WHEN JSON_TYPE(c2.inputs, :p1) IN ('true', 'false')
        THEN JSON_TYPE(c2.inputs, :p1)
      END
    END AS "weave_place_2"
  FROM calls AS c2
  WHERE
    c2.project_id = :p0 AND c2.deleted_at IS NULL
), page AS (
  SELECT
    placed.id,
    placed.weave_place_0 AS "key0",
    placed.weave_place_1 AS "key1",
    placed.weave_place_2 AS "key2"
  FROM placed
  WHERE
    placed.weave_place_0 >= :p2
    AND (
      placed.weave_place_0 > :p2
      OR (
        placed.weave_place_1 IS NULL
        AND (
          placed.weave_place_2 < :p3
          OR placed.weave_place_2 IS NULL
          OR (
            placed.weave_place_2 = :p3
            AND placed.started_at >= :p4
            AND (
              placed.started_at > :p4 OR placed.id > :p5
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
  LIMIT :p6
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at,
  c.output,
  page.key0 AS "weave_place_0",
  page.key1 AS "weave_place_1",
  page.key2 AS "weave_place_2"
FROM calls AS c
JOIN page
  ON c.id = page.id
WHERE
  c.project_id = :p0
ORDER BY
  page.key0,
  page.key1 DESC,
  page.key2 DESC,
  c.started_at,
  c.id
