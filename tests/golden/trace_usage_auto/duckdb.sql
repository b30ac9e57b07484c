-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = ['t0', 't1', 't2']
-- p2: int = 10001
-- p3: int = 10000
-- p4: string = '/usage'
-- p5: string = '/prompt_tokens'
-- p6: string = '/input_tokens'
-- p7: string = '/completion_tokens'
-- p8: string = '/output_tokens'
-- p9: string = '/total_tokens'
-- p10: string = '/cache_read_input_tokens'
-- p11: string = '/cache_creation_input_tokens'
-- p12: string = '/requests'

WITH RECURSIVE more AS (
  SELECT
    c.id,
    c.parent_id,
    CASE WHEN c.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    EPOCH_US(c.started_at) AS "at",
    c.summary
  FROM calls AS c
  WHERE
    c.project_id = $p0
    AND c.deleted_at IS NULL
    AND c.trace_id IN (
      SELECT
        UNNEST($p1)
    )
  ORDER BY
    c.started_at,
    c.id
  LIMIT $p2
), number_of_calls AS (
  SELECT
    COUNT(*) AS "number"
  FROM more
), placed AS (
  SELECT
    more.id,
    more.parent_id,
    more.unfinished,
    more."at",
    more.summary,
    ROW_NUMBER() OVER (ORDER BY more."at", more.id) - 1 AS "place"
  FROM more
), sel AS (
  SELECT
    placed.id,
    placed.parent_id,
    placed.unfinished
  FROM placed
  WHERE
    placed.place < $p3
), s AS (
  SELECT
    placed.id,
    placed.unfinished,
    placed."at",
    m.key AS "model",
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
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p5) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p5) AS BIGINT)
    END AS "prompt_tokens_int",
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
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p6) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p6) AS BIGINT)
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p7) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p7) AS BIGINT)
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p8) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p8) AS BIGINT)
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p9) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p9) AS BIGINT)
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p10) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p10) AS BIGINT)
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(m.value, $p11) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p11) AS BIGINT)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m.value, $p12) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m.value, $p12),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m.value, $p12)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p12) AS DOUBLE)
    END AS "requests",
    CASE
      WHEN JSON_TYPE(m.value, $p12) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m.value, $p12) AS BIGINT)
    END AS "requests_int"
  FROM placed
  CROSS JOIN LATERAL JSON_EACH(
    CASE
      WHEN JSON_TYPE(placed.summary, $p4) = 'OBJECT'
      THEN JSON_EXTRACT(placed.summary, $p4)
    END
  ) AS m
  WHERE
    placed.place < $p3 AND m.type = 'OBJECT'
), k AS (
  SELECT
    s.id,
    s.unfinished,
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
    k.id,
    k.unfinished,
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
), parents AS (
  SELECT
    sel.id
  FROM sel
), s2 AS (
  SELECT
    c2.parent_id AS "id",
    m2.key AS "model",
    CASE
      WHEN JSON_TYPE(m2.value, $p5) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p5),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p5)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p5) AS DOUBLE)
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p5) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p5) AS BIGINT)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p6) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p6),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p6)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p6) AS DOUBLE)
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p6) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p6) AS BIGINT)
    END AS "input_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p7) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p7),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p7)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p7) AS DOUBLE)
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p7) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p7) AS BIGINT)
    END AS "completion_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p8) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p8),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p8)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p8) AS DOUBLE)
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p8) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p8) AS BIGINT)
    END AS "output_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p9) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p9),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p9)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p9) AS DOUBLE)
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p9) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p9) AS BIGINT)
    END AS "total_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p10) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p10),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p10)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p10) AS DOUBLE)
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p10) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p10) AS BIGINT)
    END AS "cache_read_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p11) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p11),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p11)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p11) AS DOUBLE)
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(m2.value, $p11) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p11) AS BIGINT)
    END AS "cache_creation_input_tokens_int",
    CASE
      WHEN JSON_TYPE(m2.value, $p12) <> 'VARCHAR'
      OR (
        REGEXP_MATCHES(
          JSON_EXTRACT_STRING(m2.value, $p12),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND LENGTH(JSON_EXTRACT_STRING(m2.value, $p12)) <= 40
      )
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p12) AS DOUBLE)
    END AS "requests",
    CASE
      WHEN JSON_TYPE(m2.value, $p12) IN ('BIGINT', 'UBIGINT')
      THEN TRY_CAST(JSON_EXTRACT_STRING(m2.value, $p12) AS BIGINT)
    END AS "requests_int"
  FROM calls AS c2
  CROSS JOIN LATERAL JSON_EACH(
    CASE
      WHEN JSON_TYPE(c2.summary, $p4) = 'OBJECT'
      THEN JSON_EXTRACT(c2.summary, $p4)
    END
  ) AS m2
  WHERE
    c2.project_id = $p0
    AND c2.parent_id IS NOT NULL
    AND c2.parent_id IN (
      SELECT
        parents.id
      FROM parents
    )
    AND m2.type = 'OBJECT'
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
    u."at",
    u.model,
    u.prompt,
    u.completion,
    u.total,
    u.cache_read,
    u.cache_creation,
    u.requests,
    CAST(0 AS BIGINT) AS "kids_prompt",
    CAST(0 AS BIGINT) AS "kids_completion",
    CAST(0 AS BIGINT) AS "kids_total",
    CAST(0 AS BIGINT) AS "kids_cache_read",
    CAST(0 AS BIGINT) AS "kids_cache_creation",
    CAST(0 AS BIGINT) AS "kids_requests",
    CAST(0 AS BIGINT) AS "is_kids"
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
    CAST(0 AS BIGINT) AS "unfinished",
    CAST(0 AS BIGINT) AS "at",
    kids.model,
    CAST(0 AS BIGINT) AS "prompt",
    CAST(0 AS BIGINT) AS "completion",
    CAST(0 AS BIGINT) AS "total",
    CAST(0 AS BIGINT) AS "cache_read",
    CAST(0 AS BIGINT) AS "cache_creation",
    CAST(0 AS BIGINT) AS "requests",
    kids.kids_prompt,
    kids.kids_completion,
    kids.kids_total,
    kids.kids_cache_read,
    kids.kids_cache_creation,
    kids.kids_requests,
    CAST(1 AS BIGINT) AS "is_kids"
  FROM kids
), told AS (
  SELECT
    mixed.id,
    mixed.unfinished,
    mixed."at",
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
    told."at",
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
    read."at",
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
), closing AS (
  SELECT
    stored.id,
    stored.model,
    stored.unfinished,
    stored.cumulative,
    stored.prompt,
    stored.completion,
    stored.total,
    stored.cache_read,
    stored.cache_creation,
    stored.requests,
    CASE WHEN stored.cumulative = 1 AND stored.unfinished = 0 THEN 1 ELSE 0 END AS "closed"
  FROM stored
), on_tracks AS (
  SELECT
    closing.id,
    closing.model,
    closing.unfinished,
    closing.cumulative,
    closing.prompt,
    closing.completion,
    closing.total,
    closing.cache_read,
    closing.cache_creation,
    closing.requests,
    closing.closed,
    MAX(closing.closed) OVER (PARTITION BY closing.model) AS "tracked"
  FROM closing
), models AS (
  SELECT
    on_tracks.model
  FROM on_tracks
  WHERE
    on_tracks.closed = 1
  GROUP BY
    on_tracks.model
), one AS (
  SELECT
    COUNT(*) AS "calls"
  FROM more
), tracks AS (
  SELECT
    models.model AS "track",
    CAST(1 AS BIGINT) AS "tracked"
  FROM models
  UNION ALL
  SELECT
    '' AS "track",
    CAST(0 AS BIGINT) AS "tracked"
  FROM one
), stops AS (
  SELECT
    sel.id,
    tracks.track,
    tracks.tracked,
    sel.parent_id AS "parent",
    CAST(0 AS BIGINT) AS "closed",
    CAST(1 AS BIGINT) AS "is_link"
  FROM sel
  JOIN tracks
    ON TRUE
  UNION ALL
  SELECT
    on_tracks.id,
    on_tracks.model AS "track",
    CAST(1 AS BIGINT) AS "tracked",
    '' AS "parent",
    CAST(1 AS BIGINT) AS "closed",
    CAST(0 AS BIGINT) AS "is_link"
  FROM on_tracks
  WHERE
    on_tracks.closed = 1
), told_links AS (
  SELECT
    stops.id,
    stops.track,
    stops.tracked,
    stops.parent,
    stops.closed,
    stops.is_link,
    MAX(stops.closed) OVER (PARTITION BY stops.id, stops.track, stops.tracked) AS "is_closed"
  FROM stops
), open_links AS (
  SELECT
    told_links.id,
    told_links.track,
    told_links.tracked,
    told_links.parent,
    told_links.is_closed AS "closed"
  FROM told_links
  WHERE
    told_links.is_link = 1
), amounts AS (
  SELECT
    on_tracks.id,
    on_tracks.tracked,
    on_tracks.model,
    on_tracks.prompt,
    on_tracks.completion,
    on_tracks.total,
    on_tracks.cache_read,
    on_tracks.cache_creation,
    on_tracks.requests,
    CASE WHEN on_tracks.tracked = 1 THEN on_tracks.model ELSE '' END AS "track"
  FROM on_tracks
  WHERE
    (
      on_tracks.cumulative = 0 OR on_tracks.unfinished = 0
    )
), begun AS (
  SELECT
    rows.id AS "id",
    rows.track AS "track",
    rows.tracked AS "tracked",
    rows.part AS "part",
    rows.model AS "model",
    rows.prompt AS "prompt",
    rows.completion AS "completion",
    rows.total AS "total",
    rows.cache_read AS "cache_read",
    rows.cache_creation AS "cache_creation",
    rows.requests AS "requests",
    MAX(rows.parent) OVER (PARTITION BY rows.id, rows.track, rows.tracked) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked.id AS "id",
      linked.track AS "track",
      linked.tracked AS "tracked",
      linked.parent AS "parent",
      0 AS "part",
      '' AS "model",
      CAST(0 AS INT128) AS "prompt",
      CAST(0 AS INT128) AS "completion",
      CAST(0 AS INT128) AS "total",
      CAST(0 AS INT128) AS "cache_read",
      CAST(0 AS INT128) AS "cache_creation",
      CAST(0 AS INT128) AS "requests"
    FROM (
      SELECT
        rows2.id AS "id",
        rows2.track AS "track",
        rows2.tracked AS "tracked",
        rows2.parent AS "parent"
      FROM (
        SELECT
          told2.id AS "id",
          told2.track AS "track",
          told2.tracked AS "tracked",
          told2.parent AS "parent",
          told2.tells AS "tells",
          MAX(told2.is_node) OVER (PARTITION BY told2."at", told2.track, told2.tracked) AS "is_known"
        FROM (
          SELECT
            link.id AS "id",
            link.track AS "track",
            link.tracked AS "tracked",
            link.parent AS "parent",
            side.tells AS "tells",
            CASE WHEN side.tells = 1 THEN link.id ELSE link.parent END AS "at",
            CASE WHEN side.tells = 1 AND link.closed = 0 THEN 1 ELSE 0 END AS "is_node"
          FROM open_links AS link
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
      amount.track AS "track",
      amount.tracked AS "tracked",
      NULL AS "parent",
      1 AS "part",
      amount.model AS "model",
      CAST(amount.prompt AS INT128) AS "prompt",
      CAST(amount.completion AS INT128) AS "completion",
      CAST(amount.total AS INT128) AS "total",
      CAST(amount.cache_read AS INT128) AS "cache_read",
      CAST(amount.cache_creation AS INT128) AS "cache_creation",
      CAST(amount.requests AS INT128) AS "requests"
    FROM amounts AS amount
  ) AS rows
), state AS (
  SELECT
    begun.id,
    begun.track,
    begun.tracked,
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
    CAST(1 AS INT128) AS "reach"
  FROM begun
  UNION ALL
  SELECT
    node.id AS "id",
    node.track AS "track",
    node.tracked AS "tracked",
    node.parent AS "parent",
    sent.part AS "part",
    sent.model AS "model",
    SUM(sent.prompt) AS "prompt",
    SUM(sent.completion) AS "completion",
    SUM(sent.total) AS "total",
    SUM(sent.cache_read) AS "cache_read",
    SUM(sent.cache_creation) AS "cache_creation",
    SUM(sent.requests) AS "requests",
    sent.longest AS "longest",
    sent.reach * 2 AS "reach"
  FROM (
    SELECT
      rows3.id AS "id",
      rows3.track AS "track",
      rows3.tracked AS "tracked",
      rows3.part AS "part",
      rows3.model AS "model",
      rows3.prompt AS "prompt",
      rows3.completion AS "completion",
      rows3.total AS "total",
      rows3.cache_read AS "cache_read",
      rows3.cache_creation AS "cache_creation",
      rows3.requests AS "requests",
      rows3.longest AS "longest",
      rows3.reach AS "reach"
    FROM state AS rows3
    WHERE
      rows3.reach < rows3.longest
    UNION ALL
    SELECT
      rows4.parent AS "id",
      rows4.track AS "track",
      rows4.tracked AS "tracked",
      rows4.part AS "part",
      rows4.model AS "model",
      rows4.prompt AS "prompt",
      rows4.completion AS "completion",
      rows4.total AS "total",
      rows4.cache_read AS "cache_read",
      rows4.cache_creation AS "cache_creation",
      rows4.requests AS "requests",
      rows4.longest AS "longest",
      rows4.reach AS "reach"
    FROM state AS rows4
    WHERE
      rows4.part = 1 AND rows4.reach < rows4.longest
  ) AS sent
  JOIN (
    SELECT
      low.id AS "id",
      low.track AS "track",
      low.tracked AS "tracked",
      high.parent AS "parent"
    FROM state AS low
    JOIN state AS high
      ON low.parent = high.id AND low.track = high.track AND low.tracked = high.tracked
    WHERE
      low.part = 0 AND high.part = 0
  ) AS node
    ON sent.id = node.id AND sent.track = node.track AND sent.tracked = node.tracked
  GROUP BY
    node.id,
    node.track,
    node.tracked,
    node.parent,
    sent.part,
    sent.model,
    sent.longest,
    sent.reach
), rollup AS (
  SELECT
    part.id,
    part.track,
    part.tracked,
    part.model,
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.prompt)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.prompt ELSE CAST(0 AS INT128) END)
    END AS "prompt",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.completion)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.completion ELSE CAST(0 AS INT128) END)
    END AS "completion",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.total)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.total ELSE CAST(0 AS INT128) END)
    END AS "total",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.cache_read)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.cache_read ELSE CAST(0 AS INT128) END)
    END AS "cache_read",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.cache_creation)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.cache_creation ELSE CAST(0 AS INT128) END)
    END AS "cache_creation",
    CASE
      WHEN MAX(part.endless) = 0
      THEN SUM(part.requests)
      ELSE SUM(CASE WHEN part.own = 1 THEN part.requests ELSE CAST(0 AS INT128) END)
    END AS "requests"
  FROM (
    SELECT
      CASE WHEN side2.sent = 0 THEN rows5.id ELSE rows5.parent END AS "id",
      rows5.track AS "track",
      rows5.tracked AS "tracked",
      rows5.model AS "model",
      rows5.prompt AS "prompt",
      rows5.completion AS "completion",
      rows5.total AS "total",
      rows5.cache_read AS "cache_read",
      rows5.cache_creation AS "cache_creation",
      rows5.requests AS "requests",
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
    part.track,
    part.tracked,
    part.model
  HAVING
    MAX(part.endless) = 0 OR MAX(part.own) = 1
), ways AS (
  SELECT
    stored.cumulative,
    COUNT(*) AS "number"
  FROM stored
  GROUP BY
    stored.cumulative
), r AS (
  SELECT
    CAST(0 AS BIGINT) AS "part",
    '' AS "id",
    'calls' AS "name",
    number_of_calls.number,
    CAST(0 AS INT128) AS "prompt",
    CAST(0 AS INT128) AS "completion",
    CAST(0 AS INT128) AS "total",
    CAST(0 AS INT128) AS "cache_read",
    CAST(0 AS INT128) AS "cache_creation",
    CAST(0 AS INT128) AS "requests"
  FROM number_of_calls
  UNION ALL
  SELECT
    CAST(1 AS BIGINT) AS "part",
    sel.id,
    '' AS "name",
    sel.unfinished AS "number",
    CAST(0 AS INT128) AS "prompt",
    CAST(0 AS INT128) AS "completion",
    CAST(0 AS INT128) AS "total",
    CAST(0 AS INT128) AS "cache_read",
    CAST(0 AS INT128) AS "cache_creation",
    CAST(0 AS INT128) AS "requests"
  FROM sel
  UNION ALL
  SELECT
    CAST(2 AS BIGINT) AS "part",
    rollup.id,
    rollup.model AS "name",
    CAST(0 AS BIGINT) AS "number",
    rollup.prompt,
    rollup.completion,
    rollup.total,
    rollup.cache_read,
    rollup.cache_creation,
    rollup.requests
  FROM rollup
  UNION ALL
  SELECT
    CAST(0 AS BIGINT) AS "part",
    '' AS "id",
    CASE WHEN ways.cumulative = 1 THEN 'cumulative' ELSE 'own' END AS "name",
    ways.number,
    CAST(0 AS INT128) AS "prompt",
    CAST(0 AS INT128) AS "completion",
    CAST(0 AS INT128) AS "total",
    CAST(0 AS INT128) AS "cache_read",
    CAST(0 AS INT128) AS "cache_creation",
    CAST(0 AS INT128) AS "requests"
  FROM ways
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
  r.requests
FROM r
ORDER BY
  CASE WHEN r.part = 0 THEN 0 ELSE 1 END,
  r.id,
  r.part,
  r.name
