-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'answer'

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
  AND COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN CONTAINS(c.op_name, '/op/') AND INSTR(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
      THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
    END,
    c.op_name
  ) = $p1
ORDER BY
  c.started_at,
  c.id
