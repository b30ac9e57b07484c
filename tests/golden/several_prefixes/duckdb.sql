-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['answer']
-- p2: array<string> = ['weave:///acme/bot/op/answer_2:', 'weave:///acme/bot/op/retrieve:']

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
    c.op_name IN (
      SELECT
        UNNEST($p1)
    )
    OR LEN(LIST_FILTER($p2, LAMBDA x : COALESCE(STARTS_WITH(c.op_name, x), FALSE))) > 0
  )
ORDER BY
  c.started_at,
  c.id
