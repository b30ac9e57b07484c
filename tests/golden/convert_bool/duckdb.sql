-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: bool = True

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
  AND COALESCE(
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
    END,
    CASE
      WHEN JSON_TYPE(c.inputs, $p1) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
      THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END <> 0.0,
    CASE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END = 'true'
      THEN TRUE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END = '1'
      THEN TRUE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END = 'false'
      THEN FALSE
      WHEN CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p1)
      END = '0'
      THEN FALSE
    END
  ) = $p2
ORDER BY
  c.started_at,
  c.id
