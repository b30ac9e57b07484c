-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = 'efund'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND (
    COALESCE(
      CONTAINS(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
          THEN JSON_EXTRACT_STRING(c.inputs, $p1)
        END,
        $p2
      ),
      FALSE
    )
    OR EXISTS(
      SELECT
        1
      FROM JSON_TREE(
        CASE
          WHEN JSON_TYPE(c.inputs, $p1) IN ('ARRAY', 'OBJECT')
          THEN JSON_EXTRACT(c.inputs, $p1)
        END
      ) AS t
      WHERE
        (
          t.key IS NOT NULL
          AND NOT SUFFIX(t.fullkey, ']')
          AND COALESCE(CONTAINS(t.key, $p2), FALSE)
        )
        OR (
          t.type = 'VARCHAR'
          AND COALESCE(CONTAINS(JSON_EXTRACT_STRING(t.value, '$'), $p2), FALSE)
        )
    )
  )
ORDER BY
  c.started_at,
  c.id
