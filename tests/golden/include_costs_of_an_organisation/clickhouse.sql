-- calls
-- p0: string = 'acme/spend'
-- p1: string = 'status_counts'
-- p2: string = 'error'
-- p3: int = 5

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.display_name,
  toUnixTimestamp64Micro(c.started_at) AS "started_at",
  toUnixTimestamp64Micro(c.ended_at) AS "ended_at",
  c.exception,
  c.summary,
  CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSONType(c.summary, {p1: String}, {p2: String}) <> 'String'
      OR (
        match(
          JSONExtractString(c.summary, {p1: String}, {p2: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(c.summary, {p1: String}, {p2: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(c.summary, {p1: String}, {p2: String}))
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END AS "weave_status",
  toFloat64(toUnixTimestamp64Micro(c.ended_at) - toUnixTimestamp64Micro(c.started_at)) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN position(c.op_name, '/op/') > 0
      AND position(arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1), ':') > 1
      THEN arrayElement(
        splitByChar(':', arrayElement(splitByString('/op/', assumeNotNull(c.op_name)), -1)),
        1
      )
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = {p0: String} AND c.deleted_at IS NULL
ORDER BY
  c.started_at,
  c.id
LIMIT {p3: UInt64}

-- costs
-- p0: string = 'acme/spend'
-- p1: int = 5
-- p2: string = 'usage'
-- p3: string = 'prompt_tokens'
-- p4: string = 'input_tokens'
-- p5: string = 'completion_tokens'
-- p6: string = 'output_tokens'
-- p7: string = 'total_tokens'
-- p8: string = 'cache_read_input_tokens'
-- p9: string = 'cache_creation_input_tokens'
-- p10: string = 'requests'
-- p11: string = 'acme'

WITH calls2 AS (
  SELECT
    c.id,
    c.started_at,
    nullIf(c.summary, '') AS "summary"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String} AND c.deleted_at IS NULL
  ORDER BY
    c.started_at,
    c.id
  LIMIT {p1: UInt64}
), s AS (
  SELECT
    calls2.id AS "call_id",
    toUnixTimestamp64Micro(calls2.started_at) AS "at",
    tupleElement(m, 1) AS "model",
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
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p3: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p3: String})
    END AS "prompt_tokens_int",
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
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p4: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p4: String})
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p5: String})
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p6: String})
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p7: String})
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p8: String})
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p9: String})
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p10: String})
    END AS "requests_int"
  FROM calls2
  ARRAY JOIN JSONExtractKeysAndValuesRaw(ifNull(COALESCE(calls2.summary, ''), ''), {p2: String}) AS m
  WHERE
    startsWith(tupleElement(m, 2), '{')
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
      WHEN l.pricing_level = 'org' AND l.pricing_level_id = {p11: String}
      THEN 1
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
      WHEN l.pricing_level = 'org' AND l.pricing_level_id = {p11: String}
      THEN 1
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
    u.call_id,
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
), r AS (
  SELECT
    priced.call_id,
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
), details AS (
  SELECT
    l2.id AS "price_id",
    CASE
      WHEN l2.pricing_level = 'project' AND l2.pricing_level_id = {p0: String}
      THEN 0
      WHEN l2.pricing_level = 'org' AND l2.pricing_level_id = {p11: String}
      THEN 1
      WHEN l2.pricing_level = 'default'
      THEN 2
    END AS "level",
    l2.prompt_token_cost_unit,
    l2.completion_token_cost_unit,
    l2.provider_id,
    l2.pricing_level,
    l2.pricing_level_id,
    l2.effective_date,
    l2.created_at,
    l2.created_by,
    1 AS "known"
  FROM llm_token_prices AS l2
  WHERE
    CASE
      WHEN l2.pricing_level = 'project' AND l2.pricing_level_id = {p0: String}
      THEN 0
      WHEN l2.pricing_level = 'org' AND l2.pricing_level_id = {p11: String}
      THEN 1
      WHEN l2.pricing_level = 'default'
      THEN 2
    END IS NOT NULL
)
SELECT
  r.call_id,
  r.model,
  r.prompt,
  r.completion,
  r.total,
  r.cache_read,
  r.cache_creation,
  r.requests,
  r.billed,
  r.price_id,
  r.prompt_price,
  r.completion_price,
  r.cache_read_price,
  r.cache_creation_price,
  CASE WHEN details.known = 1 THEN details.prompt_token_cost_unit END AS "prompt_token_cost_unit",
  CASE WHEN details.known = 1 THEN details.completion_token_cost_unit END AS "completion_token_cost_unit",
  CASE WHEN details.known = 1 THEN details.provider_id END AS "provider_id",
  CASE WHEN details.known = 1 THEN details.pricing_level END AS "pricing_level",
  CASE WHEN details.known = 1 THEN details.pricing_level_id END AS "pricing_level_id",
  toUnixTimestamp64Micro(CASE WHEN details.known = 1 THEN details.effective_date END) AS "effective_date",
  toUnixTimestamp64Micro(CASE WHEN details.known = 1 THEN details.created_at END) AS "created_at",
  CASE WHEN details.known = 1 THEN details.created_by END AS "created_by"
FROM r
LEFT JOIN details
  ON r.price_id = details.price_id AND r.level = details.level
