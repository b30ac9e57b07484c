-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['ana', 'bo']
-- p2: string = '/v'

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
  AND c.wb_user_id IN (
    SELECT
      UNNEST($p1)
  )
ORDER BY
  CASE
    WHEN COALESCE(JSON_TYPE(c.inputs, $p2) = 'NULL', TRUE)
    THEN 3
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, $p2) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p2),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p2)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, $p2) IN ('VARCHAR', 'BOOLEAN')
      THEN JSON_EXTRACT_STRING(c.inputs, $p2)
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN JSON_TYPE(c.inputs, $p2) <> 'VARCHAR'
    OR (
      REGEXP_MATCHES(
        JSON_EXTRACT_STRING(c.inputs, $p2),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p2)) <= 40
    )
    THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
  END + 0.0,
  CASE
    WHEN CASE
      WHEN JSON_TYPE(c.inputs, $p2) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p2),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p2)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p2) AS DOUBLE)
    END IS NULL
    THEN CASE
      WHEN JSON_TYPE(c.inputs, $p2) IN ('VARCHAR', 'BOOLEAN')
      THEN JSON_EXTRACT_STRING(c.inputs, $p2)
    END
  END,
  c.id DESC
