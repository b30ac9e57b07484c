-- usage_buckets
-- p0: string = 'acme/spend'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = 'usage'
-- p4: int = 0
-- p5: string = 'prompt_tokens'
-- p6: string = 'input_tokens'
-- p7: string = 'completion_tokens'
-- p8: string = 'output_tokens'
-- p9: string = 'total_tokens'
-- p10: string = 'cache_read_input_tokens'
-- p11: string = 'cache_creation_input_tokens'
-- p12: string = 'requests'

WITH s AS (
  SELECT
    c.id,
    toUnixTimestamp64Micro(c.started_at) - (
      (
        toUnixTimestamp64Micro(c.started_at) + {p4: Int64}
      ) % 43200000000
    ) AS "bucket",
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
  FROM calls AS c
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c.summary, {p3: String}) AS m
  WHERE
    c.project_id = {p0: String}
    AND c.deleted_at IS NULL
    AND c.started_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND c.started_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
    AND startsWith(tupleElement(m, 2), '{')
), k AS (
  SELECT
    s.id,
    s.bucket,
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
), every AS (
  SELECT
    k.id,
    k.bucket,
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
), parents AS (
  SELECT
    c2.id
  FROM calls AS c2
  WHERE
    c2.project_id = {p0: String}
    AND c2.deleted_at IS NULL
    AND c2.started_at >= fromUnixTimestamp64Micro({p1: Int64}, 'UTC')
    AND c2.started_at < fromUnixTimestamp64Micro({p2: Int64}, 'UTC')
), s2 AS (
  SELECT
    c3.parent_id AS "id",
    tupleElement(m2, 1) AS "model",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p5: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p5: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p5: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p5: String}))
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p5: String})
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p6: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p6: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p6: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p6: String}))
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p6: String})
    END AS "input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p7: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p7: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p7: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p7: String}))
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p7: String})
    END AS "completion_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p8: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p8: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p8: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p8: String}))
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p8: String})
    END AS "output_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p9: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p9: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p9: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p9: String}))
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p9: String})
    END AS "total_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p10: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p10: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p10: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p10: String}))
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p10: String})
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p11: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p11: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p11: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p11: String}))
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p11: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p11: String})
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p12: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p12: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p12: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p12: String}))
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p12: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p12: String})
    END AS "requests_int"
  FROM calls AS c3
  JOIN parents
    ON c3.parent_id = parents.id
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c3.summary, {p3: String}) AS m2
  WHERE
    c3.project_id = {p0: String}
    AND c3.parent_id IS NOT NULL
    AND startsWith(tupleElement(m2, 2), '{')
), k2 AS (
  SELECT
    s2.id,
    s2.model,
    CASE
      WHEN s2.prompt_tokens >= 0.0
      AND s2.prompt_tokens <= 9007199254740992.0
      AND (
        s2.prompt_tokens_int IS NULL OR s2.prompt_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.prompt_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.prompt_tokens)) <= 9007199254740992,
            assumeNotNull(s2.prompt_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "prompt_tokens",
    CASE
      WHEN s2.input_tokens >= 0.0
      AND s2.input_tokens <= 9007199254740992.0
      AND (
        s2.input_tokens_int IS NULL OR s2.input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.input_tokens)) <= 9007199254740992,
            assumeNotNull(s2.input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "input_tokens",
    CASE
      WHEN s2.completion_tokens >= 0.0
      AND s2.completion_tokens <= 9007199254740992.0
      AND (
        s2.completion_tokens_int IS NULL OR s2.completion_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.completion_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.completion_tokens)) <= 9007199254740992,
            assumeNotNull(s2.completion_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "completion_tokens",
    CASE
      WHEN s2.output_tokens >= 0.0
      AND s2.output_tokens <= 9007199254740992.0
      AND (
        s2.output_tokens_int IS NULL OR s2.output_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.output_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.output_tokens)) <= 9007199254740992,
            assumeNotNull(s2.output_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "output_tokens",
    CASE
      WHEN s2.total_tokens >= 0.0
      AND s2.total_tokens <= 9007199254740992.0
      AND (
        s2.total_tokens_int IS NULL OR s2.total_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.total_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.total_tokens)) <= 9007199254740992,
            assumeNotNull(s2.total_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "total_tokens",
    CASE
      WHEN s2.cache_read_input_tokens >= 0.0
      AND s2.cache_read_input_tokens <= 9007199254740992.0
      AND (
        s2.cache_read_input_tokens_int IS NULL
        OR s2.cache_read_input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.cache_read_input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.cache_read_input_tokens)) <= 9007199254740992,
            assumeNotNull(s2.cache_read_input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "cache_read_input_tokens",
    CASE
      WHEN s2.cache_creation_input_tokens >= 0.0
      AND s2.cache_creation_input_tokens <= 9007199254740992.0
      AND (
        s2.cache_creation_input_tokens_int IS NULL
        OR s2.cache_creation_input_tokens_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.cache_creation_input_tokens) <= 9007199254740992
        THEN toInt64(
          if(
            abs(assumeNotNull(s2.cache_creation_input_tokens)) <= 9007199254740992,
            assumeNotNull(s2.cache_creation_input_tokens),
            0
          )
        )
      END
      ELSE 0
    END AS "cache_creation_input_tokens",
    CASE
      WHEN s2.requests >= 0.0
      AND s2.requests <= 9007199254740992.0
      AND (
        s2.requests_int IS NULL OR s2.requests_int <= 9007199254740992
      )
      THEN CASE
        WHEN abs(s2.requests) <= 9007199254740992
        THEN toInt64(
          if(abs(assumeNotNull(s2.requests)) <= 9007199254740992, assumeNotNull(s2.requests), 0)
        )
      END
      ELSE 0
    END AS "requests"
  FROM s2
), kid AS (
  SELECT
    k2.id,
    k2.model,
    k2.prompt_tokens + k2.input_tokens AS "prompt",
    k2.completion_tokens + k2.output_tokens AS "completion",
    CASE
      WHEN k2.total_tokens > 0
      THEN k2.total_tokens
      ELSE (
        k2.prompt_tokens + k2.input_tokens
      ) + (
        k2.completion_tokens + k2.output_tokens
      )
    END AS "total",
    k2.cache_read_input_tokens AS "cache_read",
    k2.cache_creation_input_tokens AS "cache_creation",
    k2.requests
  FROM k2
), kids AS (
  SELECT
    kid.id,
    kid.model,
    toInt64(least(sum(toInt128(kid.prompt)), toInt128(4611686018427387904))) AS "kids_prompt",
    toInt64(least(sum(toInt128(kid.completion)), toInt128(4611686018427387904))) AS "kids_completion",
    toInt64(least(sum(toInt128(kid.total)), toInt128(4611686018427387904))) AS "kids_total",
    toInt64(least(sum(toInt128(kid.cache_read)), toInt128(4611686018427387904))) AS "kids_cache_read",
    toInt64(least(sum(toInt128(kid.cache_creation)), toInt128(4611686018427387904))) AS "kids_cache_creation",
    toInt64(least(sum(toInt128(kid.requests)), toInt128(4611686018427387904))) AS "kids_requests"
  FROM kid
  WHERE
    (
      kid.prompt > 0
      OR kid.completion > 0
      OR kid.total > 0
      OR kid.cache_read > 0
      OR kid.cache_creation > 0
      OR kid.requests > 0
    )
  GROUP BY
    kid.id,
    kid.model
), mixed AS (
  SELECT
    every.id,
    every.bucket,
    every.model,
    every.prompt,
    every.completion,
    every.total,
    every.cache_read,
    every.cache_creation,
    every.requests,
    0 AS "kids_prompt",
    0 AS "kids_completion",
    0 AS "kids_total",
    0 AS "kids_cache_read",
    0 AS "kids_cache_creation",
    0 AS "kids_requests",
    0 AS "is_kids"
  FROM every
  WHERE
    (
      every.prompt > 0
      OR every.completion > 0
      OR every.total > 0
      OR every.cache_read > 0
      OR every.cache_creation > 0
      OR every.requests > 0
    )
  UNION ALL
  SELECT
    kids.id,
    0 AS "bucket",
    kids.model,
    0 AS "prompt",
    0 AS "completion",
    0 AS "total",
    0 AS "cache_read",
    0 AS "cache_creation",
    0 AS "requests",
    kids.kids_prompt,
    kids.kids_completion,
    kids.kids_total,
    kids.kids_cache_read,
    kids.kids_cache_creation,
    kids.kids_requests,
    1 AS "is_kids"
  FROM kids
), told AS (
  SELECT
    mixed.id,
    mixed.bucket,
    mixed.model,
    mixed.prompt,
    mixed.completion,
    mixed.total,
    mixed.cache_read,
    mixed.cache_creation,
    mixed.requests,
    mixed.kids_prompt,
    mixed.kids_completion,
    mixed.kids_total,
    mixed.kids_cache_read,
    mixed.kids_cache_creation,
    mixed.kids_requests,
    mixed.is_kids,
    max(mixed.kids_prompt) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_prompt",
    max(mixed.kids_completion) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_completion",
    max(mixed.kids_total) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_total",
    max(mixed.kids_cache_read) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_cache_read",
    max(mixed.kids_cache_creation) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_cache_creation",
    max(mixed.kids_requests) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_requests"
  FROM mixed
), read AS (
  SELECT
    told.id,
    told.bucket,
    told.model,
    told.prompt,
    told.completion,
    told.total,
    told.cache_read,
    told.cache_creation,
    told.requests,
    told.all_kids_prompt AS "kids_prompt",
    told.all_kids_completion AS "kids_completion",
    told.all_kids_total AS "kids_total",
    told.all_kids_cache_read AS "kids_cache_read",
    told.all_kids_cache_creation AS "kids_cache_creation",
    told.all_kids_requests AS "kids_requests"
  FROM told
  WHERE
    told.is_kids = 0
), stored AS (
  SELECT
    read.id,
    read.bucket,
    read.model,
    read.prompt,
    read.completion,
    read.total,
    read.cache_read,
    read.cache_creation,
    read.requests,
    read.kids_prompt,
    read.kids_completion,
    read.kids_total,
    read.kids_cache_read,
    read.kids_cache_creation,
    read.kids_requests,
    CASE
      WHEN read.prompt >= read.kids_prompt
      AND read.completion >= read.kids_completion
      AND read.total >= read.kids_total
      AND read.cache_read >= read.kids_cache_read
      AND read.cache_creation >= read.kids_cache_creation
      AND read.requests >= read.kids_requests
      AND (
        read.kids_prompt > 0
        OR read.kids_completion > 0
        OR read.kids_total > 0
        OR read.kids_cache_read > 0
        OR read.kids_cache_creation > 0
        OR read.kids_requests > 0
      )
      THEN 1
      ELSE 0
    END AS "cumulative"
  FROM read
), r AS (
  SELECT
    stored.bucket,
    stored.cumulative,
    stored.model,
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.prompt > stored.kids_prompt
        THEN stored.prompt - stored.kids_prompt
        ELSE 0
      END
      ELSE stored.prompt
    END AS "prompt",
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.completion > stored.kids_completion
        THEN stored.completion - stored.kids_completion
        ELSE 0
      END
      ELSE stored.completion
    END AS "completion",
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.total = (
          stored.prompt + stored.completion
        )
        THEN CASE
          WHEN stored.prompt > stored.kids_prompt
          THEN stored.prompt - stored.kids_prompt
          ELSE 0
        END + CASE
          WHEN stored.completion > stored.kids_completion
          THEN stored.completion - stored.kids_completion
          ELSE 0
        END
        ELSE CASE
          WHEN stored.total > stored.kids_total
          THEN stored.total - stored.kids_total
          ELSE 0
        END
      END
      ELSE stored.total
    END AS "total",
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.cache_read > stored.kids_cache_read
        THEN stored.cache_read - stored.kids_cache_read
        ELSE 0
      END
      ELSE stored.cache_read
    END AS "cache_read",
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.cache_creation > stored.kids_cache_creation
        THEN stored.cache_creation - stored.kids_cache_creation
        ELSE 0
      END
      ELSE stored.cache_creation
    END AS "cache_creation",
    CASE
      WHEN stored.cumulative = 1
      THEN CASE
        WHEN stored.requests > stored.kids_requests
        THEN stored.requests - stored.kids_requests
        ELSE 0
      END
      ELSE stored.requests
    END AS "requests"
  FROM stored
)
SELECT
  r.bucket,
  r.model,
  COUNT(*) AS "count",
  CASE WHEN COUNT(r.cumulative) > 0 THEN toString(sum(toInt128(r.cumulative))) END AS "read_as_cumulative",
  CASE WHEN COUNT(r.total) > 0 THEN toString(sum(toInt128(r.total))) END AS "sum_total_tokens",
  COUNT(r.total) AS "count_total_tokens",
  CASE WHEN COUNT(r.cache_read) > 0 THEN toString(sum(toInt128(r.cache_read))) END AS "sum_cache_read_input_tokens"
FROM r
WHERE
  (
    r.prompt > 0
    OR r.completion > 0
    OR r.total > 0
    OR r.cache_read > 0
    OR r.cache_creation > 0
    OR r.requests > 0
  )
GROUP BY
  r.bucket,
  r.model
