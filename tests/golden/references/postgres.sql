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
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND EXISTS(
    SELECT
      1
    FROM UNNEST(c.input_refs) AS x(v)
    WHERE
      x.v = ANY(
        CAST(%(p1)s AS TEXT[])
      ) OR STARTS_WITH(x.v, CAST(%(p2)s AS TEXT))
  )
  AND c.output_refs && CAST(%(p3)s AS TEXT[])
ORDER BY
  c.started_at,
  c.id COLLATE "C"
