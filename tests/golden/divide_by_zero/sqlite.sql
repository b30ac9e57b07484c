-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."n"'
-- p2: string = '$."v"'

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
  AND (
    SELECT
      CASE
        WHEN (
          l.v1 = 0.0 OR ABS(l.v1) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          l.v2 = 0.0 OR ABS(l.v2) BETWEEN 1e-150 AND 1e+150
        )
        AND l.v2 <> 0.0
        THEN l.v1 / l.v2
      END
    FROM (
      SELECT
        CASE
          WHEN JSON_TYPE(c.attributes, :p1) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.attributes, :p1) AS REAL)
        END AS "v1",
        CASE
          WHEN JSON_TYPE(c.inputs, :p2) IN ('integer', 'real')
          THEN CAST(JSON_EXTRACT(c.inputs, :p2) AS REAL)
        END AS "v2"
    ) AS l
  ) IS NULL
ORDER BY
  c.started_at,
  c.id
