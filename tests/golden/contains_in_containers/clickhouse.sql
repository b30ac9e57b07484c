-- calls
-- p0: string = 'acme/bot'
-- p1: string = '5'

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
    position(
      CASE WHEN JSONType(c.inputs) = 'String' THEN JSONExtractString(c.inputs) END,
      {p1: String}
    ) > 0
    OR position(
      COALESCE(
        toString(CASE WHEN JSONType(c.inputs) = 'Int64' THEN JSONExtractInt(c.inputs) END),
        CASE
          WHEN CASE
            WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs)
          END IS NULL
          THEN NULL
          WHEN CASE
            WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
            THEN JSONExtractFloat(c.inputs)
          END = trunc(
            CASE
              WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
              THEN JSONExtractFloat(c.inputs)
            END
          )
          AND abs(
            CASE
              WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
              THEN JSONExtractFloat(c.inputs)
            END
          ) <= 9007199254740992
          THEN toString(
            toInt64(
              if(
                abs(
                  assumeNotNull(
                    CASE
                      WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
                      THEN JSONExtractFloat(c.inputs)
                    END
                  )
                ) <= 9007199254740992,
                assumeNotNull(
                  CASE
                    WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
                    THEN JSONExtractFloat(c.inputs)
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
                WHEN JSONType(c.inputs) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(c.inputs)
              END
            )
          )
        END
      ),
      {p1: String}
    ) > 0
    OR (
      JSONType(c.inputs) IN ('Array', 'Object')
      AND arrayExists(
        x2 -> position(JSONExtractString(x2), {p1: String}) > 0,
        extractAll(
          JSONExtractRaw(
            arrayStringConcat(
              arrayMap(
                x -> if(
                  match(x, '^-?[0-9]'),
                  concat(
                    '"',
                    if(
                      match(x, '^-?[0-9]+$'),
                      x,
                      assumeNotNull(
                        CASE
                          WHEN toFloat64OrZero(x) IS NULL
                          THEN NULL
                          WHEN toFloat64OrZero(x) = trunc(toFloat64OrZero(x))
                          AND abs(toFloat64OrZero(x)) <= 9007199254740992
                          THEN toString(
                            toInt64(
                              if(
                                abs(assumeNotNull(toFloat64OrZero(x))) <= 9007199254740992,
                                assumeNotNull(toFloat64OrZero(x)),
                                0
                              )
                            )
                          )
                          ELSE printf('%.15g', assumeNotNull(toFloat64OrZero(x)))
                        END
                      )
                    ),
                    '"'
                  ),
                  x
                ),
                extractAll(c.inputs, '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
              )
            )
          ),
          '"(?:[^"\\\\]|\\\\.)*"'
        )
      )
    )
  )
ORDER BY
  c.started_at,
  c.id
