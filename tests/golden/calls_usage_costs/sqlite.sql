-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = '["s00", "s05", "s11"]'
-- p2: string = '$."usage"'
-- p3: string = '$."prompt_tokens"'
-- p4: string = '$."input_tokens"'
-- p5: string = '$."completion_tokens"'
-- p6: string = '$."output_tokens"'
-- p7: string = '$."total_tokens"'
-- p8: string = '$."cache_read_input_tokens"'
-- p9: string = '$."cache_creation_input_tokens"'
-- p10: string = '$."requests"'

WITH RECURSIVE tree AS NOT MATERIALIZED (
  SELECT
    c.id,
    c.parent_id AS "parent"
  FROM calls AS c
  WHERE
    c.project_id = :p0 AND c.deleted_at IS NULL
), reached AS (
  SELECT
    tree.id
  FROM tree
  WHERE
    tree.id IN (
      SELECT
        value
      FROM JSON_EACH(:p1) AS e
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
    c2.project_id = :p0
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
    c3.started_at AS "at",
    m.key AS "model",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p3) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p3) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3), '$') AS REAL)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p3) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p3)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p4) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4), '$') AS REAL)
      END
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p4) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p4)
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p5) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p5)
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p6) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p6)
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p7) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p7)
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p8) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p8)
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p9) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p9)
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSON_TYPE(CASE WHEN m.type = 'object' THEN m.value END, :p10) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m.type = 'object' THEN m.value END, :p10)
    END AS "requests_int"
  FROM calls AS c3, JSON_EACH(
    CASE
      WHEN JSON_TYPE(c3.summary, :p2) = 'object'
      THEN JSON_EXTRACT(c3.summary, :p2)
      ELSE '{}'
    END
  ) AS m
  WHERE
    c3.project_id = :p0
    AND c3.deleted_at IS NULL
    AND c3.id IN (
      SELECT
        ids.id
      FROM ids
    )
    AND m.type = 'object'
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
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3), '$') AS REAL)
      END
    END AS "prompt_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p3) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p3)
    END AS "prompt_tokens_int",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) IN ('integer', 'real')
      THEN CAST(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) AS REAL)
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) = 'text'
      THEN CASE
        WHEN LENGTH(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4)) <= 40
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) GLOB '*[^0-9eE+.-]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) GLOB '*[eE][0-9][0-9][0-9]*'
        )
        AND NOT (
          JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) GLOB '*[eE][+-][0-9][0-9][0-9]*'
        )
        AND JSON_VALID(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4))
        THEN CAST(JSON_EXTRACT(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4), '$') AS REAL)
      END
    END AS "input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p4) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p4)
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p5) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p5)
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p6) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p6)
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p7) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p7)
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p8) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p8)
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p9) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p9)
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSON_TYPE(CASE WHEN m2.type = 'object' THEN m2.value END, :p10) = 'integer'
      AND TYPEOF(JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10)) = 'integer'
      THEN JSON_EXTRACT(CASE WHEN m2.type = 'object' THEN m2.value END, :p10)
    END AS "requests_int"
  FROM calls AS c4, JSON_EACH(
    CASE
      WHEN JSON_TYPE(c4.summary, :p2) = 'object'
      THEN JSON_EXTRACT(c4.summary, :p2)
      ELSE '{}'
    END
  ) AS m2
  WHERE
    c4.project_id = :p0
    AND c4.parent_id IS NOT NULL
    AND c4.parent_id IN (
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
), steps AS MATERIALIZED (
  SELECT
    CAST(open_links.parent AS TEXT) AS "above",
    open_links.id,
    2 AS "rises"
  FROM open_links
  WHERE
    open_links.parent IN (
      SELECT
        others.id
      FROM open_links AS others
      WHERE
        others.closed = 0
    )
  UNION ALL
  SELECT
    open_links.id AS "above",
    open_links.id,
    1 AS "rises"
  FROM open_links
), tour AS MATERIALIZED (
  SELECT
    root.id,
    root.id AS "top",
    0 AS "level"
  FROM open_links AS root
  WHERE
    root.parent IS NULL
    OR NOT (
      root.parent IN (
        SELECT
          others2.id
        FROM open_links AS others2
        WHERE
          others2.closed = 0
      )
    )
  UNION ALL
  SELECT
    step.id,
    tour.top,
    tour.level + step.rises
  FROM tour
  CROSS JOIN steps AS step
    ON step.above = tour.id
  WHERE
    (
      tour.level % 2
    ) = 0
  ORDER BY
    3 DESC
), places AS MATERIALIZED (
  SELECT
    both.id,
    both.top,
    both.begins,
    both.ends
  FROM (
    SELECT
      events.id,
      events.top,
      events.level,
      events.place AS "begins",
      MAX(events.place) OVER (PARTITION BY events.id) AS "ends"
    FROM (
      SELECT
        tour.id,
        tour.top,
        tour.level,
        ROW_NUMBER() OVER () AS "place"
      FROM tour
    ) AS events
  ) AS both
  WHERE
    (
      both.level % 2
    ) = 0
), met AS MATERIALIZED (
  SELECT
    rows2.id,
    rows2.model,
    rows2.prompt,
    rows2.completion,
    rows2.total,
    rows2.cache_read,
    rows2.cache_creation,
    rows2.requests,
    rows2.top,
    rows2.begins
  FROM (
    SELECT
      rows.id,
      rows.model,
      rows.prompt,
      rows.completion,
      rows.total,
      rows.cache_read,
      rows.cache_creation,
      rows.requests,
      rows.amounts,
      MAX(rows.top) OVER (PARTITION BY rows.id) AS "top",
      MAX(rows.begins) OVER (PARTITION BY rows.id) AS "begins"
    FROM (
      SELECT
        found.id,
        found.top,
        found.begins,
        NULL AS "model",
        NULL AS "prompt",
        NULL AS "completion",
        NULL AS "total",
        NULL AS "cache_read",
        NULL AS "cache_creation",
        NULL AS "requests",
        0 AS "amounts"
      FROM places AS found
      UNION ALL
      SELECT
        amount.id,
        NULL AS "top",
        NULL AS "begins",
        amount.model,
        amount.prompt,
        amount.completion,
        amount.total,
        amount.cache_read,
        amount.cache_creation,
        amount.requests,
        1 AS "amounts"
      FROM amounts AS amount
    ) AS rows
  ) AS rows2
  WHERE
    rows2.amounts = 1
), keys_of_trees AS MATERIALIZED (
  SELECT DISTINCT
    amount3.model,
    CAST(amount3.top AS TEXT) AS "top"
  FROM met AS amount3
  WHERE
    amount3.begins IS NOT NULL
), line AS MATERIALIZED (
  SELECT
    amount2.id,
    amount2.top,
    amount2.model,
    amount2.begins AS "place",
    1 AS "part",
    amount2.prompt >> 32 AS "prompt_high",
    amount2.prompt & 4294967295 AS "prompt_low",
    amount2.completion >> 32 AS "completion_high",
    amount2.completion & 4294967295 AS "completion_low",
    amount2.total >> 32 AS "total_high",
    amount2.total & 4294967295 AS "total_low",
    amount2.cache_read >> 32 AS "cache_read_high",
    amount2.cache_read & 4294967295 AS "cache_read_low",
    amount2.cache_creation >> 32 AS "cache_creation_high",
    amount2.cache_creation & 4294967295 AS "cache_creation_low",
    amount2.requests >> 32 AS "requests_high",
    amount2.requests & 4294967295 AS "requests_low"
  FROM met AS amount2
  WHERE
    amount2.begins IS NOT NULL
  UNION ALL
  SELECT
    found2.id,
    found2.top,
    asked.model,
    found2.begins AS "place",
    0 AS "part",
    0 AS "prompt_high",
    0 AS "prompt_low",
    0 AS "completion_high",
    0 AS "completion_low",
    0 AS "total_high",
    0 AS "total_low",
    0 AS "cache_read_high",
    0 AS "cache_read_low",
    0 AS "cache_creation_high",
    0 AS "cache_creation_low",
    0 AS "requests_high",
    0 AS "requests_low"
  FROM places AS found2
  CROSS JOIN keys_of_trees AS asked
    ON found2.top = asked.top
  UNION ALL
  SELECT
    found3.id,
    found3.top,
    asked2.model,
    found3.ends AS "place",
    2 AS "part",
    0 AS "prompt_high",
    0 AS "prompt_low",
    0 AS "completion_high",
    0 AS "completion_low",
    0 AS "total_high",
    0 AS "total_low",
    0 AS "cache_read_high",
    0 AS "cache_read_low",
    0 AS "cache_creation_high",
    0 AS "cache_creation_low",
    0 AS "requests_high",
    0 AS "requests_low"
  FROM places AS found3
  CROSS JOIN keys_of_trees AS asked2
    ON found3.top = asked2.top
), rollup AS (
  SELECT
    rows3.id,
    rows3.model,
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.prompt_high
          WHEN rows3.part = 0
          THEN 0 - rows3.prompt_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.prompt_low
        WHEN rows3.part = 0
        THEN 0 - rows3.prompt_low
        ELSE 0
      END
    ) AS "prompt",
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.completion_high
          WHEN rows3.part = 0
          THEN 0 - rows3.completion_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.completion_low
        WHEN rows3.part = 0
        THEN 0 - rows3.completion_low
        ELSE 0
      END
    ) AS "completion",
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.total_high
          WHEN rows3.part = 0
          THEN 0 - rows3.total_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.total_low
        WHEN rows3.part = 0
        THEN 0 - rows3.total_low
        ELSE 0
      END
    ) AS "total",
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.cache_read_high
          WHEN rows3.part = 0
          THEN 0 - rows3.cache_read_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.cache_read_low
        WHEN rows3.part = 0
        THEN 0 - rows3.cache_read_low
        ELSE 0
      END
    ) AS "cache_read",
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.cache_creation_high
          WHEN rows3.part = 0
          THEN 0 - rows3.cache_creation_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.cache_creation_low
        WHEN rows3.part = 0
        THEN 0 - rows3.cache_creation_low
        ELSE 0
      END
    ) AS "cache_creation",
    (
      SUM(
        CASE
          WHEN rows3.part = 2
          THEN rows3.requests_high
          WHEN rows3.part = 0
          THEN 0 - rows3.requests_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.requests_low
        WHEN rows3.part = 0
        THEN 0 - rows3.requests_low
        ELSE 0
      END
    ) AS "requests"
  FROM (
    SELECT
      line.id,
      line.model,
      line.part,
      SUM(line.part = 1) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "amounts",
      SUM(line.prompt_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "prompt_high",
      SUM(line.prompt_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "prompt_low",
      SUM(line.completion_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "completion_high",
      SUM(line.completion_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "completion_low",
      SUM(line.total_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "total_high",
      SUM(line.total_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "total_low",
      SUM(line.cache_read_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "cache_read_high",
      SUM(line.cache_read_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "cache_read_low",
      SUM(line.cache_creation_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "cache_creation_high",
      SUM(line.cache_creation_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "cache_creation_low",
      SUM(line.requests_high) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "requests_high",
      SUM(line.requests_low) OVER (PARTITION BY line.top, line.model ORDER BY line.place, line.part) AS "requests_low"
    FROM line
  ) AS rows3
  GROUP BY
    rows3.id,
    rows3.model
  HAVING
    SUM(
      CASE
        WHEN rows3.part = 2
        THEN rows3.amounts
        WHEN rows3.part = 0
        THEN 0 - rows3.amounts
        ELSE 0
      END
    ) > 0
  UNION ALL
  SELECT
    amount4.id,
    amount4.model,
    (
      SUM(amount4.prompt >> 32) || ':'
    ) || SUM(amount4.prompt & 4294967295) AS "prompt",
    (
      SUM(amount4.completion >> 32) || ':'
    ) || SUM(amount4.completion & 4294967295) AS "completion",
    (
      SUM(amount4.total >> 32) || ':'
    ) || SUM(amount4.total & 4294967295) AS "total",
    (
      SUM(amount4.cache_read >> 32) || ':'
    ) || SUM(amount4.cache_read & 4294967295) AS "cache_read",
    (
      SUM(amount4.cache_creation >> 32) || ':'
    ) || SUM(amount4.cache_creation & 4294967295) AS "cache_creation",
    (
      SUM(amount4.requests >> 32) || ':'
    ) || SUM(amount4.requests & 4294967295) AS "requests"
  FROM met AS amount4
  WHERE
    amount4.begins IS NULL
  GROUP BY
    amount4.id,
    amount4.model
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
    l.effective_date AS "since",
    l.id AS "price_id",
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = :p0
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
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = :p0
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
      ORDER BY c5.waits, c5.level, c5.distance, c5.price_id DESC
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
    CAST(priced.billed AS REAL) * priced.prompt_price AS "input_cost",
    CAST(priced.completion AS REAL) * priced.completion_price AS "output_cost",
    (
      (
        CAST(priced.billed AS REAL) * priced.prompt_price
      ) + (
        CAST(priced.completion AS REAL) * priced.completion_price
      )
    ) + (
      (
        CAST(priced.cache_read AS REAL) * priced.cache_read_price
      ) + (
        CAST(priced.cache_creation AS REAL) * priced.cache_creation_price
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
), steps2 AS MATERIALIZED (
  SELECT
    CAST(links.parent AS TEXT) AS "above",
    links.id,
    2 AS "rises"
  FROM links
  WHERE
    links.parent IN (
      SELECT
        others3.id
      FROM links AS others3
    )
  UNION ALL
  SELECT
    links.id AS "above",
    links.id,
    1 AS "rises"
  FROM links
), tour2 AS MATERIALIZED (
  SELECT
    root2.id,
    root2.id AS "top",
    0 AS "level"
  FROM links AS root2
  WHERE
    root2.parent IS NULL
    OR NOT (
      root2.parent IN (
        SELECT
          others4.id
        FROM links AS others4
      )
    )
  UNION ALL
  SELECT
    step2.id,
    tour2.top,
    tour2.level + step2.rises
  FROM tour2
  CROSS JOIN steps2 AS step2
    ON step2.above = tour2.id
  WHERE
    (
      tour2.level % 2
    ) = 0
  ORDER BY
    3 DESC
), places2 AS MATERIALIZED (
  SELECT
    both2.id,
    both2.top,
    both2.begins,
    both2.ends
  FROM (
    SELECT
      events2.id,
      events2.top,
      events2.level,
      events2.place AS "begins",
      MAX(events2.place) OVER (PARTITION BY events2.id) AS "ends"
    FROM (
      SELECT
        tour2.id,
        tour2.top,
        tour2.level,
        ROW_NUMBER() OVER () AS "place"
      FROM tour2
    ) AS events2
  ) AS both2
  WHERE
    (
      both2.level % 2
    ) = 0
), met2 AS MATERIALIZED (
  SELECT
    rows5.id,
    rows5.model,
    rows5.priced,
    rows5.prompt_price,
    rows5.completion_price,
    rows5.cache_read_price,
    rows5.cache_creation_price,
    rows5.billed,
    rows5.completion,
    rows5.cache_read,
    rows5.cache_creation,
    rows5.top,
    rows5.begins
  FROM (
    SELECT
      rows4.id,
      rows4.model,
      rows4.priced,
      rows4.prompt_price,
      rows4.completion_price,
      rows4.cache_read_price,
      rows4.cache_creation_price,
      rows4.billed,
      rows4.completion,
      rows4.cache_read,
      rows4.cache_creation,
      rows4.amounts,
      MAX(rows4.top) OVER (PARTITION BY rows4.id) AS "top",
      MAX(rows4.begins) OVER (PARTITION BY rows4.id) AS "begins"
    FROM (
      SELECT
        found4.id,
        found4.top,
        found4.begins,
        NULL AS "model",
        NULL AS "priced",
        NULL AS "prompt_price",
        NULL AS "completion_price",
        NULL AS "cache_read_price",
        NULL AS "cache_creation_price",
        NULL AS "billed",
        NULL AS "completion",
        NULL AS "cache_read",
        NULL AS "cache_creation",
        0 AS "amounts"
      FROM places2 AS found4
      UNION ALL
      SELECT
        amount5.id,
        NULL AS "top",
        NULL AS "begins",
        amount5.model,
        amount5.priced,
        amount5.prompt_price,
        amount5.completion_price,
        amount5.cache_read_price,
        amount5.cache_creation_price,
        amount5.billed,
        amount5.completion,
        amount5.cache_read,
        amount5.cache_creation,
        1 AS "amounts"
      FROM paid AS amount5
    ) AS rows4
  ) AS rows5
  WHERE
    rows5.amounts = 1
), keys_of_trees2 AS MATERIALIZED (
  SELECT DISTINCT
    amount7.model,
    amount7.priced,
    amount7.prompt_price,
    amount7.completion_price,
    amount7.cache_read_price,
    amount7.cache_creation_price,
    CAST(amount7.top AS TEXT) AS "top"
  FROM met2 AS amount7
  WHERE
    amount7.begins IS NOT NULL
), line2 AS MATERIALIZED (
  SELECT
    amount6.id,
    amount6.top,
    amount6.model,
    amount6.priced,
    amount6.prompt_price,
    amount6.completion_price,
    amount6.cache_read_price,
    amount6.cache_creation_price,
    amount6.begins AS "place",
    1 AS "part",
    amount6.billed >> 32 AS "billed_high",
    amount6.billed & 4294967295 AS "billed_low",
    amount6.completion >> 32 AS "completion_high",
    amount6.completion & 4294967295 AS "completion_low",
    amount6.cache_read >> 32 AS "cache_read_high",
    amount6.cache_read & 4294967295 AS "cache_read_low",
    amount6.cache_creation >> 32 AS "cache_creation_high",
    amount6.cache_creation & 4294967295 AS "cache_creation_low"
  FROM met2 AS amount6
  WHERE
    amount6.begins IS NOT NULL
  UNION ALL
  SELECT
    found5.id,
    found5.top,
    asked3.model,
    asked3.priced,
    asked3.prompt_price,
    asked3.completion_price,
    asked3.cache_read_price,
    asked3.cache_creation_price,
    found5.begins AS "place",
    0 AS "part",
    0 AS "billed_high",
    0 AS "billed_low",
    0 AS "completion_high",
    0 AS "completion_low",
    0 AS "cache_read_high",
    0 AS "cache_read_low",
    0 AS "cache_creation_high",
    0 AS "cache_creation_low"
  FROM places2 AS found5
  CROSS JOIN keys_of_trees2 AS asked3
    ON found5.top = asked3.top
  UNION ALL
  SELECT
    found6.id,
    found6.top,
    asked4.model,
    asked4.priced,
    asked4.prompt_price,
    asked4.completion_price,
    asked4.cache_read_price,
    asked4.cache_creation_price,
    found6.ends AS "place",
    2 AS "part",
    0 AS "billed_high",
    0 AS "billed_low",
    0 AS "completion_high",
    0 AS "completion_low",
    0 AS "cache_read_high",
    0 AS "cache_read_low",
    0 AS "cache_creation_high",
    0 AS "cache_creation_low"
  FROM places2 AS found6
  CROSS JOIN keys_of_trees2 AS asked4
    ON found6.top = asked4.top
), cost_rollup AS (
  SELECT
    rows6.id,
    rows6.model,
    rows6.priced,
    rows6.prompt_price,
    rows6.completion_price,
    rows6.cache_read_price,
    rows6.cache_creation_price,
    (
      SUM(
        CASE
          WHEN rows6.part = 2
          THEN rows6.billed_high
          WHEN rows6.part = 0
          THEN 0 - rows6.billed_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows6.part = 2
        THEN rows6.billed_low
        WHEN rows6.part = 0
        THEN 0 - rows6.billed_low
        ELSE 0
      END
    ) AS "billed",
    (
      SUM(
        CASE
          WHEN rows6.part = 2
          THEN rows6.completion_high
          WHEN rows6.part = 0
          THEN 0 - rows6.completion_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows6.part = 2
        THEN rows6.completion_low
        WHEN rows6.part = 0
        THEN 0 - rows6.completion_low
        ELSE 0
      END
    ) AS "completion",
    (
      SUM(
        CASE
          WHEN rows6.part = 2
          THEN rows6.cache_read_high
          WHEN rows6.part = 0
          THEN 0 - rows6.cache_read_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows6.part = 2
        THEN rows6.cache_read_low
        WHEN rows6.part = 0
        THEN 0 - rows6.cache_read_low
        ELSE 0
      END
    ) AS "cache_read",
    (
      SUM(
        CASE
          WHEN rows6.part = 2
          THEN rows6.cache_creation_high
          WHEN rows6.part = 0
          THEN 0 - rows6.cache_creation_high
          ELSE 0
        END
      ) || ':'
    ) || SUM(
      CASE
        WHEN rows6.part = 2
        THEN rows6.cache_creation_low
        WHEN rows6.part = 0
        THEN 0 - rows6.cache_creation_low
        ELSE 0
      END
    ) AS "cache_creation"
  FROM (
    SELECT
      line2.id,
      line2.model,
      line2.priced,
      line2.prompt_price,
      line2.completion_price,
      line2.cache_read_price,
      line2.cache_creation_price,
      line2.part,
      SUM(line2.part = 1) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "amounts",
      SUM(line2.billed_high) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "billed_high",
      SUM(line2.billed_low) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "billed_low",
      SUM(line2.completion_high) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "completion_high",
      SUM(line2.completion_low) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "completion_low",
      SUM(line2.cache_read_high) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "cache_read_high",
      SUM(line2.cache_read_low) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "cache_read_low",
      SUM(line2.cache_creation_high) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "cache_creation_high",
      SUM(line2.cache_creation_low) OVER (
        PARTITION BY line2.top, line2.model, line2.priced, line2.prompt_price, line2.completion_price, line2.cache_read_price, line2.cache_creation_price
        ORDER BY line2.place, line2.part
      ) AS "cache_creation_low"
    FROM line2
  ) AS rows6
  GROUP BY
    rows6.id,
    rows6.model,
    rows6.priced,
    rows6.prompt_price,
    rows6.completion_price,
    rows6.cache_read_price,
    rows6.cache_creation_price
  HAVING
    SUM(
      CASE
        WHEN rows6.part = 2
        THEN rows6.amounts
        WHEN rows6.part = 0
        THEN 0 - rows6.amounts
        ELSE 0
      END
    ) > 0
  UNION ALL
  SELECT
    amount8.id,
    amount8.model,
    amount8.priced,
    amount8.prompt_price,
    amount8.completion_price,
    amount8.cache_read_price,
    amount8.cache_creation_price,
    (
      SUM(amount8.billed >> 32) || ':'
    ) || SUM(amount8.billed & 4294967295) AS "billed",
    (
      SUM(amount8.completion >> 32) || ':'
    ) || SUM(amount8.completion & 4294967295) AS "completion",
    (
      SUM(amount8.cache_read >> 32) || ':'
    ) || SUM(amount8.cache_read & 4294967295) AS "cache_read",
    (
      SUM(amount8.cache_creation >> 32) || ':'
    ) || SUM(amount8.cache_creation & 4294967295) AS "cache_creation"
  FROM met2 AS amount8
  WHERE
    amount8.begins IS NULL
  GROUP BY
    amount8.id,
    amount8.model,
    amount8.priced,
    amount8.prompt_price,
    amount8.completion_price,
    amount8.cache_read_price,
    amount8.cache_creation_price
), r AS (
  SELECT
    0 AS "part",
    '' AS "id",
    'calls' AS "name",
    number_of_calls.number,
    0 AS "prompt",
    0 AS "completion",
    0 AS "total",
    0 AS "cache_read",
    0 AS "cache_creation",
    0 AS "requests",
    0 AS "priced",
    CAST(0 AS REAL) AS "prompt_price",
    CAST(0 AS REAL) AS "completion_price",
    CAST(0 AS REAL) AS "cache_read_price",
    CAST(0 AS REAL) AS "cache_creation_price",
    0 AS "billed"
  FROM number_of_calls
  UNION ALL
  SELECT
    1 AS "part",
    sel.id,
    '' AS "name",
    sel.unfinished AS "number",
    0 AS "prompt",
    0 AS "completion",
    0 AS "total",
    0 AS "cache_read",
    0 AS "cache_creation",
    0 AS "requests",
    0 AS "priced",
    CAST(0 AS REAL) AS "prompt_price",
    CAST(0 AS REAL) AS "completion_price",
    CAST(0 AS REAL) AS "cache_read_price",
    CAST(0 AS REAL) AS "cache_creation_price",
    0 AS "billed"
  FROM sel
  WHERE
    (
      sel.unfinished = 1
      OR sel.id IN (
        SELECT
          value
        FROM JSON_EACH(:p1) AS e2
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
    CAST(0 AS REAL) AS "prompt_price",
    CAST(0 AS REAL) AS "completion_price",
    CAST(0 AS REAL) AS "cache_read_price",
    CAST(0 AS REAL) AS "cache_creation_price",
    0 AS "billed"
  FROM rollup
  WHERE
    rollup.id IN (
      SELECT
        value
      FROM JSON_EACH(:p1) AS e3
    )
  UNION ALL
  SELECT
    0 AS "part",
    '' AS "id",
    'unpriced' AS "name",
    number_of_unpriced.number,
    0 AS "prompt",
    0 AS "completion",
    0 AS "total",
    0 AS "cache_read",
    0 AS "cache_creation",
    0 AS "requests",
    0 AS "priced",
    CAST(0 AS REAL) AS "prompt_price",
    CAST(0 AS REAL) AS "completion_price",
    CAST(0 AS REAL) AS "cache_read_price",
    CAST(0 AS REAL) AS "cache_creation_price",
    0 AS "billed"
  FROM number_of_unpriced
  UNION ALL
  SELECT
    3 AS "part",
    cost_rollup.id,
    cost_rollup.model AS "name",
    0 AS "number",
    0 AS "prompt",
    cost_rollup.completion,
    0 AS "total",
    cost_rollup.cache_read,
    cost_rollup.cache_creation,
    0 AS "requests",
    cost_rollup.priced,
    cost_rollup.prompt_price,
    cost_rollup.completion_price,
    cost_rollup.cache_read_price,
    cost_rollup.cache_creation_price,
    cost_rollup.billed
  FROM cost_rollup
  WHERE
    cost_rollup.id IN (
      SELECT
        value
      FROM JSON_EACH(:p1) AS e4
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
  r.id,
  r.part,
  r.name
