-- calls
-- p0: string = 'acme/bot'
-- p1: int = 7
-- p2: int = 2

WITH page AS (
  SELECT
    c2.id
  FROM calls AS c2
  WHERE
    c2.project_id = :p0 AND c2.deleted_at IS NULL
  ORDER BY
    c2.display_name NULLS LAST,
    c2.ended_at DESC,
    c2.id DESC
  LIMIT :p1
  OFFSET :p2
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at,
  c.inputs
FROM calls AS c
JOIN page
  ON c.id = page.id
WHERE
  c.project_id = :p0
ORDER BY
  c.display_name NULLS LAST,
  c.ended_at DESC,
  c.id DESC
