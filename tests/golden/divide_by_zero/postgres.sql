-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['n']
-- p2: array<string> = ['v']

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = %(p0)s
  AND c.deleted_at IS NULL
  AND (
    SELECT
      CASE
        WHEN (
          l.v1 = 0.0 OR ABS(l.v1) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          l.v2 = 0.0 OR ABS(l.v2) BETWEEN 1e-150 AND 1e+150
        )
        AND l.v2 <> 0.0
        THEN l.v1 / l.v2
      END
    FROM (
      SELECT
        CASE
          WHEN JSONB_TYPEOF(c.attributes #> %(p1)s) = 'number'
          THEN CAST((
            c.attributes #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END AS "v1",
        CASE
          WHEN JSONB_TYPEOF(c.inputs #> %(p2)s) = 'number'
          THEN CAST((
            c.inputs #> %(p2)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END AS "v2"
      OFFSET 0
    ) AS l
  ) IS NULL
ORDER BY
  c.started_at,
  c.id COLLATE "C"
