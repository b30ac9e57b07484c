-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["answer"]'
-- p2: array<string> = '["weave:///acme/bot/op/answer_2:", "weave:///acme/bot/op/retrieve:"]'

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
    c.op_name IN (
      SELECT
        value
      FROM JSON_EACH(:p1) AS e
    )
    OR EXISTS(
      SELECT
        1
      FROM JSON_EACH(:p2) AS e2
      WHERE
        SUBSTR(c.op_name, 1, LENGTH(e2.value)) = e2.value
    )
  )
ORDER BY
  c.started_at,
  c.id
