-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'items'
-- p2: string = '0'
-- p3: int = 1
-- p4: string = '5'
-- p5: float = 5.0

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
  AND (
    CASE
      WHEN JSONType(
        c.inputs,
        {p1: String},
        (
          if(
            JSONType(c.inputs, {p1: String}) = 'Array',
            {p3: UInt64},
            indexOf(JSONExtractKeys(c.inputs, {p1: String}), {p2: String})
          ) AS i
        )
      ) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String}, i)
    END = {p4: String}
    OR (
      CASE
        WHEN JSONType(c.inputs, {p1: String}, i) IN ('Int64', 'UInt64', 'Double')
        THEN JSONExtractFloat(c.inputs, {p1: String}, i)
      END + 0.0
    ) = {p5: Float64}
  )
ORDER BY
  c.started_at,
  c.id
