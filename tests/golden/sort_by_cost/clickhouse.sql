-- calls
-- p0: string = 'acme/spend'
-- p1: string = 'usage'
-- p2: string = 'prompt_tokens'
-- p3: string = 'input_tokens'
-- p4: string = 'completion_tokens'
-- p5: string = 'output_tokens'
-- p6: string = 'total_tokens'
-- p7: string = 'cache_read_input_tokens'
-- p8: string = 'cache_creation_input_tokens'
-- p9: string = 'requests'
-- p10: int = 8

WITH s AS (
  SELECT
    c2.id AS "call_id",
    toUnixTimestamp64Micro(c2.started_at) AS "at",
    tupleElement(m, 1) AS "model",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p2: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p2: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p2: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p2: String}))
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p2: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p2: String})
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p3: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p3: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p3: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p3: String}))
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p3: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p3: String})
    END AS "input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p4: String}))
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p4: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p4: String})
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p5: String})
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p6: String})
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p7: String})
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p8: String})
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p9: String})
    END AS "requests_int"
  FROM calls AS c2
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c2.summary, {p1: String}) AS m
  WHERE
    c2.project_id = {p0: String}
    AND c2.deleted_at IS NULL
    AND startsWith(tupleElement(m, 2), '{')
), k AS (
  SELECT
    s.call_id,
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
    k.call_id,
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
), c3 AS (
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
    c3.llm_id,
    c3.since,
    c3.price_id,
    c3.level,
    c3.prompt_price,
    c3.completion_price,
    c3.cache_read_price,
    c3.cache_creation_price,
    c3.waits,
    c3.distance,
    ROW_NUMBER() OVER (
      PARTITION BY c3.llm_id, c3.since
      ORDER BY c3.waits, c3.level, c3.distance, c3.price_id DESC
    ) - 1 AS "place"
  FROM c3
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
    u.call_id,
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
), r AS (
  SELECT
    priced.call_id,
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
), sums AS (
  SELECT
    r.call_id,
    sum(r.total_cost) AS "cost"
  FROM r
  GROUP BY
    r.call_id
), known AS (
  SELECT
    sums.call_id,
    sums.cost
  FROM sums
  WHERE
    sums.cost IS NOT NULL
), costs_steps AS (
  SELECT
    known.call_id,
    known.cost,
    CASE
      WHEN known.cost < 0.0
      THEN known.cost
      WHEN known.cost < 0.125
      THEN toFloat64(
        CASE
          WHEN abs((
            known.cost * 1000000000000000.0
          ) + 0.5) <= 9007199254740992
          THEN toInt64(
            if(
              abs(assumeNotNull((
                known.cost * 1000000000000000.0
              ) + 0.5)) <= 9007199254740992,
              assumeNotNull((
                known.cost * 1000000000000000.0
              ) + 0.5),
              0
            )
          )
        END
      ) / 1000000000000000.0
      WHEN known.cost < 128.0
      THEN toFloat64(
        CASE
          WHEN abs((
            known.cost * 1000000000000.0
          ) + 0.5) <= 9007199254740992
          THEN toInt64(
            if(
              abs(assumeNotNull((
                known.cost * 1000000000000.0
              ) + 0.5)) <= 9007199254740992,
              assumeNotNull((
                known.cost * 1000000000000.0
              ) + 0.5),
              0
            )
          )
        END
      ) / 1000000000000.0
      WHEN known.cost < 131072.0
      THEN toFloat64(
        CASE
          WHEN abs((
            known.cost * 1000000000.0
          ) + 0.5) <= 9007199254740992
          THEN toInt64(
            if(
              abs(assumeNotNull((
                known.cost * 1000000000.0
              ) + 0.5)) <= 9007199254740992,
              assumeNotNull((
                known.cost * 1000000000.0
              ) + 0.5),
              0
            )
          )
        END
      ) / 1000000000.0
      ELSE known.cost
    END AS "cost_step"
  FROM known
), costs AS (
  SELECT
    costs_steps.call_id,
    CASE
      WHEN (
        costs_steps.cost_step - costs_steps.cost
      ) <= (
        costs_steps.cost * 8e-15
      )
      AND (
        costs_steps.cost - costs_steps.cost_step
      ) <= (
        costs_steps.cost * 8e-15
      )
      THEN costs_steps.cost_step
      ELSE costs_steps.cost
    END AS "cost",
    1 AS "known"
  FROM costs_steps
)
SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  toUnixTimestamp64Micro(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN costs
  ON c.id = costs.call_id
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL
ORDER BY
  CASE WHEN costs.known = 1 THEN costs.cost END DESC,
  c.id DESC
LIMIT {p10: UInt64}
