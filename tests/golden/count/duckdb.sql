-- stats
-- p0: string = 'acme/bot'
-- p1: string = '/v'
-- p2: float = 5.0

SELECT
  COUNT(*) AS "count"
FROM calls AS c
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND CASE
    WHEN JSON_TYPE(c.inputs, $p1) <> 'VARCHAR'
    OR (
      REGEXP_MATCHES(
        JSON_EXTRACT_STRING(c.inputs, $p1),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND LENGTH(JSON_EXTRACT_STRING(c.inputs, $p1)) <= 40
    )
    THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p1) AS DOUBLE)
  END = $p2
