-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['é%_:2']
-- p2: string = 'weave:///acme/bot/object/prompt:'
-- p3: array<string> = ['other:1']

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
  AND LEN(
    LIST_FILTER(
      c.input_refs,
      LAMBDA x : LIST_CONTAINS($p1, x) OR COALESCE(STARTS_WITH(x, $p2), FALSE)
    )
  ) > 0
  AND LIST_HAS_ANY(c.output_refs, $p3)
ORDER BY
  c.started_at,
  c.id
