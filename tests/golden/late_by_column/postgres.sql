-- calls
-- p0: string = 'acme/bot'
-- p1: int = 7
-- p2: int = 2

WITH page AS MATERIALIZED (
  SELECT
    c2.id
  FROM calls AS c2
  WHERE
    c2.project_id = %(p0)s AND c2.deleted_at IS NULL
  ORDER BY
    c2.display_name COLLATE "C",
    c2.ended_at DESC NULLS LAST,
    c2.id COLLATE "C" DESC
  LIMIT %(p1)s
  OFFSET %(p2)s
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at",
  CAST(c.inputs AS TEXT) AS "inputs"
FROM calls AS c
JOIN page
  ON c.id = page.id
WHERE
  c.project_id = %(p0)s
ORDER BY
  c.display_name COLLATE "C",
  c.ended_at DESC NULLS LAST,
  c.id COLLATE "C" DESC
