-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'n'
-- p2: string = 'v'

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND tupleElement(
    tuple(
      (
        CASE
          WHEN JSONType(c.attributes, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.attributes, {p1: String})
        END AS v1
      ),
      (
        CASE
          WHEN JSONType(c.inputs, {p2: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p2: String})
        END AS v2
      ),
      CASE
        WHEN (
          v1 = 0.0 OR abs(v1) BETWEEN 1e-150 AND 1e+150
        )
        AND (
          v2 = 0.0 OR abs(v2) BETWEEN 1e-150 AND 1e+150
        )
        AND v2 <> 0.0
        THEN v1 / v2
      END
    ),
    3
  ) IS NULL
ORDER BY
  c.started_at,
  c.id
