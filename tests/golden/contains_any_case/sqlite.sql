-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."v"'
-- p2: string = '*[Rr][Ee][Ff][Uu][Nn][Dd] [Éé]*'

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
    CASE WHEN JSON_TYPE(c.inputs, :p1) = 'text' THEN JSON_EXTRACT(c.inputs, :p1) END GLOB :p2
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
          TYPEOF(t.key) = 'text' AND t.key GLOB :p2
        )
        OR (
          t.type = 'text' AND t.atom GLOB :p2
        )
    )
  )
ORDER BY
  c.started_at,
  c.id
