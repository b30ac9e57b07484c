-- stats
-- p0: string = 'acme/refs'
-- p1: string = 'model'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = 'weave-trace-internal:///acme/refs/table/'
-- p4: string = 'e'
-- p5: int = 4

WITH asked AS (
  SELECT
    CASE
      WHEN JSONType(c2.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String})
    END AS "ref"
  FROM calls AS c2
  WHERE
    c2.project_id = {p0: String}
    AND c2.deleted_at IS NULL
    AND startsWith(
      CASE
        WHEN JSONType(c2.inputs, {p1: String}) = 'String'
        THEN JSONExtractString(c2.inputs, {p1: String})
      END,
      {p2: String}
    )
  GROUP BY
    CASE
      WHEN JSONType(c2.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String})
    END
), split AS (
  SELECT
    asked.ref,
    CASE
      WHEN substr(asked.ref, length({p2: String}) + 1) IS NOT NULL
      THEN arrayElement(splitByChar(':', ifNull(substr(asked.ref, length({p2: String}) + 1), '')), 1)
    END AS "name",
    CASE
      WHEN CASE
        WHEN position(substr(asked.ref, length({p2: String}) + 1), ':') > 0
        THEN substring(
          substr(asked.ref, length({p2: String}) + 1),
          position(substr(asked.ref, length({p2: String}) + 1), ':') + 1
        )
      END IS NOT NULL
      THEN arrayElement(
        splitByChar(
          '/',
          ifNull(
            CASE
              WHEN position(substr(asked.ref, length({p2: String}) + 1), ':') > 0
              THEN substring(
                substr(asked.ref, length({p2: String}) + 1),
                position(substr(asked.ref, length({p2: String}) + 1), ':') + 1
              )
            END,
            ''
          )
        ),
        1
      )
    END AS "digest",
    COALESCE(
      CASE
        WHEN position(
          CASE
            WHEN position(substr(asked.ref, length({p2: String}) + 1), ':') > 0
            THEN substring(
              substr(asked.ref, length({p2: String}) + 1),
              position(substr(asked.ref, length({p2: String}) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN substring(
          CASE
            WHEN position(substr(asked.ref, length({p2: String}) + 1), ':') > 0
            THEN substring(
              substr(asked.ref, length({p2: String}) + 1),
              position(substr(asked.ref, length({p2: String}) + 1), ':') + 1
            )
          END,
          position(
            CASE
              WHEN position(substr(asked.ref, length({p2: String}) + 1), ':') > 0
              THEN substring(
                substr(asked.ref, length({p2: String}) + 1),
                position(substr(asked.ref, length({p2: String}) + 1), ':') + 1
              )
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM asked
), versions AS (
  SELECT
    split.ref,
    nullIf(o.val, '') AS "value",
    split.parts
  FROM objects AS o
  JOIN split
    ON o.object_id = split.name AND o.digest = split.digest
  WHERE
    o.project_id = {p0: String}
    AND o.kind = 'object'
    AND o.deleted_at IS NULL
    AND NOT (
      o.val = ''
    )
    AND toInt64(lengthUTF8(split.parts)) <= 1024
), lines AS (
  SELECT
    t.table_digest,
    t.row_digest,
    t.row_index,
    nullIf(t.val, '') AS "value"
  FROM table_rows AS t
  WHERE
    t.project_id = {p0: String}
), pieces AS (
  SELECT
    versions.ref AS "ref",
    arrayStringConcat(
      arrayMap(
        x -> if(match(x, '^-?[0-9]'), concat('"\\u0000', x, '"'), x),
        extractAll(ifNull(versions.value, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
      )
    ) AS "value",
    if(
      (
        length(splitByChar('/', ifNull(versions.parts, ''))) % 2
      ) = 1
      AND arrayElement(splitByChar('/', ifNull(versions.parts, '')), -1) = '',
      arrayPopBack(splitByChar('/', ifNull(versions.parts, ''))),
      splitByChar('/', ifNull(versions.parts, ''))
    ) AS "p"
  FROM versions
), places AS (
  SELECT
    pieces.ref AS "ref",
    pieces.value AS "value",
    pieces.p AS "p",
    arrayFirstIndex((x, i) -> (
      i % 2
    ) = 1 AND x = 'id', pieces.p, arrayEnumerate(pieces.p)) AS "k"
  FROM pieces
  WHERE
    (
      length(pieces.p) % 2
    ) = 0
), ends AS (
  SELECT
    places.ref AS "ref",
    places.p AS "p",
    places.k AS "k",
    arrayFold(
      (d, i) -> multiIf(
        arrayElement(places.p, i) = 'index'
        AND JSONType(d) = 'Array'
        AND match(decodeURLComponent(arrayElement(places.p, i + 1)), '^(0|[1-9][0-9]{0,8})$')
        AND match(arrayElement(places.p, i + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d, toUInt32OrZero(decodeURLComponent(arrayElement(places.p, i + 1))) + 1),
        arrayElement(places.p, i) IN ('attr', 'key')
        AND JSONType(d) = 'Object'
        AND match(arrayElement(places.p, i + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d, decodeURLComponent(arrayElement(places.p, i + 1))),
        ''
      ),
      range(1, if(places.k = 0, length(places.p) + 1, places.k), 2),
      places.value
    ) AS "value"
  FROM places
), asked_lines AS (
  SELECT
    ends.ref AS "ref",
    ends.value AS "value",
    ends.p AS "p",
    ends.k AS "k",
    if(
      ends.k > 0
      AND startsWith(
        CASE
          WHEN JSONType(COALESCE(ends.value, '')) = 'String'
          THEN JSONExtractString(COALESCE(ends.value, ''))
        END,
        {p3: String}
      ),
      ifNull(
        substr(
          CASE
            WHEN JSONType(COALESCE(ends.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends.value, ''))
          END,
          length({p3: String}) + 1
        ),
        ''
      ),
      ''
    ) AS "table_digest",
    if(
      match(arrayElement(ends.p, ends.k + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
      decodeURLComponent(arrayElement(ends.p, ends.k + 1)),
      ''
    ) AS "row_digest"
  FROM ends
), firsts AS (
  SELECT
    lines.table_digest AS "table_digest",
    lines.row_digest AS "row_digest",
    tupleElement(argMin(tuple(lines.value), lines.row_index), 1) AS "line"
  FROM lines
  WHERE
    lines.row_digest IN (
      SELECT
        asked_lines.row_digest
      FROM asked_lines
      WHERE
        asked_lines.table_digest <> ''
    )
  GROUP BY
    lines.table_digest,
    lines.row_digest
), below AS (
  SELECT
    asked_lines.ref AS "ref",
    if(
      asked_lines.k = 0,
      asked_lines.value,
      arrayStringConcat(
        arrayMap(
          x2 -> if(match(x2, '^-?[0-9]'), concat('"\\u0000', x2, '"'), x2),
          extractAll(ifNull(firsts.line, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
        )
      )
    ) AS "value",
    asked_lines.p AS "p",
    asked_lines.k AS "k"
  FROM asked_lines
  LEFT JOIN firsts
    ON asked_lines.table_digest = firsts.table_digest
    AND asked_lines.row_digest = firsts.row_digest
), last AS (
  SELECT
    below.ref AS "ref",
    arrayFold(
      (d2, i2) -> multiIf(
        arrayElement(below.p, i2) = 'index'
        AND JSONType(d2) = 'Array'
        AND match(decodeURLComponent(arrayElement(below.p, i2 + 1)), '^(0|[1-9][0-9]{0,8})$')
        AND match(arrayElement(below.p, i2 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d2, toUInt32OrZero(decodeURLComponent(arrayElement(below.p, i2 + 1))) + 1),
        arrayElement(below.p, i2) IN ('attr', 'key')
        AND JSONType(d2) = 'Object'
        AND match(arrayElement(below.p, i2 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d2, decodeURLComponent(arrayElement(below.p, i2 + 1))),
        ''
      ),
      range(if(below.k = 0, length(below.p) + 1, below.k + 2), length(below.p) + 1, 2),
      below.value
    ) AS "value"
  FROM below
), walked AS (
  SELECT
    last.ref AS "ref",
    replaceRegexpAll(last.value, '"\\\\u0000([^"]*)"', '\\1') AS "value"
  FROM last
  WHERE
    last.value <> ''
), (
  SELECT
    groupArray(tuple(row.ref, row.refs1_value, row.known))
  FROM (
    SELECT
      walked.ref,
      walked.value AS "refs1_value",
      1 AS "known"
    FROM walked
  ) AS row
) AS refs1_rows, refs1 AS (
  SELECT
    tupleElement(refs1_kept.one, 1) AS "ref",
    tupleElement(refs1_kept.one, 2) AS "refs1_value",
    tupleElement(refs1_kept.one, 3) AS "known"
  FROM (
    SELECT
      arrayJoin(refs1_rows) AS "one"
  ) AS refs1_kept
)
SELECT
  COUNT(*) AS "count"
FROM (
  SELECT
    1
  FROM calls AS c
  LEFT JOIN refs1
    ON CASE
      WHEN JSONType(c.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String})
    END = refs1.ref
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND (
      position(
        CASE
          WHEN refs1.known = 1
          THEN CASE
            WHEN JSONType(COALESCE(refs1.refs1_value, '')) = 'String'
            THEN JSONExtractString(COALESCE(refs1.refs1_value, ''))
          END
          ELSE CASE
            WHEN JSONType(c.inputs, {p1: String}) = 'String'
            THEN JSONExtractString(c.inputs, {p1: String})
          END
        END,
        {p4: String}
      ) > 0
      OR position(
        CASE
          WHEN CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSONType(COALESCE(refs1.refs1_value, '')) = 'Bool'
              THEN JSONExtractBool(COALESCE(refs1.refs1_value, '')) = TRUE
            END
            ELSE CASE
              WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
              THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
            END
          END
          THEN 'true'
          WHEN NOT CASE
            WHEN refs1.known = 1
            THEN CASE
              WHEN JSONType(COALESCE(refs1.refs1_value, '')) = 'Bool'
              THEN JSONExtractBool(COALESCE(refs1.refs1_value, '')) = TRUE
            END
            ELSE CASE
              WHEN JSONType(c.inputs, {p1: String}) = 'Bool'
              THEN JSONExtractBool(c.inputs, {p1: String}) = TRUE
            END
          END
          THEN 'false'
        END,
        {p4: String}
      ) > 0
      OR position(
        COALESCE(
          toString(
            CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONType(COALESCE(refs1.refs1_value, '')) = 'Int64'
                THEN JSONExtractInt(COALESCE(refs1.refs1_value, ''))
              END
              ELSE CASE
                WHEN JSONType(c.inputs, {p1: String}) = 'Int64'
                THEN JSONExtractInt(c.inputs, {p1: String})
              END
            END
          ),
          CASE
            WHEN CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
              END
              ELSE CASE
                WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(c.inputs, {p1: String})
              END
            END IS NULL
            THEN NULL
            WHEN CASE
              WHEN refs1.known = 1
              THEN CASE
                WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
              END
              ELSE CASE
                WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                THEN JSONExtractFloat(c.inputs, {p1: String})
              END
            END = trunc(
              CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                  THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
                END
                ELSE CASE
                  WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                  THEN JSONExtractFloat(c.inputs, {p1: String})
                END
              END
            )
            AND abs(
              CASE
                WHEN refs1.known = 1
                THEN CASE
                  WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                  THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
                END
                ELSE CASE
                  WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                  THEN JSONExtractFloat(c.inputs, {p1: String})
                END
              END
            ) <= 9007199254740992
            THEN toString(
              toInt64(
                if(
                  abs(
                    assumeNotNull(
                      CASE
                        WHEN refs1.known = 1
                        THEN CASE
                          WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                          THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
                        END
                        ELSE CASE
                          WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                          THEN JSONExtractFloat(c.inputs, {p1: String})
                        END
                      END
                    )
                  ) <= 9007199254740992,
                  assumeNotNull(
                    CASE
                      WHEN refs1.known = 1
                      THEN CASE
                        WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                        THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
                      END
                      ELSE CASE
                        WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                        THEN JSONExtractFloat(c.inputs, {p1: String})
                      END
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
                  WHEN refs1.known = 1
                  THEN CASE
                    WHEN JSONType(COALESCE(refs1.refs1_value, '')) IN ('Int64', 'UInt64', 'Double')
                    THEN JSONExtractFloat(COALESCE(refs1.refs1_value, ''))
                  END
                  ELSE CASE
                    WHEN JSONType(c.inputs, {p1: String}) IN ('Int64', 'UInt64', 'Double')
                    THEN JSONExtractFloat(c.inputs, {p1: String})
                  END
                END
              )
            )
          END
        ),
        {p4: String}
      ) > 0
      OR (
        refs1.known = 1
        AND (
          JSONType(COALESCE(refs1.refs1_value, '')) IN ('Array', 'Object')
          AND arrayExists(
            x4 -> position(JSONExtractString(x4), {p4: String}) > 0,
            extractAll(
              JSONExtractRaw(
                arrayStringConcat(
                  arrayMap(
                    x3 -> if(
                      match(x3, '^-?[0-9]'),
                      concat(
                        '"',
                        if(
                          match(x3, '^-?[0-9]+$'),
                          x3,
                          assumeNotNull(
                            CASE
                              WHEN toFloat64OrZero(x3) IS NULL
                              THEN NULL
                              WHEN toFloat64OrZero(x3) = trunc(toFloat64OrZero(x3))
                              AND abs(toFloat64OrZero(x3)) <= 9007199254740992
                              THEN toString(
                                toInt64(
                                  if(
                                    abs(assumeNotNull(toFloat64OrZero(x3))) <= 9007199254740992,
                                    assumeNotNull(toFloat64OrZero(x3)),
                                    0
                                  )
                                )
                              )
                              ELSE printf('%.15g', assumeNotNull(toFloat64OrZero(x3)))
                            END
                          )
                        ),
                        '"'
                      ),
                      x3
                    ),
                    extractAll(
                      COALESCE(refs1.refs1_value, ''),
                      '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+'
                    )
                  )
                )
              ),
              '"(?:[^"\\\\]|\\\\.)*"|true|false'
            )
          )
        )
      )
      OR (
        NOT COALESCE(refs1.known = 1, FALSE)
        AND (
          JSONType(c.inputs, {p1: String}) IN ('Array', 'Object')
          AND arrayExists(
            x6 -> position(JSONExtractString(x6), {p4: String}) > 0,
            extractAll(
              JSONExtractRaw(
                arrayStringConcat(
                  arrayMap(
                    x5 -> if(
                      match(x5, '^-?[0-9]'),
                      concat(
                        '"',
                        if(
                          match(x5, '^-?[0-9]+$'),
                          x5,
                          assumeNotNull(
                            CASE
                              WHEN toFloat64OrZero(x5) IS NULL
                              THEN NULL
                              WHEN toFloat64OrZero(x5) = trunc(toFloat64OrZero(x5))
                              AND abs(toFloat64OrZero(x5)) <= 9007199254740992
                              THEN toString(
                                toInt64(
                                  if(
                                    abs(assumeNotNull(toFloat64OrZero(x5))) <= 9007199254740992,
                                    assumeNotNull(toFloat64OrZero(x5)),
                                    0
                                  )
                                )
                              )
                              ELSE printf('%.15g', assumeNotNull(toFloat64OrZero(x5)))
                            END
                          )
                        ),
                        '"'
                      ),
                      x5
                    ),
                    extractAll(c.inputs, '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
                  )
                ),
                {p1: String}
              ),
              '"(?:[^"\\\\]|\\\\.)*"|true|false'
            )
          )
        )
      )
    )
  LIMIT {p5: UInt64}
) AS limited
