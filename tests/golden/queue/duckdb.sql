-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'queue0'
-- p2: string = 's1'

WITH annotation_queue_items_rows1 AS (
  SELECT
    a.call_id AS "id"
  FROM annotation_queue_items AS a
  WHERE
    a.project_id = $p0 AND a.deleted_at IS NULL AND a.queue_id = $p1
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND (
    c.id IN (
      SELECT
        annotation_queue_items_rows1.id
      FROM annotation_queue_items_rows1
    )
    OR c.id = $p2
  )
ORDER BY
  c.started_at,
  c.id
