-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."items"'
-- p2: float = 5.0
-- p3: string = '$."5"'
-- p4: float = 1.0

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
  AND EXISTS(
    SELECT
      1
    FROM JSON_EACH(
      CASE
        WHEN JSON_TYPE(c.inputs, :p1) = 'array'
        THEN JSON_EXTRACT(c.inputs, :p1)
        ELSE '[]'
      END
    ) AS e
    WHERE
      COALESCE(
        CASE
          WHEN e.type IN ('integer', 'real')
          THEN CAST(e.value AS REAL)
          WHEN e.type = 'text'
          THEN CASE
            WHEN LENGTH(e.value) <= 40
            AND NOT (
              e.value GLOB '*[^0-9eE+.-]*'
            )
            AND NOT (
              e.value GLOB '*[eE][0-9][0-9][0-9]*'
            )
            AND NOT (
              e.value GLOB '*[eE][+-][0-9][0-9][0-9]*'
            )
            AND JSON_VALID(e.value)
            THEN CAST(JSON_EXTRACT(e.value, '$') AS REAL)
          END
        END = :p2
        OR CASE
          WHEN JSON_TYPE(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) AS REAL)
          WHEN JSON_TYPE(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) = 'text'
          THEN CASE
            WHEN LENGTH(
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3)
            ) <= 40
            AND NOT (
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) GLOB '*[^0-9eE+.-]*'
            )
            AND NOT (
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
            )
            AND NOT (
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
            )
            AND JSON_VALID(
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3)
            )
            THEN CAST(JSON_EXTRACT(
              JSON_EXTRACT(CASE WHEN e.type IN ('object', 'array') THEN e.value ELSE 'null' END, :p3),
              '$'
            ) AS REAL)
          END
        END = :p4,
        FALSE
      )
  )
ORDER BY
  c.started_at,
  c.id
