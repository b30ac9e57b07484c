-- calls
-- p0: string = 'acme/bot'
-- p1: int = 4

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at",
  c.storage_size_bytes,
  CASE WHEN c.parent_id IS NULL THEN 1 ELSE 0 END AS "weave_is_root"
FROM calls AS c
WHERE
  c.project_id = $p0 AND c.deleted_at IS NULL
ORDER BY
  c.started_at,
  c.id
LIMIT $p1

-- sizes
-- p0: string = 'acme/bot'
-- p1: int = 4

WITH page AS (
  SELECT
    c2.trace_id,
    CASE WHEN c2.parent_id IS NULL THEN 1 ELSE 0 END AS "weave_is_root"
  FROM calls AS c2
  WHERE
    c2.project_id = $p0 AND c2.deleted_at IS NULL
  ORDER BY
    c2.started_at,
    c2.id
  LIMIT $p1
), roots AS (
  SELECT
    page.trace_id
  FROM page
  WHERE
    page.weave_is_root = 1
), traces AS (
  SELECT
    roots.trace_id
  FROM roots
  GROUP BY
    roots.trace_id
)
SELECT
  c.trace_id,
  SUM(c.storage_size_bytes) AS "size"
FROM calls AS c
JOIN traces
  ON c.trace_id = traces.trace_id
WHERE
  c.project_id = $p0 AND c.deleted_at IS NULL
GROUP BY
  c.trace_id
