-- stats
-- p0: string = 'acme/refs'
-- p1: string = 'model'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = 'weave-trace-internal:///acme/refs/table/'
-- p4: string = 'e'
-- p5: int = 4

WITH starts AS (
  SELECT
    CASE
      WHEN JSONType(c2.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String})
    END AS "text1"
  FROM calls AS c2
  WHERE
    c2.project_id = {p0: String} AND c2.deleted_at IS NULL
), versions AS (
  SELECT
    o.object_id AS "name",
    o.digest,
    nullIf(o.val, '') AS "value"
  FROM objects AS o
  WHERE
    o.project_id = {p0: String}
    AND o.kind = 'object'
    AND o.deleted_at IS NULL
    AND NOT (
      o.val = ''
    )
), lines AS (
  SELECT
    t.table_digest,
    t.row_digest,
    t.row_index,
    nullIf(t.val, '') AS "value"
  FROM table_rows AS t
  WHERE
    t.project_id = {p0: String}
), asked AS (
  SELECT DISTINCT
    tupleElement(one, 1) AS "place",
    tupleElement(one, 2) AS "ref",
    '' AS "value"
  FROM starts
  ARRAY JOIN arrayFilter(
    x -> startsWith(tupleElement(x, 2), {p2: String}),
    array(tuple(1, ifNull(starts.text1, ''), ''))
  ) AS one
), ways AS (
  SELECT
    asked.place AS "place",
    asked.ref AS "ref",
    asked.value AS "value",
    if(
      if(
        asked.place = 1,
        position(substring(asked.ref, length({p2: String}) + 1), ':') > 0,
        0
      ),
      substring(
        substring(asked.ref, length({p2: String}) + 1),
        1,
        position(substring(asked.ref, length({p2: String}) + 1), ':') + -1
      ),
      ''
    ) AS "name",
    arrayElement(
      if(
        if(
          asked.place = 1,
          position(substring(asked.ref, length({p2: String}) + 1), ':') > 0,
          0
        ),
        splitByChar(
          '/',
          substring(
            substring(asked.ref, length({p2: String}) + 1),
            position(substring(asked.ref, length({p2: String}) + 1), ':') + 1
          )
        ),
        emptyArrayString()
      ),
      1
    ) AS "digest",
    if(
      if(
        asked.place = 1,
        position(substring(asked.ref, length({p2: String}) + 1), ':') > 0,
        0
      ),
      splitByChar(
        '/',
        substring(
          substring(asked.ref, length({p2: String}) + 1),
          position(substring(asked.ref, length({p2: String}) + 1), ':') + 1
        )
      ),
      emptyArrayString()
    ) AS "pieces"
  FROM asked
), found AS (
  SELECT
    ways.place AS "place",
    ways.ref AS "ref",
    multiIf(
      empty(ways.pieces),
      ways.value,
      if(
        lengthUTF8(arrayStringConcat(arrayPopFront(ways.pieces), '/')) <= 1024,
        if(
          (
            length(arrayPopFront(ways.pieces)) % 2
          ) = 1,
          arrayElement(arrayPopFront(ways.pieces), -1) = '',
          1
        ),
        0
      ) = 0,
      '',
      empty(
        if(
          if(
            (
              length(arrayPopFront(ways.pieces)) % 2
            ) = 1,
            arrayElement(arrayPopFront(ways.pieces), -1) = '',
            0
          ),
          arrayPopBack(arrayPopFront(ways.pieces)),
          arrayPopFront(ways.pieces)
        )
      ),
      ifNull(versions.value, ''),
      arrayStringConcat(
        arrayMap(
          x2 -> if(match(x2, '^-?[0-9]'), concat('"\\u0000', x2, '"'), x2),
          extractAll(
            ifNull(ifNull(versions.value, ''), ''),
            '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+'
          )
        )
      )
    ) AS "value",
    if(
      if(
        (
          length(arrayPopFront(ways.pieces)) % 2
        ) = 1,
        arrayElement(arrayPopFront(ways.pieces), -1) = '',
        0
      ),
      arrayPopBack(arrayPopFront(ways.pieces)),
      arrayPopFront(ways.pieces)
    ) AS "p"
  FROM versions
  RIGHT JOIN ways
    USING (name, digest)
  LIMIT 1 BY ways.place, ways.ref
), parts AS (
  SELECT
    found.place AS "place",
    found.ref AS "ref",
    found.value AS "value",
    found.p AS "p",
    arrayFirstIndex((x, i) -> if((
      i % 2
    ) = 1, x = 'id', 0), found.p, arrayEnumerate(found.p)) AS "k"
  FROM found
), ends AS (
  SELECT
    parts.place AS "place",
    parts.ref AS "ref",
    parts.p AS "p",
    parts.k AS "k",
    arrayFold(
      (d, i) -> multiIf(
        if(
          arrayElement(parts.p, i) = 'index',
          if(
            JSONType(d) = 'Array',
            if(
              match(decodeURLComponent(arrayElement(parts.p, i + 1)), '^(0|[1-9][0-9]{0,8})$'),
              match(arrayElement(parts.p, i + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
              0
            ),
            0
          ),
          0
        ),
        JSONExtractRaw(d, toUInt32OrZero(decodeURLComponent(arrayElement(parts.p, i + 1))) + 1),
        if(
          arrayElement(parts.p, i) IN ('attr', 'key'),
          if(
            JSONType(d) = 'Object',
            match(arrayElement(parts.p, i + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
            0
          ),
          0
        ),
        JSONExtractRaw(d, decodeURLComponent(arrayElement(parts.p, i + 1))),
        ''
      ),
      range(1, if(parts.k = 0, length(parts.p) + 1, parts.k), 2),
      parts.value
    ) AS "value"
  FROM parts
), jumps AS (
  SELECT
    ends.place AS "place",
    ends.ref AS "ref",
    ends.value AS "value",
    ends.p AS "p",
    ends.k AS "k",
    if(
      if(
        ends.k > 0,
        startsWith(
          CASE
            WHEN JSONType(COALESCE(ends.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends.value, ''))
          END,
          {p3: String}
        ),
        0
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
      if(
        if(
          ends.k > 0,
          startsWith(
            CASE
              WHEN JSONType(COALESCE(ends.value, '')) = 'String'
              THEN JSONExtractString(COALESCE(ends.value, ''))
            END,
            {p3: String}
          ),
          0
        ),
        match(arrayElement(ends.p, ends.k + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        0
      ),
      decodeURLComponent(arrayElement(ends.p, ends.k + 1)),
      ''
    ) AS "row_digest"
  FROM ends
), firsts AS (
  SELECT
    jumps.place AS "place",
    jumps.ref AS "ref",
    jumps.value AS "value",
    jumps.p AS "p",
    jumps.k AS "k",
    if(jumps.table_digest <> '', ifNull(lines.value, ''), '') AS "line"
  FROM lines
  RIGHT JOIN jumps
    USING (table_digest, row_digest)
  ORDER BY
    lines.row_index
  LIMIT 1 BY jumps.place, jumps.ref
), behind AS (
  SELECT
    firsts.place AS "place",
    firsts.ref AS "ref",
    if(
      notEmpty(firsts.p),
      replaceRegexpAll(
        arrayFold(
          (d2, i2) -> multiIf(
            if(
              arrayElement(firsts.p, i2) = 'index',
              if(
                JSONType(d2) = 'Array',
                if(
                  match(decodeURLComponent(arrayElement(firsts.p, i2 + 1)), '^(0|[1-9][0-9]{0,8})$'),
                  match(arrayElement(firsts.p, i2 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                  0
                ),
                0
              ),
              0
            ),
            JSONExtractRaw(d2, toUInt32OrZero(decodeURLComponent(arrayElement(firsts.p, i2 + 1))) + 1),
            if(
              arrayElement(firsts.p, i2) IN ('attr', 'key'),
              if(
                JSONType(d2) = 'Object',
                match(arrayElement(firsts.p, i2 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                0
              ),
              0
            ),
            JSONExtractRaw(d2, decodeURLComponent(arrayElement(firsts.p, i2 + 1))),
            ''
          ),
          range(if(firsts.k = 0, length(firsts.p) + 1, firsts.k + 2), length(firsts.p) + 1, 2),
          if(
            firsts.k = 0,
            firsts.value,
            arrayStringConcat(
              arrayMap(
                x3 -> if(match(x3, '^-?[0-9]'), concat('"\\u0000', x3, '"'), x3),
                extractAll(ifNull(firsts.line, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
              )
            )
          )
        ),
        '"\\\\u0000([^"]*)"',
        '\\1'
      ),
      firsts.value
    ) AS "value"
  FROM firsts
), (
  SELECT
    groupArray(tuple(row.place, row.ref, row.value))
  FROM (
    SELECT
      behind.place AS "place",
      behind.ref AS "ref",
      behind.value AS "value"
    FROM behind
    WHERE
      behind.value <> ''
  ) AS row
) AS behind2_rows, behind2 AS (
  SELECT
    tupleElement(behind2_kept.one, 1) AS "place",
    tupleElement(behind2_kept.one, 2) AS "ref",
    tupleElement(behind2_kept.one, 3) AS "value"
  FROM (
    SELECT
      arrayJoin(behind2_rows) AS "one"
  ) AS behind2_kept
), refs1 AS (
  SELECT
    behind2.ref,
    behind2.value AS "refs1_value",
    1 AS "known"
  FROM behind2
  WHERE
    behind2.place = 1
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
            x5 -> position(JSONExtractString(x5), {p4: String}) > 0,
            extractAll(
              JSONExtractRaw(
                arrayStringConcat(
                  arrayMap(
                    x4 -> if(
                      match(x4, '^-?[0-9]'),
                      concat(
                        '"',
                        if(
                          match(x4, '^-?[0-9]+$'),
                          x4,
                          assumeNotNull(
                            CASE
                              WHEN toFloat64OrZero(x4) IS NULL
                              THEN NULL
                              WHEN toFloat64OrZero(x4) = trunc(toFloat64OrZero(x4))
                              AND abs(toFloat64OrZero(x4)) <= 9007199254740992
                              THEN toString(
                                toInt64(
                                  if(
                                    abs(assumeNotNull(toFloat64OrZero(x4))) <= 9007199254740992,
                                    assumeNotNull(toFloat64OrZero(x4)),
                                    0
                                  )
                                )
                              )
                              ELSE printf('%.15g', assumeNotNull(toFloat64OrZero(x4)))
                            END
                          )
                        ),
                        '"'
                      ),
                      x4
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
            x7 -> position(JSONExtractString(x7), {p4: String}) > 0,
            extractAll(
              JSONExtractRaw(
                arrayStringConcat(
                  arrayMap(
                    x6 -> if(
                      match(x6, '^-?[0-9]'),
                      concat(
                        '"',
                        if(
                          match(x6, '^-?[0-9]+$'),
                          x6,
                          assumeNotNull(
                            CASE
                              WHEN toFloat64OrZero(x6) IS NULL
                              THEN NULL
                              WHEN toFloat64OrZero(x6) = trunc(toFloat64OrZero(x6))
                              AND abs(toFloat64OrZero(x6)) <= 9007199254740992
                              THEN toString(
                                toInt64(
                                  if(
                                    abs(assumeNotNull(toFloat64OrZero(x6))) <= 9007199254740992,
                                    assumeNotNull(toFloat64OrZero(x6)),
                                    0
                                  )
                                )
                              )
                              ELSE printf('%.15g', assumeNotNull(toFloat64OrZero(x6)))
                            END
                          )
                        ),
                        '"'
                      ),
                      x6
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
