-- calls
-- p0: string = 'acme/bot'
-- p1: array<string> = ['status_counts', 'error']
-- p2: string = 'error'
-- p3: float = 0.0
-- p4: string = 'c12'
-- p5: int = 5

WITH placed AS (
  SELECT
    c.id,
    c.project_id,
    c.op_name,
    c.trace_id,
    c.started_at,
    CASE
      WHEN c.exception IS NOT NULL
      THEN 'error'
      WHEN CASE
        WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'number'
        THEN CAST((
          c.summary #> %(p1)s
        ) #>> '{}' AS DOUBLE PRECISION)
        WHEN JSONB_TYPEOF(c.summary #> %(p1)s) = 'string'
        THEN CASE
          WHEN (
            (
              c.summary #> %(p1)s
            ) #>> '{}'
          ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          AND LENGTH((
            c.summary #> %(p1)s
          ) #>> '{}') <= 40
          THEN CAST((
            c.summary #> %(p1)s
          ) #>> '{}' AS DOUBLE PRECISION)
        END
      END > 0.0
      THEN 'descendant_error'
      WHEN c.ended_at IS NULL
      THEN 'running'
      ELSE 'success'
    END AS "weave_place_0",
    CAST(CAST(EXTRACT(EPOCH FROM c.ended_at) * 1000000 AS BIGINT) - CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS DOUBLE PRECISION) / 1000.0 AS "weave_place_1"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s AND c.deleted_at IS NULL
)
SELECT
  placed.id,
  placed.project_id,
  placed.op_name,
  placed.trace_id,
  CAST(EXTRACT(EPOCH FROM placed.started_at) * 1000000 AS BIGINT) AS "started_at",
  placed.weave_place_0,
  placed.weave_place_1
FROM placed
WHERE
  (
    placed.weave_place_0 COLLATE "C"
  ) >= %(p2)s
  AND (
    (
      placed.weave_place_0 COLLATE "C"
    ) > %(p2)s
    OR placed.weave_place_1 < %(p3)s
    OR placed.weave_place_1 IS NULL
    OR (
      placed.weave_place_1 = %(p3)s AND (
        placed.id COLLATE "C"
      ) < %(p4)s
    )
  )
ORDER BY
  placed.weave_place_0 COLLATE "C",
  placed.weave_place_1 DESC NULLS LAST,
  placed.id COLLATE "C" DESC
LIMIT %(p5)s
