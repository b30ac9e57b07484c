-- calls
-- p0: string = 'acme/bot'
-- p1: string = '$."n"'
-- p2: float = 2.0
-- p3: string = '$."v"'
-- p4: float = 10.0

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.started_at
FROM calls AS c
WHERE
  c.project_id = :p0
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
                      :p2 = 0.0 OR ABS(:p2) BETWEEN 1e-150 AND 1e+150
                    )
                    THEN l.v1 * :p2
                  END
                FROM (
                  SELECT
                    CASE
                      WHEN JSON_TYPE(c.summary, :p1) IN ('integer', 'real')
                      THEN CAST(JSON_EXTRACT(c.summary, :p1) AS REAL)
                    END AS "v1"
                ) AS l
              ) AS "v2",
              CASE
                WHEN JSON_TYPE(c.inputs, :p3) IN ('integer', 'real')
                THEN CAST(JSON_EXTRACT(c.inputs, :p3) AS REAL)
              END AS "v3"
          ) AS l2
        ) AS "v4",
        CAST(c.wb_run_step AS REAL) AS "v5"
    ) AS l3
  ) > :p4
ORDER BY
  c.started_at,
  c.id
