-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."items"[0]'
-- p2: string = '$."items"."0"'
-- p3: string = '5'
-- p4: float = 5.0

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
    CASE
      WHEN COALESCE(JSON_TYPE(c.inputs, :p1), JSON_TYPE(c.inputs, :p2)) = 'text'
      THEN COALESCE(JSON_EXTRACT(c.inputs, :p1), JSON_EXTRACT(c.inputs, :p2))
    END = :p3
    OR CASE
      WHEN COALESCE(JSON_TYPE(c.inputs, :p1), JSON_TYPE(c.inputs, :p2)) IN ('integer', 'real')
      THEN CAST(COALESCE(JSON_EXTRACT(c.inputs, :p1), JSON_EXTRACT(c.inputs, :p2)) AS REAL)
    END = :p4
  )
ORDER BY
  c.started_at,
  c.id
