-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: array<string> = ['gpt-4']
-- p3: array<float> = [5.0]
-- p4: array<bool> = [True]
-- p5: array<string> = ['true']

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
    COALESCE(JSON_TYPE(c.inputs, $p1) = 'NULL', TRUE)
    OR JSON_EXTRACT_STRING(c.inputs, $p1) IN (
      SELECT
        UNNEST($p2)
    )
    OR CASE
      WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.inputs, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
    END IN (
      SELECT
        UNNEST($p3)
    )
    OR CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'BOOLEAN'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1) = 'true'
    END IN (
      SELECT
        UNNEST($p4)
    )
    OR CASE
      WHEN JSON_TYPE(c.inputs, $p1) = 'VARCHAR'
      THEN JSON_EXTRACT_STRING(c.inputs, $p1)
    END IN (
      SELECT
        UNNEST($p5)
    )
  )
ORDER BY
  c.started_at,
  c.id
