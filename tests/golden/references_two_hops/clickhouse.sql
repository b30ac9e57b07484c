-- calls
-- p0: string = 'acme/refs'
-- p1: string = 'model'
-- p2: string = 'weave-trace-internal:///acme/refs/object/'
-- p3: string = 'weave-trace-internal:///acme/refs/table/'
-- p4: string = 'prompt'
-- p5: string = 'text'
-- p6: string = 'Be nice'
-- p7: string = 'temperature'
-- p8: int = 5

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
), asked2 AS (
  SELECT
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p4: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p4: String})
      END
      ELSE CASE
        WHEN JSONType(c3.inputs, {p1: String}, {p4: String}) = 'String'
        THEN JSONExtractString(c3.inputs, {p1: String}, {p4: String})
      END
    END AS "ref"
  FROM calls AS c3
  LEFT JOIN refs1
    ON CASE
      WHEN JSONType(c3.inputs, {p1: String}) = 'String'
      THEN JSONExtractString(c3.inputs, {p1: String})
    END = refs1.ref
  WHERE
    c3.project_id = {p0: String}
    AND c3.deleted_at IS NULL
    AND startsWith(
      CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p4: String}) = 'String'
          THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p4: String})
        END
        ELSE CASE
          WHEN JSONType(c3.inputs, {p1: String}, {p4: String}) = 'String'
          THEN JSONExtractString(c3.inputs, {p1: String}, {p4: String})
        END
      END,
      {p2: String}
    )
  GROUP BY
    CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p4: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p4: String})
      END
      ELSE CASE
        WHEN JSONType(c3.inputs, {p1: String}, {p4: String}) = 'String'
        THEN JSONExtractString(c3.inputs, {p1: String}, {p4: String})
      END
    END
), split2 AS (
  SELECT
    asked2.ref,
    CASE
      WHEN substr(asked2.ref, length({p2: String}) + 1) IS NOT NULL
      THEN arrayElement(splitByChar(':', ifNull(substr(asked2.ref, length({p2: String}) + 1), '')), 1)
    END AS "name",
    CASE
      WHEN CASE
        WHEN position(substr(asked2.ref, length({p2: String}) + 1), ':') > 0
        THEN substring(
          substr(asked2.ref, length({p2: String}) + 1),
          position(substr(asked2.ref, length({p2: String}) + 1), ':') + 1
        )
      END IS NOT NULL
      THEN arrayElement(
        splitByChar(
          '/',
          ifNull(
            CASE
              WHEN position(substr(asked2.ref, length({p2: String}) + 1), ':') > 0
              THEN substring(
                substr(asked2.ref, length({p2: String}) + 1),
                position(substr(asked2.ref, length({p2: String}) + 1), ':') + 1
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
            WHEN position(substr(asked2.ref, length({p2: String}) + 1), ':') > 0
            THEN substring(
              substr(asked2.ref, length({p2: String}) + 1),
              position(substr(asked2.ref, length({p2: String}) + 1), ':') + 1
            )
          END,
          '/'
        ) > 0
        THEN substring(
          CASE
            WHEN position(substr(asked2.ref, length({p2: String}) + 1), ':') > 0
            THEN substring(
              substr(asked2.ref, length({p2: String}) + 1),
              position(substr(asked2.ref, length({p2: String}) + 1), ':') + 1
            )
          END,
          position(
            CASE
              WHEN position(substr(asked2.ref, length({p2: String}) + 1), ':') > 0
              THEN substring(
                substr(asked2.ref, length({p2: String}) + 1),
                position(substr(asked2.ref, length({p2: String}) + 1), ':') + 1
              )
            END,
            '/'
          ) + 1
        )
      END,
      ''
    ) AS "parts"
  FROM asked2
), versions2 AS (
  SELECT
    split2.ref,
    nullIf(o2.val, '') AS "value",
    split2.parts
  FROM objects AS o2
  JOIN split2
    ON o2.object_id = split2.name AND o2.digest = split2.digest
  WHERE
    o2.project_id = {p0: String}
    AND o2.kind = 'object'
    AND o2.deleted_at IS NULL
    AND NOT (
      o2.val = ''
    )
    AND toInt64(lengthUTF8(split2.parts)) <= 1024
), pieces2 AS (
  SELECT
    versions2.ref AS "ref",
    arrayStringConcat(
      arrayMap(
        x3 -> if(match(x3, '^-?[0-9]'), concat('"\\u0000', x3, '"'), x3),
        extractAll(ifNull(versions2.value, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
      )
    ) AS "value",
    if(
      (
        length(splitByChar('/', ifNull(versions2.parts, ''))) % 2
      ) = 1
      AND arrayElement(splitByChar('/', ifNull(versions2.parts, '')), -1) = '',
      arrayPopBack(splitByChar('/', ifNull(versions2.parts, ''))),
      splitByChar('/', ifNull(versions2.parts, ''))
    ) AS "p"
  FROM versions2
), places2 AS (
  SELECT
    pieces2.ref AS "ref",
    pieces2.value AS "value",
    pieces2.p AS "p",
    arrayFirstIndex((x, i) -> (
      i % 2
    ) = 1 AND x = 'id', pieces2.p, arrayEnumerate(pieces2.p)) AS "k"
  FROM pieces2
  WHERE
    (
      length(pieces2.p) % 2
    ) = 0
), ends2 AS (
  SELECT
    places2.ref AS "ref",
    places2.p AS "p",
    places2.k AS "k",
    arrayFold(
      (d3, i3) -> multiIf(
        arrayElement(places2.p, i3) = 'index'
        AND JSONType(d3) = 'Array'
        AND match(decodeURLComponent(arrayElement(places2.p, i3 + 1)), '^(0|[1-9][0-9]{0,8})$')
        AND match(arrayElement(places2.p, i3 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d3, toUInt32OrZero(decodeURLComponent(arrayElement(places2.p, i3 + 1))) + 1),
        arrayElement(places2.p, i3) IN ('attr', 'key')
        AND JSONType(d3) = 'Object'
        AND match(arrayElement(places2.p, i3 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d3, decodeURLComponent(arrayElement(places2.p, i3 + 1))),
        ''
      ),
      range(1, if(places2.k = 0, length(places2.p) + 1, places2.k), 2),
      places2.value
    ) AS "value"
  FROM places2
), asked_lines2 AS (
  SELECT
    ends2.ref AS "ref",
    ends2.value AS "value",
    ends2.p AS "p",
    ends2.k AS "k",
    if(
      ends2.k > 0
      AND startsWith(
        CASE
          WHEN JSONType(COALESCE(ends2.value, '')) = 'String'
          THEN JSONExtractString(COALESCE(ends2.value, ''))
        END,
        {p3: String}
      ),
      ifNull(
        substr(
          CASE
            WHEN JSONType(COALESCE(ends2.value, '')) = 'String'
            THEN JSONExtractString(COALESCE(ends2.value, ''))
          END,
          length({p3: String}) + 1
        ),
        ''
      ),
      ''
    ) AS "table_digest",
    if(
      match(arrayElement(ends2.p, ends2.k + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
      decodeURLComponent(arrayElement(ends2.p, ends2.k + 1)),
      ''
    ) AS "row_digest"
  FROM ends2
), firsts2 AS (
  SELECT
    lines.table_digest AS "table_digest",
    lines.row_digest AS "row_digest",
    tupleElement(argMin(tuple(lines.value), lines.row_index), 1) AS "line"
  FROM lines
  WHERE
    lines.row_digest IN (
      SELECT
        asked_lines2.row_digest
      FROM asked_lines2
      WHERE
        asked_lines2.table_digest <> ''
    )
  GROUP BY
    lines.table_digest,
    lines.row_digest
), below2 AS (
  SELECT
    asked_lines2.ref AS "ref",
    if(
      asked_lines2.k = 0,
      asked_lines2.value,
      arrayStringConcat(
        arrayMap(
          x4 -> if(match(x4, '^-?[0-9]'), concat('"\\u0000', x4, '"'), x4),
          extractAll(ifNull(firsts2.line, ''), '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|[^"0-9-]+')
        )
      )
    ) AS "value",
    asked_lines2.p AS "p",
    asked_lines2.k AS "k"
  FROM asked_lines2
  LEFT JOIN firsts2
    ON asked_lines2.table_digest = firsts2.table_digest
    AND asked_lines2.row_digest = firsts2.row_digest
), last2 AS (
  SELECT
    below2.ref AS "ref",
    arrayFold(
      (d4, i4) -> multiIf(
        arrayElement(below2.p, i4) = 'index'
        AND JSONType(d4) = 'Array'
        AND match(decodeURLComponent(arrayElement(below2.p, i4 + 1)), '^(0|[1-9][0-9]{0,8})$')
        AND match(arrayElement(below2.p, i4 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d4, toUInt32OrZero(decodeURLComponent(arrayElement(below2.p, i4 + 1))) + 1),
        arrayElement(below2.p, i4) IN ('attr', 'key')
        AND JSONType(d4) = 'Object'
        AND match(arrayElement(below2.p, i4 + 1), '^([^%]|%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f]))*$'),
        JSONExtractRaw(d4, decodeURLComponent(arrayElement(below2.p, i4 + 1))),
        ''
      ),
      range(if(below2.k = 0, length(below2.p) + 1, below2.k + 2), length(below2.p) + 1, 2),
      below2.value
    ) AS "value"
  FROM below2
), walked2 AS (
  SELECT
    last2.ref AS "ref",
    replaceRegexpAll(last2.value, '"\\\\u0000([^"]*)"', '\\1') AS "value"
  FROM last2
  WHERE
    last2.value <> ''
), (
  SELECT
    groupArray(tuple(row2.ref, row2.refs2_value, row2.known))
  FROM (
    SELECT
      walked2.ref,
      walked2.value AS "refs2_value",
      1 AS "known"
    FROM walked2
  ) AS row2
) AS refs2_rows, refs2 AS (
  SELECT
    tupleElement(refs2_kept.one, 1) AS "ref",
    tupleElement(refs2_kept.one, 2) AS "refs2_value",
    tupleElement(refs2_kept.one, 3) AS "known"
  FROM (
    SELECT
      arrayJoin(refs2_rows) AS "one"
  ) AS refs2_kept
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
      WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p4: String}) = 'String'
      THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p4: String})
    END
    ELSE CASE
      WHEN JSONType(c.inputs, {p1: String}, {p4: String}) = 'String'
      THEN JSONExtractString(c.inputs, {p1: String}, {p4: String})
    END
  END = refs2.ref
WHERE
  c.project_id = {p0: String}
  AND c.deleted_at IS NULL
  AND NOT COALESCE(
    CASE
      WHEN refs2.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs2.refs2_value, ''), {p5: String}) = 'String'
        THEN JSONExtractString(COALESCE(refs2.refs2_value, ''), {p5: String})
      END
      ELSE CASE
        WHEN refs1.known = 1
        THEN CASE
          WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p4: String}, {p5: String}) = 'String'
          THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p4: String}, {p5: String})
        END
        ELSE CASE
          WHEN JSONType(c.inputs, {p1: String}, {p4: String}, {p5: String}) = 'String'
          THEN JSONExtractString(c.inputs, {p1: String}, {p4: String}, {p5: String})
        END
      END
    END = {p6: String},
    FALSE
  )
