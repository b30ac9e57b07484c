-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'a"b\'\\ é.$*[0]:p0'
-- p2: float = 1.0

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND CASE
    WHEN (
      SELECT
        e.type
      FROM JSON_EACH(c.attributes) AS e
      WHERE
        e.key IN (:p1)
      LIMIT 1
    ) IN ('integer', 'real')
    THEN CAST((
      SELECT
        e2.value
      FROM JSON_EACH(c.attributes) AS e2
      WHERE
        e2.key IN (:p1)
      LIMIT 1
    ) AS REAL)
    WHEN (
      SELECT
        e3.type
      FROM JSON_EACH(c.attributes) AS e3
      WHERE
        e3.key IN (:p1)
      LIMIT 1
    ) = 'text'
    THEN CASE
      WHEN LENGTH(
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        )
      ) <= 40
      AND NOT (
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        ) GLOB '*[^0-9eE+.-]*'
      )
      AND NOT (
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        ) GLOB '*[eE][0-9][0-9][0-9]*'
      )
      AND NOT (
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        ) GLOB '*[eE][+-][0-9][0-9][0-9]*'
      )
      AND JSON_VALID(
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        )
      )
      THEN CAST(JSON_EXTRACT(
        (
          SELECT
            e4.value
          FROM JSON_EACH(c.attributes) AS e4
          WHERE
            e4.key IN (:p1)
          LIMIT 1
        ),
        '$'
      ) AS REAL)
    END
  END = :p2
ORDER BY
  c.started_at,
  c.id
