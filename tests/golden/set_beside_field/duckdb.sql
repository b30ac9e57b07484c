-- calls
-- p0: string = 'acme/sets'
-- p1: string = 'quality'
-- p2: string = 'weave-trace-internal:///acme/sets/call/'
-- p3: string = 'weave:///acme/sets/call/'
-- p4: string = '/score'
-- p5: string = '/expected'

WITH feedback2 AS (
  SELECT
    CASE
      WHEN COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      THEN SUBSTR(f.weave_ref, LENGTH($p2) + 1)
      ELSE SUBSTR(f.weave_ref, LENGTH($p3) + 1)
    END AS "belongs_to",
    f.payload
  FROM feedback AS f
  WHERE
    f.project_id = $p0
    AND f.feedback_type = $p1
    AND (
      COALESCE(STARTS_WITH(f.weave_ref, $p2), FALSE)
      OR COALESCE(STARTS_WITH(f.weave_ref, $p3), FALSE)
    )
), feedback_rows1 AS (
  SELECT
    c.id
  FROM calls AS c
  JOIN feedback2
    ON c.id = feedback2.belongs_to
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND (
      CASE
        WHEN JSON_TYPE(feedback2.payload, $p4) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(feedback2.payload, $p4)
      END = CASE
        WHEN JSON_TYPE(c.inputs, $p5) = 'VARCHAR'
        THEN JSON_EXTRACT_STRING(c.inputs, $p5)
      END
      OR CASE
        WHEN JSON_TYPE(feedback2.payload, $p4) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(feedback2.payload, $p4) = 'true'
      END = CASE
        WHEN JSON_TYPE(c.inputs, $p5) = 'BOOLEAN'
        THEN JSON_EXTRACT_STRING(c.inputs, $p5) = 'true'
      END
      OR CASE
        WHEN CASE
          WHEN JSON_TYPE(c.inputs, $p5) IN ('BIGINT', 'UBIGINT')
          THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p5) AS BIGINT)
        END IS NOT NULL
        THEN CASE
          WHEN CASE
            WHEN JSON_TYPE(feedback2.payload, $p4) IN ('BIGINT', 'UBIGINT')
            THEN TRY_CAST(JSON_EXTRACT_STRING(feedback2.payload, $p4) AS BIGINT)
          END IS NOT NULL
          THEN CASE
            WHEN JSON_TYPE(feedback2.payload, $p4) IN ('BIGINT', 'UBIGINT')
            THEN TRY_CAST(JSON_EXTRACT_STRING(feedback2.payload, $p4) AS BIGINT)
          END = CASE
            WHEN JSON_TYPE(c.inputs, $p5) IN ('BIGINT', 'UBIGINT')
            THEN TRY_CAST(JSON_EXTRACT_STRING(c.inputs, $p5) AS BIGINT)
          END
          ELSE CASE
            WHEN JSON_TYPE(feedback2.payload, $p4) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(feedback2.payload, $p4) AS DOUBLE)
          END = CASE
            WHEN JSON_TYPE(c.inputs, $p5) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
            THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p5) AS DOUBLE)
          END
        END
        ELSE CASE
          WHEN JSON_TYPE(feedback2.payload, $p4) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(feedback2.payload, $p4) AS DOUBLE)
        END = CASE
          WHEN JSON_TYPE(c.inputs, $p5) IN ('BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT')
          THEN CAST(JSON_EXTRACT_STRING(c.inputs, $p5) AS DOUBLE)
        END
      END
    )
)
SELECT
  c2.id,
  c2.project_id,
  c2.op_name,
  c2.trace_id,
  EPOCH_US(c2.started_at) AS "started_at"
FROM calls AS c2
WHERE
  c2.project_id = $p0
  AND c2.deleted_at IS NULL
  AND c2.id IN (
    SELECT
      feedback_rows1.id
    FROM feedback_rows1
  )
ORDER BY
  c2.started_at,
  c2.id
