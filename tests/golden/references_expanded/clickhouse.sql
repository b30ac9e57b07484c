-- calls
-- p0: string = 'acme/refs'
-- p1: string = 'n'
-- p2: float = 1.0
-- p3: string = 'model'
-- p4: string = 'weave-trace-internal:///acme/refs/object/'
-- p5: string = 'weave-trace-internal:///acme/refs/table/'
-- p6: string = 'name'
-- p7: string = 'one'
-- p8: int = 5

WITH starts AS (
  SELECT
    CASE
      WHEN JSONType(c2.inputs, {p3: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p3: String})
    END AS "text1"
  FROM calls AS c2
  WHERE
    c2.project_id = {p0: String}
    AND c2.deleted_at IS NULL
    AND CASE
      WHEN JSONType(c2.inputs, {p1: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c2.inputs, {p1: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c2.inputs, {p1: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c2.inputs, {p1: String}))
    END > {p2: Float64}
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
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at",
  c.inputs
FROM calls AS c
LEFT JOIN refs1
  ON CASE
    WHEN JSONType(c.inputs, {p3: String}) = 'String'
    THEN JSONExtractString(c.inputs, {p3: String})
  END = refs1.ref
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND CASE
    WHEN refs1.known = 1
    THEN CASE
      WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p6: String}) = 'String'
      THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p6: String})
    END
    ELSE CASE
      WHEN JSONType(c.inputs, {p3: String}, {p6: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p3: String}, {p6: String})
    END
  END = {p7: String}
  AND CASE
    WHEN JSONType(c.inputs, {p1: String}) <> 'String'
    OR (
      match(
        JSONExtractString(c.inputs, {p1: String}),
        '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
      )
      AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
    )
    THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
  END > {p2: Float64}
ORDER BY
  c.started_at,
  c.id
LIMIT {p8: UInt64}

-- refs
-- p0: string = 'acme/refs'
-- p1: string = 'n'
-- p2: float = 1.0
-- p3: string = 'model'
-- p4: string = 'weave-trace-internal:///acme/refs/object/'
-- p5: string = 'weave-trace-internal:///acme/refs/table/'
-- p6: string = 'name'
-- p7: string = 'one'
-- p8: int = 5

WITH starts AS (
  SELECT
    CASE
      WHEN JSONType(c2.inputs, {p3: String}) = 'String'
      THEN JSONExtractString(c2.inputs, {p3: String})
    END AS "text1"
  FROM calls AS c2
  WHERE
    c2.project_id = {p0: String}
    AND c2.deleted_at IS NULL
    AND CASE
      WHEN JSONType(c2.inputs, {p1: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c2.inputs, {p1: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c2.inputs, {p1: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c2.inputs, {p1: String}))
    END > {p2: Float64}
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
), starts2 AS (
  SELECT
    CASE
      WHEN JSONType(c.inputs, {p3: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p3: String})
    END AS "text1"
  FROM calls AS c
  LEFT JOIN refs1
    ON CASE
      WHEN JSONType(c.inputs, {p3: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p3: String})
    END = refs1.ref
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p6: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p6: String})
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p3: String}, {p6: String}) = 'String'
        THEN JSONExtractString(c.inputs, {p3: String}, {p6: String})
      END
    END = {p7: String}
    AND CASE
      WHEN JSONType(c.inputs, {p1: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p1: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p1: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}))
    END > {p2: Float64}
  ORDER BY
    c.started_at,
    c.id
  LIMIT {p8: UInt64}
), asked2 AS (
  SELECT DISTINCT
    tupleElement(one2, 1) AS "place",
    tupleElement(one2, 2) AS "ref",
    '' AS "value"
  FROM starts2
  ARRAY JOIN arrayFilter(
    x4 -> startsWith(tupleElement(x4, 2), {p4: String}),
    array(tuple(1, ifNull(starts2.text1, ''), ''))
  ) AS one2
), ways2 AS (
  SELECT
    asked2.place AS "place",
    asked2.ref AS "ref",
    asked2.value AS "value",
    if(
      if(
        asked2.place = 1,
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
          asked2.place = 1,
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
        asked2.place = 1,
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
), behind3 AS (
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
), behind4 AS (
  SELECT
    behind3.place AS "place",
    behind3.ref AS "ref",
    behind3.value AS "value"
  FROM behind3
  WHERE
    behind3.value <> ''
), found3 AS (
  SELECT
    behind4.ref,
    behind4.value
  FROM behind4
  WHERE
    behind4.place = 1
)
SELECT
  found3.ref,
  found3.value
FROM found3
