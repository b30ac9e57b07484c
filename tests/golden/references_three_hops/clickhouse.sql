-- calls
-- p0: string = 'acme/refs'
-- p1: string = 'model'
-- p2: string = 'prompt'
-- p3: string = 'next'
-- p4: string = 'weave-trace-internal:///acme/refs/object/'
-- p5: string = 'weave-trace-internal:///acme/refs/table/'
-- p6: string = 'text'
-- p7: string = 'Be terse'

WITH starts AS (
  SELECT
    CASE
      WHEN JSONType(c2.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String})
    END AS "text1",
    CASE
      WHEN JSONType(c2.inputs, {p1: String}, {p2: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String}, {p2: String})
    END AS "text2",
    CASE
      WHEN JSONType(c2.inputs, {p1: String}, {p2: String}, {p3: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p1: String}, {p2: String}, {p3: String})
    END AS "text3"
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
    x -> startsWith(tupleElement(x, 2), {p4: String}),
    array(
      tuple(1, ifNull(starts.text1, ''), ''),
      tuple(2, ifNull(starts.text2, ''), ''),
      tuple(3, ifNull(starts.text3, ''), '')
    )
  ) AS one
), ways AS (
  SELECT
    asked.place AS "place",
    asked.ref AS "ref",
    asked.value AS "value",
    if(
      if(
        asked.place = 1,
        position(substring(asked.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      substring(
        substring(asked.ref, length({p4: String}) + 1),
        1,
        position(substring(asked.ref, length({p4: String}) + 1), ':') + -1
      ),
      ''
    ) AS "name",
    arrayElement(
      if(
        if(
          asked.place = 1,
          position(substring(asked.ref, length({p4: String}) + 1), ':') > 0,
          0
        ),
        splitByChar(
          '/',
          substring(
            substring(asked.ref, length({p4: String}) + 1),
            position(substring(asked.ref, length({p4: String}) + 1), ':') + 1
          )
        ),
        emptyArrayString()
      ),
      1
    ) AS "digest",
    if(
      if(
        asked.place = 1,
        position(substring(asked.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      splitByChar(
        '/',
        substring(
          substring(asked.ref, length({p4: String}) + 1),
          position(substring(asked.ref, length({p4: String}) + 1), ':') + 1
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
          {p5: String}
        ),
        0
      ),
      ifNull(
        substr(
          CASE
            WHEN JSONType(COALESCE(ends.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends.value, ''))
          END,
          length({p5: String}) + 1
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
            {p5: String}
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
), asked2 AS (
  SELECT
    tupleElement(one2, 1) AS "place",
    tupleElement(one2, 2) AS "ref",
    tupleElement(one2, 3) AS "value"
  FROM behind
  ARRAY JOIN arrayConcat(
    array(tuple(behind.place, behind.ref, behind.value)),
    arrayFilter(
      x4 -> startsWith(tupleElement(x4, 2), {p4: String}),
      array(
        tuple(
          2,
          ifNull(
            if(
              behind.place = 1,
              CASE
                WHEN JSONType(COALESCE(behind.value, ''), {p2: String}) = 'String'
                THEN JSONExtractString(COALESCE(behind.value, ''), {p2: String})
              END,
              NULL
            ),
            ''
          ),
          ''
        ),
        tuple(
          3,
          ifNull(
            if(
              behind.place = 1,
              CASE
                WHEN JSONType(COALESCE(behind.value, ''), {p2: String}, {p3: String}) = 'String'
                THEN JSONExtractString(COALESCE(behind.value, ''), {p2: String}, {p3: String})
              END,
              NULL
            ),
            ''
          ),
          ''
        )
      )
    )
  ) AS one2
  LIMIT 1 BY tupleElement(one2, 1), tupleElement(one2, 2)
), ways2 AS (
  SELECT
    asked2.place AS "place",
    asked2.ref AS "ref",
    asked2.value AS "value",
    if(
      if(
        asked2.place = 2,
        position(substring(asked2.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      substring(
        substring(asked2.ref, length({p4: String}) + 1),
        1,
        position(substring(asked2.ref, length({p4: String}) + 1), ':') + -1
      ),
      ''
    ) AS "name",
    arrayElement(
      if(
        if(
          asked2.place = 2,
          position(substring(asked2.ref, length({p4: String}) + 1), ':') > 0,
          0
        ),
        splitByChar(
          '/',
          substring(
            substring(asked2.ref, length({p4: String}) + 1),
            position(substring(asked2.ref, length({p4: String}) + 1), ':') + 1
          )
        ),
        emptyArrayString()
      ),
      1
    ) AS "digest",
    if(
      if(
        asked2.place = 2,
        position(substring(asked2.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      splitByChar(
        '/',
        substring(
          substring(asked2.ref, length({p4: String}) + 1),
          position(substring(asked2.ref, length({p4: String}) + 1), ':') + 1
        )
      ),
      emptyArrayString()
    ) AS "pieces"
  FROM asked2
), found2 AS (
  SELECT
    ways2.place AS "place",
    ways2.ref AS "ref",
    multiIf(
      empty(ways2.pieces),
      ways2.value,
      if(
        lengthUTF8(arrayStringConcat(arrayPopFront(ways2.pieces), '/')) <= 1024,
        if(
          (
            length(arrayPopFront(ways2.pieces)) % 2
          ) = 1,
          arrayElement(arrayPopFront(ways2.pieces), -1) = '',
          1
        ),
        0
      ) = 0,
      '',
      empty(
        if(
          if(
            (
              length(arrayPopFront(ways2.pieces)) % 2
            ) = 1,
            arrayElement(arrayPopFront(ways2.pieces), -1) = '',
            0
          ),
          arrayPopBack(arrayPopFront(ways2.pieces)),
          arrayPopFront(ways2.pieces)
        )
      ),
      ifNull(versions.value, ''),
      arrayStringConcat(
        arrayMap(
          x5 -> if(match(x5, '^-?[0-9]'), concat('"\\u0000', x5, '"'), x5),
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
          length(arrayPopFront(ways2.pieces)) % 2
        ) = 1,
        arrayElement(arrayPopFront(ways2.pieces), -1) = '',
        0
      ),
      arrayPopBack(arrayPopFront(ways2.pieces)),
      arrayPopFront(ways2.pieces)
    ) AS "p"
  FROM versions
  RIGHT JOIN ways2
    USING (name, digest)
  LIMIT 1 BY ways2.place, ways2.ref
), parts2 AS (
  SELECT
    found2.place AS "place",
    found2.ref AS "ref",
    found2.value AS "value",
    found2.p AS "p",
    arrayFirstIndex((x, i) -> if((
      i % 2
    ) = 1, x = 'id', 0), found2.p, arrayEnumerate(found2.p)) AS "k"
  FROM found2
), ends2 AS (
  SELECT
    parts2.place AS "place",
    parts2.ref AS "ref",
    parts2.p AS "p",
    parts2.k AS "k",
    arrayFold(
      (d3, i3) -> multiIf(
        if(
          arrayElement(parts2.p, i3) = 'index',
          if(
            JSONType(d3) = 'Array',
            if(
              match(decodeURLComponent(arrayElement(parts2.p, i3 + 1)), '^(0|[1-9][0-9]{0,8})$'),
              match(arrayElement(parts2.p, i3 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
              0
            ),
            0
          ),
          0
        ),
        JSONExtractRaw(d3, toUInt32OrZero(decodeURLComponent(arrayElement(parts2.p, i3 + 1))) + 1),
        if(
          arrayElement(parts2.p, i3) IN ('attr', 'key'),
          if(
            JSONType(d3) = 'Object',
            match(arrayElement(parts2.p, i3 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
            0
          ),
          0
        ),
        JSONExtractRaw(d3, decodeURLComponent(arrayElement(parts2.p, i3 + 1))),
        ''
      ),
      range(1, if(parts2.k = 0, length(parts2.p) + 1, parts2.k), 2),
      parts2.value
    ) AS "value"
  FROM parts2
), jumps2 AS (
  SELECT
    ends2.place AS "place",
    ends2.ref AS "ref",
    ends2.value AS "value",
    ends2.p AS "p",
    ends2.k AS "k",
    if(
      if(
        ends2.k > 0,
        startsWith(
          CASE
            WHEN JSONType(COALESCE(ends2.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends2.value, ''))
          END,
          {p5: String}
        ),
        0
      ),
      ifNull(
        substr(
          CASE
            WHEN JSONType(COALESCE(ends2.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends2.value, ''))
          END,
          length({p5: String}) + 1
        ),
        ''
      ),
      ''
    ) AS "table_digest",
    if(
      if(
        if(
          ends2.k > 0,
          startsWith(
            CASE
              WHEN JSONType(COALESCE(ends2.value, '')) = 'String'
              THEN JSONExtractString(COALESCE(ends2.value, ''))
            END,
            {p5: String}
          ),
          0
        ),
        match(arrayElement(ends2.p, ends2.k + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        0
      ),
      decodeURLComponent(arrayElement(ends2.p, ends2.k + 1)),
      ''
    ) AS "row_digest"
  FROM ends2
), firsts2 AS (
  SELECT
    jumps2.place AS "place",
    jumps2.ref AS "ref",
    jumps2.value AS "value",
    jumps2.p AS "p",
    jumps2.k AS "k",
    if(jumps2.table_digest <> '', ifNull(lines.value, ''), '') AS "line"
  FROM lines
  RIGHT JOIN jumps2
    USING (table_digest, row_digest)
  ORDER BY
    lines.row_index
  LIMIT 1 BY jumps2.place, jumps2.ref
), behind2 AS (
  SELECT
    firsts2.place AS "place",
    firsts2.ref AS "ref",
    if(
      notEmpty(firsts2.p),
      replaceRegexpAll(
        arrayFold(
          (d4, i4) -> multiIf(
            if(
              arrayElement(firsts2.p, i4) = 'index',
              if(
                JSONType(d4) = 'Array',
                if(
                  match(decodeURLComponent(arrayElement(firsts2.p, i4 + 1)), '^(0|[1-9][0-9]{0,8})$'),
                  match(arrayElement(firsts2.p, i4 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                  0
                ),
                0
              ),
              0
            ),
            JSONExtractRaw(d4, toUInt32OrZero(decodeURLComponent(arrayElement(firsts2.p, i4 + 1))) + 1),
            if(
              arrayElement(firsts2.p, i4) IN ('attr', 'key'),
              if(
                JSONType(d4) = 'Object',
                match(arrayElement(firsts2.p, i4 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                0
              ),
              0
            ),
            JSONExtractRaw(d4, decodeURLComponent(arrayElement(firsts2.p, i4 + 1))),
            ''
          ),
          range(if(firsts2.k = 0, length(firsts2.p) + 1, firsts2.k + 2), length(firsts2.p) + 1, 2),
          if(
            firsts2.k = 0,
            firsts2.value,
            arrayStringConcat(
              arrayMap(
                x6 -> if(match(x6, '^-?[0-9]'), concat('"\\u0000', x6, '"'), x6),
                extractAll(ifNull(firsts2.line, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
              )
            )
          )
        ),
        '"\\\\u0000([^"]*)"',
        '\\1'
      ),
      firsts2.value
    ) AS "value"
  FROM firsts2
), asked3 AS (
  SELECT
    tupleElement(one3, 1) AS "place",
    tupleElement(one3, 2) AS "ref",
    tupleElement(one3, 3) AS "value"
  FROM behind2
  ARRAY JOIN arrayConcat(
    array(tuple(behind2.place, behind2.ref, behind2.value)),
    arrayFilter(
      x7 -> startsWith(tupleElement(x7, 2), {p4: String}),
      array(
        tuple(
          3,
          ifNull(
            if(
              behind2.place = 2,
              CASE
                WHEN JSONType(COALESCE(behind2.value, ''), {p3: String}) = 'String'
                THEN JSONExtractString(COALESCE(behind2.value, ''), {p3: String})
              END,
              NULL
            ),
            ''
          ),
          ''
        )
      )
    )
  ) AS one3
  LIMIT 1 BY tupleElement(one3, 1), tupleElement(one3, 2)
), ways3 AS (
  SELECT
    asked3.place AS "place",
    asked3.ref AS "ref",
    asked3.value AS "value",
    if(
      if(
        asked3.place = 3,
        position(substring(asked3.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      substring(
        substring(asked3.ref, length({p4: String}) + 1),
        1,
        position(substring(asked3.ref, length({p4: String}) + 1), ':') + -1
      ),
      ''
    ) AS "name",
    arrayElement(
      if(
        if(
          asked3.place = 3,
          position(substring(asked3.ref, length({p4: String}) + 1), ':') > 0,
          0
        ),
        splitByChar(
          '/',
          substring(
            substring(asked3.ref, length({p4: String}) + 1),
            position(substring(asked3.ref, length({p4: String}) + 1), ':') + 1
          )
        ),
        emptyArrayString()
      ),
      1
    ) AS "digest",
    if(
      if(
        asked3.place = 3,
        position(substring(asked3.ref, length({p4: String}) + 1), ':') > 0,
        0
      ),
      splitByChar(
        '/',
        substring(
          substring(asked3.ref, length({p4: String}) + 1),
          position(substring(asked3.ref, length({p4: String}) + 1), ':') + 1
        )
      ),
      emptyArrayString()
    ) AS "pieces"
  FROM asked3
), found3 AS (
  SELECT
    ways3.place AS "place",
    ways3.ref AS "ref",
    multiIf(
      empty(ways3.pieces),
      ways3.value,
      if(
        lengthUTF8(arrayStringConcat(arrayPopFront(ways3.pieces), '/')) <= 1024,
        if(
          (
            length(arrayPopFront(ways3.pieces)) % 2
          ) = 1,
          arrayElement(arrayPopFront(ways3.pieces), -1) = '',
          1
        ),
        0
      ) = 0,
      '',
      empty(
        if(
          if(
            (
              length(arrayPopFront(ways3.pieces)) % 2
            ) = 1,
            arrayElement(arrayPopFront(ways3.pieces), -1) = '',
            0
          ),
          arrayPopBack(arrayPopFront(ways3.pieces)),
          arrayPopFront(ways3.pieces)
        )
      ),
      ifNull(versions.value, ''),
      arrayStringConcat(
        arrayMap(
          x8 -> if(match(x8, '^-?[0-9]'), concat('"\\u0000', x8, '"'), x8),
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
          length(arrayPopFront(ways3.pieces)) % 2
        ) = 1,
        arrayElement(arrayPopFront(ways3.pieces), -1) = '',
        0
      ),
      arrayPopBack(arrayPopFront(ways3.pieces)),
      arrayPopFront(ways3.pieces)
    ) AS "p"
  FROM versions
  RIGHT JOIN ways3
    USING (name, digest)
  LIMIT 1 BY ways3.place, ways3.ref
), parts3 AS (
  SELECT
    found3.place AS "place",
    found3.ref AS "ref",
    found3.value AS "value",
    found3.p AS "p",
    arrayFirstIndex((x, i) -> if((
      i % 2
    ) = 1, x = 'id', 0), found3.p, arrayEnumerate(found3.p)) AS "k"
  FROM found3
), ends3 AS (
  SELECT
    parts3.place AS "place",
    parts3.ref AS "ref",
    parts3.p AS "p",
    parts3.k AS "k",
    arrayFold(
      (d5, i5) -> multiIf(
        if(
          arrayElement(parts3.p, i5) = 'index',
          if(
            JSONType(d5) = 'Array',
            if(
              match(decodeURLComponent(arrayElement(parts3.p, i5 + 1)), '^(0|[1-9][0-9]{0,8})$'),
              match(arrayElement(parts3.p, i5 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
              0
            ),
            0
          ),
          0
        ),
        JSONExtractRaw(d5, toUInt32OrZero(decodeURLComponent(arrayElement(parts3.p, i5 + 1))) + 1),
        if(
          arrayElement(parts3.p, i5) IN ('attr', 'key'),
          if(
            JSONType(d5) = 'Object',
            match(arrayElement(parts3.p, i5 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
            0
          ),
          0
        ),
        JSONExtractRaw(d5, decodeURLComponent(arrayElement(parts3.p, i5 + 1))),
        ''
      ),
      range(1, if(parts3.k = 0, length(parts3.p) + 1, parts3.k), 2),
      parts3.value
    ) AS "value"
  FROM parts3
), jumps3 AS (
  SELECT
    ends3.place AS "place",
    ends3.ref AS "ref",
    ends3.value AS "value",
    ends3.p AS "p",
    ends3.k AS "k",
    if(
      if(
        ends3.k > 0,
        startsWith(
          CASE
            WHEN JSONType(COALESCE(ends3.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends3.value, ''))
          END,
          {p5: String}
        ),
        0
      ),
      ifNull(
        substr(
          CASE
            WHEN JSONType(COALESCE(ends3.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends3.value, ''))
          END,
          length({p5: String}) + 1
        ),
        ''
      ),
      ''
    ) AS "table_digest",
    if(
      if(
        if(
          ends3.k > 0,
          startsWith(
            CASE
              WHEN JSONType(COALESCE(ends3.value, '')) = 'String'
              THEN JSONExtractString(COALESCE(ends3.value, ''))
            END,
            {p5: String}
          ),
          0
        ),
        match(arrayElement(ends3.p, ends3.k + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        0
      ),
      decodeURLComponent(arrayElement(ends3.p, ends3.k + 1)),
      ''
    ) AS "row_digest"
  FROM ends3
), firsts3 AS (
  SELECT
    jumps3.place AS "place",
    jumps3.ref AS "ref",
    jumps3.value AS "value",
    jumps3.p AS "p",
    jumps3.k AS "k",
    if(jumps3.table_digest <> '', ifNull(lines.value, ''), '') AS "line"
  FROM lines
  RIGHT JOIN jumps3
    USING (table_digest, row_digest)
  ORDER BY
    lines.row_index
  LIMIT 1 BY jumps3.place, jumps3.ref
), behind3 AS (
  SELECT
    firsts3.place AS "place",
    firsts3.ref AS "ref",
    if(
      notEmpty(firsts3.p),
      replaceRegexpAll(
        arrayFold(
          (d6, i6) -> multiIf(
            if(
              arrayElement(firsts3.p, i6) = 'index',
              if(
                JSONType(d6) = 'Array',
                if(
                  match(decodeURLComponent(arrayElement(firsts3.p, i6 + 1)), '^(0|[1-9][0-9]{0,8})$'),
                  match(arrayElement(firsts3.p, i6 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                  0
                ),
                0
              ),
              0
            ),
            JSONExtractRaw(d6, toUInt32OrZero(decodeURLComponent(arrayElement(firsts3.p, i6 + 1))) + 1),
            if(
              arrayElement(firsts3.p, i6) IN ('attr', 'key'),
              if(
                JSONType(d6) = 'Object',
                match(arrayElement(firsts3.p, i6 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
                0
              ),
              0
            ),
            JSONExtractRaw(d6, decodeURLComponent(arrayElement(firsts3.p, i6 + 1))),
            ''
          ),
          range(if(firsts3.k = 0, length(firsts3.p) + 1, firsts3.k + 2), length(firsts3.p) + 1, 2),
          if(
            firsts3.k = 0,
            firsts3.value,
            arrayStringConcat(
              arrayMap(
                x9 -> if(match(x9, '^-?[0-9]'), concat('"\\u0000', x9, '"'), x9),
                extractAll(ifNull(firsts3.line, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
              )
            )
          )
        ),
        '"\\\\u0000([^"]*)"',
        '\\1'
      ),
      firsts3.value
    ) AS "value"
  FROM firsts3
), (
  SELECT
    groupArray(tuple(row.place, row.ref, row.value))
  FROM (
    SELECT
      behind3.place AS "place",
      behind3.ref AS "ref",
      behind3.value AS "value"
    FROM behind3
    WHERE
      behind3.value <> ''
  ) AS row
) AS behind4_rows, behind4 AS (
  SELECT
    tupleElement(behind4_kept.one, 1) AS "place",
    tupleElement(behind4_kept.one, 2) AS "ref",
    tupleElement(behind4_kept.one, 3) AS "value"
  FROM (
    SELECT
      arrayJoin(behind4_rows) AS "one"
  ) AS behind4_kept
), refs1 AS (
  SELECT
    behind4.ref,
    behind4.value AS "refs1_value",
    1 AS "known"
  FROM behind4
  WHERE
    behind4.place = 1
), refs2 AS (
  SELECT
    behind4.ref,
    behind4.value AS "refs2_value",
    1 AS "known"
  FROM behind4
  WHERE
    behind4.place = 2
), refs3 AS (
  SELECT
    behind4.ref,
    behind4.value AS "refs3_value",
    1 AS "known"
  FROM behind4
  WHERE
    behind4.place = 3
)
SELECT
  c.id AS "id",
  c.project_id AS "project_id",
  c.op_name AS "op_name",
  c.trace_id AS "trace_id",
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN refs1
  ON CASE
    WHEN JSONType(c.inputs, {p1: String}) = 'String'
    THEN JSONExtractString(c.inputs, {p1: String})
  END = refs1.ref
LEFT JOIN refs2
  ON CASE
    WHEN refs1.known = 1
    THEN CASE
      WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p2: String}) = 'String'
      THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p2: String})
    END
    ELSE CASE
      WHEN JSONType(c.inputs, {p1: String}, {p2: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String}, {p2: String})
    END
  END = refs2.ref
LEFT JOIN refs3
  ON CASE
    WHEN refs2.known = 1
    THEN CASE
      WHEN JSONType(COALESCE(refs2.refs2_value, ''), {p3: String}) = 'String'
      THEN JSONExtractString(COALESCE(refs2.refs2_value, ''), {p3: String})
    END
    ELSE CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p2: String}, {p3: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p2: String}, {p3: String})
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}, {p2: String}, {p3: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p1: String}, {p2: String}, {p3: String})
      END
    END
  END = refs3.ref
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND CASE
    WHEN refs3.known = 1
    THEN CASE
      WHEN JSONType(COALESCE(refs3.refs3_value, ''), {p6: String}) = 'String'
      THEN JSONExtractString(COALESCE(refs3.refs3_value, ''), {p6: String})
    END
    ELSE CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs2.refs2_value, ''), {p3: String}, {p6: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs2.refs2_value, ''), {p3: String}, {p6: String})
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p2: String}, {p3: String}, {p6: String}) = 'String'
          THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p2: String}, {p3: String}, {p6: String})
        END
        ELSE CASE
          WHEN JSONType(c.inputs, {p1: String}, {p2: String}, {p3: String}, {p6: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String}, {p2: String}, {p3: String}, {p6: String})
        END
      END
    END
  END = {p7: String}
ORDER BY
  c.started_at,
  c.id
