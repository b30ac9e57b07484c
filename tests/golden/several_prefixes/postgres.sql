-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['answer']
-- p2: array<string> = ['weave:///acme/bot/op/answer_2:', 'weave:///acme/bot/op/retrieve:']

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
  AND (
    c.op_name = ANY(
      CAST(%(p1)s AS TEXT[])
    )
    OR EXISTS(
      SELECT
        1
      FROM UNNEST(CAST(%(p2)s AS TEXT[])) AS x(v)
      WHERE
        STARTS_WITH(c.op_name, x.v)
    )
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
