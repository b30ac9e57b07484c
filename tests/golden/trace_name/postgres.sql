-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'answer'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN STRPOS(c.op_name, '/op/') > 0
      AND STRPOS(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
      THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
    END,
    c.op_name
  ) = %(p1)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
