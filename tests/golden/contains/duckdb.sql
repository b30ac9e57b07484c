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
    OR COALESCE(
      JSON_TYPE(c.inputs, $p1) IN ('ARRAY', 'OBJECT')
      AND LEN(
        LIST_FILTER(
          REGEXP_EXTRACT_ALL(CAST(JSON_EXTRACT(c.inputs, $p1) AS TEXT), '"(?:[^"\\]|\\.)*"'),
          LAMBDA x : COALESCE(CONTAINS(JSON_EXTRACT_STRING(x, '$'), $p2), FALSE)
        )
      ) > 0,
      FALSE
    )
  )
ORDER BY
  c.started_at,
  c.id
