-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = ['t0', 't1', 't2']
-- p2: int = 10001
-- p3: int = 10000
-- p4: array<string> = ['usage']
-- p5: array<string> = ['prompt_tokens']
-- p6: array<string> = ['input_tokens']
-- p7: array<string> = ['completion_tokens']
-- p8: array<string> = ['output_tokens']
-- p9: array<string> = ['total_tokens']
-- p10: array<string> = ['cache_read_input_tokens']
-- p11: array<string> = ['cache_creation_input_tokens']
-- p12: array<string> = ['requests']

WITH more AS (
  SELECT
    c.id,
    c.parent_id,
    CASE WHEN c.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    CAST(EXTRACT(EPOCH FROM c.started_at) * 1000000 AS BIGINT) AS "at",
    c.summary
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s
    AND c.deleted_at IS NULL
    AND c.trace_id = ANY(
      CAST(%(p1)s AS TEXT[])
    )
  ORDER BY
    c.started_at,
    c.id COLLATE "C"
  LIMIT %(p2)s
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
    ROW_NUMBER() OVER (ORDER BY more.at, more.id COLLATE "C") - 1 AS "place"
  FROM more
), sel AS (
  SELECT
    placed.id,
    placed.parent_id,
    placed.unfinished
  FROM placed
  WHERE
    placed.place < %(p3)s
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
  FROM placed
  CROSS JOIN LATERAL JSONB_EACH(
    CASE
      WHEN JSONB_TYPEOF(placed.summary #> %(p4)s) = 'object'
      THEN placed.summary #> %(p4)s
    END
  ) AS m(key, value)
  WHERE
    placed.place < %(p3)s AND JSONB_TYPEOF(m.value) = 'object'
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
          told.id AS "id",
          told.parent AS "parent",
          told.tells AS "tells",
          MAX(told.is_node) OVER (PARTITION BY told.at) AS "is_known"
        FROM (
          SELECT
            link.id AS "id",
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
        told2.id AS "id",
        told2.part AS "part",
        told2.model AS "model",
        told2.prompt AS "prompt",
        told2.completion AS "completion",
        told2.total AS "total",
        told2.cache_read AS "cache_read",
        told2.cache_creation AS "cache_creation",
        told2.requests AS "requests",
        told2.longest AS "longest",
        told2.reach AS "reach",
        told2.role AS "role",
        CASE WHEN told2.role = 1 THEN MAX(told2.told) OVER (PARTITION BY told2.at) END AS "above"
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
      ) AS told2
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
      ) AS told3
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
      ) AS told4
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
      ) AS told5
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
      ) AS told6
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
      ) AS told7
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
      ) AS told8
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
      ) AS told9
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
      ) AS told10
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
      ) AS told11
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
      ) AS told12
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
      ) AS told13
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
      ) AS told14
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
      ) AS told15
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
      ) AS told16
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
      ) AS told17
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
      ) AS told18
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
      ) AS told19
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
      ) AS told20
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
      ) AS told21
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
      ) AS told22
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
      ) AS told23
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
      ) AS told24
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
      ) AS told25
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
      ) AS told26
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
      ) AS told27
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
      ) AS told28
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
      ) AS told29
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
      ) AS told30
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
      ) AS told31
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
      ) AS told32
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
      ) AS told33
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
    CAST(0 AS DECIMAL) AS "requests"
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
    CAST(0 AS DECIMAL) AS "requests"
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
  r.id COLLATE "C",
  r.part,
  r.name COLLATE "C"
