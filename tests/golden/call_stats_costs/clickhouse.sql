-- usage_buckets
-- p0: string = 'acme/spend'
-- p1: string = 'weave:///acme/spend/op/ask:'
-- p2: timestamp = 1761955200000000
-- p3: timestamp = 1762257600000000
-- p4: string = 'usage'
-- p5: int = 0
-- p6: string = 'prompt_tokens'
-- p7: string = 'input_tokens'
-- p8: string = 'completion_tokens'
-- p9: string = 'output_tokens'
-- p10: string = 'total_tokens'
-- p11: string = 'cache_read_input_tokens'
-- p12: string = 'cache_creation_input_tokens'
-- p13: string = 'requests'

WITH s AS (
  SELECT
    toUnixTimestamp64Micro(c.started_at) - (
      (
        toUnixTimestamp64Micro(c.started_at) + {p5: Int64}
      ) % 86400000000
    ) AS "bucket",
    toUnixTimestamp64Micro(c.started_at) AS "at",
    tupleElement(m, 1) AS "model",
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
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p6: String})
    END AS "prompt_tokens_int",
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
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p7: String})
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p8: String})
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p9: String})
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p10: String})
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p11: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p11: String})
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p12: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p12: String})
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p13: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p13: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p13: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p13: String}))
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p13: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p13: String})
    END AS "requests_int"
  FROM calls AS c
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c.summary, {p4: String}) AS m
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND startsWith(c.op_name, {p1: String})
    AND c.started_at >= fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
    AND c.started_at < fromUnixTimestamp64Micro({p3: Int64}, 'UTC')
    AND startsWith(tupleElement(m, 2), '{')
), k AS (
  SELECT
    s.bucket,
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
    k.bucket,
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
    u.bucket,
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
    priced.bucket,
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
), r2 AS (
  SELECT
    r.bucket,
    r.model,
    r.prompt,
    r.completion,
    r.total,
    r.cache_read,
    r.cache_creation,
    r.requests,
    r.billed,
    r.price_id,
    r.level,
    r.prompt_price,
    r.completion_price,
    r.cache_read_price,
    r.cache_creation_price,
    r.input_cost,
    r.output_cost,
    r.total_cost,
    ROW_NUMBER() OVER (PARTITION BY r.bucket, r.model ORDER BY r.total_cost) - 1 AS "place1",
    COUNT(r.total_cost) OVER (PARTITION BY r.bucket, r.model) AS "place1_of"
  FROM r
)
SELECT
  r2.bucket,
  r2.model,
  r2.price_id,
  r2.prompt_price,
  r2.completion_price,
  r2.cache_read_price,
  r2.cache_creation_price,
  COUNT(*) AS "count",
  sum(r2.total_cost) AS "sum_total_cost",
  max(r2.total_cost) AS "max_total_cost",
  max(
    CASE
      WHEN r2.total_cost IS NOT NULL
      AND (
        r2.place1 * 100000000
      ) = (
        (
          (
            r2.place1_of - 1
          ) * 75000000
        ) - (
          (
            (
              r2.place1_of - 1
            ) * 75000000
          ) % 100000000
        )
      )
      THEN r2.total_cost
    END
  ) AS "p75_total_cost_low",
  max(
    CASE
      WHEN r2.total_cost IS NOT NULL
      AND (
        r2.place1 * 100000000
      ) = (
        (
          (
            (
              r2.place1_of - 1
            ) * 75000000
          ) - (
            (
              (
                r2.place1_of - 1
              ) * 75000000
            ) % 100000000
          )
        ) + 100000000
      )
      THEN r2.total_cost
    END
  ) AS "p75_total_cost_high",
  max(
    CASE
      WHEN r2.total_cost IS NOT NULL
      THEN (
        (
          r2.place1_of - 1
        ) * 75000000
      ) % 100000000
    END
  ) AS "p75_total_cost_rest",
  CASE WHEN COUNT(r2.prompt) > 0 THEN toString(sum(toInt128(r2.prompt))) END AS "sum_input_tokens",
  COUNT(r2.prompt) AS "count_input_tokens",
  CASE WHEN COUNT(r2.billed) > 0 THEN toString(sum(toInt128(r2.billed))) END AS "tokens_billed",
  CASE WHEN COUNT(r2.completion) > 0 THEN toString(sum(toInt128(r2.completion))) END AS "tokens_completion",
  CASE WHEN COUNT(r2.cache_read) > 0 THEN toString(sum(toInt128(r2.cache_read))) END AS "tokens_cache_read",
  CASE
    WHEN COUNT(r2.cache_creation) > 0
    THEN toString(sum(toInt128(r2.cache_creation)))
  END AS "tokens_cache_creation"
FROM r2
GROUP BY
  r2.bucket,
  r2.model,
  r2.price_id,
  r2.prompt_price,
  r2.completion_price,
  r2.cache_read_price,
  r2.cache_creation_price
