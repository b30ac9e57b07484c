-- calls
-- p0: string = 'acme/bot'
-- p1: string = '/items'
-- p2: float = 5.0
-- p3: string = '/5'
-- p4: float = 1.0

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
  AND LEN(
    LIST_FILTER(
      CASE
        WHEN JSON_TYPE(c.inputs, $p1) = 'ARRAY'
        THEN CAST(JSON_EXTRACT(c.inputs, $p1) AS JSON[])
        ELSE LIST_VALUE()
      END,
      LAMBDA x : COALESCE(
        CASE
          WHEN JSON_TYPE(x, '$') <> 'VARCHAR'
          OR (
            REGEXP_MATCHES(
              JSON_EXTRACT_STRING(x, '$'),
              '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            )
            AND LENGTH(JSON_EXTRACT_STRING(x, '$')) <= 40
          )
          THEN TRY_CAST(JSON_EXTRACT_STRING(x, '$') AS DOUBLE)
        END = $p2
        OR CASE
          WHEN CASE WHEN JSON_TYPE(x, '$') = 'OBJECT' THEN JSON_TYPE(x, $p3) END <> 'VARCHAR'
          OR (
            REGEXP_MATCHES(
              CASE WHEN JSON_TYPE(x, '$') = 'OBJECT' THEN JSON_EXTRACT_STRING(x, $p3) END,
              '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
            )
            AND LENGTH(CASE WHEN JSON_TYPE(x, '$') = 'OBJECT' THEN JSON_EXTRACT_STRING(x, $p3) END) <= 40
          )
          THEN TRY_CAST(CASE WHEN JSON_TYPE(x, '$') = 'OBJECT' THEN JSON_EXTRACT_STRING(x, $p3) END AS DOUBLE)
        END = $p4,
        FALSE
      )
    )
  ) > 0
ORDER BY
  c.started_at,
  c.id
