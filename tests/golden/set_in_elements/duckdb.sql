-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '/score'
-- p5: float = 0.0
-- p6: string = '/items'
-- p7: float = 1.0

WITH feedback_rows1 AS (
  SELECT
    CASE
      WHEN COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      THEN SUBSTR(f.weave_ref, LENGTH($p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH($p3) + 1)
    END AS "id"
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.feedback_type = $p1
    AND (
      COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      OR COALESCE(STARTS_WITH(f.weave_ref, $p3), FALSE)
    )
    AND CASE
      WHEN JSON_TYPE(f.payload, $p4) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(f.payload, $p4),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(f.payload, $p4)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(f.payload, $p4) AS DOUBLE)
    END > $p5
)
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
  AND LIST_EXTRACT(
    LIST_TRANSFORM(
      LIST_VALUE(c.id IN (
        SELECT
          feedback_rows1.id
        FROM feedback_rows1
      )),
      LAMBDA v1 : LEN(
        LIST_FILTER(
          CASE
            WHEN JSON_TYPE(c.output, $p6) = 'ARRAY'
            THEN CAST(JSON_EXTRACT(c.output, $p6) AS JSON[])
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
            END = $p7
            AND v1,
            FALSE
          )
        )
      ) > 0
    ),
    1
  )
ORDER BY
  c.started_at,
  c.id
