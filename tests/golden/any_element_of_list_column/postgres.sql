-- calls
-- p0: string = 'acme/bot'
-- p1: string = ':v2'

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
      RIGHT(x.v, LENGTH(CAST(%(p1)s AS TEXT))) = CAST(%(p1)s AS TEXT)
  )
ORDER BY
  c.started_at,
  c.id COLLATE "C"
