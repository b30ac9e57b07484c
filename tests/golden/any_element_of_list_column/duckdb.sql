-- calls
-- p0: string = 'acme/bot'
-- p1: string = ':v2'

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
  AND LEN(LIST_FILTER(c.input_refs, LAMBDA x : COALESCE(SUFFIX(x, $p1), FALSE))) > 0
ORDER BY
  c.started_at,
  c.id
