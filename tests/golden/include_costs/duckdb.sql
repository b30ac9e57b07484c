-- calls
-- p0: string = 'acme/spend'
-- p1: string = '/status_counts/error'
-- p2: int = 5
-- p3: int = 2

SELECT
  c.id,
  c.project_id,
  c.op_name,
  c.trace_id,
  c.display_name,
  EPOCH_US(c.started_at) AS "started_at",
  EPOCH_US(c.ended_at) AS "ended_at",
  c.exception,
  c.summary,
  CASE
    WHEN c.exception IS NOT NULL
    THEN 'error'
    WHEN CASE
      WHEN JSON_TYPE(c.summary, $p1) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(c.summary, $p1),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(c.summary, $p1)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(c.summary, $p1) AS DOUBLE)
    END > 0.0
    THEN 'descendant_error'
    WHEN c.ended_at IS NULL
    THEN 'running'
    ELSE 'success'
  END AS "weave_status",
  CAST(EPOCH_US(c.ended_at) - EPOCH_US(c.started_at) AS DOUBLE) / 1000.0 AS "weave_latency_ms",
  COALESCE(
    CASE WHEN c.display_name <> '' THEN c.display_name END,
    CASE
      WHEN CONTAINS(c.op_name, '/op/') AND INSTR(SPLIT_PART(c.op_name, '/op/', -1), ':') > 1
      THEN SPLIT_PART(SPLIT_PART(c.op_name, '/op/', -1), ':', 1)
    END,
    c.op_name
  ) AS "weave_trace_name"
FROM calls AS c
WHERE
  c.project_id = $p0 AND c.deleted_at IS NULL
ORDER BY
  c.started_at DESC,
  c.id DESC
LIMIT $p2
OFFSET $p3

-- costs
-- p0: string = 'acme/spend'
-- p1: int = 5
-- p2: int = 2
-- p3: string = '/usage'
-- p4: string = '/prompt_tokens'
-- p5: string = '/input_tokens'
-- p6: string = '/completion_tokens'
-- p7: string = '/output_tokens'
-- p8: string = '/total_tokens'
-- p9: string = '/cache_read_input_tokens'
-- p10: string = '/cache_creation_input_tokens'
-- p11: string = '/requests'

WITH calls2 AS (
  SELECT
    c.id,
    c.started_at,
    c.summary
  FROM calls AS c
  WHERE
    c.project_id = $p0 AND c.deleted_at IS NULL
  ORDER BY
    c.started_at DESC,
    c.id DESC
  LIMIT $p1
  OFFSET $p2
), s AS (
  SELECT
    calls2.id AS "call_id",
    EPOCH_US(calls2.started_at) AS "at",
    m.key AS "model",
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
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p4) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p4) AS BIGINT)
    END AS "prompt_tokens_int",
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
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p5) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p5) AS BIGINT)
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p6) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p6) AS BIGINT)
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p7) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p7) AS BIGINT)
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p8) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p8) AS BIGINT)
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p9) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p9) AS BIGINT)
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p10) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p10),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p10)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p10) AS DOUBLE)
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p10) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p10) AS BIGINT)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p11) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p11),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p11)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p11) AS DOUBLE)
    END AS "requests",
    CASE
      WHEN JSON_TYPE(m.value, $p11) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p11) AS BIGINT)
    END AS "requests_int"
  FROM calls2
  CROSS JOIN LATERAL JSON_EACH(
    CASE
      WHEN JSON_TYPE(calls2.summary, $p3) = 'OBJECT'
      THEN JSON_EXTRACT(calls2.summary, $p3)
    END
  ) AS m
  WHERE
    m.type = 'OBJECT'
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
), details AS (
  SELECT
    l2.id AS "price_id",
    CASE
      WHEN l2.pricing_level = 'project' AND l2.pricing_level_id = $p0
      THEN 0
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
      WHEN l2.pricing_level = 'project' AND l2.pricing_level_id = $p0
      THEN 0
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
  EPOCH_US(CASE WHEN details.known = 1 THEN details.effective_date END) AS "effective_date",
  EPOCH_US(CASE WHEN details.known = 1 THEN details.created_at END) AS "created_at",
  CASE WHEN details.known = 1 THEN details.created_by END AS "created_by"
FROM r
LEFT JOIN details
  ON r.price_id = details.price_id AND r.level = details.level
