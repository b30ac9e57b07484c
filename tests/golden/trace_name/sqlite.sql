-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'answer'

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
  AND COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN INSTR(c.op_name, '/op/') > 0
      AND INSTR(
        JSON_EXTRACT((
          '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
        ) || ']', '$[#-1]'),
        ':'
      ) > 1
      THEN SUBSTR(
        JSON_EXTRACT((
          '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
        ) || ']', '$[#-1]'),
        1,
        INSTR(
          JSON_EXTRACT((
            '[' || REPLACE(JSON_QUOTE(c.op_name), '/op/', '","')
          ) || ']', '$[#-1]'),
          ':'
        ) - 1
      )
    END,
    c.op_name
  ) = :p1
ORDER BY
  c.started_at,
  c.id
