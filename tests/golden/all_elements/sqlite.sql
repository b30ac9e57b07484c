-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: float = 5.0

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
    WHEN JSON_TYPE(c.inputs, :p1) IS NULL
    THEN 'missing'
    WHEN JSON_TYPE(c.inputs, :p1) IN ('true', 'false')
    THEN 'bool'
    WHEN JSON_TYPE(c.inputs, :p1) IN ('integer', 'real')
    THEN 'number'
    WHEN JSON_TYPE(c.inputs, :p1) = 'text'
    THEN 'string'
    ELSE JSON_TYPE(c.inputs, :p1)
  END = 'array'
  AND NOT EXISTS(
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
      NOT COALESCE(
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
        END >= :p2,
        FALSE
      )
  )
ORDER BY
  c.started_at,
  c.id
