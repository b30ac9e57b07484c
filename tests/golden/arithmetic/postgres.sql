-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['n']
-- p2: float = 2.0
-- p3: array<string> = ['v']
-- p4: float = 10.0

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
          l3.v4 = 0.0 OR ABS(l3.v4) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          l3.v5 = 0.0 OR ABS(l3.v5) BETWEEN 1e-150 AND 1e+150
        )
        THEN l3.v4 + l3.v5
      END
    FROM (
      SELECT
        (
          SELECT
            CASE
              WHEN (
                l2.v3 = 0.0 OR ABS(l2.v3) BETWEEN 1e-150 AND 1e+150
              )
              AND (
                l2.v2 = 0.0 OR ABS(l2.v2) BETWEEN 1e-150 AND 1e+150
              )
              THEN l2.v3 + l2.v2
            END
          FROM (
            SELECT
              (
                SELECT
                  CASE
                    WHEN (
                      l.v1 = 0.0 OR ABS(l.v1) BETWEEN 1e-150 AND 1e+150
                    )
                    AND (
                      CAST(%(p2)s AS DOUBLE PRECISION) = 0.0
                      OR ABS(CAST(%(p2)s AS DOUBLE PRECISION)) BETWEEN 1e-150 AND 1e+150
                    )
                    THEN l.v1 * CAST(%(p2)s AS DOUBLE PRECISION)
                  END
                FROM (
                  SELECT
                    CASE
                      WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
                      THEN CAST((
                        c.summary #> %(p1)s
                      ) #>> '{}' AS DOUBLE PRECISION)
                    END AS "v1"
                  OFFSET 0
                ) AS l
              ) AS "v2",
              CASE
                WHEN JSONB_TYPEOF(c.inputs #> %(p3)s) = 'number'
                THEN CAST((
                  c.inputs #> %(p3)s
                ) #>> '{}' AS DOUBLE PRECISION)
              END AS "v3"
            OFFSET 0
          ) AS l2
        ) AS "v4",
        CAST(c.wb_run_step AS DOUBLE PRECISION) AS "v5"
      OFFSET 0
    ) AS l3
  ) > %(p4)s
ORDER BY
  c.started_at,
  c.id COLLATE "C"
