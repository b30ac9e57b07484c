-- usage_buckets
-- p0: string = 'acme/spend'
-- p1: timestamp = '2025-11-01T00:00:00+00:00'
-- p2: timestamp = '2025-11-03T00:00:00+00:00'
-- p3: array<string> = ['usage']
-- p4: int = 0
-- p5: array<string> = ['prompt_tokens']
-- p6: array<string> = ['input_tokens']
-- p7: array<string> = ['completion_tokens']
-- p8: array<string> = ['output_tokens']
-- p9: array<string> = ['total_tokens']
-- p10: array<string> = ['cache_read_input_tokens']
-- p11: array<string> = ['cache_creation_input_tokens']
-- p12: array<string> = ['requests']

WITH s AS (
  SELECT
    c.id,
    CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) - MOD(
      CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) + CAST(%(p4)s AS BIGINT),
      43200000000
    ) AS "bucket",
    m.key AS "model",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p5)s) = 'number'
      THEN CAST((
        m.value #> %(p5)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p5)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p5)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p5)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p5)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p5)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p5)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p5)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p5)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p5)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p6)s) = 'number'
      THEN CAST((
        m.value #> %(p6)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p6)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p6)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p6)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p6)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p6)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p6)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p6)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p6)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p6)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p7)s) = 'number'
      THEN CAST((
        m.value #> %(p7)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p7)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p7)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p7)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p7)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "completion_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p7)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p7)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p7)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p7)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p7)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "completion_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p8)s) = 'number'
      THEN CAST((
        m.value #> %(p8)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p8)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p8)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p8)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "output_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p8)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p8)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p8)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p8)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "output_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p9)s) = 'number'
      THEN CAST((
        m.value #> %(p9)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p9)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p9)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p9)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p9)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "total_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p9)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p9)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p9)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p9)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p9)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "total_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p10)s) = 'number'
      THEN CAST((
        m.value #> %(p10)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p10)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p10)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p10)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p10)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p10)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p10)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p10)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p10)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p10)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p11)s) = 'number'
      THEN CAST((
        m.value #> %(p11)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p11)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p11)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p11)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p11)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p11)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p11)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p11)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p11)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p11)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p12)s) = 'number'
      THEN CAST((
        m.value #> %(p12)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p12)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p12)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p12)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p12)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "requests",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p12)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p12)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p12)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p12)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p12)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "requests_int"
  FROM calls AS c
  CROSS JOIN LATERAL JSONB_EACH(
    CASE WHEN JSONB_TYPEOF(c.summary #> %(p3)s) = 'object' THEN c.summary #> %(p3)s END
  ) AS m(key, value)
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND c.started_at < CAST(%(p2)s AS TIMESTAMPTZ)
    AND JSONB_TYPEOF(m.value) = 'object'
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
    c2.project_id = %(p0)s
    AND c2.deleted_at IS NULL
    AND c2.started_at >= CAST(%(p1)s AS TIMESTAMPTZ)
    AND c2.started_at < CAST(%(p2)s AS TIMESTAMPTZ)
), s2 AS (
  SELECT
    c3.parent_id AS "id",
    m2.key AS "model",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p5)s) = 'number'
      THEN CAST((
        m2.value #> %(p5)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p5)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p5)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p5)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p5)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p5)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p5)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p5)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p5)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p5)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p6)s) = 'number'
      THEN CAST((
        m2.value #> %(p6)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p6)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p6)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p6)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p6)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p6)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p6)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p6)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p6)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p6)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p7)s) = 'number'
      THEN CAST((
        m2.value #> %(p7)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p7)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p7)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p7)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p7)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "completion_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p7)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p7)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p7)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p7)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p7)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "completion_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p8)s) = 'number'
      THEN CAST((
        m2.value #> %(p8)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p8)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p8)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p8)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "output_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p8)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p8)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p8)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p8)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p8)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "output_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p9)s) = 'number'
      THEN CAST((
        m2.value #> %(p9)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p9)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p9)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p9)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p9)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "total_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p9)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p9)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p9)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p9)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p9)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "total_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p10)s) = 'number'
      THEN CAST((
        m2.value #> %(p10)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p10)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p10)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p10)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p10)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p10)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p10)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p10)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p10)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p10)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p11)s) = 'number'
      THEN CAST((
        m2.value #> %(p11)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p11)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p11)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p11)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p11)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p11)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p11)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p11)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p11)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p11)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p12)s) = 'number'
      THEN CAST((
        m2.value #> %(p12)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p12)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p12)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p12)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p12)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "requests",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p12)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p12)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p12)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p12)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p12)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "requests_int"
  FROM calls AS c3
  CROSS JOIN LATERAL JSONB_EACH(
    CASE
      WHEN JSONB_TYPEOF(c3.summary #> %(p3)s) = 'object'
      THEN c3.summary #> %(p3)s
    END
  ) AS m2(key, value)
  WHERE
    c3.project_id = %(p0)s
    AND c3.parent_id IS NOT NULL
    AND c3.parent_id IN (
      SELECT
        parents.id
      FROM parents
    )
    AND JSONB_TYPEOF(m2.value) = 'object'
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
        WHEN ABS(s2.prompt_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.prompt_tokens) AS BIGINT)
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
        WHEN ABS(s2.input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.input_tokens) AS BIGINT)
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
        WHEN ABS(s2.completion_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.completion_tokens) AS BIGINT)
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
        WHEN ABS(s2.output_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.output_tokens) AS BIGINT)
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
        WHEN ABS(s2.total_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.total_tokens) AS BIGINT)
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
        WHEN ABS(s2.cache_read_input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.cache_read_input_tokens) AS BIGINT)
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
        WHEN ABS(s2.cache_creation_input_tokens) <= 9007199254740992
        THEN CAST(TRUNC(s2.cache_creation_input_tokens) AS BIGINT)
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
        WHEN ABS(s2.requests) <= 9007199254740992
        THEN CAST(TRUNC(s2.requests) AS BIGINT)
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
    CAST(LEAST(SUM(kid.prompt), 4611686018427387904) AS BIGINT) AS "kids_prompt",
    CAST(LEAST(SUM(kid.completion), 4611686018427387904) AS BIGINT) AS "kids_completion",
    CAST(LEAST(SUM(kid.total), 4611686018427387904) AS BIGINT) AS "kids_total",
    CAST(LEAST(SUM(kid.cache_read), 4611686018427387904) AS BIGINT) AS "kids_cache_read",
    CAST(LEAST(SUM(kid.cache_creation), 4611686018427387904) AS BIGINT) AS "kids_cache_creation",
    CAST(LEAST(SUM(kid.requests), 4611686018427387904) AS BIGINT) AS "kids_requests"
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
    MAX(mixed.kids_prompt) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_prompt",
    MAX(mixed.kids_completion) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_completion",
    MAX(mixed.kids_total) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_total",
    MAX(mixed.kids_cache_read) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_cache_read",
    MAX(mixed.kids_cache_creation) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_cache_creation",
    MAX(mixed.kids_requests) OVER (PARTITION BY mixed.id, mixed.model) AS "all_kids_requests"
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
  SUM(r.cumulative) AS "read_as_cumulative",
  SUM(r.total) AS "sum_total_tokens",
  COUNT(r.total) AS "count_total_tokens",
  SUM(r.cache_read) AS "sum_cache_read_input_tokens"
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
