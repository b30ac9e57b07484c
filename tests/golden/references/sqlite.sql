-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = '["é%_:2"]'
-- p2: string = 'weave:///acme/bot/object/prompt:'
-- p3: array<string> = '["other:1"]'

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
  AND EXISTS(
    SELECT
      1
    FROM JSON_EACH(c.input_refs) AS e
    WHERE
      e.value IN (
        SELECT
          value
        FROM JSON_EACH(:p1) AS e2
      )
      OR SUBSTR(e.value, 1, LENGTH(:p2)) = :p2
  )
  AND EXISTS(
    SELECT
      1
    FROM JSON_EACH(c.output_refs) AS e3
    WHERE
      e3.value IN (
        SELECT
          value
        FROM JSON_EACH(:p3) AS e4
      )
  )
ORDER BY
  c.started_at,
  c.id
