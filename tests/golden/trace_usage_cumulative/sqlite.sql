-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = '["t0", "t1", "t2"]'
-- p2: int = 10001
-- p3: int = 10000
-- p4: string = '$."usage"'
-- p5: string = '$."prompt_tokens"'
-- p6: string = '$."input_tokens"'
-- p7: string = '$."completion_tokens"'
-- p8: string = '$."output_tokens"'
-- p9: string = '$."total_tokens"'
-- p10: string = '$."cache_read_input_tokens"'
-- p11: string = '$."cache_creation_input_tokens"'
-- p12: string = '$."requests"'

WITH RECURSIVE more AS (
  SELECT
    c.id,
    c.parent_id,
    CASE WHEN c.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    c.started_at AS "at",
    c.summary
  FROM calls AS c
  WHERE
    c.project_id = :p0
    AND c.deleted_at IS NULL
    AND c.trace_id IN (
      SELECT
        value
      FROM JSON_EACH(:p1) AS e
    )
  ORDER BY
    c.started_at,
    c.id
  LIMIT :p2
), number_of_calls AS (
  SELECT
    COUNT(*) AS "number"
  FROM more
), placed AS (
  SELECT
    more.id,
    more.parent_id,
    more.unfinished,
    more.at,
    more.summary,
    ROW_NUMBER() OVER (ORDER BY more.at, more.id) - 1 AS "place"
  FROM more
), sel AS (
  SELECT
    placed.id,
    placed.parent_id,
    placed.unfinished
  FROM placed
  WHERE
    placed.place < :p3
), open_links AS (
  SELECT
    sel.id,
    sel.parent_id AS "parent",
    CASE WHEN sel.unfinished = 1 THEN 0 ELSE 1 END AS "closed"
  FROM sel
), s AS (
  SELECT
    placed.id,
    placed.unfinished,
    placed.at,
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
  FROM placed, JSON_EACH(
    CASE
      WHEN JSON_TYPE(placed.summary, :p4) = 'object'
      THEN JSON_EXTRACT(placed.summary, :p4)
      ELSE '{}'
    END
  ) AS m
  WHERE
    placed.place < :p3 AND m.type = 'object'
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
), stored AS (
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
    u.requests
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
    0 AS "requests"
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
    0 AS "requests"
  FROM sel
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
    rollup.requests
  FROM rollup
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
