-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = '["t0", "t1", "t2"]'
-- p2: int = 10
-- p3: int = 9
-- p4: string = 'usage'
-- p5: string = 'prompt_tokens'
-- p6: string = 'input_tokens'
-- p7: string = 'completion_tokens'
-- p8: string = 'output_tokens'
-- p9: string = 'total_tokens'
-- p10: string = 'cache_read_input_tokens'
-- p11: string = 'cache_creation_input_tokens'
-- p12: string = 'requests'

WITH RECURSIVE more AS (
  SELECT
    c.id,
    c.parent_id,
    CASE WHEN c.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    toUnixTimestamp64Micro(c.started_at) AS "at",
    nullIf(c.summary, '') AS "summary"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.trace_id IN (
      SELECT
        arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
    )
  ORDER BY
    c.started_at,
    c.id
  LIMIT {p2: UInt64}
), number_of_calls AS (
  SELECT
    COUNT(*) AS "number"
  FROM more
), placed AS (
  SELECT
    more.id,
    more.parent_id,
    more.unfinished,
    more.at,
    more.summary,
    ROW_NUMBER() OVER (ORDER BY more.at, more.id) - 1 AS "place"
  FROM more
), sel AS (
  SELECT
    placed.id,
    placed.parent_id,
    placed.unfinished
  FROM placed
  WHERE
    placed.place < {p3: Int64}
), s AS (
  SELECT
    placed.id,
    placed.unfinished,
    placed.at,
    tupleElement(m, 1) AS "model",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p5: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p5: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p5: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p5: String}))
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p5: String})
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p6: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p6: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p6: String}))
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p6: String})
    END AS "input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p7: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p7: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p7: String}))
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p7: String})
    END AS "completion_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p8: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p8: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p8: String}))
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p8: String})
    END AS "output_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p9: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p9: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p9: String}))
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p9: String})
    END AS "total_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p10: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p10: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p10: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p10: String}))
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p10: String})
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p11: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p11: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p11: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p11: String}))
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p11: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p11: String})
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p12: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p12: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p12: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p12: String}))
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p12: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p12: String})
    END AS "requests_int"
  FROM placed
  ARRAY JOIN JSONExtractKeysAndValuesRaw(ifNull(COALESCE(placed.summary, ''), ''), {p4: String}) AS m
  WHERE
    placed.place < {p3: Int64} AND startsWith(tupleElement(m, 2), '{')
), k AS (
  SELECT
    s.id,
    s.unfinished,
    s.at,
    s.model,
    CASE
      WHEN s.prompt_tokens >= 0.0
      AND s.prompt_tokens <= 9007199254740992.0
      AND (
        s.prompt_tokens_int IS NULL OR s.prompt_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.prompt_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.prompt_tokens)) <= 9007199254740992,
            assumeNotNull(s.prompt_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "prompt_tokens",
    CASE
      WHEN s.input_tokens >= 0.0
      AND s.input_tokens <= 9007199254740992.0
      AND (
        s.input_tokens_int IS NULL OR s.input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.input_tokens)) <= 9007199254740992,
            assumeNotNull(s.input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "input_tokens",
    CASE
      WHEN s.completion_tokens >= 0.0
      AND s.completion_tokens <= 9007199254740992.0
      AND (
        s.completion_tokens_int IS NULL OR s.completion_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.completion_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.completion_tokens)) <= 9007199254740992,
            assumeNotNull(s.completion_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "completion_tokens",
    CASE
      WHEN s.output_tokens >= 0.0
      AND s.output_tokens <= 9007199254740992.0
      AND (
        s.output_tokens_int IS NULL OR s.output_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.output_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.output_tokens)) <= 9007199254740992,
            assumeNotNull(s.output_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "output_tokens",
    CASE
      WHEN s.total_tokens >= 0.0
      AND s.total_tokens <= 9007199254740992.0
      AND (
        s.total_tokens_int IS NULL OR s.total_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.total_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.total_tokens)) <= 9007199254740992,
            assumeNotNull(s.total_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "total_tokens",
    CASE
      WHEN s.cache_read_input_tokens >= 0.0
      AND s.cache_read_input_tokens <= 9007199254740992.0
      AND (
        s.cache_read_input_tokens_int IS NULL
        OR s.cache_read_input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.cache_read_input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.cache_read_input_tokens)) <= 9007199254740992,
            assumeNotNull(s.cache_read_input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "cache_read_input_tokens",
    CASE
      WHEN s.cache_creation_input_tokens >= 0.0
      AND s.cache_creation_input_tokens <= 9007199254740992.0
      AND (
        s.cache_creation_input_tokens_int IS NULL
        OR s.cache_creation_input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.cache_creation_input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s.cache_creation_input_tokens)) <= 9007199254740992,
            assumeNotNull(s.cache_creation_input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "cache_creation_input_tokens",
    CASE
      WHEN s.requests >= 0.0
      AND s.requests <= 9007199254740992.0
      AND (
        s.requests_int IS NULL OR s.requests_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s.requests) <= 9007199254740992
        THEN toInt64(
          if(abs(assumeNotNull(s.requests)) <= 9007199254740992, assumeNotNull(s.requests), 0)
        )
      END
      ELSE 0
    END AS "requests"
  FROM s
), u AS (
  SELECT
    k.id,
    k.unfinished,
    k.at,
    k.model,
    k.prompt_tokens + k.input_tokens AS "prompt",
    k.completion_tokens + k.output_tokens AS "completion",
    CASE
      WHEN k.total_tokens > 0
      THEN k.total_tokens
      ELSE (
        k.prompt_tokens + k.input_tokens
      ) + (
        k.completion_tokens + k.output_tokens
      )
    END AS "total",
    k.cache_read_input_tokens AS "cache_read",
    k.cache_creation_input_tokens AS "cache_creation",
    k.requests
  FROM k
), b1 AS (
  SELECT
    l.llm_id,
    toUnixTimestamp64Micro(l.effective_date) AS "since",
    l.id AS "price_id",
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = {p0: String}
      THEN 0
      WHEN l.pricing_level = 'default'
      THEN 2
    END AS "level",
    COALESCE(l.prompt_token_cost, 0.0) AS "prompt_price",
    COALESCE(l.completion_token_cost, 0.0) AS "completion_price",
    COALESCE(l.cache_read_input_token_cost, 0.0) AS "cache_read_price",
    COALESCE(l.cache_creation_input_token_cost, 0.0) AS "cache_creation_price"
  FROM llm_token_prices AS l
  WHERE
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = {p0: String}
      THEN 0
      WHEN l.pricing_level = 'default'
      THEN 2
    END IS NOT NULL
), b3 AS (
  SELECT
    b1.llm_id
  FROM b1
  GROUP BY
    b1.llm_id
), b AS (
  SELECT
    b1.llm_id,
    b1.since
  FROM b1
  GROUP BY
    b1.llm_id,
    b1.since
  UNION ALL
  SELECT
    b3.llm_id,
    -4611686018427387904 AS "since"
  FROM b3
), c2 AS (
  SELECT
    b.llm_id,
    b.since,
    b1.price_id,
    b1.level,
    b1.prompt_price,
    b1.completion_price,
    b1.cache_read_price,
    b1.cache_creation_price,
    CASE WHEN b1.since <= b.since THEN 0 ELSE 1 END AS "waits",
    CASE WHEN b1.since <= b.since THEN 0 - b1.since ELSE b1.since END AS "distance"
  FROM b
  JOIN b1
    ON b.llm_id = b1.llm_id
), w AS (
  SELECT
    c2.llm_id,
    c2.since,
    c2.price_id,
    c2.level,
    c2.prompt_price,
    c2.completion_price,
    c2.cache_read_price,
    c2.cache_creation_price,
    c2.waits,
    c2.distance,
    ROW_NUMBER() OVER (
      PARTITION BY c2.llm_id, c2.since
      ORDER BY c2.waits, c2.level, c2.distance, c2.price_id DESC
    ) - 1 AS "place"
  FROM c2
), i AS (
  SELECT
    w.llm_id,
    w.since,
    w.price_id,
    w.level,
    w.prompt_price,
    w.completion_price,
    w.cache_read_price,
    w.cache_creation_price,
    w.waits,
    w.distance,
    w.place,
    lead(toNullable(w.since)) OVER (PARTITION BY w.llm_id ORDER BY w.since) AS "next"
  FROM w
  WHERE
    w.place = 0
), price AS (
  SELECT
    i.llm_id,
    i.since,
    i.price_id,
    i.level,
    i.prompt_price,
    i.completion_price,
    i.cache_read_price,
    i.cache_creation_price,
    COALESCE(i.next, 4611686018427387904) AS "until",
    1 AS "priced"
  FROM i
), priced AS (
  SELECT
    u.id,
    u.unfinished,
    u.at,
    u.model,
    u.prompt,
    u.completion,
    u.total,
    u.cache_read,
    u.cache_creation,
    u.requests,
    CASE
      WHEN (
        (
          u.prompt - u.cache_read
        ) - u.cache_creation
      ) > 0
      THEN (
        u.prompt - u.cache_read
      ) - u.cache_creation
      ELSE 0
    END AS "billed",
    CASE WHEN price.priced = 1 THEN price.price_id END AS "price_id",
    CASE WHEN price.priced = 1 THEN price.level END AS "level",
    CASE WHEN price.priced = 1 THEN price.prompt_price END AS "prompt_price",
    CASE WHEN price.priced = 1 THEN price.completion_price END AS "completion_price",
    CASE WHEN price.priced = 1 THEN price.cache_read_price END AS "cache_read_price",
    CASE WHEN price.priced = 1 THEN price.cache_creation_price END AS "cache_creation_price"
  FROM u
  LEFT JOIN price
    ON u.model = price.llm_id AND u.at >= price.since AND u.at < price.until
  WHERE
    (
      u.prompt > 0
      OR u.completion > 0
      OR u.total > 0
      OR u.cache_read > 0
      OR u.cache_creation > 0
      OR u.requests > 0
    )
), with_prices AS (
  SELECT
    priced.id,
    priced.unfinished,
    priced.at,
    priced.model,
    priced.prompt,
    priced.completion,
    priced.total,
    priced.cache_read,
    priced.cache_creation,
    priced.requests,
    priced.billed,
    priced.price_id,
    priced.level,
    priced.prompt_price,
    priced.completion_price,
    priced.cache_read_price,
    priced.cache_creation_price,
    toFloat64(priced.billed) * priced.prompt_price AS "input_cost",
    toFloat64(priced.completion) * priced.completion_price AS "output_cost",
    (
      (
        toFloat64(priced.billed) * priced.prompt_price
      ) + (
        toFloat64(priced.completion) * priced.completion_price
      )
    ) + (
      (
        toFloat64(priced.cache_read) * priced.cache_read_price
      ) + (
        toFloat64(priced.cache_creation) * priced.cache_creation_price
      )
    ) AS "total_cost"
  FROM priced
), (
  SELECT
    groupArray(
      tuple(
        row.id,
        row.model,
        row.prompt,
        row.completion,
        row.total,
        row.cache_read,
        row.cache_creation,
        row.requests,
        row.billed,
        row.priced,
        row.prompt_price,
        row.completion_price,
        row.cache_read_price,
        row.cache_creation_price
      )
    )
  FROM (
    SELECT
      with_prices.id,
      with_prices.model,
      with_prices.prompt,
      with_prices.completion,
      with_prices.total,
      with_prices.cache_read,
      with_prices.cache_creation,
      with_prices.requests,
      with_prices.billed,
      CASE WHEN with_prices.price_id IS NULL THEN 0 ELSE 1 END AS "priced",
      COALESCE(with_prices.prompt_price, 0.0) AS "prompt_price",
      COALESCE(with_prices.completion_price, 0.0) AS "completion_price",
      COALESCE(with_prices.cache_read_price, 0.0) AS "cache_read_price",
      COALESCE(with_prices.cache_creation_price, 0.0) AS "cache_creation_price"
    FROM with_prices
  ) AS row
) AS paid_rows, paid AS (
  SELECT
    tupleElement(paid_kept.one, 1) AS "id",
    tupleElement(paid_kept.one, 2) AS "model",
    tupleElement(paid_kept.one, 3) AS "prompt",
    tupleElement(paid_kept.one, 4) AS "completion",
    tupleElement(paid_kept.one, 5) AS "total",
    tupleElement(paid_kept.one, 6) AS "cache_read",
    tupleElement(paid_kept.one, 7) AS "cache_creation",
    tupleElement(paid_kept.one, 8) AS "requests",
    tupleElement(paid_kept.one, 9) AS "billed",
    tupleElement(paid_kept.one, 10) AS "priced",
    tupleElement(paid_kept.one, 11) AS "prompt_price",
    tupleElement(paid_kept.one, 12) AS "completion_price",
    tupleElement(paid_kept.one, 13) AS "cache_read_price",
    tupleElement(paid_kept.one, 14) AS "cache_creation_price"
  FROM (
    SELECT
      arrayJoin(paid_rows) AS "one"
  ) AS paid_kept
), number_of_unpriced AS (
  SELECT
    COUNT(*) AS "number"
  FROM paid
  WHERE
    paid.priced = 0
), links AS (
  SELECT
    sel.id,
    sel.parent_id AS "parent"
  FROM sel
), begun AS (
  SELECT
    rows.id AS "id",
    rows.part AS "part",
    rows.model AS "model",
    rows.priced AS "priced",
    rows.prompt_price AS "prompt_price",
    rows.completion_price AS "completion_price",
    rows.cache_read_price AS "cache_read_price",
    rows.cache_creation_price AS "cache_creation_price",
    rows.prompt AS "prompt",
    rows.completion AS "completion",
    rows.total AS "total",
    rows.cache_read AS "cache_read",
    rows.cache_creation AS "cache_creation",
    rows.requests AS "requests",
    rows.billed AS "billed",
    max(rows.parent) OVER (PARTITION BY rows.id) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked.id AS "id",
      linked.parent AS "parent",
      0 AS "part",
      '' AS "model",
      0 AS "priced",
      toFloat64(0) AS "prompt_price",
      toFloat64(0) AS "completion_price",
      toFloat64(0) AS "cache_read_price",
      toFloat64(0) AS "cache_creation_price",
      toInt128(0) AS "prompt",
      toInt128(0) AS "completion",
      toInt128(0) AS "total",
      toInt128(0) AS "cache_read",
      toInt128(0) AS "cache_creation",
      toInt128(0) AS "requests",
      toInt128(0) AS "billed"
    FROM (
      SELECT
        rows2.id AS "id",
        rows2.parent AS "parent"
      FROM (
        SELECT
          told.id AS "id",
          told.parent AS "parent",
          told.tells AS "tells",
          max(told.is_node) OVER (PARTITION BY told.at) AS "is_known"
        FROM (
          SELECT
            link.id AS "id",
            link.parent AS "parent",
            side.tells AS "tells",
            CASE WHEN side.tells = 1 THEN link.id ELSE link.parent END AS "at",
            CASE WHEN side.tells = 1 THEN 1 ELSE 0 END AS "is_node"
          FROM links AS link
          CROSS JOIN (
            SELECT
              0 AS "tells"
            UNION ALL
            SELECT
              1 AS "tells"
          ) AS side
        ) AS told
      ) AS rows2
      WHERE
        rows2.tells = 0 AND rows2.parent IS NOT NULL AND rows2.is_known = 1
    ) AS linked
    UNION ALL
    SELECT
      amount.id AS "id",
      NULL AS "parent",
      1 AS "part",
      amount.model AS "model",
      amount.priced AS "priced",
      amount.prompt_price AS "prompt_price",
      amount.completion_price AS "completion_price",
      amount.cache_read_price AS "cache_read_price",
      amount.cache_creation_price AS "cache_creation_price",
      toInt128(amount.prompt) AS "prompt",
      toInt128(amount.completion) AS "completion",
      toInt128(amount.total) AS "total",
      toInt128(amount.cache_read) AS "cache_read",
      toInt128(amount.cache_creation) AS "cache_creation",
      toInt128(amount.requests) AS "requests",
      toInt128(amount.billed) AS "billed"
    FROM paid AS amount
  ) AS rows
), state AS (
  SELECT
    begun.id,
    begun.parent,
    begun.part,
    begun.model,
    begun.priced,
    begun.prompt_price,
    begun.completion_price,
    begun.cache_read_price,
    begun.cache_creation_price,
    begun.prompt,
    begun.completion,
    begun.total,
    begun.cache_read,
    begun.cache_creation,
    begun.requests,
    begun.billed,
    begun.longest,
    toInt128(1) AS "reach"
  FROM begun
  UNION ALL
  SELECT
    node.id AS "id",
    node.parent AS "parent",
    sent.part AS "part",
    sent.model AS "model",
    sent.priced AS "priced",
    sent.prompt_price AS "prompt_price",
    sent.completion_price AS "completion_price",
    sent.cache_read_price AS "cache_read_price",
    sent.cache_creation_price AS "cache_creation_price",
    sum(sent.prompt) AS "prompt",
    sum(sent.completion) AS "completion",
    sum(sent.total) AS "total",
    sum(sent.cache_read) AS "cache_read",
    sum(sent.cache_creation) AS "cache_creation",
    sum(sent.requests) AS "requests",
    sum(sent.billed) AS "billed",
    sent.longest AS "longest",
    sent.reach * 2 AS "reach"
  FROM (
    SELECT
      rows3.id AS "id",
      rows3.part AS "part",
      rows3.model AS "model",
      rows3.priced AS "priced",
      rows3.prompt_price AS "prompt_price",
      rows3.completion_price AS "completion_price",
      rows3.cache_read_price AS "cache_read_price",
      rows3.cache_creation_price AS "cache_creation_price",
      rows3.prompt AS "prompt",
      rows3.completion AS "completion",
      rows3.total AS "total",
      rows3.cache_read AS "cache_read",
      rows3.cache_creation AS "cache_creation",
      rows3.requests AS "requests",
      rows3.billed AS "billed",
      rows3.longest AS "longest",
      rows3.reach AS "reach"
    FROM state AS rows3
    WHERE
      rows3.reach < rows3.longest
    UNION ALL
    SELECT
      rows4.parent AS "id",
      rows4.part AS "part",
      rows4.model AS "model",
      rows4.priced AS "priced",
      rows4.prompt_price AS "prompt_price",
      rows4.completion_price AS "completion_price",
      rows4.cache_read_price AS "cache_read_price",
      rows4.cache_creation_price AS "cache_creation_price",
      rows4.prompt AS "prompt",
      rows4.completion AS "completion",
      rows4.total AS "total",
      rows4.cache_read AS "cache_read",
      rows4.cache_creation AS "cache_creation",
      rows4.requests AS "requests",
      rows4.billed AS "billed",
      rows4.longest AS "longest",
      rows4.reach AS "reach"
    FROM state AS rows4
    WHERE
      rows4.part = 1 AND rows4.reach < rows4.longest
  ) AS sent
  JOIN (
    SELECT
      low.id AS "id",
      high.parent AS "parent"
    FROM state AS low
    JOIN state AS high
      ON low.parent = high.id
    WHERE
      low.part = 0 AND high.part = 0
  ) AS node
    ON sent.id = node.id
  GROUP BY
    node.id,
    node.parent,
    sent.part,
    sent.model,
    sent.priced,
    sent.prompt_price,
    sent.completion_price,
    sent.cache_read_price,
    sent.cache_creation_price,
    sent.longest,
    sent.reach
), rollup AS (
  SELECT
    part.id,
    part.model,
    part.priced,
    part.prompt_price,
    part.completion_price,
    part.cache_read_price,
    part.cache_creation_price,
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.prompt)
      ELSE sum(CASE WHEN part.own = 1 THEN part.prompt ELSE toInt128(0) END)
    END AS "prompt",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.completion)
      ELSE sum(CASE WHEN part.own = 1 THEN part.completion ELSE toInt128(0) END)
    END AS "completion",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.total)
      ELSE sum(CASE WHEN part.own = 1 THEN part.total ELSE toInt128(0) END)
    END AS "total",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.cache_read)
      ELSE sum(CASE WHEN part.own = 1 THEN part.cache_read ELSE toInt128(0) END)
    END AS "cache_read",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.cache_creation)
      ELSE sum(CASE WHEN part.own = 1 THEN part.cache_creation ELSE toInt128(0) END)
    END AS "cache_creation",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.requests)
      ELSE sum(CASE WHEN part.own = 1 THEN part.requests ELSE toInt128(0) END)
    END AS "requests",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.billed)
      ELSE sum(CASE WHEN part.own = 1 THEN part.billed ELSE toInt128(0) END)
    END AS "billed"
  FROM (
    SELECT
      CASE WHEN side2.sent = 0 THEN rows5.id ELSE rows5.parent END AS "id",
      rows5.model AS "model",
      rows5.priced AS "priced",
      rows5.prompt_price AS "prompt_price",
      rows5.completion_price AS "completion_price",
      rows5.cache_read_price AS "cache_read_price",
      rows5.cache_creation_price AS "cache_creation_price",
      rows5.prompt AS "prompt",
      rows5.completion AS "completion",
      rows5.total AS "total",
      rows5.cache_read AS "cache_read",
      rows5.cache_creation AS "cache_creation",
      rows5.requests AS "requests",
      rows5.billed AS "billed",
      CASE WHEN side2.sent = 0 AND rows5.reach = 1 THEN 1 ELSE 0 END AS "own",
      CASE
        WHEN side2.sent = 0
        AND (
          rows5.parent IS NOT NULL AND rows5.reach >= rows5.longest
        )
        THEN 1
        ELSE 0
      END AS "endless"
    FROM state AS rows5
    CROSS JOIN (
      SELECT
        0 AS "sent"
      UNION ALL
      SELECT
        1 AS "sent"
    ) AS side2
    WHERE
      rows5.part = 1
      AND (
        (
          side2.sent = 0 AND rows5.reach = 1
        )
        OR (
          NOT (
            side2.sent = 0
          )
          AND rows5.parent IS NOT NULL
          AND rows5.reach < rows5.longest
        )
        OR (
          side2.sent = 0
          AND (
            rows5.parent IS NOT NULL AND rows5.reach >= rows5.longest
          )
        )
      )
  ) AS part
  GROUP BY
    part.id,
    part.model,
    part.priced,
    part.prompt_price,
    part.completion_price,
    part.cache_read_price,
    part.cache_creation_price
  HAVING
    max(part.endless) = 0 OR max(part.own) = 1
), r AS (
  SELECT
    0 AS "part",
    '' AS "id",
    'calls' AS "name",
    number_of_calls.number,
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM number_of_calls
  UNION ALL
  SELECT
    1 AS "part",
    sel.id,
    '' AS "name",
    sel.unfinished AS "number",
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM sel
  UNION ALL
  SELECT
    0 AS "part",
    '' AS "id",
    'unpriced' AS "name",
    number_of_unpriced.number,
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM number_of_unpriced
  UNION ALL
  SELECT
    2 AS "part",
    rollup.id,
    rollup.model AS "name",
    0 AS "number",
    rollup.prompt,
    rollup.completion,
    rollup.total,
    rollup.cache_read,
    rollup.cache_creation,
    rollup.requests,
    rollup.priced,
    rollup.prompt_price,
    rollup.completion_price,
    rollup.cache_read_price,
    rollup.cache_creation_price,
    rollup.billed
  FROM rollup
)
SELECT
  r.part,
  r.id,
  r.name,
  r.number,
  toString(r.prompt) AS "prompt",
  toString(r.completion) AS "completion",
  toString(r.total) AS "total",
  toString(r.cache_read) AS "cache_read",
  toString(r.cache_creation) AS "cache_creation",
  toString(r.requests) AS "requests",
  r.priced,
  r.prompt_price,
  r.completion_price,
  r.cache_read_price,
  r.cache_creation_price,
  toString(r.billed) AS "billed"
FROM r
ORDER BY
  CASE WHEN r.part = 0 THEN 0 ELSE 1 END,
  r.id,
  r.part,
  r.name
