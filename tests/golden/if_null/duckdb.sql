-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: string = '/w'
-- p3: string = '5'
-- p4: float = 5.0

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
    CASE
      WHEN NOT COALESCE(JSON_TYPE(c.inputs, $p1) = 'NULL', TRUE)
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END
      WHEN NOT COALESCE(JSON_TYPE(c.inputs, $p2) = 'NULL', TRUE)
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p2)
      END
      ELSE c.display_name
    END = $p3
    OR CASE
      WHEN NOT COALESCE(JSON_TYPE(c.inputs, $p1) = 'NULL', TRUE)
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
      END
      WHEN NOT COALESCE(JSON_TYPE(c.inputs, $p2) = 'NULL', TRUE)
      THEN CASE
        WHEN JSON_TYPE(c.inputs, $p2) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
        THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
      END
      ELSE NULL
    END = $p4
  )
ORDER BY
  c.started_at,
  c.id
