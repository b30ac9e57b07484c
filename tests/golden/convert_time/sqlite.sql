-- calls
-- p0: string = 'acme/bot'
-- p1: int = 1761998400

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
  AND c.deleted_at IS NULL
  AND (
    (
      c.started_at - (
        (
          (
            c.started_at % 1000000
          ) + 1000000
        ) % 1000000
      )
    ) / 1000000
  ) > :p1
ORDER BY
  c.started_at,
  c.id
