-- calls
-- p0: string = 'acme/spend'
-- p1: string = '/usage'
-- p2: string = '/prompt_tokens'
-- p3: string = '/input_tokens'
-- p4: string = '/completion_tokens'
-- p5: string = '/output_tokens'
-- p6: string = '/total_tokens'
-- p7: string = '/cache_read_input_tokens'
-- p8: string = '/cache_creation_input_tokens'
-- p9: string = '/requests'
-- p10: float = 0.001

WITH s AS (
  SELECT
    c2.id AS "call_id",
    EPOCH_US(c2.started_at) AS "at",
    m.key AS "model",
    CASE
      WHEN JSON_TYPE(m.value, $p2) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p2),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p2)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p2) AS DOUBLE)
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p2) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p2) AS BIGINT)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p3) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p3),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p3)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p3) AS DOUBLE)
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p3) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p3) AS BIGINT)
    END AS "input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p4) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p4),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p4)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p4) AS DOUBLE)
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p4) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p4) AS BIGINT)
    END AS "completion_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p5) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p5),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p5)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p5) AS DOUBLE)
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p5) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p5) AS BIGINT)
    END AS "output_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p6) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p6),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p6)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p6) AS DOUBLE)
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p6) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p6) AS BIGINT)
    END AS "total_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p7) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p7),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p7)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p7) AS DOUBLE)
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p7) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p7) AS BIGINT)
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p8) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p8),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p8)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p8) AS DOUBLE)
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p8) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p8) AS BIGINT)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p9) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p9),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p9)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p9) AS DOUBLE)
    END AS "requests",
    CASE
      WHEN JSON_TYPE(m.value, $p9) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p9) AS BIGINT)
    END AS "requests_int"
  FROM calls AS c2
  CROSS JOIN LATERAL JSON_EACH(
    CASE
      WHEN JSON_TYPE(c2.summary, $p1) = 'OBJECT'
      THEN JSON_EXTRACT(c2.summary, $p1)
    END
  ) AS m
  WHERE
    c2.project_id = $p0
    AND c2.deleted_at IS NULL
    AND c2.exception IS NULL
    AND m.type = 'OBJECT'
), k AS (
  SELECT
    s.call_id,
    s."at",
    s.model,
    CASE
      WHEN s.prompt_tokens >= 0.0
      AND s.prompt_tokens <= 9007199254740992.0
      AND (
        s.prompt_tokens_int IS NULL OR s.prompt_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN ABS(s.prompt_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.prompt_tokens) AS BIGINT)
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
        WHEN ABS(s.input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.input_tokens) AS BIGINT)
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
        WHEN ABS(s.completion_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.completion_tokens) AS BIGINT)
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
        WHEN ABS(s.output_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.output_tokens) AS BIGINT)
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
        WHEN ABS(s.total_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.total_tokens) AS BIGINT)
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
        WHEN ABS(s.cache_read_input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.cache_read_input_tokens) AS BIGINT)
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
        WHEN ABS(s.cache_creation_input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s.cache_creation_input_tokens) AS BIGINT)
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
        WHEN ABS(s.requests) <= 9007199254740992
        THEN CAST(TRUNC(s.requests) AS BIGINT)
      END
      ELSE 0
    END AS "requests"
  FROM s
), u AS (
  SELECT
    k.call_id,
    k."at",
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
    EPOCH_US(l.effective_date) AS "since",
    l.id AS "price_id",
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = $p0
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
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = $p0
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
    CAST(-4611686018427387904 AS BIGINT) AS "since"
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
    LEAD(w.since) OVER (PARTITION BY w.llm_id ORDER BY w.since) AS "next"
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
    ON u.model = price.llm_id AND u."at" >= price.since AND u."at" < price.until
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
    CAST(priced.billed AS DOUBLE) * priced.prompt_price AS "input_cost",
    CAST(priced.completion AS DOUBLE) * priced.completion_price AS "output_cost",
    (
      (
        CAST(priced.billed AS DOUBLE) * priced.prompt_price
      ) + (
        CAST(priced.completion AS DOUBLE) * priced.completion_price
      )
    ) + (
      (
        CAST(priced.cache_read AS DOUBLE) * priced.cache_read_price
      ) + (
        CAST(priced.cache_creation AS DOUBLE) * priced.cache_creation_price
      )
    ) AS "total_cost"
  FROM priced
), sums AS (
  SELECT
    r.call_id,
    SUM(r.total_cost) AS "cost"
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
      THEN CAST(CASE
        WHEN ABS((
          known.cost * 1000000000000000.0
        ) + 0.5) <= 9007199254740992
        THEN CAST(TRUNC((
          known.cost * 1000000000000000.0
        ) + 0.5) AS BIGINT)
      END AS DOUBLE) / 1000000000000000.0
      WHEN known.cost < 128.0
      THEN CAST(CASE
        WHEN ABS((
          known.cost * 1000000000000.0
        ) + 0.5) <= 9007199254740992
        THEN CAST(TRUNC((
          known.cost * 1000000000000.0
        ) + 0.5) AS BIGINT)
      END AS DOUBLE) / 1000000000000.0
      WHEN known.cost < 131072.0
      THEN CAST(CASE
        WHEN ABS((
          known.cost * 1000000000.0
        ) + 0.5) <= 9007199254740992
        THEN CAST(TRUNC((
          known.cost * 1000000000.0
        ) + 0.5) AS BIGINT)
      END AS DOUBLE) / 1000000000.0
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
  EPOCH_US(c.started_at) AS "started_at"
FROM calls AS c
LEFT JOIN costs
  ON c.id = costs.call_id
WHERE
  c.project_id = $p0
  AND c.deleted_at IS NULL
  AND c.exception IS NULL
  AND CASE WHEN costs.known = 1 THEN costs.cost END > $p10
ORDER BY
  c.started_at,
  c.id
