-- calls
-- p0: string = 'acme/bot'
-- p1: string = 'v'
-- p2: string = '5'

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
  AND COALESCE(
    CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String})
    END,
    CASE
      WHEN CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
      END
      THEN 'true'
      WHEN NOT CASE
        WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
        THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
      END
      THEN 'false'
    END,
    COALESCE(
      toString(
        CASE
          WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
          THEN JSONExtractInt(c.inputs, {p1: String})
        END
      ),
      CASE
        WHEN CASE
          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p1: String})
        END IS NULL
        THEN NULL
        WHEN CASE
          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
          THEN JSONExtractFloat(c.inputs, {p1: String})
        END = trunc(
          CASE
            WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs, {p1: String})
          END
        )
        AND abs(
          CASE
            WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs, {p1: String})
          END
        ) <= 9007199254740992
        THEN toString(
          toInt64(
            if(
              abs(
                assumeNotNull(
                  CASE
                    WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                    THEN JSONExtractFloat(c.inputs, {p1: String})
                  END
                )
              ) <= 9007199254740992,
              assumeNotNull(
                CASE
                  WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                  THEN JSONExtractFloat(c.inputs, {p1: String})
                END
              ),
              0
            )
          )
        )
        ELSE printf(
          '%.15g',
          assumeNotNull(
            CASE
              WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
              THEN JSONExtractFloat(c.inputs, {p1: String})
            END
          )
        )
      END
    )
  ) = {p2: String}
ORDER BY
  c.started_at,
  c.id