ORDER BY
  CASE
    WHEN CASE
      WHEN refs1.known = 1
      THEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) = 'Null'
      ELSE JSONType(c.inputs, {p1: String}, {p7: String}) = 'Null'
    END
    THEN 3
    WHEN CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) <> 'String'
        OR (
          match(
            JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}))
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}, {p7: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.inputs, {p1: String}, {p7: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.inputs, {p1: String}, {p7: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}, {p7: String}))
      END
    END IS NOT NULL
    THEN 0
    WHEN CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) IN ('String', 'Bool')
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String})
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}, {p7: String}) IN ('String', 'Bool')
        THEN JSONExtractString(c.inputs, {p1: String}, {p7: String})
      END
    END IS NOT NULL
    THEN 1
    ELSE 2
  END,
  CASE
    WHEN refs1.known = 1
    THEN CASE
      WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) <> 'String'
      OR (
        match(
          JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}))
    END
    ELSE CASE
      WHEN JSONType(c.inputs, {p1: String}, {p7: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.inputs, {p1: String}, {p7: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.inputs, {p1: String}, {p7: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}, {p7: String}))
    END
  END + 0.0,
  CASE
    WHEN CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) <> 'String'
        OR (
          match(
            JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String}))
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}, {p7: String}) <> 'String'
        OR (
          match(
            JSONExtractString(c.inputs, {p1: String}, {p7: String}),
            '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
          )
          AND length(JSONExtractString(c.inputs, {p1: String}, {p7: String})) <= 40
        )
        THEN toFloat64OrNull(JSONExtractString(c.inputs, {p1: String}, {p7: String}))
      END
    END IS NULL
    THEN CASE
      WHEN refs1.known = 1
      THEN CASE
        WHEN JSONType(COALESCE(refs1.refs1_value, ''), {p7: String}) IN ('String', 'Bool')
        THEN JSONExtractString(COALESCE(refs1.refs1_value, ''), {p7: String})
      END
      ELSE CASE
        WHEN JSONType(c.inputs, {p1: String}, {p7: String}) IN ('String', 'Bool')
        THEN JSONExtractString(c.inputs, {p1: String}, {p7: String})
      END
    END
  END,
  c.id DESC
LIMIT {p8: UInt64}
