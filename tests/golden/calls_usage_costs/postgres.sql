-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = ['s00', 's05', 's11']
-- p2: array<string> = ['usage']
-- p3: array<string> = ['prompt_tokens']
-- p4: array<string> = ['input_tokens']
-- p5: array<string> = ['completion_tokens']
-- p6: array<string> = ['output_tokens']
-- p7: array<string> = ['total_tokens']
-- p8: array<string> = ['cache_read_input_tokens']
-- p9: array<string> = ['cache_creation_input_tokens']
-- p10: array<string> = ['requests']

WITH RECURSIVE tree AS NOT MATERIALIZED (
  SELECT
    c.id,
    c.parent_id AS "parent"
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s AND c.deleted_at IS NULL
), reached AS (
  SELECT
    tree.id
  FROM tree
  WHERE
    tree.id = ANY(
      CAST(%(p1)s AS TEXT[])
    )
  UNION
  SELECT
    link.id
  FROM reached
  JOIN tree AS link
    ON link.parent = reached.id
), ids AS (
  SELECT
    reached.id
  FROM reached
), sel AS (
  SELECT
    c2.id,
    c2.parent_id,
    CASE WHEN c2.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished"
  FROM calls AS c2
  WHERE
    c2.project_id = %(p0)s
    AND c2.deleted_at IS NULL
    AND c2.id IN (
      SELECT
        ids.id
      FROM ids
    )
), number_of_calls AS (
  SELECT
    COUNT(*) AS "number"
  FROM sel
), open_links AS (
  SELECT
    sel.id,
    sel.parent_id AS "parent",
    CASE WHEN sel.unfinished = 1 THEN 0 ELSE 1 END AS "closed"
  FROM sel
), s AS (
  SELECT
    c3.id,
    CASE WHEN c3.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    CAST(EXTRACT(EPOCH FROM c3.started_at) * 1000000 AS BIGINT) AS "at",
    m.key AS "model",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p3)s) = 'number'
      THEN CAST((
        m.value #> %(p3)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p3)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p3)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p3)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p3)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p3)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p3)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p3)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p4)s) = 'number'
      THEN CAST((
        m.value #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m.value #> %(p4)s) = 'string'
      THEN CASE
        WHEN (
          (
            m.value #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m.value #> %(p4)s
        ) #>> '{}') <= 40
        THEN CAST((
          m.value #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m.value #> %(p4)s) = 'number'
      THEN CASE
        WHEN (
          (
            m.value #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m.value #> %(p4)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m.value #> %(p4)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m.value #> %(p4)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
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
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
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
    END AS "output_tokens_int",
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
    END AS "total_tokens",
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
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
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
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
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
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
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
    END AS "requests_int"
  FROM calls AS c3
  CROSS JOIN LATERAL JSONB_EACH(
    CASE
      WHEN JSONB_TYPEOF(c3.summary #> %(p2)s) = 'object'
      THEN c3.summary #> %(p2)s
    END
  ) AS m(key, value)
  WHERE
    c3.project_id = %(p0)s
    AND c3.deleted_at IS NULL
    AND c3.id IN (
      SELECT
        ids.id
      FROM ids
    )
    AND JSONB_TYPEOF(m.value) = 'object'
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
), parents AS (
  SELECT
    sel.id
  FROM sel
), s2 AS (
  SELECT
    c4.parent_id AS "id",
    m2.key AS "model",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p3)s) = 'number'
      THEN CAST((
        m2.value #> %(p3)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p3)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p3)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p3)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p3)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p3)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p3)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p3)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p3)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p4)s) = 'number'
      THEN CAST((
        m2.value #> %(p4)s
      ) #>> '{}' AS DOUBLE PRECISION)
      WHEN JSONB_TYPEOF(m2.value #> %(p4)s) = 'string'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        AND LENGTH((
          m2.value #> %(p4)s
        ) #>> '{}') <= 40
        THEN CAST((
          m2.value #> %(p4)s
        ) #>> '{}' AS DOUBLE PRECISION)
      END
    END AS "input_tokens",
    CASE
      WHEN JSONB_TYPEOF(m2.value #> %(p4)s) = 'number'
      THEN CASE
        WHEN (
          (
            m2.value #> %(p4)s
          ) #>> '{}'
        ) ~ '^-?[0-9]{1,19}$'
        THEN CASE
          WHEN CAST((
            m2.value #> %(p4)s
          ) #>> '{}' AS DECIMAL) >= -9223372036854775808
          AND CAST((
            m2.value #> %(p4)s
          ) #>> '{}' AS DECIMAL) <= 9223372036854775807
          THEN CAST((
            m2.value #> %(p4)s
          ) #>> '{}' AS BIGINT)
        END
      END
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
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
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
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
    END AS "output_tokens_int",
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
    END AS "total_tokens",
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
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
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
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
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
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
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
    END AS "requests_int"
  FROM calls AS c4
  CROSS JOIN LATERAL JSONB_EACH(
    CASE
      WHEN JSONB_TYPEOF(c4.summary #> %(p2)s) = 'object'
      THEN c4.summary #> %(p2)s
    END
  ) AS m2(key, value)
  WHERE
    c4.project_id = %(p0)s
    AND c4.parent_id IS NOT NULL
    AND c4.parent_id IN (
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
    0 AS "kids_prompt",
    0 AS "kids_completion",
    0 AS "kids_total",
    0 AS "kids_cache_read",
    0 AS "kids_cache_creation",
    0 AS "kids_requests",
    0 AS "is_kids"
  FROM u
  WHERE
    (
      u.prompt > 0
      OR u.completion > 0
      OR u.total > 0
      OR u.cache_read > 0
      OR u.cache_creation > 0
      OR u.requests > 0
    )
  UNION ALL
  SELECT
    kids.id,
    0 AS "unfinished",
    0 AS "at",
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
    mixed.unfinished,
    mixed.at,
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
    told.unfinished,
    told.at,
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
    read.unfinished,
    read.at,
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
    CASE WHEN TRUE THEN 1 ELSE 0 END AS "cumulative"
  FROM read
), amounts AS (
  SELECT
    stored.id,
    stored.model,
    stored.prompt,
    stored.completion,
    stored.total,
    stored.cache_read,
    stored.cache_creation,
    stored.requests
  FROM stored
  WHERE
    stored.unfinished = 0
), begun AS MATERIALIZED (
  SELECT
    rows.id AS "id",
    rows.part AS "part",
    rows.model AS "model",
    rows.prompt AS "prompt",
    rows.completion AS "completion",
    rows.total AS "total",
    rows.cache_read AS "cache_read",
    rows.cache_creation AS "cache_creation",
    rows.requests AS "requests",
    MAX(rows.parent) OVER (PARTITION BY rows.id) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked.id AS "id",
      linked.parent AS "parent",
      0 AS "part",
      '' AS "model",
      CAST(0 AS DECIMAL) AS "prompt",
      CAST(0 AS DECIMAL) AS "completion",
      CAST(0 AS DECIMAL) AS "total",
      CAST(0 AS DECIMAL) AS "cache_read",
      CAST(0 AS DECIMAL) AS "cache_creation",
      CAST(0 AS DECIMAL) AS "requests"
    FROM (
      SELECT
        rows2.id AS "id",
        rows2.parent AS "parent"
      FROM (
        SELECT
          told2.id AS "id",
          told2.parent AS "parent",
          told2.tells AS "tells",
          MAX(told2.is_node) OVER (PARTITION BY told2.at) AS "is_known"
        FROM (
          SELECT
            link2.id AS "id",
            link2.parent AS "parent",
            side.tells AS "tells",
            CASE WHEN side.tells = 1 THEN link2.id ELSE link2.parent END AS "at",
            CASE WHEN side.tells = 1 AND link2.closed = 0 THEN 1 ELSE 0 END AS "is_node"
          FROM open_links AS link2
          CROSS JOIN (
            SELECT
              0 AS "tells"
            UNION ALL
            SELECT
              1 AS "tells"
          ) AS side
        ) AS told2
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
      CAST(amount.prompt AS DECIMAL) AS "prompt",
      CAST(amount.completion AS DECIMAL) AS "completion",
      CAST(amount.total AS DECIMAL) AS "total",
      CAST(amount.cache_read AS DECIMAL) AS "cache_read",
      CAST(amount.cache_creation AS DECIMAL) AS "cache_creation",
      CAST(amount.requests AS DECIMAL) AS "requests"
    FROM amounts AS amount
  ) AS rows
), step AS MATERIALIZED (
  SELECT
    begun.id,
    begun.parent,
    begun.part,
    begun.model,
    begun.prompt,
    begun.completion,
    begun.total,
    begun.cache_read,
    begun.cache_creation,
    begun.requests,
    begun.longest,
    CAST(1 AS DECIMAL) AS "reach"
  FROM begun
), step2 AS MATERIALIZED (
  SELECT
    moved.id,
    moved.parent,
    moved.part,
    moved.model,
    moved.longest,
    SUM(moved.prompt) AS "prompt",
    SUM(moved.completion) AS "completion",
    SUM(moved.total) AS "total",
    SUM(moved.cache_read) AS "cache_read",
    SUM(moved.cache_creation) AS "cache_creation",
    SUM(moved.requests) AS "requests",
    moved.reach * 2 AS "reach"
  FROM (
    SELECT
      going.id AS "id",
      going.part AS "part",
      going.model AS "model",
      going.prompt AS "prompt",
      going.completion AS "completion",
      going.total AS "total",
      going.cache_read AS "cache_read",
      going.cache_creation AS "cache_creation",
      going.requests AS "requests",
      going.longest AS "longest",
      going.reach AS "reach",
      MAX(going.above) OVER (PARTITION BY going.id) AS "parent"
    FROM (
      SELECT
        told3.id AS "id",
        told3.part AS "part",
        told3.model AS "model",
        told3.prompt AS "prompt",
        told3.completion AS "completion",
        told3.total AS "total",
        told3.cache_read AS "cache_read",
        told3.cache_creation AS "cache_creation",
        told3.requests AS "requests",
        told3.longest AS "longest",
        told3.reach AS "reach",
        told3.role AS "role",
        CASE WHEN told3.role = 1 THEN MAX(told3.told) OVER (PARTITION BY told3.at) END AS "above"
      FROM (
        SELECT
          rows3.id,
          rows3.part AS "part",
          rows3.model AS "model",
          rows3.prompt AS "prompt",
          rows3.completion AS "completion",
          rows3.total AS "total",
          rows3.cache_read AS "cache_read",
          rows3.cache_creation AS "cache_creation",
          rows3.requests AS "requests",
          rows3.longest AS "longest",
          rows3.reach AS "reach",
          rows3.id AS "at",
          rows3.parent AS "told",
          0 AS "role"
        FROM step AS rows3
        WHERE
          rows3.part = 0 AND rows3.reach < rows3.longest AND rows3.parent IS NOT NULL
        UNION ALL
        SELECT
          rows4.id,
          rows4.part AS "part",
          rows4.model AS "model",
          rows4.prompt AS "prompt",
          rows4.completion AS "completion",
          rows4.total AS "total",
          rows4.cache_read AS "cache_read",
          rows4.cache_creation AS "cache_creation",
          rows4.requests AS "requests",
          rows4.longest AS "longest",
          rows4.reach AS "reach",
          rows4.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step AS rows4
        WHERE
          rows4.reach < rows4.longest AND rows4.parent IS NOT NULL
        UNION ALL
        SELECT
          rows5.parent AS "id",
          rows5.part AS "part",
          rows5.model AS "model",
          rows5.prompt AS "prompt",
          rows5.completion AS "completion",
          rows5.total AS "total",
          rows5.cache_read AS "cache_read",
          rows5.cache_creation AS "cache_creation",
          rows5.requests AS "requests",
          rows5.longest AS "longest",
          rows5.reach AS "reach",
          rows5.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step AS rows5
        WHERE
          rows5.part = 1 AND rows5.reach < rows5.longest AND rows5.parent IS NOT NULL
      ) AS told3
    ) AS going
    WHERE
      going.role > 0
  ) AS moved
  WHERE
    moved.parent IS NOT NULL
  GROUP BY
    moved.id,
    moved.parent,
    moved.part,
    moved.model,
    moved.longest,
    moved.reach
), step3 AS MATERIALIZED (
  SELECT
    moved2.id,
    moved2.parent,
    moved2.part,
    moved2.model,
    moved2.longest,
    SUM(moved2.prompt) AS "prompt",
    SUM(moved2.completion) AS "completion",
    SUM(moved2.total) AS "total",
    SUM(moved2.cache_read) AS "cache_read",
    SUM(moved2.cache_creation) AS "cache_creation",
    SUM(moved2.requests) AS "requests",
    moved2.reach * 2 AS "reach"
  FROM (
    SELECT
      going2.id AS "id",
      going2.part AS "part",
      going2.model AS "model",
      going2.prompt AS "prompt",
      going2.completion AS "completion",
      going2.total AS "total",
      going2.cache_read AS "cache_read",
      going2.cache_creation AS "cache_creation",
      going2.requests AS "requests",
      going2.longest AS "longest",
      going2.reach AS "reach",
      MAX(going2.above) OVER (PARTITION BY going2.id) AS "parent"
    FROM (
      SELECT
        told4.id AS "id",
        told4.part AS "part",
        told4.model AS "model",
        told4.prompt AS "prompt",
        told4.completion AS "completion",
        told4.total AS "total",
        told4.cache_read AS "cache_read",
        told4.cache_creation AS "cache_creation",
        told4.requests AS "requests",
        told4.longest AS "longest",
        told4.reach AS "reach",
        told4.role AS "role",
        CASE WHEN told4.role = 1 THEN MAX(told4.told) OVER (PARTITION BY told4.at) END AS "above"
      FROM (
        SELECT
          rows6.id,
          rows6.part AS "part",
          rows6.model AS "model",
          rows6.prompt AS "prompt",
          rows6.completion AS "completion",
          rows6.total AS "total",
          rows6.cache_read AS "cache_read",
          rows6.cache_creation AS "cache_creation",
          rows6.requests AS "requests",
          rows6.longest AS "longest",
          rows6.reach AS "reach",
          rows6.id AS "at",
          rows6.parent AS "told",
          0 AS "role"
        FROM step2 AS rows6
        WHERE
          rows6.part = 0 AND rows6.reach < rows6.longest AND rows6.parent IS NOT NULL
        UNION ALL
        SELECT
          rows7.id,
          rows7.part AS "part",
          rows7.model AS "model",
          rows7.prompt AS "prompt",
          rows7.completion AS "completion",
          rows7.total AS "total",
          rows7.cache_read AS "cache_read",
          rows7.cache_creation AS "cache_creation",
          rows7.requests AS "requests",
          rows7.longest AS "longest",
          rows7.reach AS "reach",
          rows7.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step2 AS rows7
        WHERE
          rows7.reach < rows7.longest AND rows7.parent IS NOT NULL
        UNION ALL
        SELECT
          rows8.parent AS "id",
          rows8.part AS "part",
          rows8.model AS "model",
          rows8.prompt AS "prompt",
          rows8.completion AS "completion",
          rows8.total AS "total",
          rows8.cache_read AS "cache_read",
          rows8.cache_creation AS "cache_creation",
          rows8.requests AS "requests",
          rows8.longest AS "longest",
          rows8.reach AS "reach",
          rows8.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step2 AS rows8
        WHERE
          rows8.part = 1 AND rows8.reach < rows8.longest AND rows8.parent IS NOT NULL
      ) AS told4
    ) AS going2
    WHERE
      going2.role > 0
  ) AS moved2
  WHERE
    moved2.parent IS NOT NULL
  GROUP BY
    moved2.id,
    moved2.parent,
    moved2.part,
    moved2.model,
    moved2.longest,
    moved2.reach
), step4 AS MATERIALIZED (
  SELECT
    moved3.id,
    moved3.parent,
    moved3.part,
    moved3.model,
    moved3.longest,
    SUM(moved3.prompt) AS "prompt",
    SUM(moved3.completion) AS "completion",
    SUM(moved3.total) AS "total",
    SUM(moved3.cache_read) AS "cache_read",
    SUM(moved3.cache_creation) AS "cache_creation",
    SUM(moved3.requests) AS "requests",
    moved3.reach * 2 AS "reach"
  FROM (
    SELECT
      going3.id AS "id",
      going3.part AS "part",
      going3.model AS "model",
      going3.prompt AS "prompt",
      going3.completion AS "completion",
      going3.total AS "total",
      going3.cache_read AS "cache_read",
      going3.cache_creation AS "cache_creation",
      going3.requests AS "requests",
      going3.longest AS "longest",
      going3.reach AS "reach",
      MAX(going3.above) OVER (PARTITION BY going3.id) AS "parent"
    FROM (
      SELECT
        told5.id AS "id",
        told5.part AS "part",
        told5.model AS "model",
        told5.prompt AS "prompt",
        told5.completion AS "completion",
        told5.total AS "total",
        told5.cache_read AS "cache_read",
        told5.cache_creation AS "cache_creation",
        told5.requests AS "requests",
        told5.longest AS "longest",
        told5.reach AS "reach",
        told5.role AS "role",
        CASE WHEN told5.role = 1 THEN MAX(told5.told) OVER (PARTITION BY told5.at) END AS "above"
      FROM (
        SELECT
          rows9.id,
          rows9.part AS "part",
          rows9.model AS "model",
          rows9.prompt AS "prompt",
          rows9.completion AS "completion",
          rows9.total AS "total",
          rows9.cache_read AS "cache_read",
          rows9.cache_creation AS "cache_creation",
          rows9.requests AS "requests",
          rows9.longest AS "longest",
          rows9.reach AS "reach",
          rows9.id AS "at",
          rows9.parent AS "told",
          0 AS "role"
        FROM step3 AS rows9
        WHERE
          rows9.part = 0 AND rows9.reach < rows9.longest AND rows9.parent IS NOT NULL
        UNION ALL
        SELECT
          rows10.id,
          rows10.part AS "part",
          rows10.model AS "model",
          rows10.prompt AS "prompt",
          rows10.completion AS "completion",
          rows10.total AS "total",
          rows10.cache_read AS "cache_read",
          rows10.cache_creation AS "cache_creation",
          rows10.requests AS "requests",
          rows10.longest AS "longest",
          rows10.reach AS "reach",
          rows10.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step3 AS rows10
        WHERE
          rows10.reach < rows10.longest AND rows10.parent IS NOT NULL
        UNION ALL
        SELECT
          rows11.parent AS "id",
          rows11.part AS "part",
          rows11.model AS "model",
          rows11.prompt AS "prompt",
          rows11.completion AS "completion",
          rows11.total AS "total",
          rows11.cache_read AS "cache_read",
          rows11.cache_creation AS "cache_creation",
          rows11.requests AS "requests",
          rows11.longest AS "longest",
          rows11.reach AS "reach",
          rows11.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step3 AS rows11
        WHERE
          rows11.part = 1 AND rows11.reach < rows11.longest AND rows11.parent IS NOT NULL
      ) AS told5
    ) AS going3
    WHERE
      going3.role > 0
  ) AS moved3
  WHERE
    moved3.parent IS NOT NULL
  GROUP BY
    moved3.id,
    moved3.parent,
    moved3.part,
    moved3.model,
    moved3.longest,
    moved3.reach
), step5 AS MATERIALIZED (
  SELECT
    moved4.id,
    moved4.parent,
    moved4.part,
    moved4.model,
    moved4.longest,
    SUM(moved4.prompt) AS "prompt",
    SUM(moved4.completion) AS "completion",
    SUM(moved4.total) AS "total",
    SUM(moved4.cache_read) AS "cache_read",
    SUM(moved4.cache_creation) AS "cache_creation",
    SUM(moved4.requests) AS "requests",
    moved4.reach * 2 AS "reach"
  FROM (
    SELECT
      going4.id AS "id",
      going4.part AS "part",
      going4.model AS "model",
      going4.prompt AS "prompt",
      going4.completion AS "completion",
      going4.total AS "total",
      going4.cache_read AS "cache_read",
      going4.cache_creation AS "cache_creation",
      going4.requests AS "requests",
      going4.longest AS "longest",
      going4.reach AS "reach",
      MAX(going4.above) OVER (PARTITION BY going4.id) AS "parent"
    FROM (
      SELECT
        told6.id AS "id",
        told6.part AS "part",
        told6.model AS "model",
        told6.prompt AS "prompt",
        told6.completion AS "completion",
        told6.total AS "total",
        told6.cache_read AS "cache_read",
        told6.cache_creation AS "cache_creation",
        told6.requests AS "requests",
        told6.longest AS "longest",
        told6.reach AS "reach",
        told6.role AS "role",
        CASE WHEN told6.role = 1 THEN MAX(told6.told) OVER (PARTITION BY told6.at) END AS "above"
      FROM (
        SELECT
          rows12.id,
          rows12.part AS "part",
          rows12.model AS "model",
          rows12.prompt AS "prompt",
          rows12.completion AS "completion",
          rows12.total AS "total",
          rows12.cache_read AS "cache_read",
          rows12.cache_creation AS "cache_creation",
          rows12.requests AS "requests",
          rows12.longest AS "longest",
          rows12.reach AS "reach",
          rows12.id AS "at",
          rows12.parent AS "told",
          0 AS "role"
        FROM step4 AS rows12
        WHERE
          rows12.part = 0 AND rows12.reach < rows12.longest AND rows12.parent IS NOT NULL
        UNION ALL
        SELECT
          rows13.id,
          rows13.part AS "part",
          rows13.model AS "model",
          rows13.prompt AS "prompt",
          rows13.completion AS "completion",
          rows13.total AS "total",
          rows13.cache_read AS "cache_read",
          rows13.cache_creation AS "cache_creation",
          rows13.requests AS "requests",
          rows13.longest AS "longest",
          rows13.reach AS "reach",
          rows13.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step4 AS rows13
        WHERE
          rows13.reach < rows13.longest AND rows13.parent IS NOT NULL
        UNION ALL
        SELECT
          rows14.parent AS "id",
          rows14.part AS "part",
          rows14.model AS "model",
          rows14.prompt AS "prompt",
          rows14.completion AS "completion",
          rows14.total AS "total",
          rows14.cache_read AS "cache_read",
          rows14.cache_creation AS "cache_creation",
          rows14.requests AS "requests",
          rows14.longest AS "longest",
          rows14.reach AS "reach",
          rows14.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step4 AS rows14
        WHERE
          rows14.part = 1 AND rows14.reach < rows14.longest AND rows14.parent IS NOT NULL
      ) AS told6
    ) AS going4
    WHERE
      going4.role > 0
  ) AS moved4
  WHERE
    moved4.parent IS NOT NULL
  GROUP BY
    moved4.id,
    moved4.parent,
    moved4.part,
    moved4.model,
    moved4.longest,
    moved4.reach
), step6 AS MATERIALIZED (
  SELECT
    moved5.id,
    moved5.parent,
    moved5.part,
    moved5.model,
    moved5.longest,
    SUM(moved5.prompt) AS "prompt",
    SUM(moved5.completion) AS "completion",
    SUM(moved5.total) AS "total",
    SUM(moved5.cache_read) AS "cache_read",
    SUM(moved5.cache_creation) AS "cache_creation",
    SUM(moved5.requests) AS "requests",
    moved5.reach * 2 AS "reach"
  FROM (
    SELECT
      going5.id AS "id",
      going5.part AS "part",
      going5.model AS "model",
      going5.prompt AS "prompt",
      going5.completion AS "completion",
      going5.total AS "total",
      going5.cache_read AS "cache_read",
      going5.cache_creation AS "cache_creation",
      going5.requests AS "requests",
      going5.longest AS "longest",
      going5.reach AS "reach",
      MAX(going5.above) OVER (PARTITION BY going5.id) AS "parent"
    FROM (
      SELECT
        told7.id AS "id",
        told7.part AS "part",
        told7.model AS "model",
        told7.prompt AS "prompt",
        told7.completion AS "completion",
        told7.total AS "total",
        told7.cache_read AS "cache_read",
        told7.cache_creation AS "cache_creation",
        told7.requests AS "requests",
        told7.longest AS "longest",
        told7.reach AS "reach",
        told7.role AS "role",
        CASE WHEN told7.role = 1 THEN MAX(told7.told) OVER (PARTITION BY told7.at) END AS "above"
      FROM (
        SELECT
          rows15.id,
          rows15.part AS "part",
          rows15.model AS "model",
          rows15.prompt AS "prompt",
          rows15.completion AS "completion",
          rows15.total AS "total",
          rows15.cache_read AS "cache_read",
          rows15.cache_creation AS "cache_creation",
          rows15.requests AS "requests",
          rows15.longest AS "longest",
          rows15.reach AS "reach",
          rows15.id AS "at",
          rows15.parent AS "told",
          0 AS "role"
        FROM step5 AS rows15
        WHERE
          rows15.part = 0 AND rows15.reach < rows15.longest AND rows15.parent IS NOT NULL
        UNION ALL
        SELECT
          rows16.id,
          rows16.part AS "part",
          rows16.model AS "model",
          rows16.prompt AS "prompt",
          rows16.completion AS "completion",
          rows16.total AS "total",
          rows16.cache_read AS "cache_read",
          rows16.cache_creation AS "cache_creation",
          rows16.requests AS "requests",
          rows16.longest AS "longest",
          rows16.reach AS "reach",
          rows16.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step5 AS rows16
        WHERE
          rows16.reach < rows16.longest AND rows16.parent IS NOT NULL
        UNION ALL
        SELECT
          rows17.parent AS "id",
          rows17.part AS "part",
          rows17.model AS "model",
          rows17.prompt AS "prompt",
          rows17.completion AS "completion",
          rows17.total AS "total",
          rows17.cache_read AS "cache_read",
          rows17.cache_creation AS "cache_creation",
          rows17.requests AS "requests",
          rows17.longest AS "longest",
          rows17.reach AS "reach",
          rows17.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step5 AS rows17
        WHERE
          rows17.part = 1 AND rows17.reach < rows17.longest AND rows17.parent IS NOT NULL
      ) AS told7
    ) AS going5
    WHERE
      going5.role > 0
  ) AS moved5
  WHERE
    moved5.parent IS NOT NULL
  GROUP BY
    moved5.id,
    moved5.parent,
    moved5.part,
    moved5.model,
    moved5.longest,
    moved5.reach
), step7 AS MATERIALIZED (
  SELECT
    moved6.id,
    moved6.parent,
    moved6.part,
    moved6.model,
    moved6.longest,
    SUM(moved6.prompt) AS "prompt",
    SUM(moved6.completion) AS "completion",
    SUM(moved6.total) AS "total",
    SUM(moved6.cache_read) AS "cache_read",
    SUM(moved6.cache_creation) AS "cache_creation",
    SUM(moved6.requests) AS "requests",
    moved6.reach * 2 AS "reach"
  FROM (
    SELECT
      going6.id AS "id",
      going6.part AS "part",
      going6.model AS "model",
      going6.prompt AS "prompt",
      going6.completion AS "completion",
      going6.total AS "total",
      going6.cache_read AS "cache_read",
      going6.cache_creation AS "cache_creation",
      going6.requests AS "requests",
      going6.longest AS "longest",
      going6.reach AS "reach",
      MAX(going6.above) OVER (PARTITION BY going6.id) AS "parent"
    FROM (
      SELECT
        told8.id AS "id",
        told8.part AS "part",
        told8.model AS "model",
        told8.prompt AS "prompt",
        told8.completion AS "completion",
        told8.total AS "total",
        told8.cache_read AS "cache_read",
        told8.cache_creation AS "cache_creation",
        told8.requests AS "requests",
        told8.longest AS "longest",
        told8.reach AS "reach",
        told8.role AS "role",
        CASE WHEN told8.role = 1 THEN MAX(told8.told) OVER (PARTITION BY told8.at) END AS "above"
      FROM (
        SELECT
          rows18.id,
          rows18.part AS "part",
          rows18.model AS "model",
          rows18.prompt AS "prompt",
          rows18.completion AS "completion",
          rows18.total AS "total",
          rows18.cache_read AS "cache_read",
          rows18.cache_creation AS "cache_creation",
          rows18.requests AS "requests",
          rows18.longest AS "longest",
          rows18.reach AS "reach",
          rows18.id AS "at",
          rows18.parent AS "told",
          0 AS "role"
        FROM step6 AS rows18
        WHERE
          rows18.part = 0 AND rows18.reach < rows18.longest AND rows18.parent IS NOT NULL
        UNION ALL
        SELECT
          rows19.id,
          rows19.part AS "part",
          rows19.model AS "model",
          rows19.prompt AS "prompt",
          rows19.completion AS "completion",
          rows19.total AS "total",
          rows19.cache_read AS "cache_read",
          rows19.cache_creation AS "cache_creation",
          rows19.requests AS "requests",
          rows19.longest AS "longest",
          rows19.reach AS "reach",
          rows19.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step6 AS rows19
        WHERE
          rows19.reach < rows19.longest AND rows19.parent IS NOT NULL
        UNION ALL
        SELECT
          rows20.parent AS "id",
          rows20.part AS "part",
          rows20.model AS "model",
          rows20.prompt AS "prompt",
          rows20.completion AS "completion",
          rows20.total AS "total",
          rows20.cache_read AS "cache_read",
          rows20.cache_creation AS "cache_creation",
          rows20.requests AS "requests",
          rows20.longest AS "longest",
          rows20.reach AS "reach",
          rows20.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step6 AS rows20
        WHERE
          rows20.part = 1 AND rows20.reach < rows20.longest AND rows20.parent IS NOT NULL
      ) AS told8
    ) AS going6
    WHERE
      going6.role > 0
  ) AS moved6
  WHERE
    moved6.parent IS NOT NULL
  GROUP BY
    moved6.id,
    moved6.parent,
    moved6.part,
    moved6.model,
    moved6.longest,
    moved6.reach
), step8 AS MATERIALIZED (
  SELECT
    moved7.id,
    moved7.parent,
    moved7.part,
    moved7.model,
    moved7.longest,
    SUM(moved7.prompt) AS "prompt",
    SUM(moved7.completion) AS "completion",
    SUM(moved7.total) AS "total",
    SUM(moved7.cache_read) AS "cache_read",
    SUM(moved7.cache_creation) AS "cache_creation",
    SUM(moved7.requests) AS "requests",
    moved7.reach * 2 AS "reach"
  FROM (
    SELECT
      going7.id AS "id",
      going7.part AS "part",
      going7.model AS "model",
      going7.prompt AS "prompt",
      going7.completion AS "completion",
      going7.total AS "total",
      going7.cache_read AS "cache_read",
      going7.cache_creation AS "cache_creation",
      going7.requests AS "requests",
      going7.longest AS "longest",
      going7.reach AS "reach",
      MAX(going7.above) OVER (PARTITION BY going7.id) AS "parent"
    FROM (
      SELECT
        told9.id AS "id",
        told9.part AS "part",
        told9.model AS "model",
        told9.prompt AS "prompt",
        told9.completion AS "completion",
        told9.total AS "total",
        told9.cache_read AS "cache_read",
        told9.cache_creation AS "cache_creation",
        told9.requests AS "requests",
        told9.longest AS "longest",
        told9.reach AS "reach",
        told9.role AS "role",
        CASE WHEN told9.role = 1 THEN MAX(told9.told) OVER (PARTITION BY told9.at) END AS "above"
      FROM (
        SELECT
          rows21.id,
          rows21.part AS "part",
          rows21.model AS "model",
          rows21.prompt AS "prompt",
          rows21.completion AS "completion",
          rows21.total AS "total",
          rows21.cache_read AS "cache_read",
          rows21.cache_creation AS "cache_creation",
          rows21.requests AS "requests",
          rows21.longest AS "longest",
          rows21.reach AS "reach",
          rows21.id AS "at",
          rows21.parent AS "told",
          0 AS "role"
        FROM step7 AS rows21
        WHERE
          rows21.part = 0 AND rows21.reach < rows21.longest AND rows21.parent IS NOT NULL
        UNION ALL
        SELECT
          rows22.id,
          rows22.part AS "part",
          rows22.model AS "model",
          rows22.prompt AS "prompt",
          rows22.completion AS "completion",
          rows22.total AS "total",
          rows22.cache_read AS "cache_read",
          rows22.cache_creation AS "cache_creation",
          rows22.requests AS "requests",
          rows22.longest AS "longest",
          rows22.reach AS "reach",
          rows22.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step7 AS rows22
        WHERE
          rows22.reach < rows22.longest AND rows22.parent IS NOT NULL
        UNION ALL
        SELECT
          rows23.parent AS "id",
          rows23.part AS "part",
          rows23.model AS "model",
          rows23.prompt AS "prompt",
          rows23.completion AS "completion",
          rows23.total AS "total",
          rows23.cache_read AS "cache_read",
          rows23.cache_creation AS "cache_creation",
          rows23.requests AS "requests",
          rows23.longest AS "longest",
          rows23.reach AS "reach",
          rows23.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step7 AS rows23
        WHERE
          rows23.part = 1 AND rows23.reach < rows23.longest AND rows23.parent IS NOT NULL
      ) AS told9
    ) AS going7
    WHERE
      going7.role > 0
  ) AS moved7
  WHERE
    moved7.parent IS NOT NULL
  GROUP BY
    moved7.id,
    moved7.parent,
    moved7.part,
    moved7.model,
    moved7.longest,
    moved7.reach
), step9 AS MATERIALIZED (
  SELECT
    moved8.id,
    moved8.parent,
    moved8.part,
    moved8.model,
    moved8.longest,
    SUM(moved8.prompt) AS "prompt",
    SUM(moved8.completion) AS "completion",
    SUM(moved8.total) AS "total",
    SUM(moved8.cache_read) AS "cache_read",
    SUM(moved8.cache_creation) AS "cache_creation",
    SUM(moved8.requests) AS "requests",
    moved8.reach * 2 AS "reach"
  FROM (
    SELECT
      going8.id AS "id",
      going8.part AS "part",
      going8.model AS "model",
      going8.prompt AS "prompt",
      going8.completion AS "completion",
      going8.total AS "total",
      going8.cache_read AS "cache_read",
      going8.cache_creation AS "cache_creation",
      going8.requests AS "requests",
      going8.longest AS "longest",
      going8.reach AS "reach",
      MAX(going8.above) OVER (PARTITION BY going8.id) AS "parent"
    FROM (
      SELECT
        told10.id AS "id",
        told10.part AS "part",
        told10.model AS "model",
        told10.prompt AS "prompt",
        told10.completion AS "completion",
        told10.total AS "total",
        told10.cache_read AS "cache_read",
        told10.cache_creation AS "cache_creation",
        told10.requests AS "requests",
        told10.longest AS "longest",
        told10.reach AS "reach",
        told10.role AS "role",
        CASE WHEN told10.role = 1 THEN MAX(told10.told) OVER (PARTITION BY told10.at) END AS "above"
      FROM (
        SELECT
          rows24.id,
          rows24.part AS "part",
          rows24.model AS "model",
          rows24.prompt AS "prompt",
          rows24.completion AS "completion",
          rows24.total AS "total",
          rows24.cache_read AS "cache_read",
          rows24.cache_creation AS "cache_creation",
          rows24.requests AS "requests",
          rows24.longest AS "longest",
          rows24.reach AS "reach",
          rows24.id AS "at",
          rows24.parent AS "told",
          0 AS "role"
        FROM step8 AS rows24
        WHERE
          rows24.part = 0 AND rows24.reach < rows24.longest AND rows24.parent IS NOT NULL
        UNION ALL
        SELECT
          rows25.id,
          rows25.part AS "part",
          rows25.model AS "model",
          rows25.prompt AS "prompt",
          rows25.completion AS "completion",
          rows25.total AS "total",
          rows25.cache_read AS "cache_read",
          rows25.cache_creation AS "cache_creation",
          rows25.requests AS "requests",
          rows25.longest AS "longest",
          rows25.reach AS "reach",
          rows25.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step8 AS rows25
        WHERE
          rows25.reach < rows25.longest AND rows25.parent IS NOT NULL
        UNION ALL
        SELECT
          rows26.parent AS "id",
          rows26.part AS "part",
          rows26.model AS "model",
          rows26.prompt AS "prompt",
          rows26.completion AS "completion",
          rows26.total AS "total",
          rows26.cache_read AS "cache_read",
          rows26.cache_creation AS "cache_creation",
          rows26.requests AS "requests",
          rows26.longest AS "longest",
          rows26.reach AS "reach",
          rows26.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step8 AS rows26
        WHERE
          rows26.part = 1 AND rows26.reach < rows26.longest AND rows26.parent IS NOT NULL
      ) AS told10
    ) AS going8
    WHERE
      going8.role > 0
  ) AS moved8
  WHERE
    moved8.parent IS NOT NULL
  GROUP BY
    moved8.id,
    moved8.parent,
    moved8.part,
    moved8.model,
    moved8.longest,
    moved8.reach
), step10 AS MATERIALIZED (
  SELECT
    moved9.id,
    moved9.parent,
    moved9.part,
    moved9.model,
    moved9.longest,
    SUM(moved9.prompt) AS "prompt",
    SUM(moved9.completion) AS "completion",
    SUM(moved9.total) AS "total",
    SUM(moved9.cache_read) AS "cache_read",
    SUM(moved9.cache_creation) AS "cache_creation",
    SUM(moved9.requests) AS "requests",
    moved9.reach * 2 AS "reach"
  FROM (
    SELECT
      going9.id AS "id",
      going9.part AS "part",
      going9.model AS "model",
      going9.prompt AS "prompt",
      going9.completion AS "completion",
      going9.total AS "total",
      going9.cache_read AS "cache_read",
      going9.cache_creation AS "cache_creation",
      going9.requests AS "requests",
      going9.longest AS "longest",
      going9.reach AS "reach",
      MAX(going9.above) OVER (PARTITION BY going9.id) AS "parent"
    FROM (
      SELECT
        told11.id AS "id",
        told11.part AS "part",
        told11.model AS "model",
        told11.prompt AS "prompt",
        told11.completion AS "completion",
        told11.total AS "total",
        told11.cache_read AS "cache_read",
        told11.cache_creation AS "cache_creation",
        told11.requests AS "requests",
        told11.longest AS "longest",
        told11.reach AS "reach",
        told11.role AS "role",
        CASE WHEN told11.role = 1 THEN MAX(told11.told) OVER (PARTITION BY told11.at) END AS "above"
      FROM (
        SELECT
          rows27.id,
          rows27.part AS "part",
          rows27.model AS "model",
          rows27.prompt AS "prompt",
          rows27.completion AS "completion",
          rows27.total AS "total",
          rows27.cache_read AS "cache_read",
          rows27.cache_creation AS "cache_creation",
          rows27.requests AS "requests",
          rows27.longest AS "longest",
          rows27.reach AS "reach",
          rows27.id AS "at",
          rows27.parent AS "told",
          0 AS "role"
        FROM step9 AS rows27
        WHERE
          rows27.part = 0 AND rows27.reach < rows27.longest AND rows27.parent IS NOT NULL
        UNION ALL
        SELECT
          rows28.id,
          rows28.part AS "part",
          rows28.model AS "model",
          rows28.prompt AS "prompt",
          rows28.completion AS "completion",
          rows28.total AS "total",
          rows28.cache_read AS "cache_read",
          rows28.cache_creation AS "cache_creation",
          rows28.requests AS "requests",
          rows28.longest AS "longest",
          rows28.reach AS "reach",
          rows28.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step9 AS rows28
        WHERE
          rows28.reach < rows28.longest AND rows28.parent IS NOT NULL
        UNION ALL
        SELECT
          rows29.parent AS "id",
          rows29.part AS "part",
          rows29.model AS "model",
          rows29.prompt AS "prompt",
          rows29.completion AS "completion",
          rows29.total AS "total",
          rows29.cache_read AS "cache_read",
          rows29.cache_creation AS "cache_creation",
          rows29.requests AS "requests",
          rows29.longest AS "longest",
          rows29.reach AS "reach",
          rows29.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step9 AS rows29
        WHERE
          rows29.part = 1 AND rows29.reach < rows29.longest AND rows29.parent IS NOT NULL
      ) AS told11
    ) AS going9
    WHERE
      going9.role > 0
  ) AS moved9
  WHERE
    moved9.parent IS NOT NULL
  GROUP BY
    moved9.id,
    moved9.parent,
    moved9.part,
    moved9.model,
    moved9.longest,
    moved9.reach
), step11 AS MATERIALIZED (
  SELECT
    moved10.id,
    moved10.parent,
    moved10.part,
    moved10.model,
    moved10.longest,
    SUM(moved10.prompt) AS "prompt",
    SUM(moved10.completion) AS "completion",
    SUM(moved10.total) AS "total",
    SUM(moved10.cache_read) AS "cache_read",
    SUM(moved10.cache_creation) AS "cache_creation",
    SUM(moved10.requests) AS "requests",
    moved10.reach * 2 AS "reach"
  FROM (
    SELECT
      going10.id AS "id",
      going10.part AS "part",
      going10.model AS "model",
      going10.prompt AS "prompt",
      going10.completion AS "completion",
      going10.total AS "total",
      going10.cache_read AS "cache_read",
      going10.cache_creation AS "cache_creation",
      going10.requests AS "requests",
      going10.longest AS "longest",
      going10.reach AS "reach",
      MAX(going10.above) OVER (PARTITION BY going10.id) AS "parent"
    FROM (
      SELECT
        told12.id AS "id",
        told12.part AS "part",
        told12.model AS "model",
        told12.prompt AS "prompt",
        told12.completion AS "completion",
        told12.total AS "total",
        told12.cache_read AS "cache_read",
        told12.cache_creation AS "cache_creation",
        told12.requests AS "requests",
        told12.longest AS "longest",
        told12.reach AS "reach",
        told12.role AS "role",
        CASE WHEN told12.role = 1 THEN MAX(told12.told) OVER (PARTITION BY told12.at) END AS "above"
      FROM (
        SELECT
          rows30.id,
          rows30.part AS "part",
          rows30.model AS "model",
          rows30.prompt AS "prompt",
          rows30.completion AS "completion",
          rows30.total AS "total",
          rows30.cache_read AS "cache_read",
          rows30.cache_creation AS "cache_creation",
          rows30.requests AS "requests",
          rows30.longest AS "longest",
          rows30.reach AS "reach",
          rows30.id AS "at",
          rows30.parent AS "told",
          0 AS "role"
        FROM step10 AS rows30
        WHERE
          rows30.part = 0 AND rows30.reach < rows30.longest AND rows30.parent IS NOT NULL
        UNION ALL
        SELECT
          rows31.id,
          rows31.part AS "part",
          rows31.model AS "model",
          rows31.prompt AS "prompt",
          rows31.completion AS "completion",
          rows31.total AS "total",
          rows31.cache_read AS "cache_read",
          rows31.cache_creation AS "cache_creation",
          rows31.requests AS "requests",
          rows31.longest AS "longest",
          rows31.reach AS "reach",
          rows31.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step10 AS rows31
        WHERE
          rows31.reach < rows31.longest AND rows31.parent IS NOT NULL
        UNION ALL
        SELECT
          rows32.parent AS "id",
          rows32.part AS "part",
          rows32.model AS "model",
          rows32.prompt AS "prompt",
          rows32.completion AS "completion",
          rows32.total AS "total",
          rows32.cache_read AS "cache_read",
          rows32.cache_creation AS "cache_creation",
          rows32.requests AS "requests",
          rows32.longest AS "longest",
          rows32.reach AS "reach",
          rows32.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step10 AS rows32
        WHERE
          rows32.part = 1 AND rows32.reach < rows32.longest AND rows32.parent IS NOT NULL
      ) AS told12
    ) AS going10
    WHERE
      going10.role > 0
  ) AS moved10
  WHERE
    moved10.parent IS NOT NULL
  GROUP BY
    moved10.id,
    moved10.parent,
    moved10.part,
    moved10.model,
    moved10.longest,
    moved10.reach
), step12 AS MATERIALIZED (
  SELECT
    moved11.id,
    moved11.parent,
    moved11.part,
    moved11.model,
    moved11.longest,
    SUM(moved11.prompt) AS "prompt",
    SUM(moved11.completion) AS "completion",
    SUM(moved11.total) AS "total",
    SUM(moved11.cache_read) AS "cache_read",
    SUM(moved11.cache_creation) AS "cache_creation",
    SUM(moved11.requests) AS "requests",
    moved11.reach * 2 AS "reach"
  FROM (
    SELECT
      going11.id AS "id",
      going11.part AS "part",
      going11.model AS "model",
      going11.prompt AS "prompt",
      going11.completion AS "completion",
      going11.total AS "total",
      going11.cache_read AS "cache_read",
      going11.cache_creation AS "cache_creation",
      going11.requests AS "requests",
      going11.longest AS "longest",
      going11.reach AS "reach",
      MAX(going11.above) OVER (PARTITION BY going11.id) AS "parent"
    FROM (
      SELECT
        told13.id AS "id",
        told13.part AS "part",
        told13.model AS "model",
        told13.prompt AS "prompt",
        told13.completion AS "completion",
        told13.total AS "total",
        told13.cache_read AS "cache_read",
        told13.cache_creation AS "cache_creation",
        told13.requests AS "requests",
        told13.longest AS "longest",
        told13.reach AS "reach",
        told13.role AS "role",
        CASE WHEN told13.role = 1 THEN MAX(told13.told) OVER (PARTITION BY told13.at) END AS "above"
      FROM (
        SELECT
          rows33.id,
          rows33.part AS "part",
          rows33.model AS "model",
          rows33.prompt AS "prompt",
          rows33.completion AS "completion",
          rows33.total AS "total",
          rows33.cache_read AS "cache_read",
          rows33.cache_creation AS "cache_creation",
          rows33.requests AS "requests",
          rows33.longest AS "longest",
          rows33.reach AS "reach",
          rows33.id AS "at",
          rows33.parent AS "told",
          0 AS "role"
        FROM step11 AS rows33
        WHERE
          rows33.part = 0 AND rows33.reach < rows33.longest AND rows33.parent IS NOT NULL
        UNION ALL
        SELECT
          rows34.id,
          rows34.part AS "part",
          rows34.model AS "model",
          rows34.prompt AS "prompt",
          rows34.completion AS "completion",
          rows34.total AS "total",
          rows34.cache_read AS "cache_read",
          rows34.cache_creation AS "cache_creation",
          rows34.requests AS "requests",
          rows34.longest AS "longest",
          rows34.reach AS "reach",
          rows34.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step11 AS rows34
        WHERE
          rows34.reach < rows34.longest AND rows34.parent IS NOT NULL
        UNION ALL
        SELECT
          rows35.parent AS "id",
          rows35.part AS "part",
          rows35.model AS "model",
          rows35.prompt AS "prompt",
          rows35.completion AS "completion",
          rows35.total AS "total",
          rows35.cache_read AS "cache_read",
          rows35.cache_creation AS "cache_creation",
          rows35.requests AS "requests",
          rows35.longest AS "longest",
          rows35.reach AS "reach",
          rows35.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step11 AS rows35
        WHERE
          rows35.part = 1 AND rows35.reach < rows35.longest AND rows35.parent IS NOT NULL
      ) AS told13
    ) AS going11
    WHERE
      going11.role > 0
  ) AS moved11
  WHERE
    moved11.parent IS NOT NULL
  GROUP BY
    moved11.id,
    moved11.parent,
    moved11.part,
    moved11.model,
    moved11.longest,
    moved11.reach
), step13 AS MATERIALIZED (
  SELECT
    moved12.id,
    moved12.parent,
    moved12.part,
    moved12.model,
    moved12.longest,
    SUM(moved12.prompt) AS "prompt",
    SUM(moved12.completion) AS "completion",
    SUM(moved12.total) AS "total",
    SUM(moved12.cache_read) AS "cache_read",
    SUM(moved12.cache_creation) AS "cache_creation",
    SUM(moved12.requests) AS "requests",
    moved12.reach * 2 AS "reach"
  FROM (
    SELECT
      going12.id AS "id",
      going12.part AS "part",
      going12.model AS "model",
      going12.prompt AS "prompt",
      going12.completion AS "completion",
      going12.total AS "total",
      going12.cache_read AS "cache_read",
      going12.cache_creation AS "cache_creation",
      going12.requests AS "requests",
      going12.longest AS "longest",
      going12.reach AS "reach",
      MAX(going12.above) OVER (PARTITION BY going12.id) AS "parent"
    FROM (
      SELECT
        told14.id AS "id",
        told14.part AS "part",
        told14.model AS "model",
        told14.prompt AS "prompt",
        told14.completion AS "completion",
        told14.total AS "total",
        told14.cache_read AS "cache_read",
        told14.cache_creation AS "cache_creation",
        told14.requests AS "requests",
        told14.longest AS "longest",
        told14.reach AS "reach",
        told14.role AS "role",
        CASE WHEN told14.role = 1 THEN MAX(told14.told) OVER (PARTITION BY told14.at) END AS "above"
      FROM (
        SELECT
          rows36.id,
          rows36.part AS "part",
          rows36.model AS "model",
          rows36.prompt AS "prompt",
          rows36.completion AS "completion",
          rows36.total AS "total",
          rows36.cache_read AS "cache_read",
          rows36.cache_creation AS "cache_creation",
          rows36.requests AS "requests",
          rows36.longest AS "longest",
          rows36.reach AS "reach",
          rows36.id AS "at",
          rows36.parent AS "told",
          0 AS "role"
        FROM step12 AS rows36
        WHERE
          rows36.part = 0 AND rows36.reach < rows36.longest AND rows36.parent IS NOT NULL
        UNION ALL
        SELECT
          rows37.id,
          rows37.part AS "part",
          rows37.model AS "model",
          rows37.prompt AS "prompt",
          rows37.completion AS "completion",
          rows37.total AS "total",
          rows37.cache_read AS "cache_read",
          rows37.cache_creation AS "cache_creation",
          rows37.requests AS "requests",
          rows37.longest AS "longest",
          rows37.reach AS "reach",
          rows37.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step12 AS rows37
        WHERE
          rows37.reach < rows37.longest AND rows37.parent IS NOT NULL
        UNION ALL
        SELECT
          rows38.parent AS "id",
          rows38.part AS "part",
          rows38.model AS "model",
          rows38.prompt AS "prompt",
          rows38.completion AS "completion",
          rows38.total AS "total",
          rows38.cache_read AS "cache_read",
          rows38.cache_creation AS "cache_creation",
          rows38.requests AS "requests",
          rows38.longest AS "longest",
          rows38.reach AS "reach",
          rows38.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step12 AS rows38
        WHERE
          rows38.part = 1 AND rows38.reach < rows38.longest AND rows38.parent IS NOT NULL
      ) AS told14
    ) AS going12
    WHERE
      going12.role > 0
  ) AS moved12
  WHERE
    moved12.parent IS NOT NULL
  GROUP BY
    moved12.id,
    moved12.parent,
    moved12.part,
    moved12.model,
    moved12.longest,
    moved12.reach
), step14 AS MATERIALIZED (
  SELECT
    moved13.id,
    moved13.parent,
    moved13.part,
    moved13.model,
    moved13.longest,
    SUM(moved13.prompt) AS "prompt",
    SUM(moved13.completion) AS "completion",
    SUM(moved13.total) AS "total",
    SUM(moved13.cache_read) AS "cache_read",
    SUM(moved13.cache_creation) AS "cache_creation",
    SUM(moved13.requests) AS "requests",
    moved13.reach * 2 AS "reach"
  FROM (
    SELECT
      going13.id AS "id",
      going13.part AS "part",
      going13.model AS "model",
      going13.prompt AS "prompt",
      going13.completion AS "completion",
      going13.total AS "total",
      going13.cache_read AS "cache_read",
      going13.cache_creation AS "cache_creation",
      going13.requests AS "requests",
      going13.longest AS "longest",
      going13.reach AS "reach",
      MAX(going13.above) OVER (PARTITION BY going13.id) AS "parent"
    FROM (
      SELECT
        told15.id AS "id",
        told15.part AS "part",
        told15.model AS "model",
        told15.prompt AS "prompt",
        told15.completion AS "completion",
        told15.total AS "total",
        told15.cache_read AS "cache_read",
        told15.cache_creation AS "cache_creation",
        told15.requests AS "requests",
        told15.longest AS "longest",
        told15.reach AS "reach",
        told15.role AS "role",
        CASE WHEN told15.role = 1 THEN MAX(told15.told) OVER (PARTITION BY told15.at) END AS "above"
      FROM (
        SELECT
          rows39.id,
          rows39.part AS "part",
          rows39.model AS "model",
          rows39.prompt AS "prompt",
          rows39.completion AS "completion",
          rows39.total AS "total",
          rows39.cache_read AS "cache_read",
          rows39.cache_creation AS "cache_creation",
          rows39.requests AS "requests",
          rows39.longest AS "longest",
          rows39.reach AS "reach",
          rows39.id AS "at",
          rows39.parent AS "told",
          0 AS "role"
        FROM step13 AS rows39
        WHERE
          rows39.part = 0 AND rows39.reach < rows39.longest AND rows39.parent IS NOT NULL
        UNION ALL
        SELECT
          rows40.id,
          rows40.part AS "part",
          rows40.model AS "model",
          rows40.prompt AS "prompt",
          rows40.completion AS "completion",
          rows40.total AS "total",
          rows40.cache_read AS "cache_read",
          rows40.cache_creation AS "cache_creation",
          rows40.requests AS "requests",
          rows40.longest AS "longest",
          rows40.reach AS "reach",
          rows40.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step13 AS rows40
        WHERE
          rows40.reach < rows40.longest AND rows40.parent IS NOT NULL
        UNION ALL
        SELECT
          rows41.parent AS "id",
          rows41.part AS "part",
          rows41.model AS "model",
          rows41.prompt AS "prompt",
          rows41.completion AS "completion",
          rows41.total AS "total",
          rows41.cache_read AS "cache_read",
          rows41.cache_creation AS "cache_creation",
          rows41.requests AS "requests",
          rows41.longest AS "longest",
          rows41.reach AS "reach",
          rows41.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step13 AS rows41
        WHERE
          rows41.part = 1 AND rows41.reach < rows41.longest AND rows41.parent IS NOT NULL
      ) AS told15
    ) AS going13
    WHERE
      going13.role > 0
  ) AS moved13
  WHERE
    moved13.parent IS NOT NULL
  GROUP BY
    moved13.id,
    moved13.parent,
    moved13.part,
    moved13.model,
    moved13.longest,
    moved13.reach
), step15 AS MATERIALIZED (
  SELECT
    moved14.id,
    moved14.parent,
    moved14.part,
    moved14.model,
    moved14.longest,
    SUM(moved14.prompt) AS "prompt",
    SUM(moved14.completion) AS "completion",
    SUM(moved14.total) AS "total",
    SUM(moved14.cache_read) AS "cache_read",
    SUM(moved14.cache_creation) AS "cache_creation",
    SUM(moved14.requests) AS "requests",
    moved14.reach * 2 AS "reach"
  FROM (
    SELECT
      going14.id AS "id",
      going14.part AS "part",
      going14.model AS "model",
      going14.prompt AS "prompt",
      going14.completion AS "completion",
      going14.total AS "total",
      going14.cache_read AS "cache_read",
      going14.cache_creation AS "cache_creation",
      going14.requests AS "requests",
      going14.longest AS "longest",
      going14.reach AS "reach",
      MAX(going14.above) OVER (PARTITION BY going14.id) AS "parent"
    FROM (
      SELECT
        told16.id AS "id",
        told16.part AS "part",
        told16.model AS "model",
        told16.prompt AS "prompt",
        told16.completion AS "completion",
        told16.total AS "total",
        told16.cache_read AS "cache_read",
        told16.cache_creation AS "cache_creation",
        told16.requests AS "requests",
        told16.longest AS "longest",
        told16.reach AS "reach",
        told16.role AS "role",
        CASE WHEN told16.role = 1 THEN MAX(told16.told) OVER (PARTITION BY told16.at) END AS "above"
      FROM (
        SELECT
          rows42.id,
          rows42.part AS "part",
          rows42.model AS "model",
          rows42.prompt AS "prompt",
          rows42.completion AS "completion",
          rows42.total AS "total",
          rows42.cache_read AS "cache_read",
          rows42.cache_creation AS "cache_creation",
          rows42.requests AS "requests",
          rows42.longest AS "longest",
          rows42.reach AS "reach",
          rows42.id AS "at",
          rows42.parent AS "told",
          0 AS "role"
        FROM step14 AS rows42
        WHERE
          rows42.part = 0 AND rows42.reach < rows42.longest AND rows42.parent IS NOT NULL
        UNION ALL
        SELECT
          rows43.id,
          rows43.part AS "part",
          rows43.model AS "model",
          rows43.prompt AS "prompt",
          rows43.completion AS "completion",
          rows43.total AS "total",
          rows43.cache_read AS "cache_read",
          rows43.cache_creation AS "cache_creation",
          rows43.requests AS "requests",
          rows43.longest AS "longest",
          rows43.reach AS "reach",
          rows43.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step14 AS rows43
        WHERE
          rows43.reach < rows43.longest AND rows43.parent IS NOT NULL
        UNION ALL
        SELECT
          rows44.parent AS "id",
          rows44.part AS "part",
          rows44.model AS "model",
          rows44.prompt AS "prompt",
          rows44.completion AS "completion",
          rows44.total AS "total",
          rows44.cache_read AS "cache_read",
          rows44.cache_creation AS "cache_creation",
          rows44.requests AS "requests",
          rows44.longest AS "longest",
          rows44.reach AS "reach",
          rows44.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step14 AS rows44
        WHERE
          rows44.part = 1 AND rows44.reach < rows44.longest AND rows44.parent IS NOT NULL
      ) AS told16
    ) AS going14
    WHERE
      going14.role > 0
  ) AS moved14
  WHERE
    moved14.parent IS NOT NULL
  GROUP BY
    moved14.id,
    moved14.parent,
    moved14.part,
    moved14.model,
    moved14.longest,
    moved14.reach
), step16 AS MATERIALIZED (
  SELECT
    moved15.id,
    moved15.parent,
    moved15.part,
    moved15.model,
    moved15.longest,
    SUM(moved15.prompt) AS "prompt",
    SUM(moved15.completion) AS "completion",
    SUM(moved15.total) AS "total",
    SUM(moved15.cache_read) AS "cache_read",
    SUM(moved15.cache_creation) AS "cache_creation",
    SUM(moved15.requests) AS "requests",
    moved15.reach * 2 AS "reach"
  FROM (
    SELECT
      going15.id AS "id",
      going15.part AS "part",
      going15.model AS "model",
      going15.prompt AS "prompt",
      going15.completion AS "completion",
      going15.total AS "total",
      going15.cache_read AS "cache_read",
      going15.cache_creation AS "cache_creation",
      going15.requests AS "requests",
      going15.longest AS "longest",
      going15.reach AS "reach",
      MAX(going15.above) OVER (PARTITION BY going15.id) AS "parent"
    FROM (
      SELECT
        told17.id AS "id",
        told17.part AS "part",
        told17.model AS "model",
        told17.prompt AS "prompt",
        told17.completion AS "completion",
        told17.total AS "total",
        told17.cache_read AS "cache_read",
        told17.cache_creation AS "cache_creation",
        told17.requests AS "requests",
        told17.longest AS "longest",
        told17.reach AS "reach",
        told17.role AS "role",
        CASE WHEN told17.role = 1 THEN MAX(told17.told) OVER (PARTITION BY told17.at) END AS "above"
      FROM (
        SELECT
          rows45.id,
          rows45.part AS "part",
          rows45.model AS "model",
          rows45.prompt AS "prompt",
          rows45.completion AS "completion",
          rows45.total AS "total",
          rows45.cache_read AS "cache_read",
          rows45.cache_creation AS "cache_creation",
          rows45.requests AS "requests",
          rows45.longest AS "longest",
          rows45.reach AS "reach",
          rows45.id AS "at",
          rows45.parent AS "told",
          0 AS "role"
        FROM step15 AS rows45
        WHERE
          rows45.part = 0 AND rows45.reach < rows45.longest AND rows45.parent IS NOT NULL
        UNION ALL
        SELECT
          rows46.id,
          rows46.part AS "part",
          rows46.model AS "model",
          rows46.prompt AS "prompt",
          rows46.completion AS "completion",
          rows46.total AS "total",
          rows46.cache_read AS "cache_read",
          rows46.cache_creation AS "cache_creation",
          rows46.requests AS "requests",
          rows46.longest AS "longest",
          rows46.reach AS "reach",
          rows46.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step15 AS rows46
        WHERE
          rows46.reach < rows46.longest AND rows46.parent IS NOT NULL
        UNION ALL
        SELECT
          rows47.parent AS "id",
          rows47.part AS "part",
          rows47.model AS "model",
          rows47.prompt AS "prompt",
          rows47.completion AS "completion",
          rows47.total AS "total",
          rows47.cache_read AS "cache_read",
          rows47.cache_creation AS "cache_creation",
          rows47.requests AS "requests",
          rows47.longest AS "longest",
          rows47.reach AS "reach",
          rows47.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step15 AS rows47
        WHERE
          rows47.part = 1 AND rows47.reach < rows47.longest AND rows47.parent IS NOT NULL
      ) AS told17
    ) AS going15
    WHERE
      going15.role > 0
  ) AS moved15
  WHERE
    moved15.parent IS NOT NULL
  GROUP BY
    moved15.id,
    moved15.parent,
    moved15.part,
    moved15.model,
    moved15.longest,
    moved15.reach
), step17 AS MATERIALIZED (
  SELECT
    moved16.id,
    moved16.parent,
    moved16.part,
    moved16.model,
    moved16.longest,
    SUM(moved16.prompt) AS "prompt",
    SUM(moved16.completion) AS "completion",
    SUM(moved16.total) AS "total",
    SUM(moved16.cache_read) AS "cache_read",
    SUM(moved16.cache_creation) AS "cache_creation",
    SUM(moved16.requests) AS "requests",
    moved16.reach * 2 AS "reach"
  FROM (
    SELECT
      going16.id AS "id",
      going16.part AS "part",
      going16.model AS "model",
      going16.prompt AS "prompt",
      going16.completion AS "completion",
      going16.total AS "total",
      going16.cache_read AS "cache_read",
      going16.cache_creation AS "cache_creation",
      going16.requests AS "requests",
      going16.longest AS "longest",
      going16.reach AS "reach",
      MAX(going16.above) OVER (PARTITION BY going16.id) AS "parent"
    FROM (
      SELECT
        told18.id AS "id",
        told18.part AS "part",
        told18.model AS "model",
        told18.prompt AS "prompt",
        told18.completion AS "completion",
        told18.total AS "total",
        told18.cache_read AS "cache_read",
        told18.cache_creation AS "cache_creation",
        told18.requests AS "requests",
        told18.longest AS "longest",
        told18.reach AS "reach",
        told18.role AS "role",
        CASE WHEN told18.role = 1 THEN MAX(told18.told) OVER (PARTITION BY told18.at) END AS "above"
      FROM (
        SELECT
          rows48.id,
          rows48.part AS "part",
          rows48.model AS "model",
          rows48.prompt AS "prompt",
          rows48.completion AS "completion",
          rows48.total AS "total",
          rows48.cache_read AS "cache_read",
          rows48.cache_creation AS "cache_creation",
          rows48.requests AS "requests",
          rows48.longest AS "longest",
          rows48.reach AS "reach",
          rows48.id AS "at",
          rows48.parent AS "told",
          0 AS "role"
        FROM step16 AS rows48
        WHERE
          rows48.part = 0 AND rows48.reach < rows48.longest AND rows48.parent IS NOT NULL
        UNION ALL
        SELECT
          rows49.id,
          rows49.part AS "part",
          rows49.model AS "model",
          rows49.prompt AS "prompt",
          rows49.completion AS "completion",
          rows49.total AS "total",
          rows49.cache_read AS "cache_read",
          rows49.cache_creation AS "cache_creation",
          rows49.requests AS "requests",
          rows49.longest AS "longest",
          rows49.reach AS "reach",
          rows49.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step16 AS rows49
        WHERE
          rows49.reach < rows49.longest AND rows49.parent IS NOT NULL
        UNION ALL
        SELECT
          rows50.parent AS "id",
          rows50.part AS "part",
          rows50.model AS "model",
          rows50.prompt AS "prompt",
          rows50.completion AS "completion",
          rows50.total AS "total",
          rows50.cache_read AS "cache_read",
          rows50.cache_creation AS "cache_creation",
          rows50.requests AS "requests",
          rows50.longest AS "longest",
          rows50.reach AS "reach",
          rows50.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step16 AS rows50
        WHERE
          rows50.part = 1 AND rows50.reach < rows50.longest AND rows50.parent IS NOT NULL
      ) AS told18
    ) AS going16
    WHERE
      going16.role > 0
  ) AS moved16
  WHERE
    moved16.parent IS NOT NULL
  GROUP BY
    moved16.id,
    moved16.parent,
    moved16.part,
    moved16.model,
    moved16.longest,
    moved16.reach
), step18 AS MATERIALIZED (
  SELECT
    moved17.id,
    moved17.parent,
    moved17.part,
    moved17.model,
    moved17.longest,
    SUM(moved17.prompt) AS "prompt",
    SUM(moved17.completion) AS "completion",
    SUM(moved17.total) AS "total",
    SUM(moved17.cache_read) AS "cache_read",
    SUM(moved17.cache_creation) AS "cache_creation",
    SUM(moved17.requests) AS "requests",
    moved17.reach * 2 AS "reach"
  FROM (
    SELECT
      going17.id AS "id",
      going17.part AS "part",
      going17.model AS "model",
      going17.prompt AS "prompt",
      going17.completion AS "completion",
      going17.total AS "total",
      going17.cache_read AS "cache_read",
      going17.cache_creation AS "cache_creation",
      going17.requests AS "requests",
      going17.longest AS "longest",
      going17.reach AS "reach",
      MAX(going17.above) OVER (PARTITION BY going17.id) AS "parent"
    FROM (
      SELECT
        told19.id AS "id",
        told19.part AS "part",
        told19.model AS "model",
        told19.prompt AS "prompt",
        told19.completion AS "completion",
        told19.total AS "total",
        told19.cache_read AS "cache_read",
        told19.cache_creation AS "cache_creation",
        told19.requests AS "requests",
        told19.longest AS "longest",
        told19.reach AS "reach",
        told19.role AS "role",
        CASE WHEN told19.role = 1 THEN MAX(told19.told) OVER (PARTITION BY told19.at) END AS "above"
      FROM (
        SELECT
          rows51.id,
          rows51.part AS "part",
          rows51.model AS "model",
          rows51.prompt AS "prompt",
          rows51.completion AS "completion",
          rows51.total AS "total",
          rows51.cache_read AS "cache_read",
          rows51.cache_creation AS "cache_creation",
          rows51.requests AS "requests",
          rows51.longest AS "longest",
          rows51.reach AS "reach",
          rows51.id AS "at",
          rows51.parent AS "told",
          0 AS "role"
        FROM step17 AS rows51
        WHERE
          rows51.part = 0 AND rows51.reach < rows51.longest AND rows51.parent IS NOT NULL
        UNION ALL
        SELECT
          rows52.id,
          rows52.part AS "part",
          rows52.model AS "model",
          rows52.prompt AS "prompt",
          rows52.completion AS "completion",
          rows52.total AS "total",
          rows52.cache_read AS "cache_read",
          rows52.cache_creation AS "cache_creation",
          rows52.requests AS "requests",
          rows52.longest AS "longest",
          rows52.reach AS "reach",
          rows52.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step17 AS rows52
        WHERE
          rows52.reach < rows52.longest AND rows52.parent IS NOT NULL
        UNION ALL
        SELECT
          rows53.parent AS "id",
          rows53.part AS "part",
          rows53.model AS "model",
          rows53.prompt AS "prompt",
          rows53.completion AS "completion",
          rows53.total AS "total",
          rows53.cache_read AS "cache_read",
          rows53.cache_creation AS "cache_creation",
          rows53.requests AS "requests",
          rows53.longest AS "longest",
          rows53.reach AS "reach",
          rows53.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step17 AS rows53
        WHERE
          rows53.part = 1 AND rows53.reach < rows53.longest AND rows53.parent IS NOT NULL
      ) AS told19
    ) AS going17
    WHERE
      going17.role > 0
  ) AS moved17
  WHERE
    moved17.parent IS NOT NULL
  GROUP BY
    moved17.id,
    moved17.parent,
    moved17.part,
    moved17.model,
    moved17.longest,
    moved17.reach
), step19 AS MATERIALIZED (
  SELECT
    moved18.id,
    moved18.parent,
    moved18.part,
    moved18.model,
    moved18.longest,
    SUM(moved18.prompt) AS "prompt",
    SUM(moved18.completion) AS "completion",
    SUM(moved18.total) AS "total",
    SUM(moved18.cache_read) AS "cache_read",
    SUM(moved18.cache_creation) AS "cache_creation",
    SUM(moved18.requests) AS "requests",
    moved18.reach * 2 AS "reach"
  FROM (
    SELECT
      going18.id AS "id",
      going18.part AS "part",
      going18.model AS "model",
      going18.prompt AS "prompt",
      going18.completion AS "completion",
      going18.total AS "total",
      going18.cache_read AS "cache_read",
      going18.cache_creation AS "cache_creation",
      going18.requests AS "requests",
      going18.longest AS "longest",
      going18.reach AS "reach",
      MAX(going18.above) OVER (PARTITION BY going18.id) AS "parent"
    FROM (
      SELECT
        told20.id AS "id",
        told20.part AS "part",
        told20.model AS "model",
        told20.prompt AS "prompt",
        told20.completion AS "completion",
        told20.total AS "total",
        told20.cache_read AS "cache_read",
        told20.cache_creation AS "cache_creation",
        told20.requests AS "requests",
        told20.longest AS "longest",
        told20.reach AS "reach",
        told20.role AS "role",
        CASE WHEN told20.role = 1 THEN MAX(told20.told) OVER (PARTITION BY told20.at) END AS "above"
      FROM (
        SELECT
          rows54.id,
          rows54.part AS "part",
          rows54.model AS "model",
          rows54.prompt AS "prompt",
          rows54.completion AS "completion",
          rows54.total AS "total",
          rows54.cache_read AS "cache_read",
          rows54.cache_creation AS "cache_creation",
          rows54.requests AS "requests",
          rows54.longest AS "longest",
          rows54.reach AS "reach",
          rows54.id AS "at",
          rows54.parent AS "told",
          0 AS "role"
        FROM step18 AS rows54
        WHERE
          rows54.part = 0 AND rows54.reach < rows54.longest AND rows54.parent IS NOT NULL
        UNION ALL
        SELECT
          rows55.id,
          rows55.part AS "part",
          rows55.model AS "model",
          rows55.prompt AS "prompt",
          rows55.completion AS "completion",
          rows55.total AS "total",
          rows55.cache_read AS "cache_read",
          rows55.cache_creation AS "cache_creation",
          rows55.requests AS "requests",
          rows55.longest AS "longest",
          rows55.reach AS "reach",
          rows55.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step18 AS rows55
        WHERE
          rows55.reach < rows55.longest AND rows55.parent IS NOT NULL
        UNION ALL
        SELECT
          rows56.parent AS "id",
          rows56.part AS "part",
          rows56.model AS "model",
          rows56.prompt AS "prompt",
          rows56.completion AS "completion",
          rows56.total AS "total",
          rows56.cache_read AS "cache_read",
          rows56.cache_creation AS "cache_creation",
          rows56.requests AS "requests",
          rows56.longest AS "longest",
          rows56.reach AS "reach",
          rows56.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step18 AS rows56
        WHERE
          rows56.part = 1 AND rows56.reach < rows56.longest AND rows56.parent IS NOT NULL
      ) AS told20
    ) AS going18
    WHERE
      going18.role > 0
  ) AS moved18
  WHERE
    moved18.parent IS NOT NULL
  GROUP BY
    moved18.id,
    moved18.parent,
    moved18.part,
    moved18.model,
    moved18.longest,
    moved18.reach
), step20 AS MATERIALIZED (
  SELECT
    moved19.id,
    moved19.parent,
    moved19.part,
    moved19.model,
    moved19.longest,
    SUM(moved19.prompt) AS "prompt",
    SUM(moved19.completion) AS "completion",
    SUM(moved19.total) AS "total",
    SUM(moved19.cache_read) AS "cache_read",
    SUM(moved19.cache_creation) AS "cache_creation",
    SUM(moved19.requests) AS "requests",
    moved19.reach * 2 AS "reach"
  FROM (
    SELECT
      going19.id AS "id",
      going19.part AS "part",
      going19.model AS "model",
      going19.prompt AS "prompt",
      going19.completion AS "completion",
      going19.total AS "total",
      going19.cache_read AS "cache_read",
      going19.cache_creation AS "cache_creation",
      going19.requests AS "requests",
      going19.longest AS "longest",
      going19.reach AS "reach",
      MAX(going19.above) OVER (PARTITION BY going19.id) AS "parent"
    FROM (
      SELECT
        told21.id AS "id",
        told21.part AS "part",
        told21.model AS "model",
        told21.prompt AS "prompt",
        told21.completion AS "completion",
        told21.total AS "total",
        told21.cache_read AS "cache_read",
        told21.cache_creation AS "cache_creation",
        told21.requests AS "requests",
        told21.longest AS "longest",
        told21.reach AS "reach",
        told21.role AS "role",
        CASE WHEN told21.role = 1 THEN MAX(told21.told) OVER (PARTITION BY told21.at) END AS "above"
      FROM (
        SELECT
          rows57.id,
          rows57.part AS "part",
          rows57.model AS "model",
          rows57.prompt AS "prompt",
          rows57.completion AS "completion",
          rows57.total AS "total",
          rows57.cache_read AS "cache_read",
          rows57.cache_creation AS "cache_creation",
          rows57.requests AS "requests",
          rows57.longest AS "longest",
          rows57.reach AS "reach",
          rows57.id AS "at",
          rows57.parent AS "told",
          0 AS "role"
        FROM step19 AS rows57
        WHERE
          rows57.part = 0 AND rows57.reach < rows57.longest AND rows57.parent IS NOT NULL
        UNION ALL
        SELECT
          rows58.id,
          rows58.part AS "part",
          rows58.model AS "model",
          rows58.prompt AS "prompt",
          rows58.completion AS "completion",
          rows58.total AS "total",
          rows58.cache_read AS "cache_read",
          rows58.cache_creation AS "cache_creation",
          rows58.requests AS "requests",
          rows58.longest AS "longest",
          rows58.reach AS "reach",
          rows58.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step19 AS rows58
        WHERE
          rows58.reach < rows58.longest AND rows58.parent IS NOT NULL
        UNION ALL
        SELECT
          rows59.parent AS "id",
          rows59.part AS "part",
          rows59.model AS "model",
          rows59.prompt AS "prompt",
          rows59.completion AS "completion",
          rows59.total AS "total",
          rows59.cache_read AS "cache_read",
          rows59.cache_creation AS "cache_creation",
          rows59.requests AS "requests",
          rows59.longest AS "longest",
          rows59.reach AS "reach",
          rows59.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step19 AS rows59
        WHERE
          rows59.part = 1 AND rows59.reach < rows59.longest AND rows59.parent IS NOT NULL
      ) AS told21
    ) AS going19
    WHERE
      going19.role > 0
  ) AS moved19
  WHERE
    moved19.parent IS NOT NULL
  GROUP BY
    moved19.id,
    moved19.parent,
    moved19.part,
    moved19.model,
    moved19.longest,
    moved19.reach
), step21 AS MATERIALIZED (
  SELECT
    moved20.id,
    moved20.parent,
    moved20.part,
    moved20.model,
    moved20.longest,
    SUM(moved20.prompt) AS "prompt",
    SUM(moved20.completion) AS "completion",
    SUM(moved20.total) AS "total",
    SUM(moved20.cache_read) AS "cache_read",
    SUM(moved20.cache_creation) AS "cache_creation",
    SUM(moved20.requests) AS "requests",
    moved20.reach * 2 AS "reach"
  FROM (
    SELECT
      going20.id AS "id",
      going20.part AS "part",
      going20.model AS "model",
      going20.prompt AS "prompt",
      going20.completion AS "completion",
      going20.total AS "total",
      going20.cache_read AS "cache_read",
      going20.cache_creation AS "cache_creation",
      going20.requests AS "requests",
      going20.longest AS "longest",
      going20.reach AS "reach",
      MAX(going20.above) OVER (PARTITION BY going20.id) AS "parent"
    FROM (
      SELECT
        told22.id AS "id",
        told22.part AS "part",
        told22.model AS "model",
        told22.prompt AS "prompt",
        told22.completion AS "completion",
        told22.total AS "total",
        told22.cache_read AS "cache_read",
        told22.cache_creation AS "cache_creation",
        told22.requests AS "requests",
        told22.longest AS "longest",
        told22.reach AS "reach",
        told22.role AS "role",
        CASE WHEN told22.role = 1 THEN MAX(told22.told) OVER (PARTITION BY told22.at) END AS "above"
      FROM (
        SELECT
          rows60.id,
          rows60.part AS "part",
          rows60.model AS "model",
          rows60.prompt AS "prompt",
          rows60.completion AS "completion",
          rows60.total AS "total",
          rows60.cache_read AS "cache_read",
          rows60.cache_creation AS "cache_creation",
          rows60.requests AS "requests",
          rows60.longest AS "longest",
          rows60.reach AS "reach",
          rows60.id AS "at",
          rows60.parent AS "told",
          0 AS "role"
        FROM step20 AS rows60
        WHERE
          rows60.part = 0 AND rows60.reach < rows60.longest AND rows60.parent IS NOT NULL
        UNION ALL
        SELECT
          rows61.id,
          rows61.part AS "part",
          rows61.model AS "model",
          rows61.prompt AS "prompt",
          rows61.completion AS "completion",
          rows61.total AS "total",
          rows61.cache_read AS "cache_read",
          rows61.cache_creation AS "cache_creation",
          rows61.requests AS "requests",
          rows61.longest AS "longest",
          rows61.reach AS "reach",
          rows61.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step20 AS rows61
        WHERE
          rows61.reach < rows61.longest AND rows61.parent IS NOT NULL
        UNION ALL
        SELECT
          rows62.parent AS "id",
          rows62.part AS "part",
          rows62.model AS "model",
          rows62.prompt AS "prompt",
          rows62.completion AS "completion",
          rows62.total AS "total",
          rows62.cache_read AS "cache_read",
          rows62.cache_creation AS "cache_creation",
          rows62.requests AS "requests",
          rows62.longest AS "longest",
          rows62.reach AS "reach",
          rows62.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step20 AS rows62
        WHERE
          rows62.part = 1 AND rows62.reach < rows62.longest AND rows62.parent IS NOT NULL
      ) AS told22
    ) AS going20
    WHERE
      going20.role > 0
  ) AS moved20
  WHERE
    moved20.parent IS NOT NULL
  GROUP BY
    moved20.id,
    moved20.parent,
    moved20.part,
    moved20.model,
    moved20.longest,
    moved20.reach
), step22 AS MATERIALIZED (
  SELECT
    moved21.id,
    moved21.parent,
    moved21.part,
    moved21.model,
    moved21.longest,
    SUM(moved21.prompt) AS "prompt",
    SUM(moved21.completion) AS "completion",
    SUM(moved21.total) AS "total",
    SUM(moved21.cache_read) AS "cache_read",
    SUM(moved21.cache_creation) AS "cache_creation",
    SUM(moved21.requests) AS "requests",
    moved21.reach * 2 AS "reach"
  FROM (
    SELECT
      going21.id AS "id",
      going21.part AS "part",
      going21.model AS "model",
      going21.prompt AS "prompt",
      going21.completion AS "completion",
      going21.total AS "total",
      going21.cache_read AS "cache_read",
      going21.cache_creation AS "cache_creation",
      going21.requests AS "requests",
      going21.longest AS "longest",
      going21.reach AS "reach",
      MAX(going21.above) OVER (PARTITION BY going21.id) AS "parent"
    FROM (
      SELECT
        told23.id AS "id",
        told23.part AS "part",
        told23.model AS "model",
        told23.prompt AS "prompt",
        told23.completion AS "completion",
        told23.total AS "total",
        told23.cache_read AS "cache_read",
        told23.cache_creation AS "cache_creation",
        told23.requests AS "requests",
        told23.longest AS "longest",
        told23.reach AS "reach",
        told23.role AS "role",
        CASE WHEN told23.role = 1 THEN MAX(told23.told) OVER (PARTITION BY told23.at) END AS "above"
      FROM (
        SELECT
          rows63.id,
          rows63.part AS "part",
          rows63.model AS "model",
          rows63.prompt AS "prompt",
          rows63.completion AS "completion",
          rows63.total AS "total",
          rows63.cache_read AS "cache_read",
          rows63.cache_creation AS "cache_creation",
          rows63.requests AS "requests",
          rows63.longest AS "longest",
          rows63.reach AS "reach",
          rows63.id AS "at",
          rows63.parent AS "told",
          0 AS "role"
        FROM step21 AS rows63
        WHERE
          rows63.part = 0 AND rows63.reach < rows63.longest AND rows63.parent IS NOT NULL
        UNION ALL
        SELECT
          rows64.id,
          rows64.part AS "part",
          rows64.model AS "model",
          rows64.prompt AS "prompt",
          rows64.completion AS "completion",
          rows64.total AS "total",
          rows64.cache_read AS "cache_read",
          rows64.cache_creation AS "cache_creation",
          rows64.requests AS "requests",
          rows64.longest AS "longest",
          rows64.reach AS "reach",
          rows64.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step21 AS rows64
        WHERE
          rows64.reach < rows64.longest AND rows64.parent IS NOT NULL
        UNION ALL
        SELECT
          rows65.parent AS "id",
          rows65.part AS "part",
          rows65.model AS "model",
          rows65.prompt AS "prompt",
          rows65.completion AS "completion",
          rows65.total AS "total",
          rows65.cache_read AS "cache_read",
          rows65.cache_creation AS "cache_creation",
          rows65.requests AS "requests",
          rows65.longest AS "longest",
          rows65.reach AS "reach",
          rows65.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step21 AS rows65
        WHERE
          rows65.part = 1 AND rows65.reach < rows65.longest AND rows65.parent IS NOT NULL
      ) AS told23
    ) AS going21
    WHERE
      going21.role > 0
  ) AS moved21
  WHERE
    moved21.parent IS NOT NULL
  GROUP BY
    moved21.id,
    moved21.parent,
    moved21.part,
    moved21.model,
    moved21.longest,
    moved21.reach
), step23 AS MATERIALIZED (
  SELECT
    moved22.id,
    moved22.parent,
    moved22.part,
    moved22.model,
    moved22.longest,
    SUM(moved22.prompt) AS "prompt",
    SUM(moved22.completion) AS "completion",
    SUM(moved22.total) AS "total",
    SUM(moved22.cache_read) AS "cache_read",
    SUM(moved22.cache_creation) AS "cache_creation",
    SUM(moved22.requests) AS "requests",
    moved22.reach * 2 AS "reach"
  FROM (
    SELECT
      going22.id AS "id",
      going22.part AS "part",
      going22.model AS "model",
      going22.prompt AS "prompt",
      going22.completion AS "completion",
      going22.total AS "total",
      going22.cache_read AS "cache_read",
      going22.cache_creation AS "cache_creation",
      going22.requests AS "requests",
      going22.longest AS "longest",
      going22.reach AS "reach",
      MAX(going22.above) OVER (PARTITION BY going22.id) AS "parent"
    FROM (
      SELECT
        told24.id AS "id",
        told24.part AS "part",
        told24.model AS "model",
        told24.prompt AS "prompt",
        told24.completion AS "completion",
        told24.total AS "total",
        told24.cache_read AS "cache_read",
        told24.cache_creation AS "cache_creation",
        told24.requests AS "requests",
        told24.longest AS "longest",
        told24.reach AS "reach",
        told24.role AS "role",
        CASE WHEN told24.role = 1 THEN MAX(told24.told) OVER (PARTITION BY told24.at) END AS "above"
      FROM (
        SELECT
          rows66.id,
          rows66.part AS "part",
          rows66.model AS "model",
          rows66.prompt AS "prompt",
          rows66.completion AS "completion",
          rows66.total AS "total",
          rows66.cache_read AS "cache_read",
          rows66.cache_creation AS "cache_creation",
          rows66.requests AS "requests",
          rows66.longest AS "longest",
          rows66.reach AS "reach",
          rows66.id AS "at",
          rows66.parent AS "told",
          0 AS "role"
        FROM step22 AS rows66
        WHERE
          rows66.part = 0 AND rows66.reach < rows66.longest AND rows66.parent IS NOT NULL
        UNION ALL
        SELECT
          rows67.id,
          rows67.part AS "part",
          rows67.model AS "model",
          rows67.prompt AS "prompt",
          rows67.completion AS "completion",
          rows67.total AS "total",
          rows67.cache_read AS "cache_read",
          rows67.cache_creation AS "cache_creation",
          rows67.requests AS "requests",
          rows67.longest AS "longest",
          rows67.reach AS "reach",
          rows67.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step22 AS rows67
        WHERE
          rows67.reach < rows67.longest AND rows67.parent IS NOT NULL
        UNION ALL
        SELECT
          rows68.parent AS "id",
          rows68.part AS "part",
          rows68.model AS "model",
          rows68.prompt AS "prompt",
          rows68.completion AS "completion",
          rows68.total AS "total",
          rows68.cache_read AS "cache_read",
          rows68.cache_creation AS "cache_creation",
          rows68.requests AS "requests",
          rows68.longest AS "longest",
          rows68.reach AS "reach",
          rows68.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step22 AS rows68
        WHERE
          rows68.part = 1 AND rows68.reach < rows68.longest AND rows68.parent IS NOT NULL
      ) AS told24
    ) AS going22
    WHERE
      going22.role > 0
  ) AS moved22
  WHERE
    moved22.parent IS NOT NULL
  GROUP BY
    moved22.id,
    moved22.parent,
    moved22.part,
    moved22.model,
    moved22.longest,
    moved22.reach
), step24 AS MATERIALIZED (
  SELECT
    moved23.id,
    moved23.parent,
    moved23.part,
    moved23.model,
    moved23.longest,
    SUM(moved23.prompt) AS "prompt",
    SUM(moved23.completion) AS "completion",
    SUM(moved23.total) AS "total",
    SUM(moved23.cache_read) AS "cache_read",
    SUM(moved23.cache_creation) AS "cache_creation",
    SUM(moved23.requests) AS "requests",
    moved23.reach * 2 AS "reach"
  FROM (
    SELECT
      going23.id AS "id",
      going23.part AS "part",
      going23.model AS "model",
      going23.prompt AS "prompt",
      going23.completion AS "completion",
      going23.total AS "total",
      going23.cache_read AS "cache_read",
      going23.cache_creation AS "cache_creation",
      going23.requests AS "requests",
      going23.longest AS "longest",
      going23.reach AS "reach",
      MAX(going23.above) OVER (PARTITION BY going23.id) AS "parent"
    FROM (
      SELECT
        told25.id AS "id",
        told25.part AS "part",
        told25.model AS "model",
        told25.prompt AS "prompt",
        told25.completion AS "completion",
        told25.total AS "total",
        told25.cache_read AS "cache_read",
        told25.cache_creation AS "cache_creation",
        told25.requests AS "requests",
        told25.longest AS "longest",
        told25.reach AS "reach",
        told25.role AS "role",
        CASE WHEN told25.role = 1 THEN MAX(told25.told) OVER (PARTITION BY told25.at) END AS "above"
      FROM (
        SELECT
          rows69.id,
          rows69.part AS "part",
          rows69.model AS "model",
          rows69.prompt AS "prompt",
          rows69.completion AS "completion",
          rows69.total AS "total",
          rows69.cache_read AS "cache_read",
          rows69.cache_creation AS "cache_creation",
          rows69.requests AS "requests",
          rows69.longest AS "longest",
          rows69.reach AS "reach",
          rows69.id AS "at",
          rows69.parent AS "told",
          0 AS "role"
        FROM step23 AS rows69
        WHERE
          rows69.part = 0 AND rows69.reach < rows69.longest AND rows69.parent IS NOT NULL
        UNION ALL
        SELECT
          rows70.id,
          rows70.part AS "part",
          rows70.model AS "model",
          rows70.prompt AS "prompt",
          rows70.completion AS "completion",
          rows70.total AS "total",
          rows70.cache_read AS "cache_read",
          rows70.cache_creation AS "cache_creation",
          rows70.requests AS "requests",
          rows70.longest AS "longest",
          rows70.reach AS "reach",
          rows70.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step23 AS rows70
        WHERE
          rows70.reach < rows70.longest AND rows70.parent IS NOT NULL
        UNION ALL
        SELECT
          rows71.parent AS "id",
          rows71.part AS "part",
          rows71.model AS "model",
          rows71.prompt AS "prompt",
          rows71.completion AS "completion",
          rows71.total AS "total",
          rows71.cache_read AS "cache_read",
          rows71.cache_creation AS "cache_creation",
          rows71.requests AS "requests",
          rows71.longest AS "longest",
          rows71.reach AS "reach",
          rows71.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step23 AS rows71
        WHERE
          rows71.part = 1 AND rows71.reach < rows71.longest AND rows71.parent IS NOT NULL
      ) AS told25
    ) AS going23
    WHERE
      going23.role > 0
  ) AS moved23
  WHERE
    moved23.parent IS NOT NULL
  GROUP BY
    moved23.id,
    moved23.parent,
    moved23.part,
    moved23.model,
    moved23.longest,
    moved23.reach
), step25 AS MATERIALIZED (
  SELECT
    moved24.id,
    moved24.parent,
    moved24.part,
    moved24.model,
    moved24.longest,
    SUM(moved24.prompt) AS "prompt",
    SUM(moved24.completion) AS "completion",
    SUM(moved24.total) AS "total",
    SUM(moved24.cache_read) AS "cache_read",
    SUM(moved24.cache_creation) AS "cache_creation",
    SUM(moved24.requests) AS "requests",
    moved24.reach * 2 AS "reach"
  FROM (
    SELECT
      going24.id AS "id",
      going24.part AS "part",
      going24.model AS "model",
      going24.prompt AS "prompt",
      going24.completion AS "completion",
      going24.total AS "total",
      going24.cache_read AS "cache_read",
      going24.cache_creation AS "cache_creation",
      going24.requests AS "requests",
      going24.longest AS "longest",
      going24.reach AS "reach",
      MAX(going24.above) OVER (PARTITION BY going24.id) AS "parent"
    FROM (
      SELECT
        told26.id AS "id",
        told26.part AS "part",
        told26.model AS "model",
        told26.prompt AS "prompt",
        told26.completion AS "completion",
        told26.total AS "total",
        told26.cache_read AS "cache_read",
        told26.cache_creation AS "cache_creation",
        told26.requests AS "requests",
        told26.longest AS "longest",
        told26.reach AS "reach",
        told26.role AS "role",
        CASE WHEN told26.role = 1 THEN MAX(told26.told) OVER (PARTITION BY told26.at) END AS "above"
      FROM (
        SELECT
          rows72.id,
          rows72.part AS "part",
          rows72.model AS "model",
          rows72.prompt AS "prompt",
          rows72.completion AS "completion",
          rows72.total AS "total",
          rows72.cache_read AS "cache_read",
          rows72.cache_creation AS "cache_creation",
          rows72.requests AS "requests",
          rows72.longest AS "longest",
          rows72.reach AS "reach",
          rows72.id AS "at",
          rows72.parent AS "told",
          0 AS "role"
        FROM step24 AS rows72
        WHERE
          rows72.part = 0 AND rows72.reach < rows72.longest AND rows72.parent IS NOT NULL
        UNION ALL
        SELECT
          rows73.id,
          rows73.part AS "part",
          rows73.model AS "model",
          rows73.prompt AS "prompt",
          rows73.completion AS "completion",
          rows73.total AS "total",
          rows73.cache_read AS "cache_read",
          rows73.cache_creation AS "cache_creation",
          rows73.requests AS "requests",
          rows73.longest AS "longest",
          rows73.reach AS "reach",
          rows73.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step24 AS rows73
        WHERE
          rows73.reach < rows73.longest AND rows73.parent IS NOT NULL
        UNION ALL
        SELECT
          rows74.parent AS "id",
          rows74.part AS "part",
          rows74.model AS "model",
          rows74.prompt AS "prompt",
          rows74.completion AS "completion",
          rows74.total AS "total",
          rows74.cache_read AS "cache_read",
          rows74.cache_creation AS "cache_creation",
          rows74.requests AS "requests",
          rows74.longest AS "longest",
          rows74.reach AS "reach",
          rows74.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step24 AS rows74
        WHERE
          rows74.part = 1 AND rows74.reach < rows74.longest AND rows74.parent IS NOT NULL
      ) AS told26
    ) AS going24
    WHERE
      going24.role > 0
  ) AS moved24
  WHERE
    moved24.parent IS NOT NULL
  GROUP BY
    moved24.id,
    moved24.parent,
    moved24.part,
    moved24.model,
    moved24.longest,
    moved24.reach
), step26 AS MATERIALIZED (
  SELECT
    moved25.id,
    moved25.parent,
    moved25.part,
    moved25.model,
    moved25.longest,
    SUM(moved25.prompt) AS "prompt",
    SUM(moved25.completion) AS "completion",
    SUM(moved25.total) AS "total",
    SUM(moved25.cache_read) AS "cache_read",
    SUM(moved25.cache_creation) AS "cache_creation",
    SUM(moved25.requests) AS "requests",
    moved25.reach * 2 AS "reach"
  FROM (
    SELECT
      going25.id AS "id",
      going25.part AS "part",
      going25.model AS "model",
      going25.prompt AS "prompt",
      going25.completion AS "completion",
      going25.total AS "total",
      going25.cache_read AS "cache_read",
      going25.cache_creation AS "cache_creation",
      going25.requests AS "requests",
      going25.longest AS "longest",
      going25.reach AS "reach",
      MAX(going25.above) OVER (PARTITION BY going25.id) AS "parent"
    FROM (
      SELECT
        told27.id AS "id",
        told27.part AS "part",
        told27.model AS "model",
        told27.prompt AS "prompt",
        told27.completion AS "completion",
        told27.total AS "total",
        told27.cache_read AS "cache_read",
        told27.cache_creation AS "cache_creation",
        told27.requests AS "requests",
        told27.longest AS "longest",
        told27.reach AS "reach",
        told27.role AS "role",
        CASE WHEN told27.role = 1 THEN MAX(told27.told) OVER (PARTITION BY told27.at) END AS "above"
      FROM (
        SELECT
          rows75.id,
          rows75.part AS "part",
          rows75.model AS "model",
          rows75.prompt AS "prompt",
          rows75.completion AS "completion",
          rows75.total AS "total",
          rows75.cache_read AS "cache_read",
          rows75.cache_creation AS "cache_creation",
          rows75.requests AS "requests",
          rows75.longest AS "longest",
          rows75.reach AS "reach",
          rows75.id AS "at",
          rows75.parent AS "told",
          0 AS "role"
        FROM step25 AS rows75
        WHERE
          rows75.part = 0 AND rows75.reach < rows75.longest AND rows75.parent IS NOT NULL
        UNION ALL
        SELECT
          rows76.id,
          rows76.part AS "part",
          rows76.model AS "model",
          rows76.prompt AS "prompt",
          rows76.completion AS "completion",
          rows76.total AS "total",
          rows76.cache_read AS "cache_read",
          rows76.cache_creation AS "cache_creation",
          rows76.requests AS "requests",
          rows76.longest AS "longest",
          rows76.reach AS "reach",
          rows76.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step25 AS rows76
        WHERE
          rows76.reach < rows76.longest AND rows76.parent IS NOT NULL
        UNION ALL
        SELECT
          rows77.parent AS "id",
          rows77.part AS "part",
          rows77.model AS "model",
          rows77.prompt AS "prompt",
          rows77.completion AS "completion",
          rows77.total AS "total",
          rows77.cache_read AS "cache_read",
          rows77.cache_creation AS "cache_creation",
          rows77.requests AS "requests",
          rows77.longest AS "longest",
          rows77.reach AS "reach",
          rows77.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step25 AS rows77
        WHERE
          rows77.part = 1 AND rows77.reach < rows77.longest AND rows77.parent IS NOT NULL
      ) AS told27
    ) AS going25
    WHERE
      going25.role > 0
  ) AS moved25
  WHERE
    moved25.parent IS NOT NULL
  GROUP BY
    moved25.id,
    moved25.parent,
    moved25.part,
    moved25.model,
    moved25.longest,
    moved25.reach
), step27 AS MATERIALIZED (
  SELECT
    moved26.id,
    moved26.parent,
    moved26.part,
    moved26.model,
    moved26.longest,
    SUM(moved26.prompt) AS "prompt",
    SUM(moved26.completion) AS "completion",
    SUM(moved26.total) AS "total",
    SUM(moved26.cache_read) AS "cache_read",
    SUM(moved26.cache_creation) AS "cache_creation",
    SUM(moved26.requests) AS "requests",
    moved26.reach * 2 AS "reach"
  FROM (
    SELECT
      going26.id AS "id",
      going26.part AS "part",
      going26.model AS "model",
      going26.prompt AS "prompt",
      going26.completion AS "completion",
      going26.total AS "total",
      going26.cache_read AS "cache_read",
      going26.cache_creation AS "cache_creation",
      going26.requests AS "requests",
      going26.longest AS "longest",
      going26.reach AS "reach",
      MAX(going26.above) OVER (PARTITION BY going26.id) AS "parent"
    FROM (
      SELECT
        told28.id AS "id",
        told28.part AS "part",
        told28.model AS "model",
        told28.prompt AS "prompt",
        told28.completion AS "completion",
        told28.total AS "total",
        told28.cache_read AS "cache_read",
        told28.cache_creation AS "cache_creation",
        told28.requests AS "requests",
        told28.longest AS "longest",
        told28.reach AS "reach",
        told28.role AS "role",
        CASE WHEN told28.role = 1 THEN MAX(told28.told) OVER (PARTITION BY told28.at) END AS "above"
      FROM (
        SELECT
          rows78.id,
          rows78.part AS "part",
          rows78.model AS "model",
          rows78.prompt AS "prompt",
          rows78.completion AS "completion",
          rows78.total AS "total",
          rows78.cache_read AS "cache_read",
          rows78.cache_creation AS "cache_creation",
          rows78.requests AS "requests",
          rows78.longest AS "longest",
          rows78.reach AS "reach",
          rows78.id AS "at",
          rows78.parent AS "told",
          0 AS "role"
        FROM step26 AS rows78
        WHERE
          rows78.part = 0 AND rows78.reach < rows78.longest AND rows78.parent IS NOT NULL
        UNION ALL
        SELECT
          rows79.id,
          rows79.part AS "part",
          rows79.model AS "model",
          rows79.prompt AS "prompt",
          rows79.completion AS "completion",
          rows79.total AS "total",
          rows79.cache_read AS "cache_read",
          rows79.cache_creation AS "cache_creation",
          rows79.requests AS "requests",
          rows79.longest AS "longest",
          rows79.reach AS "reach",
          rows79.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step26 AS rows79
        WHERE
          rows79.reach < rows79.longest AND rows79.parent IS NOT NULL
        UNION ALL
        SELECT
          rows80.parent AS "id",
          rows80.part AS "part",
          rows80.model AS "model",
          rows80.prompt AS "prompt",
          rows80.completion AS "completion",
          rows80.total AS "total",
          rows80.cache_read AS "cache_read",
          rows80.cache_creation AS "cache_creation",
          rows80.requests AS "requests",
          rows80.longest AS "longest",
          rows80.reach AS "reach",
          rows80.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step26 AS rows80
        WHERE
          rows80.part = 1 AND rows80.reach < rows80.longest AND rows80.parent IS NOT NULL
      ) AS told28
    ) AS going26
    WHERE
      going26.role > 0
  ) AS moved26
  WHERE
    moved26.parent IS NOT NULL
  GROUP BY
    moved26.id,
    moved26.parent,
    moved26.part,
    moved26.model,
    moved26.longest,
    moved26.reach
), step28 AS MATERIALIZED (
  SELECT
    moved27.id,
    moved27.parent,
    moved27.part,
    moved27.model,
    moved27.longest,
    SUM(moved27.prompt) AS "prompt",
    SUM(moved27.completion) AS "completion",
    SUM(moved27.total) AS "total",
    SUM(moved27.cache_read) AS "cache_read",
    SUM(moved27.cache_creation) AS "cache_creation",
    SUM(moved27.requests) AS "requests",
    moved27.reach * 2 AS "reach"
  FROM (
    SELECT
      going27.id AS "id",
      going27.part AS "part",
      going27.model AS "model",
      going27.prompt AS "prompt",
      going27.completion AS "completion",
      going27.total AS "total",
      going27.cache_read AS "cache_read",
      going27.cache_creation AS "cache_creation",
      going27.requests AS "requests",
      going27.longest AS "longest",
      going27.reach AS "reach",
      MAX(going27.above) OVER (PARTITION BY going27.id) AS "parent"
    FROM (
      SELECT
        told29.id AS "id",
        told29.part AS "part",
        told29.model AS "model",
        told29.prompt AS "prompt",
        told29.completion AS "completion",
        told29.total AS "total",
        told29.cache_read AS "cache_read",
        told29.cache_creation AS "cache_creation",
        told29.requests AS "requests",
        told29.longest AS "longest",
        told29.reach AS "reach",
        told29.role AS "role",
        CASE WHEN told29.role = 1 THEN MAX(told29.told) OVER (PARTITION BY told29.at) END AS "above"
      FROM (
        SELECT
          rows81.id,
          rows81.part AS "part",
          rows81.model AS "model",
          rows81.prompt AS "prompt",
          rows81.completion AS "completion",
          rows81.total AS "total",
          rows81.cache_read AS "cache_read",
          rows81.cache_creation AS "cache_creation",
          rows81.requests AS "requests",
          rows81.longest AS "longest",
          rows81.reach AS "reach",
          rows81.id AS "at",
          rows81.parent AS "told",
          0 AS "role"
        FROM step27 AS rows81
        WHERE
          rows81.part = 0 AND rows81.reach < rows81.longest AND rows81.parent IS NOT NULL
        UNION ALL
        SELECT
          rows82.id,
          rows82.part AS "part",
          rows82.model AS "model",
          rows82.prompt AS "prompt",
          rows82.completion AS "completion",
          rows82.total AS "total",
          rows82.cache_read AS "cache_read",
          rows82.cache_creation AS "cache_creation",
          rows82.requests AS "requests",
          rows82.longest AS "longest",
          rows82.reach AS "reach",
          rows82.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step27 AS rows82
        WHERE
          rows82.reach < rows82.longest AND rows82.parent IS NOT NULL
        UNION ALL
        SELECT
          rows83.parent AS "id",
          rows83.part AS "part",
          rows83.model AS "model",
          rows83.prompt AS "prompt",
          rows83.completion AS "completion",
          rows83.total AS "total",
          rows83.cache_read AS "cache_read",
          rows83.cache_creation AS "cache_creation",
          rows83.requests AS "requests",
          rows83.longest AS "longest",
          rows83.reach AS "reach",
          rows83.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step27 AS rows83
        WHERE
          rows83.part = 1 AND rows83.reach < rows83.longest AND rows83.parent IS NOT NULL
      ) AS told29
    ) AS going27
    WHERE
      going27.role > 0
  ) AS moved27
  WHERE
    moved27.parent IS NOT NULL
  GROUP BY
    moved27.id,
    moved27.parent,
    moved27.part,
    moved27.model,
    moved27.longest,
    moved27.reach
), step29 AS MATERIALIZED (
  SELECT
    moved28.id,
    moved28.parent,
    moved28.part,
    moved28.model,
    moved28.longest,
    SUM(moved28.prompt) AS "prompt",
    SUM(moved28.completion) AS "completion",
    SUM(moved28.total) AS "total",
    SUM(moved28.cache_read) AS "cache_read",
    SUM(moved28.cache_creation) AS "cache_creation",
    SUM(moved28.requests) AS "requests",
    moved28.reach * 2 AS "reach"
  FROM (
    SELECT
      going28.id AS "id",
      going28.part AS "part",
      going28.model AS "model",
      going28.prompt AS "prompt",
      going28.completion AS "completion",
      going28.total AS "total",
      going28.cache_read AS "cache_read",
      going28.cache_creation AS "cache_creation",
      going28.requests AS "requests",
      going28.longest AS "longest",
      going28.reach AS "reach",
      MAX(going28.above) OVER (PARTITION BY going28.id) AS "parent"
    FROM (
      SELECT
        told30.id AS "id",
        told30.part AS "part",
        told30.model AS "model",
        told30.prompt AS "prompt",
        told30.completion AS "completion",
        told30.total AS "total",
        told30.cache_read AS "cache_read",
        told30.cache_creation AS "cache_creation",
        told30.requests AS "requests",
        told30.longest AS "longest",
        told30.reach AS "reach",
        told30.role AS "role",
        CASE WHEN told30.role = 1 THEN MAX(told30.told) OVER (PARTITION BY told30.at) END AS "above"
      FROM (
        SELECT
          rows84.id,
          rows84.part AS "part",
          rows84.model AS "model",
          rows84.prompt AS "prompt",
          rows84.completion AS "completion",
          rows84.total AS "total",
          rows84.cache_read AS "cache_read",
          rows84.cache_creation AS "cache_creation",
          rows84.requests AS "requests",
          rows84.longest AS "longest",
          rows84.reach AS "reach",
          rows84.id AS "at",
          rows84.parent AS "told",
          0 AS "role"
        FROM step28 AS rows84
        WHERE
          rows84.part = 0 AND rows84.reach < rows84.longest AND rows84.parent IS NOT NULL
        UNION ALL
        SELECT
          rows85.id,
          rows85.part AS "part",
          rows85.model AS "model",
          rows85.prompt AS "prompt",
          rows85.completion AS "completion",
          rows85.total AS "total",
          rows85.cache_read AS "cache_read",
          rows85.cache_creation AS "cache_creation",
          rows85.requests AS "requests",
          rows85.longest AS "longest",
          rows85.reach AS "reach",
          rows85.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step28 AS rows85
        WHERE
          rows85.reach < rows85.longest AND rows85.parent IS NOT NULL
        UNION ALL
        SELECT
          rows86.parent AS "id",
          rows86.part AS "part",
          rows86.model AS "model",
          rows86.prompt AS "prompt",
          rows86.completion AS "completion",
          rows86.total AS "total",
          rows86.cache_read AS "cache_read",
          rows86.cache_creation AS "cache_creation",
          rows86.requests AS "requests",
          rows86.longest AS "longest",
          rows86.reach AS "reach",
          rows86.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step28 AS rows86
        WHERE
          rows86.part = 1 AND rows86.reach < rows86.longest AND rows86.parent IS NOT NULL
      ) AS told30
    ) AS going28
    WHERE
      going28.role > 0
  ) AS moved28
  WHERE
    moved28.parent IS NOT NULL
  GROUP BY
    moved28.id,
    moved28.parent,
    moved28.part,
    moved28.model,
    moved28.longest,
    moved28.reach
), step30 AS MATERIALIZED (
  SELECT
    moved29.id,
    moved29.parent,
    moved29.part,
    moved29.model,
    moved29.longest,
    SUM(moved29.prompt) AS "prompt",
    SUM(moved29.completion) AS "completion",
    SUM(moved29.total) AS "total",
    SUM(moved29.cache_read) AS "cache_read",
    SUM(moved29.cache_creation) AS "cache_creation",
    SUM(moved29.requests) AS "requests",
    moved29.reach * 2 AS "reach"
  FROM (
    SELECT
      going29.id AS "id",
      going29.part AS "part",
      going29.model AS "model",
      going29.prompt AS "prompt",
      going29.completion AS "completion",
      going29.total AS "total",
      going29.cache_read AS "cache_read",
      going29.cache_creation AS "cache_creation",
      going29.requests AS "requests",
      going29.longest AS "longest",
      going29.reach AS "reach",
      MAX(going29.above) OVER (PARTITION BY going29.id) AS "parent"
    FROM (
      SELECT
        told31.id AS "id",
        told31.part AS "part",
        told31.model AS "model",
        told31.prompt AS "prompt",
        told31.completion AS "completion",
        told31.total AS "total",
        told31.cache_read AS "cache_read",
        told31.cache_creation AS "cache_creation",
        told31.requests AS "requests",
        told31.longest AS "longest",
        told31.reach AS "reach",
        told31.role AS "role",
        CASE WHEN told31.role = 1 THEN MAX(told31.told) OVER (PARTITION BY told31.at) END AS "above"
      FROM (
        SELECT
          rows87.id,
          rows87.part AS "part",
          rows87.model AS "model",
          rows87.prompt AS "prompt",
          rows87.completion AS "completion",
          rows87.total AS "total",
          rows87.cache_read AS "cache_read",
          rows87.cache_creation AS "cache_creation",
          rows87.requests AS "requests",
          rows87.longest AS "longest",
          rows87.reach AS "reach",
          rows87.id AS "at",
          rows87.parent AS "told",
          0 AS "role"
        FROM step29 AS rows87
        WHERE
          rows87.part = 0 AND rows87.reach < rows87.longest AND rows87.parent IS NOT NULL
        UNION ALL
        SELECT
          rows88.id,
          rows88.part AS "part",
          rows88.model AS "model",
          rows88.prompt AS "prompt",
          rows88.completion AS "completion",
          rows88.total AS "total",
          rows88.cache_read AS "cache_read",
          rows88.cache_creation AS "cache_creation",
          rows88.requests AS "requests",
          rows88.longest AS "longest",
          rows88.reach AS "reach",
          rows88.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step29 AS rows88
        WHERE
          rows88.reach < rows88.longest AND rows88.parent IS NOT NULL
        UNION ALL
        SELECT
          rows89.parent AS "id",
          rows89.part AS "part",
          rows89.model AS "model",
          rows89.prompt AS "prompt",
          rows89.completion AS "completion",
          rows89.total AS "total",
          rows89.cache_read AS "cache_read",
          rows89.cache_creation AS "cache_creation",
          rows89.requests AS "requests",
          rows89.longest AS "longest",
          rows89.reach AS "reach",
          rows89.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step29 AS rows89
        WHERE
          rows89.part = 1 AND rows89.reach < rows89.longest AND rows89.parent IS NOT NULL
      ) AS told31
    ) AS going29
    WHERE
      going29.role > 0
  ) AS moved29
  WHERE
    moved29.parent IS NOT NULL
  GROUP BY
    moved29.id,
    moved29.parent,
    moved29.part,
    moved29.model,
    moved29.longest,
    moved29.reach
), step31 AS MATERIALIZED (
  SELECT
    moved30.id,
    moved30.parent,
    moved30.part,
    moved30.model,
    moved30.longest,
    SUM(moved30.prompt) AS "prompt",
    SUM(moved30.completion) AS "completion",
    SUM(moved30.total) AS "total",
    SUM(moved30.cache_read) AS "cache_read",
    SUM(moved30.cache_creation) AS "cache_creation",
    SUM(moved30.requests) AS "requests",
    moved30.reach * 2 AS "reach"
  FROM (
    SELECT
      going30.id AS "id",
      going30.part AS "part",
      going30.model AS "model",
      going30.prompt AS "prompt",
      going30.completion AS "completion",
      going30.total AS "total",
      going30.cache_read AS "cache_read",
      going30.cache_creation AS "cache_creation",
      going30.requests AS "requests",
      going30.longest AS "longest",
      going30.reach AS "reach",
      MAX(going30.above) OVER (PARTITION BY going30.id) AS "parent"
    FROM (
      SELECT
        told32.id AS "id",
        told32.part AS "part",
        told32.model AS "model",
        told32.prompt AS "prompt",
        told32.completion AS "completion",
        told32.total AS "total",
        told32.cache_read AS "cache_read",
        told32.cache_creation AS "cache_creation",
        told32.requests AS "requests",
        told32.longest AS "longest",
        told32.reach AS "reach",
        told32.role AS "role",
        CASE WHEN told32.role = 1 THEN MAX(told32.told) OVER (PARTITION BY told32.at) END AS "above"
      FROM (
        SELECT
          rows90.id,
          rows90.part AS "part",
          rows90.model AS "model",
          rows90.prompt AS "prompt",
          rows90.completion AS "completion",
          rows90.total AS "total",
          rows90.cache_read AS "cache_read",
          rows90.cache_creation AS "cache_creation",
          rows90.requests AS "requests",
          rows90.longest AS "longest",
          rows90.reach AS "reach",
          rows90.id AS "at",
          rows90.parent AS "told",
          0 AS "role"
        FROM step30 AS rows90
        WHERE
          rows90.part = 0 AND rows90.reach < rows90.longest AND rows90.parent IS NOT NULL
        UNION ALL
        SELECT
          rows91.id,
          rows91.part AS "part",
          rows91.model AS "model",
          rows91.prompt AS "prompt",
          rows91.completion AS "completion",
          rows91.total AS "total",
          rows91.cache_read AS "cache_read",
          rows91.cache_creation AS "cache_creation",
          rows91.requests AS "requests",
          rows91.longest AS "longest",
          rows91.reach AS "reach",
          rows91.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step30 AS rows91
        WHERE
          rows91.reach < rows91.longest AND rows91.parent IS NOT NULL
        UNION ALL
        SELECT
          rows92.parent AS "id",
          rows92.part AS "part",
          rows92.model AS "model",
          rows92.prompt AS "prompt",
          rows92.completion AS "completion",
          rows92.total AS "total",
          rows92.cache_read AS "cache_read",
          rows92.cache_creation AS "cache_creation",
          rows92.requests AS "requests",
          rows92.longest AS "longest",
          rows92.reach AS "reach",
          rows92.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step30 AS rows92
        WHERE
          rows92.part = 1 AND rows92.reach < rows92.longest AND rows92.parent IS NOT NULL
      ) AS told32
    ) AS going30
    WHERE
      going30.role > 0
  ) AS moved30
  WHERE
    moved30.parent IS NOT NULL
  GROUP BY
    moved30.id,
    moved30.parent,
    moved30.part,
    moved30.model,
    moved30.longest,
    moved30.reach
), step32 AS MATERIALIZED (
  SELECT
    moved31.id,
    moved31.parent,
    moved31.part,
    moved31.model,
    moved31.longest,
    SUM(moved31.prompt) AS "prompt",
    SUM(moved31.completion) AS "completion",
    SUM(moved31.total) AS "total",
    SUM(moved31.cache_read) AS "cache_read",
    SUM(moved31.cache_creation) AS "cache_creation",
    SUM(moved31.requests) AS "requests",
    moved31.reach * 2 AS "reach"
  FROM (
    SELECT
      going31.id AS "id",
      going31.part AS "part",
      going31.model AS "model",
      going31.prompt AS "prompt",
      going31.completion AS "completion",
      going31.total AS "total",
      going31.cache_read AS "cache_read",
      going31.cache_creation AS "cache_creation",
      going31.requests AS "requests",
      going31.longest AS "longest",
      going31.reach AS "reach",
      MAX(going31.above) OVER (PARTITION BY going31.id) AS "parent"
    FROM (
      SELECT
        told33.id AS "id",
        told33.part AS "part",
        told33.model AS "model",
        told33.prompt AS "prompt",
        told33.completion AS "completion",
        told33.total AS "total",
        told33.cache_read AS "cache_read",
        told33.cache_creation AS "cache_creation",
        told33.requests AS "requests",
        told33.longest AS "longest",
        told33.reach AS "reach",
        told33.role AS "role",
        CASE WHEN told33.role = 1 THEN MAX(told33.told) OVER (PARTITION BY told33.at) END AS "above"
      FROM (
        SELECT
          rows93.id,
          rows93.part AS "part",
          rows93.model AS "model",
          rows93.prompt AS "prompt",
          rows93.completion AS "completion",
          rows93.total AS "total",
          rows93.cache_read AS "cache_read",
          rows93.cache_creation AS "cache_creation",
          rows93.requests AS "requests",
          rows93.longest AS "longest",
          rows93.reach AS "reach",
          rows93.id AS "at",
          rows93.parent AS "told",
          0 AS "role"
        FROM step31 AS rows93
        WHERE
          rows93.part = 0 AND rows93.reach < rows93.longest AND rows93.parent IS NOT NULL
        UNION ALL
        SELECT
          rows94.id,
          rows94.part AS "part",
          rows94.model AS "model",
          rows94.prompt AS "prompt",
          rows94.completion AS "completion",
          rows94.total AS "total",
          rows94.cache_read AS "cache_read",
          rows94.cache_creation AS "cache_creation",
          rows94.requests AS "requests",
          rows94.longest AS "longest",
          rows94.reach AS "reach",
          rows94.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step31 AS rows94
        WHERE
          rows94.reach < rows94.longest AND rows94.parent IS NOT NULL
        UNION ALL
        SELECT
          rows95.parent AS "id",
          rows95.part AS "part",
          rows95.model AS "model",
          rows95.prompt AS "prompt",
          rows95.completion AS "completion",
          rows95.total AS "total",
          rows95.cache_read AS "cache_read",
          rows95.cache_creation AS "cache_creation",
          rows95.requests AS "requests",
          rows95.longest AS "longest",
          rows95.reach AS "reach",
          rows95.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step31 AS rows95
        WHERE
          rows95.part = 1 AND rows95.reach < rows95.longest AND rows95.parent IS NOT NULL
      ) AS told33
    ) AS going31
    WHERE
      going31.role > 0
  ) AS moved31
  WHERE
    moved31.parent IS NOT NULL
  GROUP BY
    moved31.id,
    moved31.parent,
    moved31.part,
    moved31.model,
    moved31.longest,
    moved31.reach
), step33 AS MATERIALIZED (
  SELECT
    moved32.id,
    moved32.parent,
    moved32.part,
    moved32.model,
    moved32.longest,
    SUM(moved32.prompt) AS "prompt",
    SUM(moved32.completion) AS "completion",
    SUM(moved32.total) AS "total",
    SUM(moved32.cache_read) AS "cache_read",
    SUM(moved32.cache_creation) AS "cache_creation",
    SUM(moved32.requests) AS "requests",
    moved32.reach * 2 AS "reach"
  FROM (
    SELECT
      going32.id AS "id",
      going32.part AS "part",
      going32.model AS "model",
      going32.prompt AS "prompt",
      going32.completion AS "completion",
      going32.total AS "total",
      going32.cache_read AS "cache_read",
      going32.cache_creation AS "cache_creation",
      going32.requests AS "requests",
      going32.longest AS "longest",
      going32.reach AS "reach",
      MAX(going32.above) OVER (PARTITION BY going32.id) AS "parent"
    FROM (
      SELECT
        told34.id AS "id",
        told34.part AS "part",
        told34.model AS "model",
        told34.prompt AS "prompt",
        told34.completion AS "completion",
        told34.total AS "total",
        told34.cache_read AS "cache_read",
        told34.cache_creation AS "cache_creation",
        told34.requests AS "requests",
        told34.longest AS "longest",
        told34.reach AS "reach",
        told34.role AS "role",
        CASE WHEN told34.role = 1 THEN MAX(told34.told) OVER (PARTITION BY told34.at) END AS "above"
      FROM (
        SELECT
          rows96.id,
          rows96.part AS "part",
          rows96.model AS "model",
          rows96.prompt AS "prompt",
          rows96.completion AS "completion",
          rows96.total AS "total",
          rows96.cache_read AS "cache_read",
          rows96.cache_creation AS "cache_creation",
          rows96.requests AS "requests",
          rows96.longest AS "longest",
          rows96.reach AS "reach",
          rows96.id AS "at",
          rows96.parent AS "told",
          0 AS "role"
        FROM step32 AS rows96
        WHERE
          rows96.part = 0 AND rows96.reach < rows96.longest AND rows96.parent IS NOT NULL
        UNION ALL
        SELECT
          rows97.id,
          rows97.part AS "part",
          rows97.model AS "model",
          rows97.prompt AS "prompt",
          rows97.completion AS "completion",
          rows97.total AS "total",
          rows97.cache_read AS "cache_read",
          rows97.cache_creation AS "cache_creation",
          rows97.requests AS "requests",
          rows97.longest AS "longest",
          rows97.reach AS "reach",
          rows97.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step32 AS rows97
        WHERE
          rows97.reach < rows97.longest AND rows97.parent IS NOT NULL
        UNION ALL
        SELECT
          rows98.parent AS "id",
          rows98.part AS "part",
          rows98.model AS "model",
          rows98.prompt AS "prompt",
          rows98.completion AS "completion",
          rows98.total AS "total",
          rows98.cache_read AS "cache_read",
          rows98.cache_creation AS "cache_creation",
          rows98.requests AS "requests",
          rows98.longest AS "longest",
          rows98.reach AS "reach",
          rows98.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step32 AS rows98
        WHERE
          rows98.part = 1 AND rows98.reach < rows98.longest AND rows98.parent IS NOT NULL
      ) AS told34
    ) AS going32
    WHERE
      going32.role > 0
  ) AS moved32
  WHERE
    moved32.parent IS NOT NULL
  GROUP BY
    moved32.id,
    moved32.parent,
    moved32.part,
    moved32.model,
    moved32.longest,
    moved32.reach
), state AS MATERIALIZED (
  SELECT
    step.id,
    step.parent,
    step.part,
    step.model,
    step.prompt,
    step.completion,
    step.total,
    step.cache_read,
    step.cache_creation,
    step.requests,
    step.longest,
    step.reach
  FROM step
  UNION ALL
  SELECT
    step2.id,
    step2.parent,
    step2.part,
    step2.model,
    step2.prompt,
    step2.completion,
    step2.total,
    step2.cache_read,
    step2.cache_creation,
    step2.requests,
    step2.longest,
    step2.reach
  FROM step2
  UNION ALL
  SELECT
    step3.id,
    step3.parent,
    step3.part,
    step3.model,
    step3.prompt,
    step3.completion,
    step3.total,
    step3.cache_read,
    step3.cache_creation,
    step3.requests,
    step3.longest,
    step3.reach
  FROM step3
  UNION ALL
  SELECT
    step4.id,
    step4.parent,
    step4.part,
    step4.model,
    step4.prompt,
    step4.completion,
    step4.total,
    step4.cache_read,
    step4.cache_creation,
    step4.requests,
    step4.longest,
    step4.reach
  FROM step4
  UNION ALL
  SELECT
    step5.id,
    step5.parent,
    step5.part,
    step5.model,
    step5.prompt,
    step5.completion,
    step5.total,
    step5.cache_read,
    step5.cache_creation,
    step5.requests,
    step5.longest,
    step5.reach
  FROM step5
  UNION ALL
  SELECT
    step6.id,
    step6.parent,
    step6.part,
    step6.model,
    step6.prompt,
    step6.completion,
    step6.total,
    step6.cache_read,
    step6.cache_creation,
    step6.requests,
    step6.longest,
    step6.reach
  FROM step6
  UNION ALL
  SELECT
    step7.id,
    step7.parent,
    step7.part,
    step7.model,
    step7.prompt,
    step7.completion,
    step7.total,
    step7.cache_read,
    step7.cache_creation,
    step7.requests,
    step7.longest,
    step7.reach
  FROM step7
  UNION ALL
  SELECT
    step8.id,
    step8.parent,
    step8.part,
    step8.model,
    step8.prompt,
    step8.completion,
    step8.total,
    step8.cache_read,
    step8.cache_creation,
    step8.requests,
    step8.longest,
    step8.reach
  FROM step8
  UNION ALL
  SELECT
    step9.id,
    step9.parent,
    step9.part,
    step9.model,
    step9.prompt,
    step9.completion,
    step9.total,
    step9.cache_read,
    step9.cache_creation,
    step9.requests,
    step9.longest,
    step9.reach
  FROM step9
  UNION ALL
  SELECT
    step10.id,
    step10.parent,
    step10.part,
    step10.model,
    step10.prompt,
    step10.completion,
    step10.total,
    step10.cache_read,
    step10.cache_creation,
    step10.requests,
    step10.longest,
    step10.reach
  FROM step10
  UNION ALL
  SELECT
    step11.id,
    step11.parent,
    step11.part,
    step11.model,
    step11.prompt,
    step11.completion,
    step11.total,
    step11.cache_read,
    step11.cache_creation,
    step11.requests,
    step11.longest,
    step11.reach
  FROM step11
  UNION ALL
  SELECT
    step12.id,
    step12.parent,
    step12.part,
    step12.model,
    step12.prompt,
    step12.completion,
    step12.total,
    step12.cache_read,
    step12.cache_creation,
    step12.requests,
    step12.longest,
    step12.reach
  FROM step12
  UNION ALL
  SELECT
    step13.id,
    step13.parent,
    step13.part,
    step13.model,
    step13.prompt,
    step13.completion,
    step13.total,
    step13.cache_read,
    step13.cache_creation,
    step13.requests,
    step13.longest,
    step13.reach
  FROM step13
  UNION ALL
  SELECT
    step14.id,
    step14.parent,
    step14.part,
    step14.model,
    step14.prompt,
    step14.completion,
    step14.total,
    step14.cache_read,
    step14.cache_creation,
    step14.requests,
    step14.longest,
    step14.reach
  FROM step14
  UNION ALL
  SELECT
    step15.id,
    step15.parent,
    step15.part,
    step15.model,
    step15.prompt,
    step15.completion,
    step15.total,
    step15.cache_read,
    step15.cache_creation,
    step15.requests,
    step15.longest,
    step15.reach
  FROM step15
  UNION ALL
  SELECT
    step16.id,
    step16.parent,
    step16.part,
    step16.model,
    step16.prompt,
    step16.completion,
    step16.total,
    step16.cache_read,
    step16.cache_creation,
    step16.requests,
    step16.longest,
    step16.reach
  FROM step16
  UNION ALL
  SELECT
    step17.id,
    step17.parent,
    step17.part,
    step17.model,
    step17.prompt,
    step17.completion,
    step17.total,
    step17.cache_read,
    step17.cache_creation,
    step17.requests,
    step17.longest,
    step17.reach
  FROM step17
  UNION ALL
  SELECT
    step18.id,
    step18.parent,
    step18.part,
    step18.model,
    step18.prompt,
    step18.completion,
    step18.total,
    step18.cache_read,
    step18.cache_creation,
    step18.requests,
    step18.longest,
    step18.reach
  FROM step18
  UNION ALL
  SELECT
    step19.id,
    step19.parent,
    step19.part,
    step19.model,
    step19.prompt,
    step19.completion,
    step19.total,
    step19.cache_read,
    step19.cache_creation,
    step19.requests,
    step19.longest,
    step19.reach
  FROM step19
  UNION ALL
  SELECT
    step20.id,
    step20.parent,
    step20.part,
    step20.model,
    step20.prompt,
    step20.completion,
    step20.total,
    step20.cache_read,
    step20.cache_creation,
    step20.requests,
    step20.longest,
    step20.reach
  FROM step20
  UNION ALL
  SELECT
    step21.id,
    step21.parent,
    step21.part,
    step21.model,
    step21.prompt,
    step21.completion,
    step21.total,
    step21.cache_read,
    step21.cache_creation,
    step21.requests,
    step21.longest,
    step21.reach
  FROM step21
  UNION ALL
  SELECT
    step22.id,
    step22.parent,
    step22.part,
    step22.model,
    step22.prompt,
    step22.completion,
    step22.total,
    step22.cache_read,
    step22.cache_creation,
    step22.requests,
    step22.longest,
    step22.reach
  FROM step22
  UNION ALL
  SELECT
    step23.id,
    step23.parent,
    step23.part,
    step23.model,
    step23.prompt,
    step23.completion,
    step23.total,
    step23.cache_read,
    step23.cache_creation,
    step23.requests,
    step23.longest,
    step23.reach
  FROM step23
  UNION ALL
  SELECT
    step24.id,
    step24.parent,
    step24.part,
    step24.model,
    step24.prompt,
    step24.completion,
    step24.total,
    step24.cache_read,
    step24.cache_creation,
    step24.requests,
    step24.longest,
    step24.reach
  FROM step24
  UNION ALL
  SELECT
    step25.id,
    step25.parent,
    step25.part,
    step25.model,
    step25.prompt,
    step25.completion,
    step25.total,
    step25.cache_read,
    step25.cache_creation,
    step25.requests,
    step25.longest,
    step25.reach
  FROM step25
  UNION ALL
  SELECT
    step26.id,
    step26.parent,
    step26.part,
    step26.model,
    step26.prompt,
    step26.completion,
    step26.total,
    step26.cache_read,
    step26.cache_creation,
    step26.requests,
    step26.longest,
    step26.reach
  FROM step26
  UNION ALL
  SELECT
    step27.id,
    step27.parent,
    step27.part,
    step27.model,
    step27.prompt,
    step27.completion,
    step27.total,
    step27.cache_read,
    step27.cache_creation,
    step27.requests,
    step27.longest,
    step27.reach
  FROM step27
  UNION ALL
  SELECT
    step28.id,
    step28.parent,
    step28.part,
    step28.model,
    step28.prompt,
    step28.completion,
    step28.total,
    step28.cache_read,
    step28.cache_creation,
    step28.requests,
    step28.longest,
    step28.reach
  FROM step28
  UNION ALL
  SELECT
    step29.id,
    step29.parent,
    step29.part,
    step29.model,
    step29.prompt,
    step29.completion,
    step29.total,
    step29.cache_read,
    step29.cache_creation,
    step29.requests,
    step29.longest,
    step29.reach
  FROM step29
  UNION ALL
  SELECT
    step30.id,
    step30.parent,
    step30.part,
    step30.model,
    step30.prompt,
    step30.completion,
    step30.total,
    step30.cache_read,
    step30.cache_creation,
    step30.requests,
    step30.longest,
    step30.reach
  FROM step30
  UNION ALL
  SELECT
    step31.id,
    step31.parent,
    step31.part,
    step31.model,
    step31.prompt,
    step31.completion,
    step31.total,
    step31.cache_read,
    step31.cache_creation,
    step31.requests,
    step31.longest,
    step31.reach
  FROM step31
  UNION ALL
  SELECT
    step32.id,
    step32.parent,
    step32.part,
    step32.model,
    step32.prompt,
    step32.completion,
    step32.total,
    step32.cache_read,
    step32.cache_creation,
    step32.requests,
    step32.longest,
    step32.reach
  FROM step32
  UNION ALL
  SELECT
    step33.id,
    step33.parent,
    step33.part,
    step33.model,
    step33.prompt,
    step33.completion,
    step33.total,
    step33.cache_read,
    step33.cache_creation,
    step33.requests,
    step33.longest,
    step33.reach
  FROM step33
), rollup AS (
  SELECT
    part.id,
    part.model,
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.prompt)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.prompt ELSE CAST(0 AS DECIMAL) END)
    END AS "prompt",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.completion)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.completion ELSE CAST(0 AS DECIMAL) END)
    END AS "completion",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.total)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.total ELSE CAST(0 AS DECIMAL) END)
    END AS "total",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.cache_read)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.cache_read ELSE CAST(0 AS DECIMAL) END)
    END AS "cache_read",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.cache_creation)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.cache_creation ELSE CAST(0 AS DECIMAL) END)
    END AS "cache_creation",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.requests)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.requests ELSE CAST(0 AS DECIMAL) END)
    END AS "requests"
  FROM (
    SELECT
      CASE WHEN side2.sent = 0 THEN rows99.id ELSE rows99.parent END AS "id",
      rows99.model AS "model",
      rows99.prompt AS "prompt",
      rows99.completion AS "completion",
      rows99.total AS "total",
      rows99.cache_read AS "cache_read",
      rows99.cache_creation AS "cache_creation",
      rows99.requests AS "requests",
      CASE WHEN side2.sent = 0 AND rows99.reach = 1 THEN 1 ELSE 0 END AS "own",
      CASE
        WHEN side2.sent = 0
        AND (
          rows99.parent IS NOT NULL AND rows99.reach >= rows99.longest
        )
        THEN 1
        ELSE 0
      END AS "endless"
    FROM state AS rows99
    CROSS JOIN (
      SELECT
        0 AS "sent"
      UNION ALL
      SELECT
        1 AS "sent"
    ) AS side2
    WHERE
      rows99.part = 1
      AND (
        (
          side2.sent = 0 AND rows99.reach = 1
        )
        OR (
          NOT (
            side2.sent = 0
          )
          AND rows99.parent IS NOT NULL
          AND rows99.reach < rows99.longest
        )
        OR (
          side2.sent = 0
          AND (
            rows99.parent IS NOT NULL AND rows99.reach >= rows99.longest
          )
        )
      )
  ) AS part
  GROUP BY
    part.id,
    part.model
  HAVING
    MAX(part.endless) = 0 OR MAX(part.own) = 1
), own AS (
  SELECT
    stored.id,
    stored.unfinished,
    stored.at,
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
), b1 AS (
  SELECT
    l.llm_id,
    CAST(EXTRACT(EPOCH FROM l.effective_date) * 1000000 AS BIGINT) AS "since",
    l.id AS "price_id",
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = %(p0)s
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
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = %(p0)s
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
), c5 AS (
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
    c5.llm_id,
    c5.since,
    c5.price_id,
    c5.level,
    c5.prompt_price,
    c5.completion_price,
    c5.cache_read_price,
    c5.cache_creation_price,
    c5.waits,
    c5.distance,
    ROW_NUMBER() OVER (
      PARTITION BY c5.llm_id, c5.since
      ORDER BY c5.waits, c5.level, c5.distance, c5.price_id COLLATE "C" DESC
    ) - 1 AS "place"
  FROM c5
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
), price AS MATERIALIZED (
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
    own.id,
    own.unfinished,
    own.at,
    own.model,
    own.prompt,
    own.completion,
    own.total,
    own.cache_read,
    own.cache_creation,
    own.requests,
    CASE
      WHEN (
        (
          own.prompt - own.cache_read
        ) - own.cache_creation
      ) > 0
      THEN (
        own.prompt - own.cache_read
      ) - own.cache_creation
      ELSE 0
    END AS "billed",
    CASE WHEN price.priced = 1 THEN price.price_id END AS "price_id",
    CASE WHEN price.priced = 1 THEN price.level END AS "level",
    CASE WHEN price.priced = 1 THEN price.prompt_price END AS "prompt_price",
    CASE WHEN price.priced = 1 THEN price.completion_price END AS "completion_price",
    CASE WHEN price.priced = 1 THEN price.cache_read_price END AS "cache_read_price",
    CASE WHEN price.priced = 1 THEN price.cache_creation_price END AS "cache_creation_price"
  FROM own
  LEFT JOIN price
    ON own.model = price.llm_id AND own.at >= price.since AND own.at < price.until
  WHERE
    (
      own.prompt > 0
      OR own.completion > 0
      OR own.total > 0
      OR own.cache_read > 0
      OR own.cache_creation > 0
      OR own.requests > 0
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
    CAST(priced.billed AS DOUBLE PRECISION) * priced.prompt_price AS "input_cost",
    CAST(priced.completion AS DOUBLE PRECISION) * priced.completion_price AS "output_cost",
    (
      (
        CAST(priced.billed AS DOUBLE PRECISION) * priced.prompt_price
      ) + (
        CAST(priced.completion AS DOUBLE PRECISION) * priced.completion_price
      )
    ) + (
      (
        CAST(priced.cache_read AS DOUBLE PRECISION) * priced.cache_read_price
      ) + (
        CAST(priced.cache_creation AS DOUBLE PRECISION) * priced.cache_creation_price
      )
    ) AS "total_cost"
  FROM priced
), paid AS (
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
), begun2 AS MATERIALIZED (
  SELECT
    rows100.id AS "id",
    rows100.part AS "part",
    rows100.model AS "model",
    rows100.priced AS "priced",
    rows100.prompt_price AS "prompt_price",
    rows100.completion_price AS "completion_price",
    rows100.cache_read_price AS "cache_read_price",
    rows100.cache_creation_price AS "cache_creation_price",
    rows100.billed AS "billed",
    rows100.completion AS "completion",
    rows100.cache_read AS "cache_read",
    rows100.cache_creation AS "cache_creation",
    MAX(rows100.parent) OVER (PARTITION BY rows100.id) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked2.id AS "id",
      linked2.parent AS "parent",
      0 AS "part",
      '' AS "model",
      0 AS "priced",
      CAST(0 AS DOUBLE PRECISION) AS "prompt_price",
      CAST(0 AS DOUBLE PRECISION) AS "completion_price",
      CAST(0 AS DOUBLE PRECISION) AS "cache_read_price",
      CAST(0 AS DOUBLE PRECISION) AS "cache_creation_price",
      CAST(0 AS DECIMAL) AS "billed",
      CAST(0 AS DECIMAL) AS "completion",
      CAST(0 AS DECIMAL) AS "cache_read",
      CAST(0 AS DECIMAL) AS "cache_creation"
    FROM (
      SELECT
        rows101.id AS "id",
        rows101.parent AS "parent"
      FROM (
        SELECT
          told35.id AS "id",
          told35.parent AS "parent",
          told35.tells AS "tells",
          MAX(told35.is_node) OVER (PARTITION BY told35.at) AS "is_known"
        FROM (
          SELECT
            link3.id AS "id",
            link3.parent AS "parent",
            side3.tells AS "tells",
            CASE WHEN side3.tells = 1 THEN link3.id ELSE link3.parent END AS "at",
            CASE WHEN side3.tells = 1 THEN 1 ELSE 0 END AS "is_node"
          FROM links AS link3
          CROSS JOIN (
            SELECT
              0 AS "tells"
            UNION ALL
            SELECT
              1 AS "tells"
          ) AS side3
        ) AS told35
      ) AS rows101
      WHERE
        rows101.tells = 0 AND rows101.parent IS NOT NULL AND rows101.is_known = 1
    ) AS linked2
    UNION ALL
    SELECT
      amount2.id AS "id",
      NULL AS "parent",
      1 AS "part",
      amount2.model AS "model",
      amount2.priced AS "priced",
      amount2.prompt_price AS "prompt_price",
      amount2.completion_price AS "completion_price",
      amount2.cache_read_price AS "cache_read_price",
      amount2.cache_creation_price AS "cache_creation_price",
      CAST(amount2.billed AS DECIMAL) AS "billed",
      CAST(amount2.completion AS DECIMAL) AS "completion",
      CAST(amount2.cache_read AS DECIMAL) AS "cache_read",
      CAST(amount2.cache_creation AS DECIMAL) AS "cache_creation"
    FROM paid AS amount2
  ) AS rows100
), step34 AS MATERIALIZED (
  SELECT
    begun2.id,
    begun2.parent,
    begun2.part,
    begun2.model,
    begun2.priced,
    begun2.prompt_price,
    begun2.completion_price,
    begun2.cache_read_price,
    begun2.cache_creation_price,
    begun2.billed,
    begun2.completion,
    begun2.cache_read,
    begun2.cache_creation,
    begun2.longest,
    CAST(1 AS DECIMAL) AS "reach"
  FROM begun2
), step35 AS MATERIALIZED (
  SELECT
    moved33.id,
    moved33.parent,
    moved33.part,
    moved33.model,
    moved33.priced,
    moved33.prompt_price,
    moved33.completion_price,
    moved33.cache_read_price,
    moved33.cache_creation_price,
    moved33.longest,
    SUM(moved33.billed) AS "billed",
    SUM(moved33.completion) AS "completion",
    SUM(moved33.cache_read) AS "cache_read",
    SUM(moved33.cache_creation) AS "cache_creation",
    moved33.reach * 2 AS "reach"
  FROM (
    SELECT
      going33.id AS "id",
      going33.part AS "part",
      going33.model AS "model",
      going33.priced AS "priced",
      going33.prompt_price AS "prompt_price",
      going33.completion_price AS "completion_price",
      going33.cache_read_price AS "cache_read_price",
      going33.cache_creation_price AS "cache_creation_price",
      going33.billed AS "billed",
      going33.completion AS "completion",
      going33.cache_read AS "cache_read",
      going33.cache_creation AS "cache_creation",
      going33.longest AS "longest",
      going33.reach AS "reach",
      MAX(going33.above) OVER (PARTITION BY going33.id) AS "parent"
    FROM (
      SELECT
        told36.id AS "id",
        told36.part AS "part",
        told36.model AS "model",
        told36.priced AS "priced",
        told36.prompt_price AS "prompt_price",
        told36.completion_price AS "completion_price",
        told36.cache_read_price AS "cache_read_price",
        told36.cache_creation_price AS "cache_creation_price",
        told36.billed AS "billed",
        told36.completion AS "completion",
        told36.cache_read AS "cache_read",
        told36.cache_creation AS "cache_creation",
        told36.longest AS "longest",
        told36.reach AS "reach",
        told36.role AS "role",
        CASE WHEN told36.role = 1 THEN MAX(told36.told) OVER (PARTITION BY told36.at) END AS "above"
      FROM (
        SELECT
          rows102.id,
          rows102.part AS "part",
          rows102.model AS "model",
          rows102.priced AS "priced",
          rows102.prompt_price AS "prompt_price",
          rows102.completion_price AS "completion_price",
          rows102.cache_read_price AS "cache_read_price",
          rows102.cache_creation_price AS "cache_creation_price",
          rows102.billed AS "billed",
          rows102.completion AS "completion",
          rows102.cache_read AS "cache_read",
          rows102.cache_creation AS "cache_creation",
          rows102.longest AS "longest",
          rows102.reach AS "reach",
          rows102.id AS "at",
          rows102.parent AS "told",
          0 AS "role"
        FROM step34 AS rows102
        WHERE
          rows102.part = 0
          AND rows102.reach < rows102.longest
          AND rows102.parent IS NOT NULL
        UNION ALL
        SELECT
          rows103.id,
          rows103.part AS "part",
          rows103.model AS "model",
          rows103.priced AS "priced",
          rows103.prompt_price AS "prompt_price",
          rows103.completion_price AS "completion_price",
          rows103.cache_read_price AS "cache_read_price",
          rows103.cache_creation_price AS "cache_creation_price",
          rows103.billed AS "billed",
          rows103.completion AS "completion",
          rows103.cache_read AS "cache_read",
          rows103.cache_creation AS "cache_creation",
          rows103.longest AS "longest",
          rows103.reach AS "reach",
          rows103.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step34 AS rows103
        WHERE
          rows103.reach < rows103.longest AND rows103.parent IS NOT NULL
        UNION ALL
        SELECT
          rows104.parent AS "id",
          rows104.part AS "part",
          rows104.model AS "model",
          rows104.priced AS "priced",
          rows104.prompt_price AS "prompt_price",
          rows104.completion_price AS "completion_price",
          rows104.cache_read_price AS "cache_read_price",
          rows104.cache_creation_price AS "cache_creation_price",
          rows104.billed AS "billed",
          rows104.completion AS "completion",
          rows104.cache_read AS "cache_read",
          rows104.cache_creation AS "cache_creation",
          rows104.longest AS "longest",
          rows104.reach AS "reach",
          rows104.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step34 AS rows104
        WHERE
          rows104.part = 1
          AND rows104.reach < rows104.longest
          AND rows104.parent IS NOT NULL
      ) AS told36
    ) AS going33
    WHERE
      going33.role > 0
  ) AS moved33
  WHERE
    moved33.parent IS NOT NULL
  GROUP BY
    moved33.id,
    moved33.parent,
    moved33.part,
    moved33.model,
    moved33.priced,
    moved33.prompt_price,
    moved33.completion_price,
    moved33.cache_read_price,
    moved33.cache_creation_price,
    moved33.longest,
    moved33.reach
), step36 AS MATERIALIZED (
  SELECT
    moved34.id,
    moved34.parent,
    moved34.part,
    moved34.model,
    moved34.priced,
    moved34.prompt_price,
    moved34.completion_price,
    moved34.cache_read_price,
    moved34.cache_creation_price,
    moved34.longest,
    SUM(moved34.billed) AS "billed",
    SUM(moved34.completion) AS "completion",
    SUM(moved34.cache_read) AS "cache_read",
    SUM(moved34.cache_creation) AS "cache_creation",
    moved34.reach * 2 AS "reach"
  FROM (
    SELECT
      going34.id AS "id",
      going34.part AS "part",
      going34.model AS "model",
      going34.priced AS "priced",
      going34.prompt_price AS "prompt_price",
      going34.completion_price AS "completion_price",
      going34.cache_read_price AS "cache_read_price",
      going34.cache_creation_price AS "cache_creation_price",
      going34.billed AS "billed",
      going34.completion AS "completion",
      going34.cache_read AS "cache_read",
      going34.cache_creation AS "cache_creation",
      going34.longest AS "longest",
      going34.reach AS "reach",
      MAX(going34.above) OVER (PARTITION BY going34.id) AS "parent"
    FROM (
      SELECT
        told37.id AS "id",
        told37.part AS "part",
        told37.model AS "model",
        told37.priced AS "priced",
        told37.prompt_price AS "prompt_price",
        told37.completion_price AS "completion_price",
        told37.cache_read_price AS "cache_read_price",
        told37.cache_creation_price AS "cache_creation_price",
        told37.billed AS "billed",
        told37.completion AS "completion",
        told37.cache_read AS "cache_read",
        told37.cache_creation AS "cache_creation",
        told37.longest AS "longest",
        told37.reach AS "reach",
        told37.role AS "role",
        CASE WHEN told37.role = 1 THEN MAX(told37.told) OVER (PARTITION BY told37.at) END AS "above"
      FROM (
        SELECT
          rows105.id,
          rows105.part AS "part",
          rows105.model AS "model",
          rows105.priced AS "priced",
          rows105.prompt_price AS "prompt_price",
          rows105.completion_price AS "completion_price",
          rows105.cache_read_price AS "cache_read_price",
          rows105.cache_creation_price AS "cache_creation_price",
          rows105.billed AS "billed",
          rows105.completion AS "completion",
          rows105.cache_read AS "cache_read",
          rows105.cache_creation AS "cache_creation",
          rows105.longest AS "longest",
          rows105.reach AS "reach",
          rows105.id AS "at",
          rows105.parent AS "told",
          0 AS "role"
        FROM step35 AS rows105
        WHERE
          rows105.part = 0
          AND rows105.reach < rows105.longest
          AND rows105.parent IS NOT NULL
        UNION ALL
        SELECT
          rows106.id,
          rows106.part AS "part",
          rows106.model AS "model",
          rows106.priced AS "priced",
          rows106.prompt_price AS "prompt_price",
          rows106.completion_price AS "completion_price",
          rows106.cache_read_price AS "cache_read_price",
          rows106.cache_creation_price AS "cache_creation_price",
          rows106.billed AS "billed",
          rows106.completion AS "completion",
          rows106.cache_read AS "cache_read",
          rows106.cache_creation AS "cache_creation",
          rows106.longest AS "longest",
          rows106.reach AS "reach",
          rows106.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step35 AS rows106
        WHERE
          rows106.reach < rows106.longest AND rows106.parent IS NOT NULL
        UNION ALL
        SELECT
          rows107.parent AS "id",
          rows107.part AS "part",
          rows107.model AS "model",
          rows107.priced AS "priced",
          rows107.prompt_price AS "prompt_price",
          rows107.completion_price AS "completion_price",
          rows107.cache_read_price AS "cache_read_price",
          rows107.cache_creation_price AS "cache_creation_price",
          rows107.billed AS "billed",
          rows107.completion AS "completion",
          rows107.cache_read AS "cache_read",
          rows107.cache_creation AS "cache_creation",
          rows107.longest AS "longest",
          rows107.reach AS "reach",
          rows107.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step35 AS rows107
        WHERE
          rows107.part = 1
          AND rows107.reach < rows107.longest
          AND rows107.parent IS NOT NULL
      ) AS told37
    ) AS going34
    WHERE
      going34.role > 0
  ) AS moved34
  WHERE
    moved34.parent IS NOT NULL
  GROUP BY
    moved34.id,
    moved34.parent,
    moved34.part,
    moved34.model,
    moved34.priced,
    moved34.prompt_price,
    moved34.completion_price,
    moved34.cache_read_price,
    moved34.cache_creation_price,
    moved34.longest,
    moved34.reach
), step37 AS MATERIALIZED (
  SELECT
    moved35.id,
    moved35.parent,
    moved35.part,
    moved35.model,
    moved35.priced,
    moved35.prompt_price,
    moved35.completion_price,
    moved35.cache_read_price,
    moved35.cache_creation_price,
    moved35.longest,
    SUM(moved35.billed) AS "billed",
    SUM(moved35.completion) AS "completion",
    SUM(moved35.cache_read) AS "cache_read",
    SUM(moved35.cache_creation) AS "cache_creation",
    moved35.reach * 2 AS "reach"
  FROM (
    SELECT
      going35.id AS "id",
      going35.part AS "part",
      going35.model AS "model",
      going35.priced AS "priced",
      going35.prompt_price AS "prompt_price",
      going35.completion_price AS "completion_price",
      going35.cache_read_price AS "cache_read_price",
      going35.cache_creation_price AS "cache_creation_price",
      going35.billed AS "billed",
      going35.completion AS "completion",
      going35.cache_read AS "cache_read",
      going35.cache_creation AS "cache_creation",
      going35.longest AS "longest",
      going35.reach AS "reach",
      MAX(going35.above) OVER (PARTITION BY going35.id) AS "parent"
    FROM (
      SELECT
        told38.id AS "id",
        told38.part AS "part",
        told38.model AS "model",
        told38.priced AS "priced",
        told38.prompt_price AS "prompt_price",
        told38.completion_price AS "completion_price",
        told38.cache_read_price AS "cache_read_price",
        told38.cache_creation_price AS "cache_creation_price",
        told38.billed AS "billed",
        told38.completion AS "completion",
        told38.cache_read AS "cache_read",
        told38.cache_creation AS "cache_creation",
        told38.longest AS "longest",
        told38.reach AS "reach",
        told38.role AS "role",
        CASE WHEN told38.role = 1 THEN MAX(told38.told) OVER (PARTITION BY told38.at) END AS "above"
      FROM (
        SELECT
          rows108.id,
          rows108.part AS "part",
          rows108.model AS "model",
          rows108.priced AS "priced",
          rows108.prompt_price AS "prompt_price",
          rows108.completion_price AS "completion_price",
          rows108.cache_read_price AS "cache_read_price",
          rows108.cache_creation_price AS "cache_creation_price",
          rows108.billed AS "billed",
          rows108.completion AS "completion",
          rows108.cache_read AS "cache_read",
          rows108.cache_creation AS "cache_creation",
          rows108.longest AS "longest",
          rows108.reach AS "reach",
          rows108.id AS "at",
          rows108.parent AS "told",
          0 AS "role"
        FROM step36 AS rows108
        WHERE
          rows108.part = 0
          AND rows108.reach < rows108.longest
          AND rows108.parent IS NOT NULL
        UNION ALL
        SELECT
          rows109.id,
          rows109.part AS "part",
          rows109.model AS "model",
          rows109.priced AS "priced",
          rows109.prompt_price AS "prompt_price",
          rows109.completion_price AS "completion_price",
          rows109.cache_read_price AS "cache_read_price",
          rows109.cache_creation_price AS "cache_creation_price",
          rows109.billed AS "billed",
          rows109.completion AS "completion",
          rows109.cache_read AS "cache_read",
          rows109.cache_creation AS "cache_creation",
          rows109.longest AS "longest",
          rows109.reach AS "reach",
          rows109.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step36 AS rows109
        WHERE
          rows109.reach < rows109.longest AND rows109.parent IS NOT NULL
        UNION ALL
        SELECT
          rows110.parent AS "id",
          rows110.part AS "part",
          rows110.model AS "model",
          rows110.priced AS "priced",
          rows110.prompt_price AS "prompt_price",
          rows110.completion_price AS "completion_price",
          rows110.cache_read_price AS "cache_read_price",
          rows110.cache_creation_price AS "cache_creation_price",
          rows110.billed AS "billed",
          rows110.completion AS "completion",
          rows110.cache_read AS "cache_read",
          rows110.cache_creation AS "cache_creation",
          rows110.longest AS "longest",
          rows110.reach AS "reach",
          rows110.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step36 AS rows110
        WHERE
          rows110.part = 1
          AND rows110.reach < rows110.longest
          AND rows110.parent IS NOT NULL
      ) AS told38
    ) AS going35
    WHERE
      going35.role > 0
  ) AS moved35
  WHERE
    moved35.parent IS NOT NULL
  GROUP BY
    moved35.id,
    moved35.parent,
    moved35.part,
    moved35.model,
    moved35.priced,
    moved35.prompt_price,
    moved35.completion_price,
    moved35.cache_read_price,
    moved35.cache_creation_price,
    moved35.longest,
    moved35.reach
), step38 AS MATERIALIZED (
  SELECT
    moved36.id,
    moved36.parent,
    moved36.part,
    moved36.model,
    moved36.priced,
    moved36.prompt_price,
    moved36.completion_price,
    moved36.cache_read_price,
    moved36.cache_creation_price,
    moved36.longest,
    SUM(moved36.billed) AS "billed",
    SUM(moved36.completion) AS "completion",
    SUM(moved36.cache_read) AS "cache_read",
    SUM(moved36.cache_creation) AS "cache_creation",
    moved36.reach * 2 AS "reach"
  FROM (
    SELECT
      going36.id AS "id",
      going36.part AS "part",
      going36.model AS "model",
      going36.priced AS "priced",
      going36.prompt_price AS "prompt_price",
      going36.completion_price AS "completion_price",
      going36.cache_read_price AS "cache_read_price",
      going36.cache_creation_price AS "cache_creation_price",
      going36.billed AS "billed",
      going36.completion AS "completion",
      going36.cache_read AS "cache_read",
      going36.cache_creation AS "cache_creation",
      going36.longest AS "longest",
      going36.reach AS "reach",
      MAX(going36.above) OVER (PARTITION BY going36.id) AS "parent"
    FROM (
      SELECT
        told39.id AS "id",
        told39.part AS "part",
        told39.model AS "model",
        told39.priced AS "priced",
        told39.prompt_price AS "prompt_price",
        told39.completion_price AS "completion_price",
        told39.cache_read_price AS "cache_read_price",
        told39.cache_creation_price AS "cache_creation_price",
        told39.billed AS "billed",
        told39.completion AS "completion",
        told39.cache_read AS "cache_read",
        told39.cache_creation AS "cache_creation",
        told39.longest AS "longest",
        told39.reach AS "reach",
        told39.role AS "role",
        CASE WHEN told39.role = 1 THEN MAX(told39.told) OVER (PARTITION BY told39.at) END AS "above"
      FROM (
        SELECT
          rows111.id,
          rows111.part AS "part",
          rows111.model AS "model",
          rows111.priced AS "priced",
          rows111.prompt_price AS "prompt_price",
          rows111.completion_price AS "completion_price",
          rows111.cache_read_price AS "cache_read_price",
          rows111.cache_creation_price AS "cache_creation_price",
          rows111.billed AS "billed",
          rows111.completion AS "completion",
          rows111.cache_read AS "cache_read",
          rows111.cache_creation AS "cache_creation",
          rows111.longest AS "longest",
          rows111.reach AS "reach",
          rows111.id AS "at",
          rows111.parent AS "told",
          0 AS "role"
        FROM step37 AS rows111
        WHERE
          rows111.part = 0
          AND rows111.reach < rows111.longest
          AND rows111.parent IS NOT NULL
        UNION ALL
        SELECT
          rows112.id,
          rows112.part AS "part",
          rows112.model AS "model",
          rows112.priced AS "priced",
          rows112.prompt_price AS "prompt_price",
          rows112.completion_price AS "completion_price",
          rows112.cache_read_price AS "cache_read_price",
          rows112.cache_creation_price AS "cache_creation_price",
          rows112.billed AS "billed",
          rows112.completion AS "completion",
          rows112.cache_read AS "cache_read",
          rows112.cache_creation AS "cache_creation",
          rows112.longest AS "longest",
          rows112.reach AS "reach",
          rows112.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step37 AS rows112
        WHERE
          rows112.reach < rows112.longest AND rows112.parent IS NOT NULL
        UNION ALL
        SELECT
          rows113.parent AS "id",
          rows113.part AS "part",
          rows113.model AS "model",
          rows113.priced AS "priced",
          rows113.prompt_price AS "prompt_price",
          rows113.completion_price AS "completion_price",
          rows113.cache_read_price AS "cache_read_price",
          rows113.cache_creation_price AS "cache_creation_price",
          rows113.billed AS "billed",
          rows113.completion AS "completion",
          rows113.cache_read AS "cache_read",
          rows113.cache_creation AS "cache_creation",
          rows113.longest AS "longest",
          rows113.reach AS "reach",
          rows113.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step37 AS rows113
        WHERE
          rows113.part = 1
          AND rows113.reach < rows113.longest
          AND rows113.parent IS NOT NULL
      ) AS told39
    ) AS going36
    WHERE
      going36.role > 0
  ) AS moved36
  WHERE
    moved36.parent IS NOT NULL
  GROUP BY
    moved36.id,
    moved36.parent,
    moved36.part,
    moved36.model,
    moved36.priced,
    moved36.prompt_price,
    moved36.completion_price,
    moved36.cache_read_price,
    moved36.cache_creation_price,
    moved36.longest,
    moved36.reach
), step39 AS MATERIALIZED (
  SELECT
    moved37.id,
    moved37.parent,
    moved37.part,
    moved37.model,
    moved37.priced,
    moved37.prompt_price,
    moved37.completion_price,
    moved37.cache_read_price,
    moved37.cache_creation_price,
    moved37.longest,
    SUM(moved37.billed) AS "billed",
    SUM(moved37.completion) AS "completion",
    SUM(moved37.cache_read) AS "cache_read",
    SUM(moved37.cache_creation) AS "cache_creation",
    moved37.reach * 2 AS "reach"
  FROM (
    SELECT
      going37.id AS "id",
      going37.part AS "part",
      going37.model AS "model",
      going37.priced AS "priced",
      going37.prompt_price AS "prompt_price",
      going37.completion_price AS "completion_price",
      going37.cache_read_price AS "cache_read_price",
      going37.cache_creation_price AS "cache_creation_price",
      going37.billed AS "billed",
      going37.completion AS "completion",
      going37.cache_read AS "cache_read",
      going37.cache_creation AS "cache_creation",
      going37.longest AS "longest",
      going37.reach AS "reach",
      MAX(going37.above) OVER (PARTITION BY going37.id) AS "parent"
    FROM (
      SELECT
        told40.id AS "id",
        told40.part AS "part",
        told40.model AS "model",
        told40.priced AS "priced",
        told40.prompt_price AS "prompt_price",
        told40.completion_price AS "completion_price",
        told40.cache_read_price AS "cache_read_price",
        told40.cache_creation_price AS "cache_creation_price",
        told40.billed AS "billed",
        told40.completion AS "completion",
        told40.cache_read AS "cache_read",
        told40.cache_creation AS "cache_creation",
        told40.longest AS "longest",
        told40.reach AS "reach",
        told40.role AS "role",
        CASE WHEN told40.role = 1 THEN MAX(told40.told) OVER (PARTITION BY told40.at) END AS "above"
      FROM (
        SELECT
          rows114.id,
          rows114.part AS "part",
          rows114.model AS "model",
          rows114.priced AS "priced",
          rows114.prompt_price AS "prompt_price",
          rows114.completion_price AS "completion_price",
          rows114.cache_read_price AS "cache_read_price",
          rows114.cache_creation_price AS "cache_creation_price",
          rows114.billed AS "billed",
          rows114.completion AS "completion",
          rows114.cache_read AS "cache_read",
          rows114.cache_creation AS "cache_creation",
          rows114.longest AS "longest",
          rows114.reach AS "reach",
          rows114.id AS "at",
          rows114.parent AS "told",
          0 AS "role"
        FROM step38 AS rows114
        WHERE
          rows114.part = 0
          AND rows114.reach < rows114.longest
          AND rows114.parent IS NOT NULL
        UNION ALL
        SELECT
          rows115.id,
          rows115.part AS "part",
          rows115.model AS "model",
          rows115.priced AS "priced",
          rows115.prompt_price AS "prompt_price",
          rows115.completion_price AS "completion_price",
          rows115.cache_read_price AS "cache_read_price",
          rows115.cache_creation_price AS "cache_creation_price",
          rows115.billed AS "billed",
          rows115.completion AS "completion",
          rows115.cache_read AS "cache_read",
          rows115.cache_creation AS "cache_creation",
          rows115.longest AS "longest",
          rows115.reach AS "reach",
          rows115.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step38 AS rows115
        WHERE
          rows115.reach < rows115.longest AND rows115.parent IS NOT NULL
        UNION ALL
        SELECT
          rows116.parent AS "id",
          rows116.part AS "part",
          rows116.model AS "model",
          rows116.priced AS "priced",
          rows116.prompt_price AS "prompt_price",
          rows116.completion_price AS "completion_price",
          rows116.cache_read_price AS "cache_read_price",
          rows116.cache_creation_price AS "cache_creation_price",
          rows116.billed AS "billed",
          rows116.completion AS "completion",
          rows116.cache_read AS "cache_read",
          rows116.cache_creation AS "cache_creation",
          rows116.longest AS "longest",
          rows116.reach AS "reach",
          rows116.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step38 AS rows116
        WHERE
          rows116.part = 1
          AND rows116.reach < rows116.longest
          AND rows116.parent IS NOT NULL
      ) AS told40
    ) AS going37
    WHERE
      going37.role > 0
  ) AS moved37
  WHERE
    moved37.parent IS NOT NULL
  GROUP BY
    moved37.id,
    moved37.parent,
    moved37.part,
    moved37.model,
    moved37.priced,
    moved37.prompt_price,
    moved37.completion_price,
    moved37.cache_read_price,
    moved37.cache_creation_price,
    moved37.longest,
    moved37.reach
), step40 AS MATERIALIZED (
  SELECT
    moved38.id,
    moved38.parent,
    moved38.part,
    moved38.model,
    moved38.priced,
    moved38.prompt_price,
    moved38.completion_price,
    moved38.cache_read_price,
    moved38.cache_creation_price,
    moved38.longest,
    SUM(moved38.billed) AS "billed",
    SUM(moved38.completion) AS "completion",
    SUM(moved38.cache_read) AS "cache_read",
    SUM(moved38.cache_creation) AS "cache_creation",
    moved38.reach * 2 AS "reach"
  FROM (
    SELECT
      going38.id AS "id",
      going38.part AS "part",
      going38.model AS "model",
      going38.priced AS "priced",
      going38.prompt_price AS "prompt_price",
      going38.completion_price AS "completion_price",
      going38.cache_read_price AS "cache_read_price",
      going38.cache_creation_price AS "cache_creation_price",
      going38.billed AS "billed",
      going38.completion AS "completion",
      going38.cache_read AS "cache_read",
      going38.cache_creation AS "cache_creation",
      going38.longest AS "longest",
      going38.reach AS "reach",
      MAX(going38.above) OVER (PARTITION BY going38.id) AS "parent"
    FROM (
      SELECT
        told41.id AS "id",
        told41.part AS "part",
        told41.model AS "model",
        told41.priced AS "priced",
        told41.prompt_price AS "prompt_price",
        told41.completion_price AS "completion_price",
        told41.cache_read_price AS "cache_read_price",
        told41.cache_creation_price AS "cache_creation_price",
        told41.billed AS "billed",
        told41.completion AS "completion",
        told41.cache_read AS "cache_read",
        told41.cache_creation AS "cache_creation",
        told41.longest AS "longest",
        told41.reach AS "reach",
        told41.role AS "role",
        CASE WHEN told41.role = 1 THEN MAX(told41.told) OVER (PARTITION BY told41.at) END AS "above"
      FROM (
        SELECT
          rows117.id,
          rows117.part AS "part",
          rows117.model AS "model",
          rows117.priced AS "priced",
          rows117.prompt_price AS "prompt_price",
          rows117.completion_price AS "completion_price",
          rows117.cache_read_price AS "cache_read_price",
          rows117.cache_creation_price AS "cache_creation_price",
          rows117.billed AS "billed",
          rows117.completion AS "completion",
          rows117.cache_read AS "cache_read",
          rows117.cache_creation AS "cache_creation",
          rows117.longest AS "longest",
          rows117.reach AS "reach",
          rows117.id AS "at",
          rows117.parent AS "told",
          0 AS "role"
        FROM step39 AS rows117
        WHERE
          rows117.part = 0
          AND rows117.reach < rows117.longest
          AND rows117.parent IS NOT NULL
        UNION ALL
        SELECT
          rows118.id,
          rows118.part AS "part",
          rows118.model AS "model",
          rows118.priced AS "priced",
          rows118.prompt_price AS "prompt_price",
          rows118.completion_price AS "completion_price",
          rows118.cache_read_price AS "cache_read_price",
          rows118.cache_creation_price AS "cache_creation_price",
          rows118.billed AS "billed",
          rows118.completion AS "completion",
          rows118.cache_read AS "cache_read",
          rows118.cache_creation AS "cache_creation",
          rows118.longest AS "longest",
          rows118.reach AS "reach",
          rows118.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step39 AS rows118
        WHERE
          rows118.reach < rows118.longest AND rows118.parent IS NOT NULL
        UNION ALL
        SELECT
          rows119.parent AS "id",
          rows119.part AS "part",
          rows119.model AS "model",
          rows119.priced AS "priced",
          rows119.prompt_price AS "prompt_price",
          rows119.completion_price AS "completion_price",
          rows119.cache_read_price AS "cache_read_price",
          rows119.cache_creation_price AS "cache_creation_price",
          rows119.billed AS "billed",
          rows119.completion AS "completion",
          rows119.cache_read AS "cache_read",
          rows119.cache_creation AS "cache_creation",
          rows119.longest AS "longest",
          rows119.reach AS "reach",
          rows119.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step39 AS rows119
        WHERE
          rows119.part = 1
          AND rows119.reach < rows119.longest
          AND rows119.parent IS NOT NULL
      ) AS told41
    ) AS going38
    WHERE
      going38.role > 0
  ) AS moved38
  WHERE
    moved38.parent IS NOT NULL
  GROUP BY
    moved38.id,
    moved38.parent,
    moved38.part,
    moved38.model,
    moved38.priced,
    moved38.prompt_price,
    moved38.completion_price,
    moved38.cache_read_price,
    moved38.cache_creation_price,
    moved38.longest,
    moved38.reach
), step41 AS MATERIALIZED (
  SELECT
    moved39.id,
    moved39.parent,
    moved39.part,
    moved39.model,
    moved39.priced,
    moved39.prompt_price,
    moved39.completion_price,
    moved39.cache_read_price,
    moved39.cache_creation_price,
    moved39.longest,
    SUM(moved39.billed) AS "billed",
    SUM(moved39.completion) AS "completion",
    SUM(moved39.cache_read) AS "cache_read",
    SUM(moved39.cache_creation) AS "cache_creation",
    moved39.reach * 2 AS "reach"
  FROM (
    SELECT
      going39.id AS "id",
      going39.part AS "part",
      going39.model AS "model",
      going39.priced AS "priced",
      going39.prompt_price AS "prompt_price",
      going39.completion_price AS "completion_price",
      going39.cache_read_price AS "cache_read_price",
      going39.cache_creation_price AS "cache_creation_price",
      going39.billed AS "billed",
      going39.completion AS "completion",
      going39.cache_read AS "cache_read",
      going39.cache_creation AS "cache_creation",
      going39.longest AS "longest",
      going39.reach AS "reach",
      MAX(going39.above) OVER (PARTITION BY going39.id) AS "parent"
    FROM (
      SELECT
        told42.id AS "id",
        told42.part AS "part",
        told42.model AS "model",
        told42.priced AS "priced",
        told42.prompt_price AS "prompt_price",
        told42.completion_price AS "completion_price",
        told42.cache_read_price AS "cache_read_price",
        told42.cache_creation_price AS "cache_creation_price",
        told42.billed AS "billed",
        told42.completion AS "completion",
        told42.cache_read AS "cache_read",
        told42.cache_creation AS "cache_creation",
        told42.longest AS "longest",
        told42.reach AS "reach",
        told42.role AS "role",
        CASE WHEN told42.role = 1 THEN MAX(told42.told) OVER (PARTITION BY told42.at) END AS "above"
      FROM (
        SELECT
          rows120.id,
          rows120.part AS "part",
          rows120.model AS "model",
          rows120.priced AS "priced",
          rows120.prompt_price AS "prompt_price",
          rows120.completion_price AS "completion_price",
          rows120.cache_read_price AS "cache_read_price",
          rows120.cache_creation_price AS "cache_creation_price",
          rows120.billed AS "billed",
          rows120.completion AS "completion",
          rows120.cache_read AS "cache_read",
          rows120.cache_creation AS "cache_creation",
          rows120.longest AS "longest",
          rows120.reach AS "reach",
          rows120.id AS "at",
          rows120.parent AS "told",
          0 AS "role"
        FROM step40 AS rows120
        WHERE
          rows120.part = 0
          AND rows120.reach < rows120.longest
          AND rows120.parent IS NOT NULL
        UNION ALL
        SELECT
          rows121.id,
          rows121.part AS "part",
          rows121.model AS "model",
          rows121.priced AS "priced",
          rows121.prompt_price AS "prompt_price",
          rows121.completion_price AS "completion_price",
          rows121.cache_read_price AS "cache_read_price",
          rows121.cache_creation_price AS "cache_creation_price",
          rows121.billed AS "billed",
          rows121.completion AS "completion",
          rows121.cache_read AS "cache_read",
          rows121.cache_creation AS "cache_creation",
          rows121.longest AS "longest",
          rows121.reach AS "reach",
          rows121.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step40 AS rows121
        WHERE
          rows121.reach < rows121.longest AND rows121.parent IS NOT NULL
        UNION ALL
        SELECT
          rows122.parent AS "id",
          rows122.part AS "part",
          rows122.model AS "model",
          rows122.priced AS "priced",
          rows122.prompt_price AS "prompt_price",
          rows122.completion_price AS "completion_price",
          rows122.cache_read_price AS "cache_read_price",
          rows122.cache_creation_price AS "cache_creation_price",
          rows122.billed AS "billed",
          rows122.completion AS "completion",
          rows122.cache_read AS "cache_read",
          rows122.cache_creation AS "cache_creation",
          rows122.longest AS "longest",
          rows122.reach AS "reach",
          rows122.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step40 AS rows122
        WHERE
          rows122.part = 1
          AND rows122.reach < rows122.longest
          AND rows122.parent IS NOT NULL
      ) AS told42
    ) AS going39
    WHERE
      going39.role > 0
  ) AS moved39
  WHERE
    moved39.parent IS NOT NULL
  GROUP BY
    moved39.id,
    moved39.parent,
    moved39.part,
    moved39.model,
    moved39.priced,
    moved39.prompt_price,
    moved39.completion_price,
    moved39.cache_read_price,
    moved39.cache_creation_price,
    moved39.longest,
    moved39.reach
), step42 AS MATERIALIZED (
  SELECT
    moved40.id,
    moved40.parent,
    moved40.part,
    moved40.model,
    moved40.priced,
    moved40.prompt_price,
    moved40.completion_price,
    moved40.cache_read_price,
    moved40.cache_creation_price,
    moved40.longest,
    SUM(moved40.billed) AS "billed",
    SUM(moved40.completion) AS "completion",
    SUM(moved40.cache_read) AS "cache_read",
    SUM(moved40.cache_creation) AS "cache_creation",
    moved40.reach * 2 AS "reach"
  FROM (
    SELECT
      going40.id AS "id",
      going40.part AS "part",
      going40.model AS "model",
      going40.priced AS "priced",
      going40.prompt_price AS "prompt_price",
      going40.completion_price AS "completion_price",
      going40.cache_read_price AS "cache_read_price",
      going40.cache_creation_price AS "cache_creation_price",
      going40.billed AS "billed",
      going40.completion AS "completion",
      going40.cache_read AS "cache_read",
      going40.cache_creation AS "cache_creation",
      going40.longest AS "longest",
      going40.reach AS "reach",
      MAX(going40.above) OVER (PARTITION BY going40.id) AS "parent"
    FROM (
      SELECT
        told43.id AS "id",
        told43.part AS "part",
        told43.model AS "model",
        told43.priced AS "priced",
        told43.prompt_price AS "prompt_price",
        told43.completion_price AS "completion_price",
        told43.cache_read_price AS "cache_read_price",
        told43.cache_creation_price AS "cache_creation_price",
        told43.billed AS "billed",
        told43.completion AS "completion",
        told43.cache_read AS "cache_read",
        told43.cache_creation AS "cache_creation",
        told43.longest AS "longest",
        told43.reach AS "reach",
        told43.role AS "role",
        CASE WHEN told43.role = 1 THEN MAX(told43.told) OVER (PARTITION BY told43.at) END AS "above"
      FROM (
        SELECT
          rows123.id,
          rows123.part AS "part",
          rows123.model AS "model",
          rows123.priced AS "priced",
          rows123.prompt_price AS "prompt_price",
          rows123.completion_price AS "completion_price",
          rows123.cache_read_price AS "cache_read_price",
          rows123.cache_creation_price AS "cache_creation_price",
          rows123.billed AS "billed",
          rows123.completion AS "completion",
          rows123.cache_read AS "cache_read",
          rows123.cache_creation AS "cache_creation",
          rows123.longest AS "longest",
          rows123.reach AS "reach",
          rows123.id AS "at",
          rows123.parent AS "told",
          0 AS "role"
        FROM step41 AS rows123
        WHERE
          rows123.part = 0
          AND rows123.reach < rows123.longest
          AND rows123.parent IS NOT NULL
        UNION ALL
        SELECT
          rows124.id,
          rows124.part AS "part",
          rows124.model AS "model",
          rows124.priced AS "priced",
          rows124.prompt_price AS "prompt_price",
          rows124.completion_price AS "completion_price",
          rows124.cache_read_price AS "cache_read_price",
          rows124.cache_creation_price AS "cache_creation_price",
          rows124.billed AS "billed",
          rows124.completion AS "completion",
          rows124.cache_read AS "cache_read",
          rows124.cache_creation AS "cache_creation",
          rows124.longest AS "longest",
          rows124.reach AS "reach",
          rows124.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step41 AS rows124
        WHERE
          rows124.reach < rows124.longest AND rows124.parent IS NOT NULL
        UNION ALL
        SELECT
          rows125.parent AS "id",
          rows125.part AS "part",
          rows125.model AS "model",
          rows125.priced AS "priced",
          rows125.prompt_price AS "prompt_price",
          rows125.completion_price AS "completion_price",
          rows125.cache_read_price AS "cache_read_price",
          rows125.cache_creation_price AS "cache_creation_price",
          rows125.billed AS "billed",
          rows125.completion AS "completion",
          rows125.cache_read AS "cache_read",
          rows125.cache_creation AS "cache_creation",
          rows125.longest AS "longest",
          rows125.reach AS "reach",
          rows125.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step41 AS rows125
        WHERE
          rows125.part = 1
          AND rows125.reach < rows125.longest
          AND rows125.parent IS NOT NULL
      ) AS told43
    ) AS going40
    WHERE
      going40.role > 0
  ) AS moved40
  WHERE
    moved40.parent IS NOT NULL
  GROUP BY
    moved40.id,
    moved40.parent,
    moved40.part,
    moved40.model,
    moved40.priced,
    moved40.prompt_price,
    moved40.completion_price,
    moved40.cache_read_price,
    moved40.cache_creation_price,
    moved40.longest,
    moved40.reach
), step43 AS MATERIALIZED (
  SELECT
    moved41.id,
    moved41.parent,
    moved41.part,
    moved41.model,
    moved41.priced,
    moved41.prompt_price,
    moved41.completion_price,
    moved41.cache_read_price,
    moved41.cache_creation_price,
    moved41.longest,
    SUM(moved41.billed) AS "billed",
    SUM(moved41.completion) AS "completion",
    SUM(moved41.cache_read) AS "cache_read",
    SUM(moved41.cache_creation) AS "cache_creation",
    moved41.reach * 2 AS "reach"
  FROM (
    SELECT
      going41.id AS "id",
      going41.part AS "part",
      going41.model AS "model",
      going41.priced AS "priced",
      going41.prompt_price AS "prompt_price",
      going41.completion_price AS "completion_price",
      going41.cache_read_price AS "cache_read_price",
      going41.cache_creation_price AS "cache_creation_price",
      going41.billed AS "billed",
      going41.completion AS "completion",
      going41.cache_read AS "cache_read",
      going41.cache_creation AS "cache_creation",
      going41.longest AS "longest",
      going41.reach AS "reach",
      MAX(going41.above) OVER (PARTITION BY going41.id) AS "parent"
    FROM (
      SELECT
        told44.id AS "id",
        told44.part AS "part",
        told44.model AS "model",
        told44.priced AS "priced",
        told44.prompt_price AS "prompt_price",
        told44.completion_price AS "completion_price",
        told44.cache_read_price AS "cache_read_price",
        told44.cache_creation_price AS "cache_creation_price",
        told44.billed AS "billed",
        told44.completion AS "completion",
        told44.cache_read AS "cache_read",
        told44.cache_creation AS "cache_creation",
        told44.longest AS "longest",
        told44.reach AS "reach",
        told44.role AS "role",
        CASE WHEN told44.role = 1 THEN MAX(told44.told) OVER (PARTITION BY told44.at) END AS "above"
      FROM (
        SELECT
          rows126.id,
          rows126.part AS "part",
          rows126.model AS "model",
          rows126.priced AS "priced",
          rows126.prompt_price AS "prompt_price",
          rows126.completion_price AS "completion_price",
          rows126.cache_read_price AS "cache_read_price",
          rows126.cache_creation_price AS "cache_creation_price",
          rows126.billed AS "billed",
          rows126.completion AS "completion",
          rows126.cache_read AS "cache_read",
          rows126.cache_creation AS "cache_creation",
          rows126.longest AS "longest",
          rows126.reach AS "reach",
          rows126.id AS "at",
          rows126.parent AS "told",
          0 AS "role"
        FROM step42 AS rows126
        WHERE
          rows126.part = 0
          AND rows126.reach < rows126.longest
          AND rows126.parent IS NOT NULL
        UNION ALL
        SELECT
          rows127.id,
          rows127.part AS "part",
          rows127.model AS "model",
          rows127.priced AS "priced",
          rows127.prompt_price AS "prompt_price",
          rows127.completion_price AS "completion_price",
          rows127.cache_read_price AS "cache_read_price",
          rows127.cache_creation_price AS "cache_creation_price",
          rows127.billed AS "billed",
          rows127.completion AS "completion",
          rows127.cache_read AS "cache_read",
          rows127.cache_creation AS "cache_creation",
          rows127.longest AS "longest",
          rows127.reach AS "reach",
          rows127.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step42 AS rows127
        WHERE
          rows127.reach < rows127.longest AND rows127.parent IS NOT NULL
        UNION ALL
        SELECT
          rows128.parent AS "id",
          rows128.part AS "part",
          rows128.model AS "model",
          rows128.priced AS "priced",
          rows128.prompt_price AS "prompt_price",
          rows128.completion_price AS "completion_price",
          rows128.cache_read_price AS "cache_read_price",
          rows128.cache_creation_price AS "cache_creation_price",
          rows128.billed AS "billed",
          rows128.completion AS "completion",
          rows128.cache_read AS "cache_read",
          rows128.cache_creation AS "cache_creation",
          rows128.longest AS "longest",
          rows128.reach AS "reach",
          rows128.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step42 AS rows128
        WHERE
          rows128.part = 1
          AND rows128.reach < rows128.longest
          AND rows128.parent IS NOT NULL
      ) AS told44
    ) AS going41
    WHERE
      going41.role > 0
  ) AS moved41
  WHERE
    moved41.parent IS NOT NULL
  GROUP BY
    moved41.id,
    moved41.parent,
    moved41.part,
    moved41.model,
    moved41.priced,
    moved41.prompt_price,
    moved41.completion_price,
    moved41.cache_read_price,
    moved41.cache_creation_price,
    moved41.longest,
    moved41.reach
), step44 AS MATERIALIZED (
  SELECT
    moved42.id,
    moved42.parent,
    moved42.part,
    moved42.model,
    moved42.priced,
    moved42.prompt_price,
    moved42.completion_price,
    moved42.cache_read_price,
    moved42.cache_creation_price,
    moved42.longest,
    SUM(moved42.billed) AS "billed",
    SUM(moved42.completion) AS "completion",
    SUM(moved42.cache_read) AS "cache_read",
    SUM(moved42.cache_creation) AS "cache_creation",
    moved42.reach * 2 AS "reach"
  FROM (
    SELECT
      going42.id AS "id",
      going42.part AS "part",
      going42.model AS "model",
      going42.priced AS "priced",
      going42.prompt_price AS "prompt_price",
      going42.completion_price AS "completion_price",
      going42.cache_read_price AS "cache_read_price",
      going42.cache_creation_price AS "cache_creation_price",
      going42.billed AS "billed",
      going42.completion AS "completion",
      going42.cache_read AS "cache_read",
      going42.cache_creation AS "cache_creation",
      going42.longest AS "longest",
      going42.reach AS "reach",
      MAX(going42.above) OVER (PARTITION BY going42.id) AS "parent"
    FROM (
      SELECT
        told45.id AS "id",
        told45.part AS "part",
        told45.model AS "model",
        told45.priced AS "priced",
        told45.prompt_price AS "prompt_price",
        told45.completion_price AS "completion_price",
        told45.cache_read_price AS "cache_read_price",
        told45.cache_creation_price AS "cache_creation_price",
        told45.billed AS "billed",
        told45.completion AS "completion",
        told45.cache_read AS "cache_read",
        told45.cache_creation AS "cache_creation",
        told45.longest AS "longest",
        told45.reach AS "reach",
        told45.role AS "role",
        CASE WHEN told45.role = 1 THEN MAX(told45.told) OVER (PARTITION BY told45.at) END AS "above"
      FROM (
        SELECT
          rows129.id,
          rows129.part AS "part",
          rows129.model AS "model",
          rows129.priced AS "priced",
          rows129.prompt_price AS "prompt_price",
          rows129.completion_price AS "completion_price",
          rows129.cache_read_price AS "cache_read_price",
          rows129.cache_creation_price AS "cache_creation_price",
          rows129.billed AS "billed",
          rows129.completion AS "completion",
          rows129.cache_read AS "cache_read",
          rows129.cache_creation AS "cache_creation",
          rows129.longest AS "longest",
          rows129.reach AS "reach",
          rows129.id AS "at",
          rows129.parent AS "told",
          0 AS "role"
        FROM step43 AS rows129
        WHERE
          rows129.part = 0
          AND rows129.reach < rows129.longest
          AND rows129.parent IS NOT NULL
        UNION ALL
        SELECT
          rows130.id,
          rows130.part AS "part",
          rows130.model AS "model",
          rows130.priced AS "priced",
          rows130.prompt_price AS "prompt_price",
          rows130.completion_price AS "completion_price",
          rows130.cache_read_price AS "cache_read_price",
          rows130.cache_creation_price AS "cache_creation_price",
          rows130.billed AS "billed",
          rows130.completion AS "completion",
          rows130.cache_read AS "cache_read",
          rows130.cache_creation AS "cache_creation",
          rows130.longest AS "longest",
          rows130.reach AS "reach",
          rows130.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step43 AS rows130
        WHERE
          rows130.reach < rows130.longest AND rows130.parent IS NOT NULL
        UNION ALL
        SELECT
          rows131.parent AS "id",
          rows131.part AS "part",
          rows131.model AS "model",
          rows131.priced AS "priced",
          rows131.prompt_price AS "prompt_price",
          rows131.completion_price AS "completion_price",
          rows131.cache_read_price AS "cache_read_price",
          rows131.cache_creation_price AS "cache_creation_price",
          rows131.billed AS "billed",
          rows131.completion AS "completion",
          rows131.cache_read AS "cache_read",
          rows131.cache_creation AS "cache_creation",
          rows131.longest AS "longest",
          rows131.reach AS "reach",
          rows131.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step43 AS rows131
        WHERE
          rows131.part = 1
          AND rows131.reach < rows131.longest
          AND rows131.parent IS NOT NULL
      ) AS told45
    ) AS going42
    WHERE
      going42.role > 0
  ) AS moved42
  WHERE
    moved42.parent IS NOT NULL
  GROUP BY
    moved42.id,
    moved42.parent,
    moved42.part,
    moved42.model,
    moved42.priced,
    moved42.prompt_price,
    moved42.completion_price,
    moved42.cache_read_price,
    moved42.cache_creation_price,
    moved42.longest,
    moved42.reach
), step45 AS MATERIALIZED (
  SELECT
    moved43.id,
    moved43.parent,
    moved43.part,
    moved43.model,
    moved43.priced,
    moved43.prompt_price,
    moved43.completion_price,
    moved43.cache_read_price,
    moved43.cache_creation_price,
    moved43.longest,
    SUM(moved43.billed) AS "billed",
    SUM(moved43.completion) AS "completion",
    SUM(moved43.cache_read) AS "cache_read",
    SUM(moved43.cache_creation) AS "cache_creation",
    moved43.reach * 2 AS "reach"
  FROM (
    SELECT
      going43.id AS "id",
      going43.part AS "part",
      going43.model AS "model",
      going43.priced AS "priced",
      going43.prompt_price AS "prompt_price",
      going43.completion_price AS "completion_price",
      going43.cache_read_price AS "cache_read_price",
      going43.cache_creation_price AS "cache_creation_price",
      going43.billed AS "billed",
      going43.completion AS "completion",
      going43.cache_read AS "cache_read",
      going43.cache_creation AS "cache_creation",
      going43.longest AS "longest",
      going43.reach AS "reach",
      MAX(going43.above) OVER (PARTITION BY going43.id) AS "parent"
    FROM (
      SELECT
        told46.id AS "id",
        told46.part AS "part",
        told46.model AS "model",
        told46.priced AS "priced",
        told46.prompt_price AS "prompt_price",
        told46.completion_price AS "completion_price",
        told46.cache_read_price AS "cache_read_price",
        told46.cache_creation_price AS "cache_creation_price",
        told46.billed AS "billed",
        told46.completion AS "completion",
        told46.cache_read AS "cache_read",
        told46.cache_creation AS "cache_creation",
        told46.longest AS "longest",
        told46.reach AS "reach",
        told46.role AS "role",
        CASE WHEN told46.role = 1 THEN MAX(told46.told) OVER (PARTITION BY told46.at) END AS "above"
      FROM (
        SELECT
          rows132.id,
          rows132.part AS "part",
          rows132.model AS "model",
          rows132.priced AS "priced",
          rows132.prompt_price AS "prompt_price",
          rows132.completion_price AS "completion_price",
          rows132.cache_read_price AS "cache_read_price",
          rows132.cache_creation_price AS "cache_creation_price",
          rows132.billed AS "billed",
          rows132.completion AS "completion",
          rows132.cache_read AS "cache_read",
          rows132.cache_creation AS "cache_creation",
          rows132.longest AS "longest",
          rows132.reach AS "reach",
          rows132.id AS "at",
          rows132.parent AS "told",
          0 AS "role"
        FROM step44 AS rows132
        WHERE
          rows132.part = 0
          AND rows132.reach < rows132.longest
          AND rows132.parent IS NOT NULL
        UNION ALL
        SELECT
          rows133.id,
          rows133.part AS "part",
          rows133.model AS "model",
          rows133.priced AS "priced",
          rows133.prompt_price AS "prompt_price",
          rows133.completion_price AS "completion_price",
          rows133.cache_read_price AS "cache_read_price",
          rows133.cache_creation_price AS "cache_creation_price",
          rows133.billed AS "billed",
          rows133.completion AS "completion",
          rows133.cache_read AS "cache_read",
          rows133.cache_creation AS "cache_creation",
          rows133.longest AS "longest",
          rows133.reach AS "reach",
          rows133.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step44 AS rows133
        WHERE
          rows133.reach < rows133.longest AND rows133.parent IS NOT NULL
        UNION ALL
        SELECT
          rows134.parent AS "id",
          rows134.part AS "part",
          rows134.model AS "model",
          rows134.priced AS "priced",
          rows134.prompt_price AS "prompt_price",
          rows134.completion_price AS "completion_price",
          rows134.cache_read_price AS "cache_read_price",
          rows134.cache_creation_price AS "cache_creation_price",
          rows134.billed AS "billed",
          rows134.completion AS "completion",
          rows134.cache_read AS "cache_read",
          rows134.cache_creation AS "cache_creation",
          rows134.longest AS "longest",
          rows134.reach AS "reach",
          rows134.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step44 AS rows134
        WHERE
          rows134.part = 1
          AND rows134.reach < rows134.longest
          AND rows134.parent IS NOT NULL
      ) AS told46
    ) AS going43
    WHERE
      going43.role > 0
  ) AS moved43
  WHERE
    moved43.parent IS NOT NULL
  GROUP BY
    moved43.id,
    moved43.parent,
    moved43.part,
    moved43.model,
    moved43.priced,
    moved43.prompt_price,
    moved43.completion_price,
    moved43.cache_read_price,
    moved43.cache_creation_price,
    moved43.longest,
    moved43.reach
), step46 AS MATERIALIZED (
  SELECT
    moved44.id,
    moved44.parent,
    moved44.part,
    moved44.model,
    moved44.priced,
    moved44.prompt_price,
    moved44.completion_price,
    moved44.cache_read_price,
    moved44.cache_creation_price,
    moved44.longest,
    SUM(moved44.billed) AS "billed",
    SUM(moved44.completion) AS "completion",
    SUM(moved44.cache_read) AS "cache_read",
    SUM(moved44.cache_creation) AS "cache_creation",
    moved44.reach * 2 AS "reach"
  FROM (
    SELECT
      going44.id AS "id",
      going44.part AS "part",
      going44.model AS "model",
      going44.priced AS "priced",
      going44.prompt_price AS "prompt_price",
      going44.completion_price AS "completion_price",
      going44.cache_read_price AS "cache_read_price",
      going44.cache_creation_price AS "cache_creation_price",
      going44.billed AS "billed",
      going44.completion AS "completion",
      going44.cache_read AS "cache_read",
      going44.cache_creation AS "cache_creation",
      going44.longest AS "longest",
      going44.reach AS "reach",
      MAX(going44.above) OVER (PARTITION BY going44.id) AS "parent"
    FROM (
      SELECT
        told47.id AS "id",
        told47.part AS "part",
        told47.model AS "model",
        told47.priced AS "priced",
        told47.prompt_price AS "prompt_price",
        told47.completion_price AS "completion_price",
        told47.cache_read_price AS "cache_read_price",
        told47.cache_creation_price AS "cache_creation_price",
        told47.billed AS "billed",
        told47.completion AS "completion",
        told47.cache_read AS "cache_read",
        told47.cache_creation AS "cache_creation",
        told47.longest AS "longest",
        told47.reach AS "reach",
        told47.role AS "role",
        CASE WHEN told47.role = 1 THEN MAX(told47.told) OVER (PARTITION BY told47.at) END AS "above"
      FROM (
        SELECT
          rows135.id,
          rows135.part AS "part",
          rows135.model AS "model",
          rows135.priced AS "priced",
          rows135.prompt_price AS "prompt_price",
          rows135.completion_price AS "completion_price",
          rows135.cache_read_price AS "cache_read_price",
          rows135.cache_creation_price AS "cache_creation_price",
          rows135.billed AS "billed",
          rows135.completion AS "completion",
          rows135.cache_read AS "cache_read",
          rows135.cache_creation AS "cache_creation",
          rows135.longest AS "longest",
          rows135.reach AS "reach",
          rows135.id AS "at",
          rows135.parent AS "told",
          0 AS "role"
        FROM step45 AS rows135
        WHERE
          rows135.part = 0
          AND rows135.reach < rows135.longest
          AND rows135.parent IS NOT NULL
        UNION ALL
        SELECT
          rows136.id,
          rows136.part AS "part",
          rows136.model AS "model",
          rows136.priced AS "priced",
          rows136.prompt_price AS "prompt_price",
          rows136.completion_price AS "completion_price",
          rows136.cache_read_price AS "cache_read_price",
          rows136.cache_creation_price AS "cache_creation_price",
          rows136.billed AS "billed",
          rows136.completion AS "completion",
          rows136.cache_read AS "cache_read",
          rows136.cache_creation AS "cache_creation",
          rows136.longest AS "longest",
          rows136.reach AS "reach",
          rows136.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step45 AS rows136
        WHERE
          rows136.reach < rows136.longest AND rows136.parent IS NOT NULL
        UNION ALL
        SELECT
          rows137.parent AS "id",
          rows137.part AS "part",
          rows137.model AS "model",
          rows137.priced AS "priced",
          rows137.prompt_price AS "prompt_price",
          rows137.completion_price AS "completion_price",
          rows137.cache_read_price AS "cache_read_price",
          rows137.cache_creation_price AS "cache_creation_price",
          rows137.billed AS "billed",
          rows137.completion AS "completion",
          rows137.cache_read AS "cache_read",
          rows137.cache_creation AS "cache_creation",
          rows137.longest AS "longest",
          rows137.reach AS "reach",
          rows137.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step45 AS rows137
        WHERE
          rows137.part = 1
          AND rows137.reach < rows137.longest
          AND rows137.parent IS NOT NULL
      ) AS told47
    ) AS going44
    WHERE
      going44.role > 0
  ) AS moved44
  WHERE
    moved44.parent IS NOT NULL
  GROUP BY
    moved44.id,
    moved44.parent,
    moved44.part,
    moved44.model,
    moved44.priced,
    moved44.prompt_price,
    moved44.completion_price,
    moved44.cache_read_price,
    moved44.cache_creation_price,
    moved44.longest,
    moved44.reach
), step47 AS MATERIALIZED (
  SELECT
    moved45.id,
    moved45.parent,
    moved45.part,
    moved45.model,
    moved45.priced,
    moved45.prompt_price,
    moved45.completion_price,
    moved45.cache_read_price,
    moved45.cache_creation_price,
    moved45.longest,
    SUM(moved45.billed) AS "billed",
    SUM(moved45.completion) AS "completion",
    SUM(moved45.cache_read) AS "cache_read",
    SUM(moved45.cache_creation) AS "cache_creation",
    moved45.reach * 2 AS "reach"
  FROM (
    SELECT
      going45.id AS "id",
      going45.part AS "part",
      going45.model AS "model",
      going45.priced AS "priced",
      going45.prompt_price AS "prompt_price",
      going45.completion_price AS "completion_price",
      going45.cache_read_price AS "cache_read_price",
      going45.cache_creation_price AS "cache_creation_price",
      going45.billed AS "billed",
      going45.completion AS "completion",
      going45.cache_read AS "cache_read",
      going45.cache_creation AS "cache_creation",
      going45.longest AS "longest",
      going45.reach AS "reach",
      MAX(going45.above) OVER (PARTITION BY going45.id) AS "parent"
    FROM (
      SELECT
        told48.id AS "id",
        told48.part AS "part",
        told48.model AS "model",
        told48.priced AS "priced",
        told48.prompt_price AS "prompt_price",
        told48.completion_price AS "completion_price",
        told48.cache_read_price AS "cache_read_price",
        told48.cache_creation_price AS "cache_creation_price",
        told48.billed AS "billed",
        told48.completion AS "completion",
        told48.cache_read AS "cache_read",
        told48.cache_creation AS "cache_creation",
        told48.longest AS "longest",
        told48.reach AS "reach",
        told48.role AS "role",
        CASE WHEN told48.role = 1 THEN MAX(told48.told) OVER (PARTITION BY told48.at) END AS "above"
      FROM (
        SELECT
          rows138.id,
          rows138.part AS "part",
          rows138.model AS "model",
          rows138.priced AS "priced",
          rows138.prompt_price AS "prompt_price",
          rows138.completion_price AS "completion_price",
          rows138.cache_read_price AS "cache_read_price",
          rows138.cache_creation_price AS "cache_creation_price",
          rows138.billed AS "billed",
          rows138.completion AS "completion",
          rows138.cache_read AS "cache_read",
          rows138.cache_creation AS "cache_creation",
          rows138.longest AS "longest",
          rows138.reach AS "reach",
          rows138.id AS "at",
          rows138.parent AS "told",
          0 AS "role"
        FROM step46 AS rows138
        WHERE
          rows138.part = 0
          AND rows138.reach < rows138.longest
          AND rows138.parent IS NOT NULL
        UNION ALL
        SELECT
          rows139.id,
          rows139.part AS "part",
          rows139.model AS "model",
          rows139.priced AS "priced",
          rows139.prompt_price AS "prompt_price",
          rows139.completion_price AS "completion_price",
          rows139.cache_read_price AS "cache_read_price",
          rows139.cache_creation_price AS "cache_creation_price",
          rows139.billed AS "billed",
          rows139.completion AS "completion",
          rows139.cache_read AS "cache_read",
          rows139.cache_creation AS "cache_creation",
          rows139.longest AS "longest",
          rows139.reach AS "reach",
          rows139.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step46 AS rows139
        WHERE
          rows139.reach < rows139.longest AND rows139.parent IS NOT NULL
        UNION ALL
        SELECT
          rows140.parent AS "id",
          rows140.part AS "part",
          rows140.model AS "model",
          rows140.priced AS "priced",
          rows140.prompt_price AS "prompt_price",
          rows140.completion_price AS "completion_price",
          rows140.cache_read_price AS "cache_read_price",
          rows140.cache_creation_price AS "cache_creation_price",
          rows140.billed AS "billed",
          rows140.completion AS "completion",
          rows140.cache_read AS "cache_read",
          rows140.cache_creation AS "cache_creation",
          rows140.longest AS "longest",
          rows140.reach AS "reach",
          rows140.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step46 AS rows140
        WHERE
          rows140.part = 1
          AND rows140.reach < rows140.longest
          AND rows140.parent IS NOT NULL
      ) AS told48
    ) AS going45
    WHERE
      going45.role > 0
  ) AS moved45
  WHERE
    moved45.parent IS NOT NULL
  GROUP BY
    moved45.id,
    moved45.parent,
    moved45.part,
    moved45.model,
    moved45.priced,
    moved45.prompt_price,
    moved45.completion_price,
    moved45.cache_read_price,
    moved45.cache_creation_price,
    moved45.longest,
    moved45.reach
), step48 AS MATERIALIZED (
  SELECT
    moved46.id,
    moved46.parent,
    moved46.part,
    moved46.model,
    moved46.priced,
    moved46.prompt_price,
    moved46.completion_price,
    moved46.cache_read_price,
    moved46.cache_creation_price,
    moved46.longest,
    SUM(moved46.billed) AS "billed",
    SUM(moved46.completion) AS "completion",
    SUM(moved46.cache_read) AS "cache_read",
    SUM(moved46.cache_creation) AS "cache_creation",
    moved46.reach * 2 AS "reach"
  FROM (
    SELECT
      going46.id AS "id",
      going46.part AS "part",
      going46.model AS "model",
      going46.priced AS "priced",
      going46.prompt_price AS "prompt_price",
      going46.completion_price AS "completion_price",
      going46.cache_read_price AS "cache_read_price",
      going46.cache_creation_price AS "cache_creation_price",
      going46.billed AS "billed",
      going46.completion AS "completion",
      going46.cache_read AS "cache_read",
      going46.cache_creation AS "cache_creation",
      going46.longest AS "longest",
      going46.reach AS "reach",
      MAX(going46.above) OVER (PARTITION BY going46.id) AS "parent"
    FROM (
      SELECT
        told49.id AS "id",
        told49.part AS "part",
        told49.model AS "model",
        told49.priced AS "priced",
        told49.prompt_price AS "prompt_price",
        told49.completion_price AS "completion_price",
        told49.cache_read_price AS "cache_read_price",
        told49.cache_creation_price AS "cache_creation_price",
        told49.billed AS "billed",
        told49.completion AS "completion",
        told49.cache_read AS "cache_read",
        told49.cache_creation AS "cache_creation",
        told49.longest AS "longest",
        told49.reach AS "reach",
        told49.role AS "role",
        CASE WHEN told49.role = 1 THEN MAX(told49.told) OVER (PARTITION BY told49.at) END AS "above"
      FROM (
        SELECT
          rows141.id,
          rows141.part AS "part",
          rows141.model AS "model",
          rows141.priced AS "priced",
          rows141.prompt_price AS "prompt_price",
          rows141.completion_price AS "completion_price",
          rows141.cache_read_price AS "cache_read_price",
          rows141.cache_creation_price AS "cache_creation_price",
          rows141.billed AS "billed",
          rows141.completion AS "completion",
          rows141.cache_read AS "cache_read",
          rows141.cache_creation AS "cache_creation",
          rows141.longest AS "longest",
          rows141.reach AS "reach",
          rows141.id AS "at",
          rows141.parent AS "told",
          0 AS "role"
        FROM step47 AS rows141
        WHERE
          rows141.part = 0
          AND rows141.reach < rows141.longest
          AND rows141.parent IS NOT NULL
        UNION ALL
        SELECT
          rows142.id,
          rows142.part AS "part",
          rows142.model AS "model",
          rows142.priced AS "priced",
          rows142.prompt_price AS "prompt_price",
          rows142.completion_price AS "completion_price",
          rows142.cache_read_price AS "cache_read_price",
          rows142.cache_creation_price AS "cache_creation_price",
          rows142.billed AS "billed",
          rows142.completion AS "completion",
          rows142.cache_read AS "cache_read",
          rows142.cache_creation AS "cache_creation",
          rows142.longest AS "longest",
          rows142.reach AS "reach",
          rows142.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step47 AS rows142
        WHERE
          rows142.reach < rows142.longest AND rows142.parent IS NOT NULL
        UNION ALL
        SELECT
          rows143.parent AS "id",
          rows143.part AS "part",
          rows143.model AS "model",
          rows143.priced AS "priced",
          rows143.prompt_price AS "prompt_price",
          rows143.completion_price AS "completion_price",
          rows143.cache_read_price AS "cache_read_price",
          rows143.cache_creation_price AS "cache_creation_price",
          rows143.billed AS "billed",
          rows143.completion AS "completion",
          rows143.cache_read AS "cache_read",
          rows143.cache_creation AS "cache_creation",
          rows143.longest AS "longest",
          rows143.reach AS "reach",
          rows143.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step47 AS rows143
        WHERE
          rows143.part = 1
          AND rows143.reach < rows143.longest
          AND rows143.parent IS NOT NULL
      ) AS told49
    ) AS going46
    WHERE
      going46.role > 0
  ) AS moved46
  WHERE
    moved46.parent IS NOT NULL
  GROUP BY
    moved46.id,
    moved46.parent,
    moved46.part,
    moved46.model,
    moved46.priced,
    moved46.prompt_price,
    moved46.completion_price,
    moved46.cache_read_price,
    moved46.cache_creation_price,
    moved46.longest,
    moved46.reach
), step49 AS MATERIALIZED (
  SELECT
    moved47.id,
    moved47.parent,
    moved47.part,
    moved47.model,
    moved47.priced,
    moved47.prompt_price,
    moved47.completion_price,
    moved47.cache_read_price,
    moved47.cache_creation_price,
    moved47.longest,
    SUM(moved47.billed) AS "billed",
    SUM(moved47.completion) AS "completion",
    SUM(moved47.cache_read) AS "cache_read",
    SUM(moved47.cache_creation) AS "cache_creation",
    moved47.reach * 2 AS "reach"
  FROM (
    SELECT
      going47.id AS "id",
      going47.part AS "part",
      going47.model AS "model",
      going47.priced AS "priced",
      going47.prompt_price AS "prompt_price",
      going47.completion_price AS "completion_price",
      going47.cache_read_price AS "cache_read_price",
      going47.cache_creation_price AS "cache_creation_price",
      going47.billed AS "billed",
      going47.completion AS "completion",
      going47.cache_read AS "cache_read",
      going47.cache_creation AS "cache_creation",
      going47.longest AS "longest",
      going47.reach AS "reach",
      MAX(going47.above) OVER (PARTITION BY going47.id) AS "parent"
    FROM (
      SELECT
        told50.id AS "id",
        told50.part AS "part",
        told50.model AS "model",
        told50.priced AS "priced",
        told50.prompt_price AS "prompt_price",
        told50.completion_price AS "completion_price",
        told50.cache_read_price AS "cache_read_price",
        told50.cache_creation_price AS "cache_creation_price",
        told50.billed AS "billed",
        told50.completion AS "completion",
        told50.cache_read AS "cache_read",
        told50.cache_creation AS "cache_creation",
        told50.longest AS "longest",
        told50.reach AS "reach",
        told50.role AS "role",
        CASE WHEN told50.role = 1 THEN MAX(told50.told) OVER (PARTITION BY told50.at) END AS "above"
      FROM (
        SELECT
          rows144.id,
          rows144.part AS "part",
          rows144.model AS "model",
          rows144.priced AS "priced",
          rows144.prompt_price AS "prompt_price",
          rows144.completion_price AS "completion_price",
          rows144.cache_read_price AS "cache_read_price",
          rows144.cache_creation_price AS "cache_creation_price",
          rows144.billed AS "billed",
          rows144.completion AS "completion",
          rows144.cache_read AS "cache_read",
          rows144.cache_creation AS "cache_creation",
          rows144.longest AS "longest",
          rows144.reach AS "reach",
          rows144.id AS "at",
          rows144.parent AS "told",
          0 AS "role"
        FROM step48 AS rows144
        WHERE
          rows144.part = 0
          AND rows144.reach < rows144.longest
          AND rows144.parent IS NOT NULL
        UNION ALL
        SELECT
          rows145.id,
          rows145.part AS "part",
          rows145.model AS "model",
          rows145.priced AS "priced",
          rows145.prompt_price AS "prompt_price",
          rows145.completion_price AS "completion_price",
          rows145.cache_read_price AS "cache_read_price",
          rows145.cache_creation_price AS "cache_creation_price",
          rows145.billed AS "billed",
          rows145.completion AS "completion",
          rows145.cache_read AS "cache_read",
          rows145.cache_creation AS "cache_creation",
          rows145.longest AS "longest",
          rows145.reach AS "reach",
          rows145.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step48 AS rows145
        WHERE
          rows145.reach < rows145.longest AND rows145.parent IS NOT NULL
        UNION ALL
        SELECT
          rows146.parent AS "id",
          rows146.part AS "part",
          rows146.model AS "model",
          rows146.priced AS "priced",
          rows146.prompt_price AS "prompt_price",
          rows146.completion_price AS "completion_price",
          rows146.cache_read_price AS "cache_read_price",
          rows146.cache_creation_price AS "cache_creation_price",
          rows146.billed AS "billed",
          rows146.completion AS "completion",
          rows146.cache_read AS "cache_read",
          rows146.cache_creation AS "cache_creation",
          rows146.longest AS "longest",
          rows146.reach AS "reach",
          rows146.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step48 AS rows146
        WHERE
          rows146.part = 1
          AND rows146.reach < rows146.longest
          AND rows146.parent IS NOT NULL
      ) AS told50
    ) AS going47
    WHERE
      going47.role > 0
  ) AS moved47
  WHERE
    moved47.parent IS NOT NULL
  GROUP BY
    moved47.id,
    moved47.parent,
    moved47.part,
    moved47.model,
    moved47.priced,
    moved47.prompt_price,
    moved47.completion_price,
    moved47.cache_read_price,
    moved47.cache_creation_price,
    moved47.longest,
    moved47.reach
), step50 AS MATERIALIZED (
  SELECT
    moved48.id,
    moved48.parent,
    moved48.part,
    moved48.model,
    moved48.priced,
    moved48.prompt_price,
    moved48.completion_price,
    moved48.cache_read_price,
    moved48.cache_creation_price,
    moved48.longest,
    SUM(moved48.billed) AS "billed",
    SUM(moved48.completion) AS "completion",
    SUM(moved48.cache_read) AS "cache_read",
    SUM(moved48.cache_creation) AS "cache_creation",
    moved48.reach * 2 AS "reach"
  FROM (
    SELECT
      going48.id AS "id",
      going48.part AS "part",
      going48.model AS "model",
      going48.priced AS "priced",
      going48.prompt_price AS "prompt_price",
      going48.completion_price AS "completion_price",
      going48.cache_read_price AS "cache_read_price",
      going48.cache_creation_price AS "cache_creation_price",
      going48.billed AS "billed",
      going48.completion AS "completion",
      going48.cache_read AS "cache_read",
      going48.cache_creation AS "cache_creation",
      going48.longest AS "longest",
      going48.reach AS "reach",
      MAX(going48.above) OVER (PARTITION BY going48.id) AS "parent"
    FROM (
      SELECT
        told51.id AS "id",
        told51.part AS "part",
        told51.model AS "model",
        told51.priced AS "priced",
        told51.prompt_price AS "prompt_price",
        told51.completion_price AS "completion_price",
        told51.cache_read_price AS "cache_read_price",
        told51.cache_creation_price AS "cache_creation_price",
        told51.billed AS "billed",
        told51.completion AS "completion",
        told51.cache_read AS "cache_read",
        told51.cache_creation AS "cache_creation",
        told51.longest AS "longest",
        told51.reach AS "reach",
        told51.role AS "role",
        CASE WHEN told51.role = 1 THEN MAX(told51.told) OVER (PARTITION BY told51.at) END AS "above"
      FROM (
        SELECT
          rows147.id,
          rows147.part AS "part",
          rows147.model AS "model",
          rows147.priced AS "priced",
          rows147.prompt_price AS "prompt_price",
          rows147.completion_price AS "completion_price",
          rows147.cache_read_price AS "cache_read_price",
          rows147.cache_creation_price AS "cache_creation_price",
          rows147.billed AS "billed",
          rows147.completion AS "completion",
          rows147.cache_read AS "cache_read",
          rows147.cache_creation AS "cache_creation",
          rows147.longest AS "longest",
          rows147.reach AS "reach",
          rows147.id AS "at",
          rows147.parent AS "told",
          0 AS "role"
        FROM step49 AS rows147
        WHERE
          rows147.part = 0
          AND rows147.reach < rows147.longest
          AND rows147.parent IS NOT NULL
        UNION ALL
        SELECT
          rows148.id,
          rows148.part AS "part",
          rows148.model AS "model",
          rows148.priced AS "priced",
          rows148.prompt_price AS "prompt_price",
          rows148.completion_price AS "completion_price",
          rows148.cache_read_price AS "cache_read_price",
          rows148.cache_creation_price AS "cache_creation_price",
          rows148.billed AS "billed",
          rows148.completion AS "completion",
          rows148.cache_read AS "cache_read",
          rows148.cache_creation AS "cache_creation",
          rows148.longest AS "longest",
          rows148.reach AS "reach",
          rows148.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step49 AS rows148
        WHERE
          rows148.reach < rows148.longest AND rows148.parent IS NOT NULL
        UNION ALL
        SELECT
          rows149.parent AS "id",
          rows149.part AS "part",
          rows149.model AS "model",
          rows149.priced AS "priced",
          rows149.prompt_price AS "prompt_price",
          rows149.completion_price AS "completion_price",
          rows149.cache_read_price AS "cache_read_price",
          rows149.cache_creation_price AS "cache_creation_price",
          rows149.billed AS "billed",
          rows149.completion AS "completion",
          rows149.cache_read AS "cache_read",
          rows149.cache_creation AS "cache_creation",
          rows149.longest AS "longest",
          rows149.reach AS "reach",
          rows149.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step49 AS rows149
        WHERE
          rows149.part = 1
          AND rows149.reach < rows149.longest
          AND rows149.parent IS NOT NULL
      ) AS told51
    ) AS going48
    WHERE
      going48.role > 0
  ) AS moved48
  WHERE
    moved48.parent IS NOT NULL
  GROUP BY
    moved48.id,
    moved48.parent,
    moved48.part,
    moved48.model,
    moved48.priced,
    moved48.prompt_price,
    moved48.completion_price,
    moved48.cache_read_price,
    moved48.cache_creation_price,
    moved48.longest,
    moved48.reach
), step51 AS MATERIALIZED (
  SELECT
    moved49.id,
    moved49.parent,
    moved49.part,
    moved49.model,
    moved49.priced,
    moved49.prompt_price,
    moved49.completion_price,
    moved49.cache_read_price,
    moved49.cache_creation_price,
    moved49.longest,
    SUM(moved49.billed) AS "billed",
    SUM(moved49.completion) AS "completion",
    SUM(moved49.cache_read) AS "cache_read",
    SUM(moved49.cache_creation) AS "cache_creation",
    moved49.reach * 2 AS "reach"
  FROM (
    SELECT
      going49.id AS "id",
      going49.part AS "part",
      going49.model AS "model",
      going49.priced AS "priced",
      going49.prompt_price AS "prompt_price",
      going49.completion_price AS "completion_price",
      going49.cache_read_price AS "cache_read_price",
      going49.cache_creation_price AS "cache_creation_price",
      going49.billed AS "billed",
      going49.completion AS "completion",
      going49.cache_read AS "cache_read",
      going49.cache_creation AS "cache_creation",
      going49.longest AS "longest",
      going49.reach AS "reach",
      MAX(going49.above) OVER (PARTITION BY going49.id) AS "parent"
    FROM (
      SELECT
        told52.id AS "id",
        told52.part AS "part",
        told52.model AS "model",
        told52.priced AS "priced",
        told52.prompt_price AS "prompt_price",
        told52.completion_price AS "completion_price",
        told52.cache_read_price AS "cache_read_price",
        told52.cache_creation_price AS "cache_creation_price",
        told52.billed AS "billed",
        told52.completion AS "completion",
        told52.cache_read AS "cache_read",
        told52.cache_creation AS "cache_creation",
        told52.longest AS "longest",
        told52.reach AS "reach",
        told52.role AS "role",
        CASE WHEN told52.role = 1 THEN MAX(told52.told) OVER (PARTITION BY told52.at) END AS "above"
      FROM (
        SELECT
          rows150.id,
          rows150.part AS "part",
          rows150.model AS "model",
          rows150.priced AS "priced",
          rows150.prompt_price AS "prompt_price",
          rows150.completion_price AS "completion_price",
          rows150.cache_read_price AS "cache_read_price",
          rows150.cache_creation_price AS "cache_creation_price",
          rows150.billed AS "billed",
          rows150.completion AS "completion",
          rows150.cache_read AS "cache_read",
          rows150.cache_creation AS "cache_creation",
          rows150.longest AS "longest",
          rows150.reach AS "reach",
          rows150.id AS "at",
          rows150.parent AS "told",
          0 AS "role"
        FROM step50 AS rows150
        WHERE
          rows150.part = 0
          AND rows150.reach < rows150.longest
          AND rows150.parent IS NOT NULL
        UNION ALL
        SELECT
          rows151.id,
          rows151.part AS "part",
          rows151.model AS "model",
          rows151.priced AS "priced",
          rows151.prompt_price AS "prompt_price",
          rows151.completion_price AS "completion_price",
          rows151.cache_read_price AS "cache_read_price",
          rows151.cache_creation_price AS "cache_creation_price",
          rows151.billed AS "billed",
          rows151.completion AS "completion",
          rows151.cache_read AS "cache_read",
          rows151.cache_creation AS "cache_creation",
          rows151.longest AS "longest",
          rows151.reach AS "reach",
          rows151.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step50 AS rows151
        WHERE
          rows151.reach < rows151.longest AND rows151.parent IS NOT NULL
        UNION ALL
        SELECT
          rows152.parent AS "id",
          rows152.part AS "part",
          rows152.model AS "model",
          rows152.priced AS "priced",
          rows152.prompt_price AS "prompt_price",
          rows152.completion_price AS "completion_price",
          rows152.cache_read_price AS "cache_read_price",
          rows152.cache_creation_price AS "cache_creation_price",
          rows152.billed AS "billed",
          rows152.completion AS "completion",
          rows152.cache_read AS "cache_read",
          rows152.cache_creation AS "cache_creation",
          rows152.longest AS "longest",
          rows152.reach AS "reach",
          rows152.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step50 AS rows152
        WHERE
          rows152.part = 1
          AND rows152.reach < rows152.longest
          AND rows152.parent IS NOT NULL
      ) AS told52
    ) AS going49
    WHERE
      going49.role > 0
  ) AS moved49
  WHERE
    moved49.parent IS NOT NULL
  GROUP BY
    moved49.id,
    moved49.parent,
    moved49.part,
    moved49.model,
    moved49.priced,
    moved49.prompt_price,
    moved49.completion_price,
    moved49.cache_read_price,
    moved49.cache_creation_price,
    moved49.longest,
    moved49.reach
), step52 AS MATERIALIZED (
  SELECT
    moved50.id,
    moved50.parent,
    moved50.part,
    moved50.model,
    moved50.priced,
    moved50.prompt_price,
    moved50.completion_price,
    moved50.cache_read_price,
    moved50.cache_creation_price,
    moved50.longest,
    SUM(moved50.billed) AS "billed",
    SUM(moved50.completion) AS "completion",
    SUM(moved50.cache_read) AS "cache_read",
    SUM(moved50.cache_creation) AS "cache_creation",
    moved50.reach * 2 AS "reach"
  FROM (
    SELECT
      going50.id AS "id",
      going50.part AS "part",
      going50.model AS "model",
      going50.priced AS "priced",
      going50.prompt_price AS "prompt_price",
      going50.completion_price AS "completion_price",
      going50.cache_read_price AS "cache_read_price",
      going50.cache_creation_price AS "cache_creation_price",
      going50.billed AS "billed",
      going50.completion AS "completion",
      going50.cache_read AS "cache_read",
      going50.cache_creation AS "cache_creation",
      going50.longest AS "longest",
      going50.reach AS "reach",
      MAX(going50.above) OVER (PARTITION BY going50.id) AS "parent"
    FROM (
      SELECT
        told53.id AS "id",
        told53.part AS "part",
        told53.model AS "model",
        told53.priced AS "priced",
        told53.prompt_price AS "prompt_price",
        told53.completion_price AS "completion_price",
        told53.cache_read_price AS "cache_read_price",
        told53.cache_creation_price AS "cache_creation_price",
        told53.billed AS "billed",
        told53.completion AS "completion",
        told53.cache_read AS "cache_read",
        told53.cache_creation AS "cache_creation",
        told53.longest AS "longest",
        told53.reach AS "reach",
        told53.role AS "role",
        CASE WHEN told53.role = 1 THEN MAX(told53.told) OVER (PARTITION BY told53.at) END AS "above"
      FROM (
        SELECT
          rows153.id,
          rows153.part AS "part",
          rows153.model AS "model",
          rows153.priced AS "priced",
          rows153.prompt_price AS "prompt_price",
          rows153.completion_price AS "completion_price",
          rows153.cache_read_price AS "cache_read_price",
          rows153.cache_creation_price AS "cache_creation_price",
          rows153.billed AS "billed",
          rows153.completion AS "completion",
          rows153.cache_read AS "cache_read",
          rows153.cache_creation AS "cache_creation",
          rows153.longest AS "longest",
          rows153.reach AS "reach",
          rows153.id AS "at",
          rows153.parent AS "told",
          0 AS "role"
        FROM step51 AS rows153
        WHERE
          rows153.part = 0
          AND rows153.reach < rows153.longest
          AND rows153.parent IS NOT NULL
        UNION ALL
        SELECT
          rows154.id,
          rows154.part AS "part",
          rows154.model AS "model",
          rows154.priced AS "priced",
          rows154.prompt_price AS "prompt_price",
          rows154.completion_price AS "completion_price",
          rows154.cache_read_price AS "cache_read_price",
          rows154.cache_creation_price AS "cache_creation_price",
          rows154.billed AS "billed",
          rows154.completion AS "completion",
          rows154.cache_read AS "cache_read",
          rows154.cache_creation AS "cache_creation",
          rows154.longest AS "longest",
          rows154.reach AS "reach",
          rows154.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step51 AS rows154
        WHERE
          rows154.reach < rows154.longest AND rows154.parent IS NOT NULL
        UNION ALL
        SELECT
          rows155.parent AS "id",
          rows155.part AS "part",
          rows155.model AS "model",
          rows155.priced AS "priced",
          rows155.prompt_price AS "prompt_price",
          rows155.completion_price AS "completion_price",
          rows155.cache_read_price AS "cache_read_price",
          rows155.cache_creation_price AS "cache_creation_price",
          rows155.billed AS "billed",
          rows155.completion AS "completion",
          rows155.cache_read AS "cache_read",
          rows155.cache_creation AS "cache_creation",
          rows155.longest AS "longest",
          rows155.reach AS "reach",
          rows155.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step51 AS rows155
        WHERE
          rows155.part = 1
          AND rows155.reach < rows155.longest
          AND rows155.parent IS NOT NULL
      ) AS told53
    ) AS going50
    WHERE
      going50.role > 0
  ) AS moved50
  WHERE
    moved50.parent IS NOT NULL
  GROUP BY
    moved50.id,
    moved50.parent,
    moved50.part,
    moved50.model,
    moved50.priced,
    moved50.prompt_price,
    moved50.completion_price,
    moved50.cache_read_price,
    moved50.cache_creation_price,
    moved50.longest,
    moved50.reach
), step53 AS MATERIALIZED (
  SELECT
    moved51.id,
    moved51.parent,
    moved51.part,
    moved51.model,
    moved51.priced,
    moved51.prompt_price,
    moved51.completion_price,
    moved51.cache_read_price,
    moved51.cache_creation_price,
    moved51.longest,
    SUM(moved51.billed) AS "billed",
    SUM(moved51.completion) AS "completion",
    SUM(moved51.cache_read) AS "cache_read",
    SUM(moved51.cache_creation) AS "cache_creation",
    moved51.reach * 2 AS "reach"
  FROM (
    SELECT
      going51.id AS "id",
      going51.part AS "part",
      going51.model AS "model",
      going51.priced AS "priced",
      going51.prompt_price AS "prompt_price",
      going51.completion_price AS "completion_price",
      going51.cache_read_price AS "cache_read_price",
      going51.cache_creation_price AS "cache_creation_price",
      going51.billed AS "billed",
      going51.completion AS "completion",
      going51.cache_read AS "cache_read",
      going51.cache_creation AS "cache_creation",
      going51.longest AS "longest",
      going51.reach AS "reach",
      MAX(going51.above) OVER (PARTITION BY going51.id) AS "parent"
    FROM (
      SELECT
        told54.id AS "id",
        told54.part AS "part",
        told54.model AS "model",
        told54.priced AS "priced",
        told54.prompt_price AS "prompt_price",
        told54.completion_price AS "completion_price",
        told54.cache_read_price AS "cache_read_price",
        told54.cache_creation_price AS "cache_creation_price",
        told54.billed AS "billed",
        told54.completion AS "completion",
        told54.cache_read AS "cache_read",
        told54.cache_creation AS "cache_creation",
        told54.longest AS "longest",
        told54.reach AS "reach",
        told54.role AS "role",
        CASE WHEN told54.role = 1 THEN MAX(told54.told) OVER (PARTITION BY told54.at) END AS "above"
      FROM (
        SELECT
          rows156.id,
          rows156.part AS "part",
          rows156.model AS "model",
          rows156.priced AS "priced",
          rows156.prompt_price AS "prompt_price",
          rows156.completion_price AS "completion_price",
          rows156.cache_read_price AS "cache_read_price",
          rows156.cache_creation_price AS "cache_creation_price",
          rows156.billed AS "billed",
          rows156.completion AS "completion",
          rows156.cache_read AS "cache_read",
          rows156.cache_creation AS "cache_creation",
          rows156.longest AS "longest",
          rows156.reach AS "reach",
          rows156.id AS "at",
          rows156.parent AS "told",
          0 AS "role"
        FROM step52 AS rows156
        WHERE
          rows156.part = 0
          AND rows156.reach < rows156.longest
          AND rows156.parent IS NOT NULL
        UNION ALL
        SELECT
          rows157.id,
          rows157.part AS "part",
          rows157.model AS "model",
          rows157.priced AS "priced",
          rows157.prompt_price AS "prompt_price",
          rows157.completion_price AS "completion_price",
          rows157.cache_read_price AS "cache_read_price",
          rows157.cache_creation_price AS "cache_creation_price",
          rows157.billed AS "billed",
          rows157.completion AS "completion",
          rows157.cache_read AS "cache_read",
          rows157.cache_creation AS "cache_creation",
          rows157.longest AS "longest",
          rows157.reach AS "reach",
          rows157.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step52 AS rows157
        WHERE
          rows157.reach < rows157.longest AND rows157.parent IS NOT NULL
        UNION ALL
        SELECT
          rows158.parent AS "id",
          rows158.part AS "part",
          rows158.model AS "model",
          rows158.priced AS "priced",
          rows158.prompt_price AS "prompt_price",
          rows158.completion_price AS "completion_price",
          rows158.cache_read_price AS "cache_read_price",
          rows158.cache_creation_price AS "cache_creation_price",
          rows158.billed AS "billed",
          rows158.completion AS "completion",
          rows158.cache_read AS "cache_read",
          rows158.cache_creation AS "cache_creation",
          rows158.longest AS "longest",
          rows158.reach AS "reach",
          rows158.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step52 AS rows158
        WHERE
          rows158.part = 1
          AND rows158.reach < rows158.longest
          AND rows158.parent IS NOT NULL
      ) AS told54
    ) AS going51
    WHERE
      going51.role > 0
  ) AS moved51
  WHERE
    moved51.parent IS NOT NULL
  GROUP BY
    moved51.id,
    moved51.parent,
    moved51.part,
    moved51.model,
    moved51.priced,
    moved51.prompt_price,
    moved51.completion_price,
    moved51.cache_read_price,
    moved51.cache_creation_price,
    moved51.longest,
    moved51.reach
), step54 AS MATERIALIZED (
  SELECT
    moved52.id,
    moved52.parent,
    moved52.part,
    moved52.model,
    moved52.priced,
    moved52.prompt_price,
    moved52.completion_price,
    moved52.cache_read_price,
    moved52.cache_creation_price,
    moved52.longest,
    SUM(moved52.billed) AS "billed",
    SUM(moved52.completion) AS "completion",
    SUM(moved52.cache_read) AS "cache_read",
    SUM(moved52.cache_creation) AS "cache_creation",
    moved52.reach * 2 AS "reach"
  FROM (
    SELECT
      going52.id AS "id",
      going52.part AS "part",
      going52.model AS "model",
      going52.priced AS "priced",
      going52.prompt_price AS "prompt_price",
      going52.completion_price AS "completion_price",
      going52.cache_read_price AS "cache_read_price",
      going52.cache_creation_price AS "cache_creation_price",
      going52.billed AS "billed",
      going52.completion AS "completion",
      going52.cache_read AS "cache_read",
      going52.cache_creation AS "cache_creation",
      going52.longest AS "longest",
      going52.reach AS "reach",
      MAX(going52.above) OVER (PARTITION BY going52.id) AS "parent"
    FROM (
      SELECT
        told55.id AS "id",
        told55.part AS "part",
        told55.model AS "model",
        told55.priced AS "priced",
        told55.prompt_price AS "prompt_price",
        told55.completion_price AS "completion_price",
        told55.cache_read_price AS "cache_read_price",
        told55.cache_creation_price AS "cache_creation_price",
        told55.billed AS "billed",
        told55.completion AS "completion",
        told55.cache_read AS "cache_read",
        told55.cache_creation AS "cache_creation",
        told55.longest AS "longest",
        told55.reach AS "reach",
        told55.role AS "role",
        CASE WHEN told55.role = 1 THEN MAX(told55.told) OVER (PARTITION BY told55.at) END AS "above"
      FROM (
        SELECT
          rows159.id,
          rows159.part AS "part",
          rows159.model AS "model",
          rows159.priced AS "priced",
          rows159.prompt_price AS "prompt_price",
          rows159.completion_price AS "completion_price",
          rows159.cache_read_price AS "cache_read_price",
          rows159.cache_creation_price AS "cache_creation_price",
          rows159.billed AS "billed",
          rows159.completion AS "completion",
          rows159.cache_read AS "cache_read",
          rows159.cache_creation AS "cache_creation",
          rows159.longest AS "longest",
          rows159.reach AS "reach",
          rows159.id AS "at",
          rows159.parent AS "told",
          0 AS "role"
        FROM step53 AS rows159
        WHERE
          rows159.part = 0
          AND rows159.reach < rows159.longest
          AND rows159.parent IS NOT NULL
        UNION ALL
        SELECT
          rows160.id,
          rows160.part AS "part",
          rows160.model AS "model",
          rows160.priced AS "priced",
          rows160.prompt_price AS "prompt_price",
          rows160.completion_price AS "completion_price",
          rows160.cache_read_price AS "cache_read_price",
          rows160.cache_creation_price AS "cache_creation_price",
          rows160.billed AS "billed",
          rows160.completion AS "completion",
          rows160.cache_read AS "cache_read",
          rows160.cache_creation AS "cache_creation",
          rows160.longest AS "longest",
          rows160.reach AS "reach",
          rows160.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step53 AS rows160
        WHERE
          rows160.reach < rows160.longest AND rows160.parent IS NOT NULL
        UNION ALL
        SELECT
          rows161.parent AS "id",
          rows161.part AS "part",
          rows161.model AS "model",
          rows161.priced AS "priced",
          rows161.prompt_price AS "prompt_price",
          rows161.completion_price AS "completion_price",
          rows161.cache_read_price AS "cache_read_price",
          rows161.cache_creation_price AS "cache_creation_price",
          rows161.billed AS "billed",
          rows161.completion AS "completion",
          rows161.cache_read AS "cache_read",
          rows161.cache_creation AS "cache_creation",
          rows161.longest AS "longest",
          rows161.reach AS "reach",
          rows161.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step53 AS rows161
        WHERE
          rows161.part = 1
          AND rows161.reach < rows161.longest
          AND rows161.parent IS NOT NULL
      ) AS told55
    ) AS going52
    WHERE
      going52.role > 0
  ) AS moved52
  WHERE
    moved52.parent IS NOT NULL
  GROUP BY
    moved52.id,
    moved52.parent,
    moved52.part,
    moved52.model,
    moved52.priced,
    moved52.prompt_price,
    moved52.completion_price,
    moved52.cache_read_price,
    moved52.cache_creation_price,
    moved52.longest,
    moved52.reach
), step55 AS MATERIALIZED (
  SELECT
    moved53.id,
    moved53.parent,
    moved53.part,
    moved53.model,
    moved53.priced,
    moved53.prompt_price,
    moved53.completion_price,
    moved53.cache_read_price,
    moved53.cache_creation_price,
    moved53.longest,
    SUM(moved53.billed) AS "billed",
    SUM(moved53.completion) AS "completion",
    SUM(moved53.cache_read) AS "cache_read",
    SUM(moved53.cache_creation) AS "cache_creation",
    moved53.reach * 2 AS "reach"
  FROM (
    SELECT
      going53.id AS "id",
      going53.part AS "part",
      going53.model AS "model",
      going53.priced AS "priced",
      going53.prompt_price AS "prompt_price",
      going53.completion_price AS "completion_price",
      going53.cache_read_price AS "cache_read_price",
      going53.cache_creation_price AS "cache_creation_price",
      going53.billed AS "billed",
      going53.completion AS "completion",
      going53.cache_read AS "cache_read",
      going53.cache_creation AS "cache_creation",
      going53.longest AS "longest",
      going53.reach AS "reach",
      MAX(going53.above) OVER (PARTITION BY going53.id) AS "parent"
    FROM (
      SELECT
        told56.id AS "id",
        told56.part AS "part",
        told56.model AS "model",
        told56.priced AS "priced",
        told56.prompt_price AS "prompt_price",
        told56.completion_price AS "completion_price",
        told56.cache_read_price AS "cache_read_price",
        told56.cache_creation_price AS "cache_creation_price",
        told56.billed AS "billed",
        told56.completion AS "completion",
        told56.cache_read AS "cache_read",
        told56.cache_creation AS "cache_creation",
        told56.longest AS "longest",
        told56.reach AS "reach",
        told56.role AS "role",
        CASE WHEN told56.role = 1 THEN MAX(told56.told) OVER (PARTITION BY told56.at) END AS "above"
      FROM (
        SELECT
          rows162.id,
          rows162.part AS "part",
          rows162.model AS "model",
          rows162.priced AS "priced",
          rows162.prompt_price AS "prompt_price",
          rows162.completion_price AS "completion_price",
          rows162.cache_read_price AS "cache_read_price",
          rows162.cache_creation_price AS "cache_creation_price",
          rows162.billed AS "billed",
          rows162.completion AS "completion",
          rows162.cache_read AS "cache_read",
          rows162.cache_creation AS "cache_creation",
          rows162.longest AS "longest",
          rows162.reach AS "reach",
          rows162.id AS "at",
          rows162.parent AS "told",
          0 AS "role"
        FROM step54 AS rows162
        WHERE
          rows162.part = 0
          AND rows162.reach < rows162.longest
          AND rows162.parent IS NOT NULL
        UNION ALL
        SELECT
          rows163.id,
          rows163.part AS "part",
          rows163.model AS "model",
          rows163.priced AS "priced",
          rows163.prompt_price AS "prompt_price",
          rows163.completion_price AS "completion_price",
          rows163.cache_read_price AS "cache_read_price",
          rows163.cache_creation_price AS "cache_creation_price",
          rows163.billed AS "billed",
          rows163.completion AS "completion",
          rows163.cache_read AS "cache_read",
          rows163.cache_creation AS "cache_creation",
          rows163.longest AS "longest",
          rows163.reach AS "reach",
          rows163.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step54 AS rows163
        WHERE
          rows163.reach < rows163.longest AND rows163.parent IS NOT NULL
        UNION ALL
        SELECT
          rows164.parent AS "id",
          rows164.part AS "part",
          rows164.model AS "model",
          rows164.priced AS "priced",
          rows164.prompt_price AS "prompt_price",
          rows164.completion_price AS "completion_price",
          rows164.cache_read_price AS "cache_read_price",
          rows164.cache_creation_price AS "cache_creation_price",
          rows164.billed AS "billed",
          rows164.completion AS "completion",
          rows164.cache_read AS "cache_read",
          rows164.cache_creation AS "cache_creation",
          rows164.longest AS "longest",
          rows164.reach AS "reach",
          rows164.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step54 AS rows164
        WHERE
          rows164.part = 1
          AND rows164.reach < rows164.longest
          AND rows164.parent IS NOT NULL
      ) AS told56
    ) AS going53
    WHERE
      going53.role > 0
  ) AS moved53
  WHERE
    moved53.parent IS NOT NULL
  GROUP BY
    moved53.id,
    moved53.parent,
    moved53.part,
    moved53.model,
    moved53.priced,
    moved53.prompt_price,
    moved53.completion_price,
    moved53.cache_read_price,
    moved53.cache_creation_price,
    moved53.longest,
    moved53.reach
), step56 AS MATERIALIZED (
  SELECT
    moved54.id,
    moved54.parent,
    moved54.part,
    moved54.model,
    moved54.priced,
    moved54.prompt_price,
    moved54.completion_price,
    moved54.cache_read_price,
    moved54.cache_creation_price,
    moved54.longest,
    SUM(moved54.billed) AS "billed",
    SUM(moved54.completion) AS "completion",
    SUM(moved54.cache_read) AS "cache_read",
    SUM(moved54.cache_creation) AS "cache_creation",
    moved54.reach * 2 AS "reach"
  FROM (
    SELECT
      going54.id AS "id",
      going54.part AS "part",
      going54.model AS "model",
      going54.priced AS "priced",
      going54.prompt_price AS "prompt_price",
      going54.completion_price AS "completion_price",
      going54.cache_read_price AS "cache_read_price",
      going54.cache_creation_price AS "cache_creation_price",
      going54.billed AS "billed",
      going54.completion AS "completion",
      going54.cache_read AS "cache_read",
      going54.cache_creation AS "cache_creation",
      going54.longest AS "longest",
      going54.reach AS "reach",
      MAX(going54.above) OVER (PARTITION BY going54.id) AS "parent"
    FROM (
      SELECT
        told57.id AS "id",
        told57.part AS "part",
        told57.model AS "model",
        told57.priced AS "priced",
        told57.prompt_price AS "prompt_price",
        told57.completion_price AS "completion_price",
        told57.cache_read_price AS "cache_read_price",
        told57.cache_creation_price AS "cache_creation_price",
        told57.billed AS "billed",
        told57.completion AS "completion",
        told57.cache_read AS "cache_read",
        told57.cache_creation AS "cache_creation",
        told57.longest AS "longest",
        told57.reach AS "reach",
        told57.role AS "role",
        CASE WHEN told57.role = 1 THEN MAX(told57.told) OVER (PARTITION BY told57.at) END AS "above"
      FROM (
        SELECT
          rows165.id,
          rows165.part AS "part",
          rows165.model AS "model",
          rows165.priced AS "priced",
          rows165.prompt_price AS "prompt_price",
          rows165.completion_price AS "completion_price",
          rows165.cache_read_price AS "cache_read_price",
          rows165.cache_creation_price AS "cache_creation_price",
          rows165.billed AS "billed",
          rows165.completion AS "completion",
          rows165.cache_read AS "cache_read",
          rows165.cache_creation AS "cache_creation",
          rows165.longest AS "longest",
          rows165.reach AS "reach",
          rows165.id AS "at",
          rows165.parent AS "told",
          0 AS "role"
        FROM step55 AS rows165
        WHERE
          rows165.part = 0
          AND rows165.reach < rows165.longest
          AND rows165.parent IS NOT NULL
        UNION ALL
        SELECT
          rows166.id,
          rows166.part AS "part",
          rows166.model AS "model",
          rows166.priced AS "priced",
          rows166.prompt_price AS "prompt_price",
          rows166.completion_price AS "completion_price",
          rows166.cache_read_price AS "cache_read_price",
          rows166.cache_creation_price AS "cache_creation_price",
          rows166.billed AS "billed",
          rows166.completion AS "completion",
          rows166.cache_read AS "cache_read",
          rows166.cache_creation AS "cache_creation",
          rows166.longest AS "longest",
          rows166.reach AS "reach",
          rows166.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step55 AS rows166
        WHERE
          rows166.reach < rows166.longest AND rows166.parent IS NOT NULL
        UNION ALL
        SELECT
          rows167.parent AS "id",
          rows167.part AS "part",
          rows167.model AS "model",
          rows167.priced AS "priced",
          rows167.prompt_price AS "prompt_price",
          rows167.completion_price AS "completion_price",
          rows167.cache_read_price AS "cache_read_price",
          rows167.cache_creation_price AS "cache_creation_price",
          rows167.billed AS "billed",
          rows167.completion AS "completion",
          rows167.cache_read AS "cache_read",
          rows167.cache_creation AS "cache_creation",
          rows167.longest AS "longest",
          rows167.reach AS "reach",
          rows167.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step55 AS rows167
        WHERE
          rows167.part = 1
          AND rows167.reach < rows167.longest
          AND rows167.parent IS NOT NULL
      ) AS told57
    ) AS going54
    WHERE
      going54.role > 0
  ) AS moved54
  WHERE
    moved54.parent IS NOT NULL
  GROUP BY
    moved54.id,
    moved54.parent,
    moved54.part,
    moved54.model,
    moved54.priced,
    moved54.prompt_price,
    moved54.completion_price,
    moved54.cache_read_price,
    moved54.cache_creation_price,
    moved54.longest,
    moved54.reach
), step57 AS MATERIALIZED (
  SELECT
    moved55.id,
    moved55.parent,
    moved55.part,
    moved55.model,
    moved55.priced,
    moved55.prompt_price,
    moved55.completion_price,
    moved55.cache_read_price,
    moved55.cache_creation_price,
    moved55.longest,
    SUM(moved55.billed) AS "billed",
    SUM(moved55.completion) AS "completion",
    SUM(moved55.cache_read) AS "cache_read",
    SUM(moved55.cache_creation) AS "cache_creation",
    moved55.reach * 2 AS "reach"
  FROM (
    SELECT
      going55.id AS "id",
      going55.part AS "part",
      going55.model AS "model",
      going55.priced AS "priced",
      going55.prompt_price AS "prompt_price",
      going55.completion_price AS "completion_price",
      going55.cache_read_price AS "cache_read_price",
      going55.cache_creation_price AS "cache_creation_price",
      going55.billed AS "billed",
      going55.completion AS "completion",
      going55.cache_read AS "cache_read",
      going55.cache_creation AS "cache_creation",
      going55.longest AS "longest",
      going55.reach AS "reach",
      MAX(going55.above) OVER (PARTITION BY going55.id) AS "parent"
    FROM (
      SELECT
        told58.id AS "id",
        told58.part AS "part",
        told58.model AS "model",
        told58.priced AS "priced",
        told58.prompt_price AS "prompt_price",
        told58.completion_price AS "completion_price",
        told58.cache_read_price AS "cache_read_price",
        told58.cache_creation_price AS "cache_creation_price",
        told58.billed AS "billed",
        told58.completion AS "completion",
        told58.cache_read AS "cache_read",
        told58.cache_creation AS "cache_creation",
        told58.longest AS "longest",
        told58.reach AS "reach",
        told58.role AS "role",
        CASE WHEN told58.role = 1 THEN MAX(told58.told) OVER (PARTITION BY told58.at) END AS "above"
      FROM (
        SELECT
          rows168.id,
          rows168.part AS "part",
          rows168.model AS "model",
          rows168.priced AS "priced",
          rows168.prompt_price AS "prompt_price",
          rows168.completion_price AS "completion_price",
          rows168.cache_read_price AS "cache_read_price",
          rows168.cache_creation_price AS "cache_creation_price",
          rows168.billed AS "billed",
          rows168.completion AS "completion",
          rows168.cache_read AS "cache_read",
          rows168.cache_creation AS "cache_creation",
          rows168.longest AS "longest",
          rows168.reach AS "reach",
          rows168.id AS "at",
          rows168.parent AS "told",
          0 AS "role"
        FROM step56 AS rows168
        WHERE
          rows168.part = 0
          AND rows168.reach < rows168.longest
          AND rows168.parent IS NOT NULL
        UNION ALL
        SELECT
          rows169.id,
          rows169.part AS "part",
          rows169.model AS "model",
          rows169.priced AS "priced",
          rows169.prompt_price AS "prompt_price",
          rows169.completion_price AS "completion_price",
          rows169.cache_read_price AS "cache_read_price",
          rows169.cache_creation_price AS "cache_creation_price",
          rows169.billed AS "billed",
          rows169.completion AS "completion",
          rows169.cache_read AS "cache_read",
          rows169.cache_creation AS "cache_creation",
          rows169.longest AS "longest",
          rows169.reach AS "reach",
          rows169.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step56 AS rows169
        WHERE
          rows169.reach < rows169.longest AND rows169.parent IS NOT NULL
        UNION ALL
        SELECT
          rows170.parent AS "id",
          rows170.part AS "part",
          rows170.model AS "model",
          rows170.priced AS "priced",
          rows170.prompt_price AS "prompt_price",
          rows170.completion_price AS "completion_price",
          rows170.cache_read_price AS "cache_read_price",
          rows170.cache_creation_price AS "cache_creation_price",
          rows170.billed AS "billed",
          rows170.completion AS "completion",
          rows170.cache_read AS "cache_read",
          rows170.cache_creation AS "cache_creation",
          rows170.longest AS "longest",
          rows170.reach AS "reach",
          rows170.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step56 AS rows170
        WHERE
          rows170.part = 1
          AND rows170.reach < rows170.longest
          AND rows170.parent IS NOT NULL
      ) AS told58
    ) AS going55
    WHERE
      going55.role > 0
  ) AS moved55
  WHERE
    moved55.parent IS NOT NULL
  GROUP BY
    moved55.id,
    moved55.parent,
    moved55.part,
    moved55.model,
    moved55.priced,
    moved55.prompt_price,
    moved55.completion_price,
    moved55.cache_read_price,
    moved55.cache_creation_price,
    moved55.longest,
    moved55.reach
), step58 AS MATERIALIZED (
  SELECT
    moved56.id,
    moved56.parent,
    moved56.part,
    moved56.model,
    moved56.priced,
    moved56.prompt_price,
    moved56.completion_price,
    moved56.cache_read_price,
    moved56.cache_creation_price,
    moved56.longest,
    SUM(moved56.billed) AS "billed",
    SUM(moved56.completion) AS "completion",
    SUM(moved56.cache_read) AS "cache_read",
    SUM(moved56.cache_creation) AS "cache_creation",
    moved56.reach * 2 AS "reach"
  FROM (
    SELECT
      going56.id AS "id",
      going56.part AS "part",
      going56.model AS "model",
      going56.priced AS "priced",
      going56.prompt_price AS "prompt_price",
      going56.completion_price AS "completion_price",
      going56.cache_read_price AS "cache_read_price",
      going56.cache_creation_price AS "cache_creation_price",
      going56.billed AS "billed",
      going56.completion AS "completion",
      going56.cache_read AS "cache_read",
      going56.cache_creation AS "cache_creation",
      going56.longest AS "longest",
      going56.reach AS "reach",
      MAX(going56.above) OVER (PARTITION BY going56.id) AS "parent"
    FROM (
      SELECT
        told59.id AS "id",
        told59.part AS "part",
        told59.model AS "model",
        told59.priced AS "priced",
        told59.prompt_price AS "prompt_price",
        told59.completion_price AS "completion_price",
        told59.cache_read_price AS "cache_read_price",
        told59.cache_creation_price AS "cache_creation_price",
        told59.billed AS "billed",
        told59.completion AS "completion",
        told59.cache_read AS "cache_read",
        told59.cache_creation AS "cache_creation",
        told59.longest AS "longest",
        told59.reach AS "reach",
        told59.role AS "role",
        CASE WHEN told59.role = 1 THEN MAX(told59.told) OVER (PARTITION BY told59.at) END AS "above"
      FROM (
        SELECT
          rows171.id,
          rows171.part AS "part",
          rows171.model AS "model",
          rows171.priced AS "priced",
          rows171.prompt_price AS "prompt_price",
          rows171.completion_price AS "completion_price",
          rows171.cache_read_price AS "cache_read_price",
          rows171.cache_creation_price AS "cache_creation_price",
          rows171.billed AS "billed",
          rows171.completion AS "completion",
          rows171.cache_read AS "cache_read",
          rows171.cache_creation AS "cache_creation",
          rows171.longest AS "longest",
          rows171.reach AS "reach",
          rows171.id AS "at",
          rows171.parent AS "told",
          0 AS "role"
        FROM step57 AS rows171
        WHERE
          rows171.part = 0
          AND rows171.reach < rows171.longest
          AND rows171.parent IS NOT NULL
        UNION ALL
        SELECT
          rows172.id,
          rows172.part AS "part",
          rows172.model AS "model",
          rows172.priced AS "priced",
          rows172.prompt_price AS "prompt_price",
          rows172.completion_price AS "completion_price",
          rows172.cache_read_price AS "cache_read_price",
          rows172.cache_creation_price AS "cache_creation_price",
          rows172.billed AS "billed",
          rows172.completion AS "completion",
          rows172.cache_read AS "cache_read",
          rows172.cache_creation AS "cache_creation",
          rows172.longest AS "longest",
          rows172.reach AS "reach",
          rows172.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step57 AS rows172
        WHERE
          rows172.reach < rows172.longest AND rows172.parent IS NOT NULL
        UNION ALL
        SELECT
          rows173.parent AS "id",
          rows173.part AS "part",
          rows173.model AS "model",
          rows173.priced AS "priced",
          rows173.prompt_price AS "prompt_price",
          rows173.completion_price AS "completion_price",
          rows173.cache_read_price AS "cache_read_price",
          rows173.cache_creation_price AS "cache_creation_price",
          rows173.billed AS "billed",
          rows173.completion AS "completion",
          rows173.cache_read AS "cache_read",
          rows173.cache_creation AS "cache_creation",
          rows173.longest AS "longest",
          rows173.reach AS "reach",
          rows173.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step57 AS rows173
        WHERE
          rows173.part = 1
          AND rows173.reach < rows173.longest
          AND rows173.parent IS NOT NULL
      ) AS told59
    ) AS going56
    WHERE
      going56.role > 0
  ) AS moved56
  WHERE
    moved56.parent IS NOT NULL
  GROUP BY
    moved56.id,
    moved56.parent,
    moved56.part,
    moved56.model,
    moved56.priced,
    moved56.prompt_price,
    moved56.completion_price,
    moved56.cache_read_price,
    moved56.cache_creation_price,
    moved56.longest,
    moved56.reach
), step59 AS MATERIALIZED (
  SELECT
    moved57.id,
    moved57.parent,
    moved57.part,
    moved57.model,
    moved57.priced,
    moved57.prompt_price,
    moved57.completion_price,
    moved57.cache_read_price,
    moved57.cache_creation_price,
    moved57.longest,
    SUM(moved57.billed) AS "billed",
    SUM(moved57.completion) AS "completion",
    SUM(moved57.cache_read) AS "cache_read",
    SUM(moved57.cache_creation) AS "cache_creation",
    moved57.reach * 2 AS "reach"
  FROM (
    SELECT
      going57.id AS "id",
      going57.part AS "part",
      going57.model AS "model",
      going57.priced AS "priced",
      going57.prompt_price AS "prompt_price",
      going57.completion_price AS "completion_price",
      going57.cache_read_price AS "cache_read_price",
      going57.cache_creation_price AS "cache_creation_price",
      going57.billed AS "billed",
      going57.completion AS "completion",
      going57.cache_read AS "cache_read",
      going57.cache_creation AS "cache_creation",
      going57.longest AS "longest",
      going57.reach AS "reach",
      MAX(going57.above) OVER (PARTITION BY going57.id) AS "parent"
    FROM (
      SELECT
        told60.id AS "id",
        told60.part AS "part",
        told60.model AS "model",
        told60.priced AS "priced",
        told60.prompt_price AS "prompt_price",
        told60.completion_price AS "completion_price",
        told60.cache_read_price AS "cache_read_price",
        told60.cache_creation_price AS "cache_creation_price",
        told60.billed AS "billed",
        told60.completion AS "completion",
        told60.cache_read AS "cache_read",
        told60.cache_creation AS "cache_creation",
        told60.longest AS "longest",
        told60.reach AS "reach",
        told60.role AS "role",
        CASE WHEN told60.role = 1 THEN MAX(told60.told) OVER (PARTITION BY told60.at) END AS "above"
      FROM (
        SELECT
          rows174.id,
          rows174.part AS "part",
          rows174.model AS "model",
          rows174.priced AS "priced",
          rows174.prompt_price AS "prompt_price",
          rows174.completion_price AS "completion_price",
          rows174.cache_read_price AS "cache_read_price",
          rows174.cache_creation_price AS "cache_creation_price",
          rows174.billed AS "billed",
          rows174.completion AS "completion",
          rows174.cache_read AS "cache_read",
          rows174.cache_creation AS "cache_creation",
          rows174.longest AS "longest",
          rows174.reach AS "reach",
          rows174.id AS "at",
          rows174.parent AS "told",
          0 AS "role"
        FROM step58 AS rows174
        WHERE
          rows174.part = 0
          AND rows174.reach < rows174.longest
          AND rows174.parent IS NOT NULL
        UNION ALL
        SELECT
          rows175.id,
          rows175.part AS "part",
          rows175.model AS "model",
          rows175.priced AS "priced",
          rows175.prompt_price AS "prompt_price",
          rows175.completion_price AS "completion_price",
          rows175.cache_read_price AS "cache_read_price",
          rows175.cache_creation_price AS "cache_creation_price",
          rows175.billed AS "billed",
          rows175.completion AS "completion",
          rows175.cache_read AS "cache_read",
          rows175.cache_creation AS "cache_creation",
          rows175.longest AS "longest",
          rows175.reach AS "reach",
          rows175.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step58 AS rows175
        WHERE
          rows175.reach < rows175.longest AND rows175.parent IS NOT NULL
        UNION ALL
        SELECT
          rows176.parent AS "id",
          rows176.part AS "part",
          rows176.model AS "model",
          rows176.priced AS "priced",
          rows176.prompt_price AS "prompt_price",
          rows176.completion_price AS "completion_price",
          rows176.cache_read_price AS "cache_read_price",
          rows176.cache_creation_price AS "cache_creation_price",
          rows176.billed AS "billed",
          rows176.completion AS "completion",
          rows176.cache_read AS "cache_read",
          rows176.cache_creation AS "cache_creation",
          rows176.longest AS "longest",
          rows176.reach AS "reach",
          rows176.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step58 AS rows176
        WHERE
          rows176.part = 1
          AND rows176.reach < rows176.longest
          AND rows176.parent IS NOT NULL
      ) AS told60
    ) AS going57
    WHERE
      going57.role > 0
  ) AS moved57
  WHERE
    moved57.parent IS NOT NULL
  GROUP BY
    moved57.id,
    moved57.parent,
    moved57.part,
    moved57.model,
    moved57.priced,
    moved57.prompt_price,
    moved57.completion_price,
    moved57.cache_read_price,
    moved57.cache_creation_price,
    moved57.longest,
    moved57.reach
), step60 AS MATERIALIZED (
  SELECT
    moved58.id,
    moved58.parent,
    moved58.part,
    moved58.model,
    moved58.priced,
    moved58.prompt_price,
    moved58.completion_price,
    moved58.cache_read_price,
    moved58.cache_creation_price,
    moved58.longest,
    SUM(moved58.billed) AS "billed",
    SUM(moved58.completion) AS "completion",
    SUM(moved58.cache_read) AS "cache_read",
    SUM(moved58.cache_creation) AS "cache_creation",
    moved58.reach * 2 AS "reach"
  FROM (
    SELECT
      going58.id AS "id",
      going58.part AS "part",
      going58.model AS "model",
      going58.priced AS "priced",
      going58.prompt_price AS "prompt_price",
      going58.completion_price AS "completion_price",
      going58.cache_read_price AS "cache_read_price",
      going58.cache_creation_price AS "cache_creation_price",
      going58.billed AS "billed",
      going58.completion AS "completion",
      going58.cache_read AS "cache_read",
      going58.cache_creation AS "cache_creation",
      going58.longest AS "longest",
      going58.reach AS "reach",
      MAX(going58.above) OVER (PARTITION BY going58.id) AS "parent"
    FROM (
      SELECT
        told61.id AS "id",
        told61.part AS "part",
        told61.model AS "model",
        told61.priced AS "priced",
        told61.prompt_price AS "prompt_price",
        told61.completion_price AS "completion_price",
        told61.cache_read_price AS "cache_read_price",
        told61.cache_creation_price AS "cache_creation_price",
        told61.billed AS "billed",
        told61.completion AS "completion",
        told61.cache_read AS "cache_read",
        told61.cache_creation AS "cache_creation",
        told61.longest AS "longest",
        told61.reach AS "reach",
        told61.role AS "role",
        CASE WHEN told61.role = 1 THEN MAX(told61.told) OVER (PARTITION BY told61.at) END AS "above"
      FROM (
        SELECT
          rows177.id,
          rows177.part AS "part",
          rows177.model AS "model",
          rows177.priced AS "priced",
          rows177.prompt_price AS "prompt_price",
          rows177.completion_price AS "completion_price",
          rows177.cache_read_price AS "cache_read_price",
          rows177.cache_creation_price AS "cache_creation_price",
          rows177.billed AS "billed",
          rows177.completion AS "completion",
          rows177.cache_read AS "cache_read",
          rows177.cache_creation AS "cache_creation",
          rows177.longest AS "longest",
          rows177.reach AS "reach",
          rows177.id AS "at",
          rows177.parent AS "told",
          0 AS "role"
        FROM step59 AS rows177
        WHERE
          rows177.part = 0
          AND rows177.reach < rows177.longest
          AND rows177.parent IS NOT NULL
        UNION ALL
        SELECT
          rows178.id,
          rows178.part AS "part",
          rows178.model AS "model",
          rows178.priced AS "priced",
          rows178.prompt_price AS "prompt_price",
          rows178.completion_price AS "completion_price",
          rows178.cache_read_price AS "cache_read_price",
          rows178.cache_creation_price AS "cache_creation_price",
          rows178.billed AS "billed",
          rows178.completion AS "completion",
          rows178.cache_read AS "cache_read",
          rows178.cache_creation AS "cache_creation",
          rows178.longest AS "longest",
          rows178.reach AS "reach",
          rows178.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step59 AS rows178
        WHERE
          rows178.reach < rows178.longest AND rows178.parent IS NOT NULL
        UNION ALL
        SELECT
          rows179.parent AS "id",
          rows179.part AS "part",
          rows179.model AS "model",
          rows179.priced AS "priced",
          rows179.prompt_price AS "prompt_price",
          rows179.completion_price AS "completion_price",
          rows179.cache_read_price AS "cache_read_price",
          rows179.cache_creation_price AS "cache_creation_price",
          rows179.billed AS "billed",
          rows179.completion AS "completion",
          rows179.cache_read AS "cache_read",
          rows179.cache_creation AS "cache_creation",
          rows179.longest AS "longest",
          rows179.reach AS "reach",
          rows179.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step59 AS rows179
        WHERE
          rows179.part = 1
          AND rows179.reach < rows179.longest
          AND rows179.parent IS NOT NULL
      ) AS told61
    ) AS going58
    WHERE
      going58.role > 0
  ) AS moved58
  WHERE
    moved58.parent IS NOT NULL
  GROUP BY
    moved58.id,
    moved58.parent,
    moved58.part,
    moved58.model,
    moved58.priced,
    moved58.prompt_price,
    moved58.completion_price,
    moved58.cache_read_price,
    moved58.cache_creation_price,
    moved58.longest,
    moved58.reach
), step61 AS MATERIALIZED (
  SELECT
    moved59.id,
    moved59.parent,
    moved59.part,
    moved59.model,
    moved59.priced,
    moved59.prompt_price,
    moved59.completion_price,
    moved59.cache_read_price,
    moved59.cache_creation_price,
    moved59.longest,
    SUM(moved59.billed) AS "billed",
    SUM(moved59.completion) AS "completion",
    SUM(moved59.cache_read) AS "cache_read",
    SUM(moved59.cache_creation) AS "cache_creation",
    moved59.reach * 2 AS "reach"
  FROM (
    SELECT
      going59.id AS "id",
      going59.part AS "part",
      going59.model AS "model",
      going59.priced AS "priced",
      going59.prompt_price AS "prompt_price",
      going59.completion_price AS "completion_price",
      going59.cache_read_price AS "cache_read_price",
      going59.cache_creation_price AS "cache_creation_price",
      going59.billed AS "billed",
      going59.completion AS "completion",
      going59.cache_read AS "cache_read",
      going59.cache_creation AS "cache_creation",
      going59.longest AS "longest",
      going59.reach AS "reach",
      MAX(going59.above) OVER (PARTITION BY going59.id) AS "parent"
    FROM (
      SELECT
        told62.id AS "id",
        told62.part AS "part",
        told62.model AS "model",
        told62.priced AS "priced",
        told62.prompt_price AS "prompt_price",
        told62.completion_price AS "completion_price",
        told62.cache_read_price AS "cache_read_price",
        told62.cache_creation_price AS "cache_creation_price",
        told62.billed AS "billed",
        told62.completion AS "completion",
        told62.cache_read AS "cache_read",
        told62.cache_creation AS "cache_creation",
        told62.longest AS "longest",
        told62.reach AS "reach",
        told62.role AS "role",
        CASE WHEN told62.role = 1 THEN MAX(told62.told) OVER (PARTITION BY told62.at) END AS "above"
      FROM (
        SELECT
          rows180.id,
          rows180.part AS "part",
          rows180.model AS "model",
          rows180.priced AS "priced",
          rows180.prompt_price AS "prompt_price",
          rows180.completion_price AS "completion_price",
          rows180.cache_read_price AS "cache_read_price",
          rows180.cache_creation_price AS "cache_creation_price",
          rows180.billed AS "billed",
          rows180.completion AS "completion",
          rows180.cache_read AS "cache_read",
          rows180.cache_creation AS "cache_creation",
          rows180.longest AS "longest",
          rows180.reach AS "reach",
          rows180.id AS "at",
          rows180.parent AS "told",
          0 AS "role"
        FROM step60 AS rows180
        WHERE
          rows180.part = 0
          AND rows180.reach < rows180.longest
          AND rows180.parent IS NOT NULL
        UNION ALL
        SELECT
          rows181.id,
          rows181.part AS "part",
          rows181.model AS "model",
          rows181.priced AS "priced",
          rows181.prompt_price AS "prompt_price",
          rows181.completion_price AS "completion_price",
          rows181.cache_read_price AS "cache_read_price",
          rows181.cache_creation_price AS "cache_creation_price",
          rows181.billed AS "billed",
          rows181.completion AS "completion",
          rows181.cache_read AS "cache_read",
          rows181.cache_creation AS "cache_creation",
          rows181.longest AS "longest",
          rows181.reach AS "reach",
          rows181.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step60 AS rows181
        WHERE
          rows181.reach < rows181.longest AND rows181.parent IS NOT NULL
        UNION ALL
        SELECT
          rows182.parent AS "id",
          rows182.part AS "part",
          rows182.model AS "model",
          rows182.priced AS "priced",
          rows182.prompt_price AS "prompt_price",
          rows182.completion_price AS "completion_price",
          rows182.cache_read_price AS "cache_read_price",
          rows182.cache_creation_price AS "cache_creation_price",
          rows182.billed AS "billed",
          rows182.completion AS "completion",
          rows182.cache_read AS "cache_read",
          rows182.cache_creation AS "cache_creation",
          rows182.longest AS "longest",
          rows182.reach AS "reach",
          rows182.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step60 AS rows182
        WHERE
          rows182.part = 1
          AND rows182.reach < rows182.longest
          AND rows182.parent IS NOT NULL
      ) AS told62
    ) AS going59
    WHERE
      going59.role > 0
  ) AS moved59
  WHERE
    moved59.parent IS NOT NULL
  GROUP BY
    moved59.id,
    moved59.parent,
    moved59.part,
    moved59.model,
    moved59.priced,
    moved59.prompt_price,
    moved59.completion_price,
    moved59.cache_read_price,
    moved59.cache_creation_price,
    moved59.longest,
    moved59.reach
), step62 AS MATERIALIZED (
  SELECT
    moved60.id,
    moved60.parent,
    moved60.part,
    moved60.model,
    moved60.priced,
    moved60.prompt_price,
    moved60.completion_price,
    moved60.cache_read_price,
    moved60.cache_creation_price,
    moved60.longest,
    SUM(moved60.billed) AS "billed",
    SUM(moved60.completion) AS "completion",
    SUM(moved60.cache_read) AS "cache_read",
    SUM(moved60.cache_creation) AS "cache_creation",
    moved60.reach * 2 AS "reach"
  FROM (
    SELECT
      going60.id AS "id",
      going60.part AS "part",
      going60.model AS "model",
      going60.priced AS "priced",
      going60.prompt_price AS "prompt_price",
      going60.completion_price AS "completion_price",
      going60.cache_read_price AS "cache_read_price",
      going60.cache_creation_price AS "cache_creation_price",
      going60.billed AS "billed",
      going60.completion AS "completion",
      going60.cache_read AS "cache_read",
      going60.cache_creation AS "cache_creation",
      going60.longest AS "longest",
      going60.reach AS "reach",
      MAX(going60.above) OVER (PARTITION BY going60.id) AS "parent"
    FROM (
      SELECT
        told63.id AS "id",
        told63.part AS "part",
        told63.model AS "model",
        told63.priced AS "priced",
        told63.prompt_price AS "prompt_price",
        told63.completion_price AS "completion_price",
        told63.cache_read_price AS "cache_read_price",
        told63.cache_creation_price AS "cache_creation_price",
        told63.billed AS "billed",
        told63.completion AS "completion",
        told63.cache_read AS "cache_read",
        told63.cache_creation AS "cache_creation",
        told63.longest AS "longest",
        told63.reach AS "reach",
        told63.role AS "role",
        CASE WHEN told63.role = 1 THEN MAX(told63.told) OVER (PARTITION BY told63.at) END AS "above"
      FROM (
        SELECT
          rows183.id,
          rows183.part AS "part",
          rows183.model AS "model",
          rows183.priced AS "priced",
          rows183.prompt_price AS "prompt_price",
          rows183.completion_price AS "completion_price",
          rows183.cache_read_price AS "cache_read_price",
          rows183.cache_creation_price AS "cache_creation_price",
          rows183.billed AS "billed",
          rows183.completion AS "completion",
          rows183.cache_read AS "cache_read",
          rows183.cache_creation AS "cache_creation",
          rows183.longest AS "longest",
          rows183.reach AS "reach",
          rows183.id AS "at",
          rows183.parent AS "told",
          0 AS "role"
        FROM step61 AS rows183
        WHERE
          rows183.part = 0
          AND rows183.reach < rows183.longest
          AND rows183.parent IS NOT NULL
        UNION ALL
        SELECT
          rows184.id,
          rows184.part AS "part",
          rows184.model AS "model",
          rows184.priced AS "priced",
          rows184.prompt_price AS "prompt_price",
          rows184.completion_price AS "completion_price",
          rows184.cache_read_price AS "cache_read_price",
          rows184.cache_creation_price AS "cache_creation_price",
          rows184.billed AS "billed",
          rows184.completion AS "completion",
          rows184.cache_read AS "cache_read",
          rows184.cache_creation AS "cache_creation",
          rows184.longest AS "longest",
          rows184.reach AS "reach",
          rows184.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step61 AS rows184
        WHERE
          rows184.reach < rows184.longest AND rows184.parent IS NOT NULL
        UNION ALL
        SELECT
          rows185.parent AS "id",
          rows185.part AS "part",
          rows185.model AS "model",
          rows185.priced AS "priced",
          rows185.prompt_price AS "prompt_price",
          rows185.completion_price AS "completion_price",
          rows185.cache_read_price AS "cache_read_price",
          rows185.cache_creation_price AS "cache_creation_price",
          rows185.billed AS "billed",
          rows185.completion AS "completion",
          rows185.cache_read AS "cache_read",
          rows185.cache_creation AS "cache_creation",
          rows185.longest AS "longest",
          rows185.reach AS "reach",
          rows185.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step61 AS rows185
        WHERE
          rows185.part = 1
          AND rows185.reach < rows185.longest
          AND rows185.parent IS NOT NULL
      ) AS told63
    ) AS going60
    WHERE
      going60.role > 0
  ) AS moved60
  WHERE
    moved60.parent IS NOT NULL
  GROUP BY
    moved60.id,
    moved60.parent,
    moved60.part,
    moved60.model,
    moved60.priced,
    moved60.prompt_price,
    moved60.completion_price,
    moved60.cache_read_price,
    moved60.cache_creation_price,
    moved60.longest,
    moved60.reach
), step63 AS MATERIALIZED (
  SELECT
    moved61.id,
    moved61.parent,
    moved61.part,
    moved61.model,
    moved61.priced,
    moved61.prompt_price,
    moved61.completion_price,
    moved61.cache_read_price,
    moved61.cache_creation_price,
    moved61.longest,
    SUM(moved61.billed) AS "billed",
    SUM(moved61.completion) AS "completion",
    SUM(moved61.cache_read) AS "cache_read",
    SUM(moved61.cache_creation) AS "cache_creation",
    moved61.reach * 2 AS "reach"
  FROM (
    SELECT
      going61.id AS "id",
      going61.part AS "part",
      going61.model AS "model",
      going61.priced AS "priced",
      going61.prompt_price AS "prompt_price",
      going61.completion_price AS "completion_price",
      going61.cache_read_price AS "cache_read_price",
      going61.cache_creation_price AS "cache_creation_price",
      going61.billed AS "billed",
      going61.completion AS "completion",
      going61.cache_read AS "cache_read",
      going61.cache_creation AS "cache_creation",
      going61.longest AS "longest",
      going61.reach AS "reach",
      MAX(going61.above) OVER (PARTITION BY going61.id) AS "parent"
    FROM (
      SELECT
        told64.id AS "id",
        told64.part AS "part",
        told64.model AS "model",
        told64.priced AS "priced",
        told64.prompt_price AS "prompt_price",
        told64.completion_price AS "completion_price",
        told64.cache_read_price AS "cache_read_price",
        told64.cache_creation_price AS "cache_creation_price",
        told64.billed AS "billed",
        told64.completion AS "completion",
        told64.cache_read AS "cache_read",
        told64.cache_creation AS "cache_creation",
        told64.longest AS "longest",
        told64.reach AS "reach",
        told64.role AS "role",
        CASE WHEN told64.role = 1 THEN MAX(told64.told) OVER (PARTITION BY told64.at) END AS "above"
      FROM (
        SELECT
          rows186.id,
          rows186.part AS "part",
          rows186.model AS "model",
          rows186.priced AS "priced",
          rows186.prompt_price AS "prompt_price",
          rows186.completion_price AS "completion_price",
          rows186.cache_read_price AS "cache_read_price",
          rows186.cache_creation_price AS "cache_creation_price",
          rows186.billed AS "billed",
          rows186.completion AS "completion",
          rows186.cache_read AS "cache_read",
          rows186.cache_creation AS "cache_creation",
          rows186.longest AS "longest",
          rows186.reach AS "reach",
          rows186.id AS "at",
          rows186.parent AS "told",
          0 AS "role"
        FROM step62 AS rows186
        WHERE
          rows186.part = 0
          AND rows186.reach < rows186.longest
          AND rows186.parent IS NOT NULL
        UNION ALL
        SELECT
          rows187.id,
          rows187.part AS "part",
          rows187.model AS "model",
          rows187.priced AS "priced",
          rows187.prompt_price AS "prompt_price",
          rows187.completion_price AS "completion_price",
          rows187.cache_read_price AS "cache_read_price",
          rows187.cache_creation_price AS "cache_creation_price",
          rows187.billed AS "billed",
          rows187.completion AS "completion",
          rows187.cache_read AS "cache_read",
          rows187.cache_creation AS "cache_creation",
          rows187.longest AS "longest",
          rows187.reach AS "reach",
          rows187.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step62 AS rows187
        WHERE
          rows187.reach < rows187.longest AND rows187.parent IS NOT NULL
        UNION ALL
        SELECT
          rows188.parent AS "id",
          rows188.part AS "part",
          rows188.model AS "model",
          rows188.priced AS "priced",
          rows188.prompt_price AS "prompt_price",
          rows188.completion_price AS "completion_price",
          rows188.cache_read_price AS "cache_read_price",
          rows188.cache_creation_price AS "cache_creation_price",
          rows188.billed AS "billed",
          rows188.completion AS "completion",
          rows188.cache_read AS "cache_read",
          rows188.cache_creation AS "cache_creation",
          rows188.longest AS "longest",
          rows188.reach AS "reach",
          rows188.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step62 AS rows188
        WHERE
          rows188.part = 1
          AND rows188.reach < rows188.longest
          AND rows188.parent IS NOT NULL
      ) AS told64
    ) AS going61
    WHERE
      going61.role > 0
  ) AS moved61
  WHERE
    moved61.parent IS NOT NULL
  GROUP BY
    moved61.id,
    moved61.parent,
    moved61.part,
    moved61.model,
    moved61.priced,
    moved61.prompt_price,
    moved61.completion_price,
    moved61.cache_read_price,
    moved61.cache_creation_price,
    moved61.longest,
    moved61.reach
), step64 AS MATERIALIZED (
  SELECT
    moved62.id,
    moved62.parent,
    moved62.part,
    moved62.model,
    moved62.priced,
    moved62.prompt_price,
    moved62.completion_price,
    moved62.cache_read_price,
    moved62.cache_creation_price,
    moved62.longest,
    SUM(moved62.billed) AS "billed",
    SUM(moved62.completion) AS "completion",
    SUM(moved62.cache_read) AS "cache_read",
    SUM(moved62.cache_creation) AS "cache_creation",
    moved62.reach * 2 AS "reach"
  FROM (
    SELECT
      going62.id AS "id",
      going62.part AS "part",
      going62.model AS "model",
      going62.priced AS "priced",
      going62.prompt_price AS "prompt_price",
      going62.completion_price AS "completion_price",
      going62.cache_read_price AS "cache_read_price",
      going62.cache_creation_price AS "cache_creation_price",
      going62.billed AS "billed",
      going62.completion AS "completion",
      going62.cache_read AS "cache_read",
      going62.cache_creation AS "cache_creation",
      going62.longest AS "longest",
      going62.reach AS "reach",
      MAX(going62.above) OVER (PARTITION BY going62.id) AS "parent"
    FROM (
      SELECT
        told65.id AS "id",
        told65.part AS "part",
        told65.model AS "model",
        told65.priced AS "priced",
        told65.prompt_price AS "prompt_price",
        told65.completion_price AS "completion_price",
        told65.cache_read_price AS "cache_read_price",
        told65.cache_creation_price AS "cache_creation_price",
        told65.billed AS "billed",
        told65.completion AS "completion",
        told65.cache_read AS "cache_read",
        told65.cache_creation AS "cache_creation",
        told65.longest AS "longest",
        told65.reach AS "reach",
        told65.role AS "role",
        CASE WHEN told65.role = 1 THEN MAX(told65.told) OVER (PARTITION BY told65.at) END AS "above"
      FROM (
        SELECT
          rows189.id,
          rows189.part AS "part",
          rows189.model AS "model",
          rows189.priced AS "priced",
          rows189.prompt_price AS "prompt_price",
          rows189.completion_price AS "completion_price",
          rows189.cache_read_price AS "cache_read_price",
          rows189.cache_creation_price AS "cache_creation_price",
          rows189.billed AS "billed",
          rows189.completion AS "completion",
          rows189.cache_read AS "cache_read",
          rows189.cache_creation AS "cache_creation",
          rows189.longest AS "longest",
          rows189.reach AS "reach",
          rows189.id AS "at",
          rows189.parent AS "told",
          0 AS "role"
        FROM step63 AS rows189
        WHERE
          rows189.part = 0
          AND rows189.reach < rows189.longest
          AND rows189.parent IS NOT NULL
        UNION ALL
        SELECT
          rows190.id,
          rows190.part AS "part",
          rows190.model AS "model",
          rows190.priced AS "priced",
          rows190.prompt_price AS "prompt_price",
          rows190.completion_price AS "completion_price",
          rows190.cache_read_price AS "cache_read_price",
          rows190.cache_creation_price AS "cache_creation_price",
          rows190.billed AS "billed",
          rows190.completion AS "completion",
          rows190.cache_read AS "cache_read",
          rows190.cache_creation AS "cache_creation",
          rows190.longest AS "longest",
          rows190.reach AS "reach",
          rows190.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step63 AS rows190
        WHERE
          rows190.reach < rows190.longest AND rows190.parent IS NOT NULL
        UNION ALL
        SELECT
          rows191.parent AS "id",
          rows191.part AS "part",
          rows191.model AS "model",
          rows191.priced AS "priced",
          rows191.prompt_price AS "prompt_price",
          rows191.completion_price AS "completion_price",
          rows191.cache_read_price AS "cache_read_price",
          rows191.cache_creation_price AS "cache_creation_price",
          rows191.billed AS "billed",
          rows191.completion AS "completion",
          rows191.cache_read AS "cache_read",
          rows191.cache_creation AS "cache_creation",
          rows191.longest AS "longest",
          rows191.reach AS "reach",
          rows191.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step63 AS rows191
        WHERE
          rows191.part = 1
          AND rows191.reach < rows191.longest
          AND rows191.parent IS NOT NULL
      ) AS told65
    ) AS going62
    WHERE
      going62.role > 0
  ) AS moved62
  WHERE
    moved62.parent IS NOT NULL
  GROUP BY
    moved62.id,
    moved62.parent,
    moved62.part,
    moved62.model,
    moved62.priced,
    moved62.prompt_price,
    moved62.completion_price,
    moved62.cache_read_price,
    moved62.cache_creation_price,
    moved62.longest,
    moved62.reach
), step65 AS MATERIALIZED (
  SELECT
    moved63.id,
    moved63.parent,
    moved63.part,
    moved63.model,
    moved63.priced,
    moved63.prompt_price,
    moved63.completion_price,
    moved63.cache_read_price,
    moved63.cache_creation_price,
    moved63.longest,
    SUM(moved63.billed) AS "billed",
    SUM(moved63.completion) AS "completion",
    SUM(moved63.cache_read) AS "cache_read",
    SUM(moved63.cache_creation) AS "cache_creation",
    moved63.reach * 2 AS "reach"
  FROM (
    SELECT
      going63.id AS "id",
      going63.part AS "part",
      going63.model AS "model",
      going63.priced AS "priced",
      going63.prompt_price AS "prompt_price",
      going63.completion_price AS "completion_price",
      going63.cache_read_price AS "cache_read_price",
      going63.cache_creation_price AS "cache_creation_price",
      going63.billed AS "billed",
      going63.completion AS "completion",
      going63.cache_read AS "cache_read",
      going63.cache_creation AS "cache_creation",
      going63.longest AS "longest",
      going63.reach AS "reach",
      MAX(going63.above) OVER (PARTITION BY going63.id) AS "parent"
    FROM (
      SELECT
        told66.id AS "id",
        told66.part AS "part",
        told66.model AS "model",
        told66.priced AS "priced",
        told66.prompt_price AS "prompt_price",
        told66.completion_price AS "completion_price",
        told66.cache_read_price AS "cache_read_price",
        told66.cache_creation_price AS "cache_creation_price",
        told66.billed AS "billed",
        told66.completion AS "completion",
        told66.cache_read AS "cache_read",
        told66.cache_creation AS "cache_creation",
        told66.longest AS "longest",
        told66.reach AS "reach",
        told66.role AS "role",
        CASE WHEN told66.role = 1 THEN MAX(told66.told) OVER (PARTITION BY told66.at) END AS "above"
      FROM (
        SELECT
          rows192.id,
          rows192.part AS "part",
          rows192.model AS "model",
          rows192.priced AS "priced",
          rows192.prompt_price AS "prompt_price",
          rows192.completion_price AS "completion_price",
          rows192.cache_read_price AS "cache_read_price",
          rows192.cache_creation_price AS "cache_creation_price",
          rows192.billed AS "billed",
          rows192.completion AS "completion",
          rows192.cache_read AS "cache_read",
          rows192.cache_creation AS "cache_creation",
          rows192.longest AS "longest",
          rows192.reach AS "reach",
          rows192.id AS "at",
          rows192.parent AS "told",
          0 AS "role"
        FROM step64 AS rows192
        WHERE
          rows192.part = 0
          AND rows192.reach < rows192.longest
          AND rows192.parent IS NOT NULL
        UNION ALL
        SELECT
          rows193.id,
          rows193.part AS "part",
          rows193.model AS "model",
          rows193.priced AS "priced",
          rows193.prompt_price AS "prompt_price",
          rows193.completion_price AS "completion_price",
          rows193.cache_read_price AS "cache_read_price",
          rows193.cache_creation_price AS "cache_creation_price",
          rows193.billed AS "billed",
          rows193.completion AS "completion",
          rows193.cache_read AS "cache_read",
          rows193.cache_creation AS "cache_creation",
          rows193.longest AS "longest",
          rows193.reach AS "reach",
          rows193.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step64 AS rows193
        WHERE
          rows193.reach < rows193.longest AND rows193.parent IS NOT NULL
        UNION ALL
        SELECT
          rows194.parent AS "id",
          rows194.part AS "part",
          rows194.model AS "model",
          rows194.priced AS "priced",
          rows194.prompt_price AS "prompt_price",
          rows194.completion_price AS "completion_price",
          rows194.cache_read_price AS "cache_read_price",
          rows194.cache_creation_price AS "cache_creation_price",
          rows194.billed AS "billed",
          rows194.completion AS "completion",
          rows194.cache_read AS "cache_read",
          rows194.cache_creation AS "cache_creation",
          rows194.longest AS "longest",
          rows194.reach AS "reach",
          rows194.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step64 AS rows194
        WHERE
          rows194.part = 1
          AND rows194.reach < rows194.longest
          AND rows194.parent IS NOT NULL
      ) AS told66
    ) AS going63
    WHERE
      going63.role > 0
  ) AS moved63
  WHERE
    moved63.parent IS NOT NULL
  GROUP BY
    moved63.id,
    moved63.parent,
    moved63.part,
    moved63.model,
    moved63.priced,
    moved63.prompt_price,
    moved63.completion_price,
    moved63.cache_read_price,
    moved63.cache_creation_price,
    moved63.longest,
    moved63.reach
), step66 AS MATERIALIZED (
  SELECT
    moved64.id,
    moved64.parent,
    moved64.part,
    moved64.model,
    moved64.priced,
    moved64.prompt_price,
    moved64.completion_price,
    moved64.cache_read_price,
    moved64.cache_creation_price,
    moved64.longest,
    SUM(moved64.billed) AS "billed",
    SUM(moved64.completion) AS "completion",
    SUM(moved64.cache_read) AS "cache_read",
    SUM(moved64.cache_creation) AS "cache_creation",
    moved64.reach * 2 AS "reach"
  FROM (
    SELECT
      going64.id AS "id",
      going64.part AS "part",
      going64.model AS "model",
      going64.priced AS "priced",
      going64.prompt_price AS "prompt_price",
      going64.completion_price AS "completion_price",
      going64.cache_read_price AS "cache_read_price",
      going64.cache_creation_price AS "cache_creation_price",
      going64.billed AS "billed",
      going64.completion AS "completion",
      going64.cache_read AS "cache_read",
      going64.cache_creation AS "cache_creation",
      going64.longest AS "longest",
      going64.reach AS "reach",
      MAX(going64.above) OVER (PARTITION BY going64.id) AS "parent"
    FROM (
      SELECT
        told67.id AS "id",
        told67.part AS "part",
        told67.model AS "model",
        told67.priced AS "priced",
        told67.prompt_price AS "prompt_price",
        told67.completion_price AS "completion_price",
        told67.cache_read_price AS "cache_read_price",
        told67.cache_creation_price AS "cache_creation_price",
        told67.billed AS "billed",
        told67.completion AS "completion",
        told67.cache_read AS "cache_read",
        told67.cache_creation AS "cache_creation",
        told67.longest AS "longest",
        told67.reach AS "reach",
        told67.role AS "role",
        CASE WHEN told67.role = 1 THEN MAX(told67.told) OVER (PARTITION BY told67.at) END AS "above"
      FROM (
        SELECT
          rows195.id,
          rows195.part AS "part",
          rows195.model AS "model",
          rows195.priced AS "priced",
          rows195.prompt_price AS "prompt_price",
          rows195.completion_price AS "completion_price",
          rows195.cache_read_price AS "cache_read_price",
          rows195.cache_creation_price AS "cache_creation_price",
          rows195.billed AS "billed",
          rows195.completion AS "completion",
          rows195.cache_read AS "cache_read",
          rows195.cache_creation AS "cache_creation",
          rows195.longest AS "longest",
          rows195.reach AS "reach",
          rows195.id AS "at",
          rows195.parent AS "told",
          0 AS "role"
        FROM step65 AS rows195
        WHERE
          rows195.part = 0
          AND rows195.reach < rows195.longest
          AND rows195.parent IS NOT NULL
        UNION ALL
        SELECT
          rows196.id,
          rows196.part AS "part",
          rows196.model AS "model",
          rows196.priced AS "priced",
          rows196.prompt_price AS "prompt_price",
          rows196.completion_price AS "completion_price",
          rows196.cache_read_price AS "cache_read_price",
          rows196.cache_creation_price AS "cache_creation_price",
          rows196.billed AS "billed",
          rows196.completion AS "completion",
          rows196.cache_read AS "cache_read",
          rows196.cache_creation AS "cache_creation",
          rows196.longest AS "longest",
          rows196.reach AS "reach",
          rows196.parent AS "at",
          NULL AS "told",
          1 AS "role"
        FROM step65 AS rows196
        WHERE
          rows196.reach < rows196.longest AND rows196.parent IS NOT NULL
        UNION ALL
        SELECT
          rows197.parent AS "id",
          rows197.part AS "part",
          rows197.model AS "model",
          rows197.priced AS "priced",
          rows197.prompt_price AS "prompt_price",
          rows197.completion_price AS "completion_price",
          rows197.cache_read_price AS "cache_read_price",
          rows197.cache_creation_price AS "cache_creation_price",
          rows197.billed AS "billed",
          rows197.completion AS "completion",
          rows197.cache_read AS "cache_read",
          rows197.cache_creation AS "cache_creation",
          rows197.longest AS "longest",
          rows197.reach AS "reach",
          rows197.parent AS "at",
          NULL AS "told",
          2 AS "role"
        FROM step65 AS rows197
        WHERE
          rows197.part = 1
          AND rows197.reach < rows197.longest
          AND rows197.parent IS NOT NULL
      ) AS told67
    ) AS going64
    WHERE
      going64.role > 0
  ) AS moved64
  WHERE
    moved64.parent IS NOT NULL
  GROUP BY
    moved64.id,
    moved64.parent,
    moved64.part,
    moved64.model,
    moved64.priced,
    moved64.prompt_price,
    moved64.completion_price,
    moved64.cache_read_price,
    moved64.cache_creation_price,
    moved64.longest,
    moved64.reach
), state2 AS MATERIALIZED (
  SELECT
    step34.id,
    step34.parent,
    step34.part,
    step34.model,
    step34.priced,
    step34.prompt_price,
    step34.completion_price,
    step34.cache_read_price,
    step34.cache_creation_price,
    step34.billed,
    step34.completion,
    step34.cache_read,
    step34.cache_creation,
    step34.longest,
    step34.reach
  FROM step34
  UNION ALL
  SELECT
    step35.id,
    step35.parent,
    step35.part,
    step35.model,
    step35.priced,
    step35.prompt_price,
    step35.completion_price,
    step35.cache_read_price,
    step35.cache_creation_price,
    step35.billed,
    step35.completion,
    step35.cache_read,
    step35.cache_creation,
    step35.longest,
    step35.reach
  FROM step35
  UNION ALL
  SELECT
    step36.id,
    step36.parent,
    step36.part,
    step36.model,
    step36.priced,
    step36.prompt_price,
    step36.completion_price,
    step36.cache_read_price,
    step36.cache_creation_price,
    step36.billed,
    step36.completion,
    step36.cache_read,
    step36.cache_creation,
    step36.longest,
    step36.reach
  FROM step36
  UNION ALL
  SELECT
    step37.id,
    step37.parent,
    step37.part,
    step37.model,
    step37.priced,
    step37.prompt_price,
    step37.completion_price,
    step37.cache_read_price,
    step37.cache_creation_price,
    step37.billed,
    step37.completion,
    step37.cache_read,
    step37.cache_creation,
    step37.longest,
    step37.reach
  FROM step37
  UNION ALL
  SELECT
    step38.id,
    step38.parent,
    step38.part,
    step38.model,
    step38.priced,
    step38.prompt_price,
    step38.completion_price,
    step38.cache_read_price,
    step38.cache_creation_price,
    step38.billed,
    step38.completion,
    step38.cache_read,
    step38.cache_creation,
    step38.longest,
    step38.reach
  FROM step38
  UNION ALL
  SELECT
    step39.id,
    step39.parent,
    step39.part,
    step39.model,
    step39.priced,
    step39.prompt_price,
    step39.completion_price,
    step39.cache_read_price,
    step39.cache_creation_price,
    step39.billed,
    step39.completion,
    step39.cache_read,
    step39.cache_creation,
    step39.longest,
    step39.reach
  FROM step39
  UNION ALL
  SELECT
    step40.id,
    step40.parent,
    step40.part,
    step40.model,
    step40.priced,
    step40.prompt_price,
    step40.completion_price,
    step40.cache_read_price,
    step40.cache_creation_price,
    step40.billed,
    step40.completion,
    step40.cache_read,
    step40.cache_creation,
    step40.longest,
    step40.reach
  FROM step40
  UNION ALL
  SELECT
    step41.id,
    step41.parent,
    step41.part,
    step41.model,
    step41.priced,
    step41.prompt_price,
    step41.completion_price,
    step41.cache_read_price,
    step41.cache_creation_price,
    step41.billed,
    step41.completion,
    step41.cache_read,
    step41.cache_creation,
    step41.longest,
    step41.reach
  FROM step41
  UNION ALL
  SELECT
    step42.id,
    step42.parent,
    step42.part,
    step42.model,
    step42.priced,
    step42.prompt_price,
    step42.completion_price,
    step42.cache_read_price,
    step42.cache_creation_price,
    step42.billed,
    step42.completion,
    step42.cache_read,
    step42.cache_creation,
    step42.longest,
    step42.reach
  FROM step42
  UNION ALL
  SELECT
    step43.id,
    step43.parent,
    step43.part,
    step43.model,
    step43.priced,
    step43.prompt_price,
    step43.completion_price,
    step43.cache_read_price,
    step43.cache_creation_price,
    step43.billed,
    step43.completion,
    step43.cache_read,
    step43.cache_creation,
    step43.longest,
    step43.reach
  FROM step43
  UNION ALL
  SELECT
    step44.id,
    step44.parent,
    step44.part,
    step44.model,
    step44.priced,
    step44.prompt_price,
    step44.completion_price,
    step44.cache_read_price,
    step44.cache_creation_price,
    step44.billed,
    step44.completion,
    step44.cache_read,
    step44.cache_creation,
    step44.longest,
    step44.reach
  FROM step44
  UNION ALL
  SELECT
    step45.id,
    step45.parent,
    step45.part,
    step45.model,
    step45.priced,
    step45.prompt_price,
    step45.completion_price,
    step45.cache_read_price,
    step45.cache_creation_price,
    step45.billed,
    step45.completion,
    step45.cache_read,
    step45.cache_creation,
    step45.longest,
    step45.reach
  FROM step45
  UNION ALL
  SELECT
    step46.id,
    step46.parent,
    step46.part,
    step46.model,
    step46.priced,
    step46.prompt_price,
    step46.completion_price,
    step46.cache_read_price,
    step46.cache_creation_price,
    step46.billed,
    step46.completion,
    step46.cache_read,
    step46.cache_creation,
    step46.longest,
    step46.reach
  FROM step46
  UNION ALL
  SELECT
    step47.id,
    step47.parent,
    step47.part,
    step47.model,
    step47.priced,
    step47.prompt_price,
    step47.completion_price,
    step47.cache_read_price,
    step47.cache_creation_price,
    step47.billed,
    step47.completion,
    step47.cache_read,
    step47.cache_creation,
    step47.longest,
    step47.reach
  FROM step47
  UNION ALL
  SELECT
    step48.id,
    step48.parent,
    step48.part,
    step48.model,
    step48.priced,
    step48.prompt_price,
    step48.completion_price,
    step48.cache_read_price,
    step48.cache_creation_price,
    step48.billed,
    step48.completion,
    step48.cache_read,
    step48.cache_creation,
    step48.longest,
    step48.reach
  FROM step48
  UNION ALL
  SELECT
    step49.id,
    step49.parent,
    step49.part,
    step49.model,
    step49.priced,
    step49.prompt_price,
    step49.completion_price,
    step49.cache_read_price,
    step49.cache_creation_price,
    step49.billed,
    step49.completion,
    step49.cache_read,
    step49.cache_creation,
    step49.longest,
    step49.reach
  FROM step49
  UNION ALL
  SELECT
    step50.id,
    step50.parent,
    step50.part,
    step50.model,
    step50.priced,
    step50.prompt_price,
    step50.completion_price,
    step50.cache_read_price,
    step50.cache_creation_price,
    step50.billed,
    step50.completion,
    step50.cache_read,
    step50.cache_creation,
    step50.longest,
    step50.reach
  FROM step50
  UNION ALL
  SELECT
    step51.id,
    step51.parent,
    step51.part,
    step51.model,
    step51.priced,
    step51.prompt_price,
    step51.completion_price,
    step51.cache_read_price,
    step51.cache_creation_price,
    step51.billed,
    step51.completion,
    step51.cache_read,
    step51.cache_creation,
    step51.longest,
    step51.reach
  FROM step51
  UNION ALL
  SELECT
    step52.id,
    step52.parent,
    step52.part,
    step52.model,
    step52.priced,
    step52.prompt_price,
    step52.completion_price,
    step52.cache_read_price,
    step52.cache_creation_price,
    step52.billed,
    step52.completion,
    step52.cache_read,
    step52.cache_creation,
    step52.longest,
    step52.reach
  FROM step52
  UNION ALL
  SELECT
    step53.id,
    step53.parent,
    step53.part,
    step53.model,
    step53.priced,
    step53.prompt_price,
    step53.completion_price,
    step53.cache_read_price,
    step53.cache_creation_price,
    step53.billed,
    step53.completion,
    step53.cache_read,
    step53.cache_creation,
    step53.longest,
    step53.reach
  FROM step53
  UNION ALL
  SELECT
    step54.id,
    step54.parent,
    step54.part,
    step54.model,
    step54.priced,
    step54.prompt_price,
    step54.completion_price,
    step54.cache_read_price,
    step54.cache_creation_price,
    step54.billed,
    step54.completion,
    step54.cache_read,
    step54.cache_creation,
    step54.longest,
    step54.reach
  FROM step54
  UNION ALL
  SELECT
    step55.id,
    step55.parent,
    step55.part,
    step55.model,
    step55.priced,
    step55.prompt_price,
    step55.completion_price,
    step55.cache_read_price,
    step55.cache_creation_price,
    step55.billed,
    step55.completion,
    step55.cache_read,
    step55.cache_creation,
    step55.longest,
    step55.reach
  FROM step55
  UNION ALL
  SELECT
    step56.id,
    step56.parent,
    step56.part,
    step56.model,
    step56.priced,
    step56.prompt_price,
    step56.completion_price,
    step56.cache_read_price,
    step56.cache_creation_price,
    step56.billed,
    step56.completion,
    step56.cache_read,
    step56.cache_creation,
    step56.longest,
    step56.reach
  FROM step56
  UNION ALL
  SELECT
    step57.id,
    step57.parent,
    step57.part,
    step57.model,
    step57.priced,
    step57.prompt_price,
    step57.completion_price,
    step57.cache_read_price,
    step57.cache_creation_price,
    step57.billed,
    step57.completion,
    step57.cache_read,
    step57.cache_creation,
    step57.longest,
    step57.reach
  FROM step57
  UNION ALL
  SELECT
    step58.id,
    step58.parent,
    step58.part,
    step58.model,
    step58.priced,
    step58.prompt_price,
    step58.completion_price,
    step58.cache_read_price,
    step58.cache_creation_price,
    step58.billed,
    step58.completion,
    step58.cache_read,
    step58.cache_creation,
    step58.longest,
    step58.reach
  FROM step58
  UNION ALL
  SELECT
    step59.id,
    step59.parent,
    step59.part,
    step59.model,
    step59.priced,
    step59.prompt_price,
    step59.completion_price,
    step59.cache_read_price,
    step59.cache_creation_price,
    step59.billed,
    step59.completion,
    step59.cache_read,
    step59.cache_creation,
    step59.longest,
    step59.reach
  FROM step59
  UNION ALL
  SELECT
    step60.id,
    step60.parent,
    step60.part,
    step60.model,
    step60.priced,
    step60.prompt_price,
    step60.completion_price,
    step60.cache_read_price,
    step60.cache_creation_price,
    step60.billed,
    step60.completion,
    step60.cache_read,
    step60.cache_creation,
    step60.longest,
    step60.reach
  FROM step60
  UNION ALL
  SELECT
    step61.id,
    step61.parent,
    step61.part,
    step61.model,
    step61.priced,
    step61.prompt_price,
    step61.completion_price,
    step61.cache_read_price,
    step61.cache_creation_price,
    step61.billed,
    step61.completion,
    step61.cache_read,
    step61.cache_creation,
    step61.longest,
    step61.reach
  FROM step61
  UNION ALL
  SELECT
    step62.id,
    step62.parent,
    step62.part,
    step62.model,
    step62.priced,
    step62.prompt_price,
    step62.completion_price,
    step62.cache_read_price,
    step62.cache_creation_price,
    step62.billed,
    step62.completion,
    step62.cache_read,
    step62.cache_creation,
    step62.longest,
    step62.reach
  FROM step62
  UNION ALL
  SELECT
    step63.id,
    step63.parent,
    step63.part,
    step63.model,
    step63.priced,
    step63.prompt_price,
    step63.completion_price,
    step63.cache_read_price,
    step63.cache_creation_price,
    step63.billed,
    step63.completion,
    step63.cache_read,
    step63.cache_creation,
    step63.longest,
    step63.reach
  FROM step63
  UNION ALL
  SELECT
    step64.id,
    step64.parent,
    step64.part,
    step64.model,
    step64.priced,
    step64.prompt_price,
    step64.completion_price,
    step64.cache_read_price,
    step64.cache_creation_price,
    step64.billed,
    step64.completion,
    step64.cache_read,
    step64.cache_creation,
    step64.longest,
    step64.reach
  FROM step64
  UNION ALL
  SELECT
    step65.id,
    step65.parent,
    step65.part,
    step65.model,
    step65.priced,
    step65.prompt_price,
    step65.completion_price,
    step65.cache_read_price,
    step65.cache_creation_price,
    step65.billed,
    step65.completion,
    step65.cache_read,
    step65.cache_creation,
    step65.longest,
    step65.reach
  FROM step65
  UNION ALL
  SELECT
    step66.id,
    step66.parent,
    step66.part,
    step66.model,
    step66.priced,
    step66.prompt_price,
    step66.completion_price,
    step66.cache_read_price,
    step66.cache_creation_price,
    step66.billed,
    step66.completion,
    step66.cache_read,
    step66.cache_creation,
    step66.longest,
    step66.reach
  FROM step66
), cost_rollup AS (
  SELECT
    part2.id,
    part2.model,
    part2.priced,
    part2.prompt_price,
    part2.completion_price,
    part2.cache_read_price,
    part2.cache_creation_price,
    CASE
      WHEN MAX(part2.endless) = 0
      THEN SUM(part2.billed)
      ELSE SUM(CASE WHEN part2.own = 1 THEN part2.billed ELSE CAST(0 AS DECIMAL) END)
    END AS "billed",
    CASE
      WHEN MAX(part2.endless) = 0
      THEN SUM(part2.completion)
      ELSE SUM(CASE WHEN part2.own = 1 THEN part2.completion ELSE CAST(0 AS DECIMAL) END)
    END AS "completion",
    CASE
      WHEN MAX(part2.endless) = 0
      THEN SUM(part2.cache_read)
      ELSE SUM(CASE WHEN part2.own = 1 THEN part2.cache_read ELSE CAST(0 AS DECIMAL) END)
    END AS "cache_read",
    CASE
      WHEN MAX(part2.endless) = 0
      THEN SUM(part2.cache_creation)
      ELSE SUM(CASE WHEN part2.own = 1 THEN part2.cache_creation ELSE CAST(0 AS DECIMAL) END)
    END AS "cache_creation"
  FROM (
    SELECT
      CASE WHEN side4.sent = 0 THEN rows198.id ELSE rows198.parent END AS "id",
      rows198.model AS "model",
      rows198.priced AS "priced",
      rows198.prompt_price AS "prompt_price",
      rows198.completion_price AS "completion_price",
      rows198.cache_read_price AS "cache_read_price",
      rows198.cache_creation_price AS "cache_creation_price",
      rows198.billed AS "billed",
      rows198.completion AS "completion",
      rows198.cache_read AS "cache_read",
      rows198.cache_creation AS "cache_creation",
      CASE WHEN side4.sent = 0 AND rows198.reach = 1 THEN 1 ELSE 0 END AS "own",
      CASE
        WHEN side4.sent = 0
        AND (
          rows198.parent IS NOT NULL AND rows198.reach >= rows198.longest
        )
        THEN 1
        ELSE 0
      END AS "endless"
    FROM state2 AS rows198
    CROSS JOIN (
      SELECT
        0 AS "sent"
      UNION ALL
      SELECT
        1 AS "sent"
    ) AS side4
    WHERE
      rows198.part = 1
      AND (
        (
          side4.sent = 0 AND rows198.reach = 1
        )
        OR (
          NOT (
            side4.sent = 0
          )
          AND rows198.parent IS NOT NULL
          AND rows198.reach < rows198.longest
        )
        OR (
          side4.sent = 0
          AND (
            rows198.parent IS NOT NULL AND rows198.reach >= rows198.longest
          )
        )
      )
  ) AS part2
  GROUP BY
    part2.id,
    part2.model,
    part2.priced,
    part2.prompt_price,
    part2.completion_price,
    part2.cache_read_price,
    part2.cache_creation_price
  HAVING
    MAX(part2.endless) = 0 OR MAX(part2.own) = 1
), r AS (
  SELECT
    0 AS "part",
    '' AS "id",
    'calls' AS "name",
    number_of_calls.number,
    CAST(0 AS DECIMAL) AS "prompt",
    CAST(0 AS DECIMAL) AS "completion",
    CAST(0 AS DECIMAL) AS "total",
    CAST(0 AS DECIMAL) AS "cache_read",
    CAST(0 AS DECIMAL) AS "cache_creation",
    CAST(0 AS DECIMAL) AS "requests",
    0 AS "priced",
    CAST(0 AS DOUBLE PRECISION) AS "prompt_price",
    CAST(0 AS DOUBLE PRECISION) AS "completion_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_read_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_creation_price",
    CAST(0 AS DECIMAL) AS "billed"
  FROM number_of_calls
  UNION ALL
  SELECT
    1 AS "part",
    sel.id,
    '' AS "name",
    sel.unfinished AS "number",
    CAST(0 AS DECIMAL) AS "prompt",
    CAST(0 AS DECIMAL) AS "completion",
    CAST(0 AS DECIMAL) AS "total",
    CAST(0 AS DECIMAL) AS "cache_read",
    CAST(0 AS DECIMAL) AS "cache_creation",
    CAST(0 AS DECIMAL) AS "requests",
    0 AS "priced",
    CAST(0 AS DOUBLE PRECISION) AS "prompt_price",
    CAST(0 AS DOUBLE PRECISION) AS "completion_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_read_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_creation_price",
    CAST(0 AS DECIMAL) AS "billed"
  FROM sel
  WHERE
    (
      sel.unfinished = 1 OR sel.id = ANY(
        CAST(%(p1)s AS TEXT[])
      )
    )
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
    0 AS "priced",
    CAST(0 AS DOUBLE PRECISION) AS "prompt_price",
    CAST(0 AS DOUBLE PRECISION) AS "completion_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_read_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_creation_price",
    CAST(0 AS DECIMAL) AS "billed"
  FROM rollup
  WHERE
    rollup.id = ANY(
      CAST(%(p1)s AS TEXT[])
    )
  UNION ALL
  SELECT
    0 AS "part",
    '' AS "id",
    'unpriced' AS "name",
    number_of_unpriced.number,
    CAST(0 AS DECIMAL) AS "prompt",
    CAST(0 AS DECIMAL) AS "completion",
    CAST(0 AS DECIMAL) AS "total",
    CAST(0 AS DECIMAL) AS "cache_read",
    CAST(0 AS DECIMAL) AS "cache_creation",
    CAST(0 AS DECIMAL) AS "requests",
    0 AS "priced",
    CAST(0 AS DOUBLE PRECISION) AS "prompt_price",
    CAST(0 AS DOUBLE PRECISION) AS "completion_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_read_price",
    CAST(0 AS DOUBLE PRECISION) AS "cache_creation_price",
    CAST(0 AS DECIMAL) AS "billed"
  FROM number_of_unpriced
  UNION ALL
  SELECT
    3 AS "part",
    cost_rollup.id,
    cost_rollup.model AS "name",
    0 AS "number",
    CAST(0 AS DECIMAL) AS "prompt",
    cost_rollup.completion,
    CAST(0 AS DECIMAL) AS "total",
    cost_rollup.cache_read,
    cost_rollup.cache_creation,
    CAST(0 AS DECIMAL) AS "requests",
    cost_rollup.priced,
    cost_rollup.prompt_price,
    cost_rollup.completion_price,
    cost_rollup.cache_read_price,
    cost_rollup.cache_creation_price,
    cost_rollup.billed
  FROM cost_rollup
  WHERE
    cost_rollup.id = ANY(
      CAST(%(p1)s AS TEXT[])
    )
)
SELECT
  r.part,
  r.id,
  r.name,
  r.number,
  r.prompt,
  r.completion,
  r.total,
  r.cache_read,
  r.cache_creation,
  r.requests,
  r.priced,
  r.prompt_price,
  r.completion_price,
  r.cache_read_price,
  r.cache_creation_price,
  r.billed
FROM r
ORDER BY
  CASE WHEN r.part = 0 THEN 0 ELSE 1 END,
  r.id COLLATE "C",
  r.part,
  r.name COLLATE "C"
