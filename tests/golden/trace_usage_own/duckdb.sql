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
), links AS (
  SELECT
    sel.id,
    sel.parent_id AS "parent"
  FROM sel
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
), amounts AS (
  SELECT
    u.id,
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
), begun AS (
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
      CAST(0 AS INT128) AS "prompt",
      CAST(0 AS INT128) AS "completion",
      CAST(0 AS INT128) AS "total",
      CAST(0 AS INT128) AS "cache_read",
      CAST(0 AS INT128) AS "cache_creation",
      CAST(0 AS INT128) AS "requests"
    FROM (
      SELECT
        rows2.id AS "id",
        rows2.parent AS "parent"
      FROM (
        SELECT
          told.id AS "id",
          told.parent AS "parent",
          told.tells AS "tells",
          MAX(told.is_node) OVER (PARTITION BY told."at") AS "is_known"
        FROM (
          SELECT
            link.id AS "id",
            link.parent AS "parent",
            side.tells AS "tells",
            CASE WHEN side.tells = 1 THEN link.id ELSE link.parent END AS "at",
            CASE WHEN side.tells = 1 THEN 1 ELSE 0 END AS "is_node"
          FROM links AS link
          CROSS JOIN (
            SELECT
              0 AS "tells"
            UNION ALL
            SELECT
              1 AS "tells"
          ) AS side
        ) AS told
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
      high.parent AS "parent"
    FROM state AS low
    JOIN state AS high
      ON low.parent = high.id
    WHERE
      low.part = 0 AND high.part = 0
  ) AS node
    ON sent.id = node.id
  GROUP BY
    node.id,
    node.parent,
    sent.part,
    sent.model,
    sent.longest,
    sent.reach
), rollup AS (
  SELECT
    part.id,
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
    part.model
  HAVING
    MAX(part.endless) = 0 OR MAX(part.own) = 1
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
