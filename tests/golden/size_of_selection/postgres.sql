-- stats
-- p0: string = 'acme/bot'
-- p1: int = 5

SELECT
  COUNT(*) AS "count"
FROM (
  SELECT
    1
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s AND c.deleted_at IS NULL AND c.parent_id IS NULL
  LIMIT %(p1)s
) AS limited

-- sizes
-- p0: string = 'acme/bot'

WITH page AS (
  SELECT
    c2.trace_id,
    CASE WHEN c2.parent_id IS NULL THEN 1 ELSE 0 END AS "weave_is_root"
  FROM calls AS c2
  WHERE
    c2.project_id = %(p0)s AND c2.deleted_at IS NULL AND c2.parent_id IS NULL
), roots AS MATERIALIZED (
  SELECT
    page.trace_id
  FROM page
  WHERE
    page.weave_is_root = 1
)
SELECT
  SUM(c.storage_size_bytes) AS "size"
FROM calls AS c
JOIN roots
  ON c.trace_id = roots.trace_id
WHERE
  c.project_id = %(p0)s AND c.deleted_at IS NULL
