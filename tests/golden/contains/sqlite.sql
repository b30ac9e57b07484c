-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = 'efund'

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
    INSTR(
      CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END,
      :p2
    ) > 0
    OR EXISTS(
      SELECT
        1
      FROM JSON_TREE(
        CASE
          WHEN JSON_TYPE(c.inputs, :p1) IN ('object', 'array')
          THEN JSON_EXTRACT(c.inputs, :p1)
          ELSE 'null'
        END
      ) AS t
      WHERE
        (
          TYPEOF(t.key) = 'text' AND INSTR(t.key, :p2) > 0
        )
        OR (
          t.type = 'text' AND INSTR(t.atom, :p2) > 0
        )
    )
  )
ORDER BY
  c.started_at,
  c.id
