-- usage_buckets
-- p0: string = 'acme/spend'
-- p1: timestamp = 1761955200000000
-- p2: timestamp = 1762128000000000
-- p3: string = '$."usage"'
-- p4: int = 0
-- p5: string = '$."prompt_tokens"'
-- p6: string = '$."input_tokens"'
-- p7: string = '$."completion_tokens"'
-- p8: string = '$."output_tokens"'
-- p9: string = '$."total_tokens"'
-- p10: string = '$."cache_read_input_tokens"'
-- p11: string = '$."cache_creation_input_tokens"'
-- p12: string = '$."requests"'

WITH s AS (
  SELECT
    c.id,
    c.started_at - (
      (
        c.started_at + :p4
      ) % 43200000000
    ) AS "bucket",
    m.key AS "model",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p5) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p5) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5), '$') AS REAL)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p5) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p6) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p6) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6), '$') AS REAL)
      END
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p6) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6)
    END AS "input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p7) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p7) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7), '$') AS REAL)
      END
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p7) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7)
    END AS "completion_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p8) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p8) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8), '$') AS REAL)
      END
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p8) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8)
    END AS "output_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p9) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p9) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9), '$') AS REAL)
      END
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p9) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9)
    END AS "total_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p10) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p10) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10), '$') AS REAL)
      END
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p10) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10)
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p11) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p11) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11), '$') AS REAL)
      END
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p11) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p11)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p12) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p12) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12), '$') AS REAL)
      END
    END AS "requests",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p12) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p12)
    END AS "requests_int"
  FROM calls AS c, JSON_EACH(
    CASE
      WHEN JSON_TYPE(c.summary, :p3) = 'object'
      THEN JSON_EXTRACT(c.summary, :p3)
      ELSE '{}'
    END
  ) AS m
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.started_at >= :p1
    AND c.started_at < :p2
    AND m.type = 'object'
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
        THEN CAST(s.prompt_tokens AS INTEGER)
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
        THEN CAST(s.input_tokens AS INTEGER)
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
        THEN CAST(s.completion_tokens AS INTEGER)
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
        THEN CAST(s.output_tokens AS INTEGER)
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
        THEN CAST(s.total_tokens AS INTEGER)
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
        THEN CAST(s.cache_read_input_tokens AS INTEGER)
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
        THEN CAST(s.cache_creation_input_tokens AS INTEGER)
      END
      ELSE 0
    END AS "cache_creation_input_tokens",
    CASE
      WHEN s.requests >= 0.0
      AND s.requests <= 9007199254740992.0
      AND (
        s.requests_int IS NULL OR s.requests_int <= 9007199254740992
      )
      THEN CASE WHEN ABS(s.requests) <= 9007199254740992 THEN CAST(s.requests AS INTEGER) END
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
    c2.project_id = :p0
    AND c2.deleted_at IS NULL
    AND c2.started_at >= :p1
    AND c2.started_at < :p2
), s2 AS (
  SELECT
    c3.parent_id AS "id",
    m2.key AS "model",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5), '$') AS REAL)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6), '$') AS REAL)
      END
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6)
    END AS "input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7), '$') AS REAL)
      END
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7)
    END AS "completion_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8), '$') AS REAL)
      END
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8)
    END AS "output_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9), '$') AS REAL)
      END
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9)
    END AS "total_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10), '$') AS REAL)
      END
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10)
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11), '$') AS REAL)
      END
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p11) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p11)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12), '$') AS REAL)
      END
    END AS "requests",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p12) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p12)
    END AS "requests_int"
  FROM calls AS c3, JSON_EACH(
    CASE
      WHEN JSON_TYPE(c3.summary, :p3) = 'object'
      THEN JSON_EXTRACT(c3.summary, :p3)
      ELSE '{}'
    END
  ) AS m2
  WHERE
    c3.project_id = :p0
    AND c3.parent_id IS NOT NULL
    AND c3.parent_id IN (
      SELECT
        parents.id
      FROM parents
    )
    AND m2.type = 'object'
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
        THEN CAST(s2.prompt_tokens AS INTEGER)
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
        THEN CAST(s2.input_tokens AS INTEGER)
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
        THEN CAST(s2.completion_tokens AS INTEGER)
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
        THEN CAST(s2.output_tokens AS INTEGER)
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
        THEN CAST(s2.total_tokens AS INTEGER)
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
        THEN CAST(s2.cache_read_input_tokens AS INTEGER)
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
        THEN CAST(s2.cache_creation_input_tokens AS INTEGER)
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
        THEN CAST(s2.requests AS INTEGER)
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
    CASE
      WHEN SUM(kid.prompt >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.prompt >> 32) << 32
        ) + SUM(kid.prompt & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_prompt",
    CASE
      WHEN SUM(kid.completion >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.completion >> 32) << 32
        ) + SUM(kid.completion & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_completion",
    CASE
      WHEN SUM(kid.total >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.total >> 32) << 32
        ) + SUM(kid.total & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_total",
    CASE
      WHEN SUM(kid.cache_read >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.cache_read >> 32) << 32
        ) + SUM(kid.cache_read & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_cache_read",
    CASE
      WHEN SUM(kid.cache_creation >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.cache_creation >> 32) << 32
        ) + SUM(kid.cache_creation & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_cache_creation",
    CASE
      WHEN SUM(kid.requests >> 32) < 1073741824
      THEN MIN(
        (
          SUM(kid.requests >> 32) << 32
        ) + SUM(kid.requests & 4294967295),
        4611686018427387904
      )
      ELSE 4611686018427387904
    END AS "kids_requests"
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
  (
    SUM(r.cumulative >> 32) || ':'
  ) || SUM(r.cumulative & 4294967295) AS "read_as_cumulative",
  (
    SUM(r.total >> 32) || ':'
  ) || SUM(r.total & 4294967295) AS "sum_total_tokens",
  COUNT(r.total) AS "count_total_tokens",
  (
    SUM(r.cache_read >> 32) || ':'
  ) || SUM(r.cache_read & 4294967295) AS "sum_cache_read_input_tokens"
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
