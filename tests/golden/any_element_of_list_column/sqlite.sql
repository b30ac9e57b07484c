-- calls
-- p0: string = 'acme/bot'
-- p1: string = ':v2'

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
      LENGTH(e.value) >= LENGTH(:p1)
      AND SUBSTR(e.value, (
        LENGTH(e.value) - LENGTH(:p1)
      ) + 1) = :p1
  )
ORDER BY
  c.started_at,
  c.id
