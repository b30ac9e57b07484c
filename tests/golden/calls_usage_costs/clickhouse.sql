-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = '["s00", "s05", "s11"]'
-- p2: string = 'usage'
-- p3: string = 'prompt_tokens'
-- p4: string = 'input_tokens'
-- p5: string = 'completion_tokens'
-- p6: string = 'output_tokens'
-- p7: string = 'total_tokens'
-- p8: string = 'cache_read_input_tokens'
-- p9: string = 'cache_creation_input_tokens'
-- p10: string = 'requests'

WITH RECURSIVE tree AS (
  SELECT
    c.id,
    c.parent_id AS "parent"
  FROM calls AS c
  WHERE
    c.project_id = {p0: String} AND c.deleted_at IS NULL
), begun AS (
  SELECT
    tree.id AS "id",
    CASE
      WHEN NOT (
        tree.id IN (
          SELECT
            arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
        )
      )
      AND tree.parent IN (
        SELECT
          others.id
        FROM tree AS others
      )
      THEN tree.parent
      ELSE tree.id
    END AS "above",
    CASE
      WHEN NOT (
        tree.id IN (
          SELECT
            arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
        )
      )
      AND tree.parent IN (
        SELECT
          others.id
        FROM tree AS others
      )
      THEN 0
      ELSE 1
    END AS "is_top",
    COUNT(*) OVER () AS "longest"
  FROM tree
), upward AS (
  SELECT
    begun.id AS "id",
    begun.above AS "above",
    begun.is_top AS "is_top",
    begun.longest AS "longest",
    toInt128(1) AS "reach"
  FROM begun
  UNION ALL
  SELECT
    low.id AS "id",
    high.above AS "above",
    high.is_top AS "is_top",
    low.longest AS "longest",
    low.reach * 2 AS "reach"
  FROM upward AS low
  JOIN upward AS high
    ON low.above = high.id
  CROSS JOIN (
    SELECT
      min(upward.is_top) AS "is_top"
    FROM upward
  ) AS all_tops
  WHERE
    low.reach < low.longest AND all_tops.is_top = 0
), (
  SELECT
    groupArray(tuple(row.id))
  FROM (
    SELECT DISTINCT
      upward.id
    FROM upward
    WHERE
      upward.above IN (
        SELECT
          tree.id
        FROM tree
        WHERE
          tree.id IN (
            SELECT
              arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
          )
      )
  ) AS row
) AS ids_rows, ids AS (
  SELECT
    tupleElement(ids_kept.one, 1) AS "id"
  FROM (
    SELECT
      arrayJoin(ids_rows) AS "one"
  ) AS ids_kept
), sel AS (
  SELECT
    c2.id,
    c2.parent_id,
    CASE WHEN c2.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished"
  FROM calls AS c2
  JOIN ids
    ON c2.id = ids.id
  WHERE
    c2.project_id = {p0: String} AND c2.deleted_at IS NULL
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
    c3.id AS "id",
    CASE WHEN c3.ended_at IS NULL THEN 1 ELSE 0 END AS "unfinished",
    toUnixTimestamp64Micro(c3.started_at) AS "at",
    tupleElement(m, 1) AS "model",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p3: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p3: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p3: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p3: String}))
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p3: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p3: String})
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m, 2), {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m, 2), {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m, 2), {p4: String}))
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p4: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p4: String})
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p5: String})
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p6: String})
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p7: String})
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p8: String})
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p9: String})
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m, 2), {p10: String})
    END AS "requests_int"
  FROM calls AS c3
  JOIN ids
    ON c3.id = ids.id
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c3.summary, {p2: String}) AS m
  WHERE
    c3.project_id = {p0: String}
    AND c3.deleted_at IS NULL
    AND startsWith(tupleElement(m, 2), '{')
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
    tupleElement(m2, 1) AS "model",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p3: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p3: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p3: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p3: String}))
    END AS "prompt_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p3: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p3: String})
    END AS "prompt_tokens_int",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p4: String}) <> 'String'
      OR (
        match(
          JSONExtractString(tupleElement(m2, 2), {p4: String}),
          '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$'
        )
        AND length(JSONExtractString(tupleElement(m2, 2), {p4: String})) <= 40
      )
      THEN toFloat64OrNull(JSONExtractString(tupleElement(m2, 2), {p4: String}))
    END AS "input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p4: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p4: String})
    END AS "input_tokens_int",
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
    END AS "completion_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p5: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p5: String})
    END AS "completion_tokens_int",
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
    END AS "output_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p6: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p6: String})
    END AS "output_tokens_int",
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
    END AS "total_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p7: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p7: String})
    END AS "total_tokens_int",
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
    END AS "cache_read_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p8: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p8: String})
    END AS "cache_read_input_tokens_int",
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
    END AS "cache_creation_input_tokens",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p9: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p9: String})
    END AS "cache_creation_input_tokens_int",
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
    END AS "requests",
    CASE
      WHEN JSONType(tupleElement(m2, 2), {p10: String}) = 'Int64'
      THEN JSONExtractInt(tupleElement(m2, 2), {p10: String})
    END AS "requests_int"
  FROM calls AS c4
  JOIN parents
    ON c4.parent_id = parents.id
  ARRAY JOIN JSONExtractKeysAndValuesRaw(c4.summary, {p2: String}) AS m2
  WHERE
    c4.project_id = {p0: String}
    AND c4.parent_id IS NOT NULL
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
), (
  SELECT
    groupArray(
      tuple(
        row2.id,
        row2.unfinished,
        row2.at,
        row2.model,
        row2.prompt,
        row2.completion,
        row2.total,
        row2.cache_read,
        row2.cache_creation,
        row2.requests,
        row2.kids_prompt,
        row2.kids_completion,
        row2.kids_total,
        row2.kids_cache_read,
        row2.kids_cache_creation,
        row2.kids_requests,
        row2.cumulative
      )
    )
  FROM (
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
  ) AS row2
) AS stored_rows, stored AS (
  SELECT
    tupleElement(stored_kept.one, 1) AS "id",
    tupleElement(stored_kept.one, 2) AS "unfinished",
    tupleElement(stored_kept.one, 3) AS "at",
    tupleElement(stored_kept.one, 4) AS "model",
    tupleElement(stored_kept.one, 5) AS "prompt",
    tupleElement(stored_kept.one, 6) AS "completion",
    tupleElement(stored_kept.one, 7) AS "total",
    tupleElement(stored_kept.one, 8) AS "cache_read",
    tupleElement(stored_kept.one, 9) AS "cache_creation",
    tupleElement(stored_kept.one, 10) AS "requests",
    tupleElement(stored_kept.one, 11) AS "kids_prompt",
    tupleElement(stored_kept.one, 12) AS "kids_completion",
    tupleElement(stored_kept.one, 13) AS "kids_total",
    tupleElement(stored_kept.one, 14) AS "kids_cache_read",
    tupleElement(stored_kept.one, 15) AS "kids_cache_creation",
    tupleElement(stored_kept.one, 16) AS "kids_requests",
    tupleElement(stored_kept.one, 17) AS "cumulative"
  FROM (
    SELECT
      arrayJoin(stored_rows) AS "one"
  ) AS stored_kept
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
), begun2 AS (
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
    max(rows.parent) OVER (PARTITION BY rows.id) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked.id AS "id",
      linked.parent AS "parent",
      0 AS "part",
      '' AS "model",
      toInt128(0) AS "prompt",
      toInt128(0) AS "completion",
      toInt128(0) AS "total",
      toInt128(0) AS "cache_read",
      toInt128(0) AS "cache_creation",
      toInt128(0) AS "requests"
    FROM (
      SELECT
        rows2.id AS "id",
        rows2.parent AS "parent"
      FROM (
        SELECT
          told2.id AS "id",
          told2.parent AS "parent",
          told2.tells AS "tells",
          max(told2.is_node) OVER (PARTITION BY told2.at) AS "is_known"
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
      toInt128(amount.prompt) AS "prompt",
      toInt128(amount.completion) AS "completion",
      toInt128(amount.total) AS "total",
      toInt128(amount.cache_read) AS "cache_read",
      toInt128(amount.cache_creation) AS "cache_creation",
      toInt128(amount.requests) AS "requests"
    FROM amounts AS amount
  ) AS rows
), state AS (
  SELECT
    begun2.id,
    begun2.parent,
    begun2.part,
    begun2.model,
    begun2.prompt,
    begun2.completion,
    begun2.total,
    begun2.cache_read,
    begun2.cache_creation,
    begun2.requests,
    begun2.longest,
    toInt128(1) AS "reach"
  FROM begun2
  UNION ALL
  SELECT
    node.id AS "id",
    node.parent AS "parent",
    sent.part AS "part",
    sent.model AS "model",
    sum(sent.prompt) AS "prompt",
    sum(sent.completion) AS "completion",
    sum(sent.total) AS "total",
    sum(sent.cache_read) AS "cache_read",
    sum(sent.cache_creation) AS "cache_creation",
    sum(sent.requests) AS "requests",
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
      low2.id AS "id",
      high2.parent AS "parent"
    FROM state AS low2
    JOIN state AS high2
      ON low2.parent = high2.id
    WHERE
      low2.part = 0 AND high2.part = 0
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
      WHEN max(part.endless) = 0
      THEN sum(part.prompt)
      ELSE sum(CASE WHEN part.own = 1 THEN part.prompt ELSE toInt128(0) END)
    END AS "prompt",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.completion)
      ELSE sum(CASE WHEN part.own = 1 THEN part.completion ELSE toInt128(0) END)
    END AS "completion",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.total)
      ELSE sum(CASE WHEN part.own = 1 THEN part.total ELSE toInt128(0) END)
    END AS "total",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.cache_read)
      ELSE sum(CASE WHEN part.own = 1 THEN part.cache_read ELSE toInt128(0) END)
    END AS "cache_read",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.cache_creation)
      ELSE sum(CASE WHEN part.own = 1 THEN part.cache_creation ELSE toInt128(0) END)
    END AS "cache_creation",
    CASE
      WHEN max(part.endless) = 0
      THEN sum(part.requests)
      ELSE sum(CASE WHEN part.own = 1 THEN part.requests ELSE toInt128(0) END)
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
    max(part.endless) = 0 OR max(part.own) = 1
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
    toUnixTimestamp64Micro(l.effective_date) AS "since",
    l.id AS "price_id",
    CASE
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = {p0: String}
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
      WHEN l.pricing_level = 'project' AND l.pricing_level_id = {p0: String}
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
    lead(toNullable(w.since)) OVER (PARTITION BY w.llm_id ORDER BY w.since) AS "next"
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
    toFloat64(priced.billed) * priced.prompt_price AS "input_cost",
    toFloat64(priced.completion) * priced.completion_price AS "output_cost",
    (
      (
        toFloat64(priced.billed) * priced.prompt_price
      ) + (
        toFloat64(priced.completion) * priced.completion_price
      )
    ) + (
      (
        toFloat64(priced.cache_read) * priced.cache_read_price
      ) + (
        toFloat64(priced.cache_creation) * priced.cache_creation_price
      )
    ) AS "total_cost"
  FROM priced
), (
  SELECT
    groupArray(
      tuple(
        row3.id,
        row3.model,
        row3.prompt,
        row3.completion,
        row3.total,
        row3.cache_read,
        row3.cache_creation,
        row3.requests,
        row3.billed,
        row3.priced,
        row3.prompt_price,
        row3.completion_price,
        row3.cache_read_price,
        row3.cache_creation_price
      )
    )
  FROM (
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
  ) AS row3
) AS paid_rows, paid AS (
  SELECT
    tupleElement(paid_kept.one, 1) AS "id",
    tupleElement(paid_kept.one, 2) AS "model",
    tupleElement(paid_kept.one, 3) AS "prompt",
    tupleElement(paid_kept.one, 4) AS "completion",
    tupleElement(paid_kept.one, 5) AS "total",
    tupleElement(paid_kept.one, 6) AS "cache_read",
    tupleElement(paid_kept.one, 7) AS "cache_creation",
    tupleElement(paid_kept.one, 8) AS "requests",
    tupleElement(paid_kept.one, 9) AS "billed",
    tupleElement(paid_kept.one, 10) AS "priced",
    tupleElement(paid_kept.one, 11) AS "prompt_price",
    tupleElement(paid_kept.one, 12) AS "completion_price",
    tupleElement(paid_kept.one, 13) AS "cache_read_price",
    tupleElement(paid_kept.one, 14) AS "cache_creation_price"
  FROM (
    SELECT
      arrayJoin(paid_rows) AS "one"
  ) AS paid_kept
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
), begun3 AS (
  SELECT
    rows6.id AS "id",
    rows6.part AS "part",
    rows6.model AS "model",
    rows6.priced AS "priced",
    rows6.prompt_price AS "prompt_price",
    rows6.completion_price AS "completion_price",
    rows6.cache_read_price AS "cache_read_price",
    rows6.cache_creation_price AS "cache_creation_price",
    rows6.billed AS "billed",
    rows6.completion AS "completion",
    rows6.cache_read AS "cache_read",
    rows6.cache_creation AS "cache_creation",
    max(rows6.parent) OVER (PARTITION BY rows6.id) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked2.id AS "id",
      linked2.parent AS "parent",
      0 AS "part",
      '' AS "model",
      0 AS "priced",
      toFloat64(0) AS "prompt_price",
      toFloat64(0) AS "completion_price",
      toFloat64(0) AS "cache_read_price",
      toFloat64(0) AS "cache_creation_price",
      toInt128(0) AS "billed",
      toInt128(0) AS "completion",
      toInt128(0) AS "cache_read",
      toInt128(0) AS "cache_creation"
    FROM (
      SELECT
        rows7.id AS "id",
        rows7.parent AS "parent"
      FROM (
        SELECT
          told3.id AS "id",
          told3.parent AS "parent",
          told3.tells AS "tells",
          max(told3.is_node) OVER (PARTITION BY told3.at) AS "is_known"
        FROM (
          SELECT
            link2.id AS "id",
            link2.parent AS "parent",
            side3.tells AS "tells",
            CASE WHEN side3.tells = 1 THEN link2.id ELSE link2.parent END AS "at",
            CASE WHEN side3.tells = 1 THEN 1 ELSE 0 END AS "is_node"
          FROM links AS link2
          CROSS JOIN (
            SELECT
              0 AS "tells"
            UNION ALL
            SELECT
              1 AS "tells"
          ) AS side3
        ) AS told3
      ) AS rows7
      WHERE
        rows7.tells = 0 AND rows7.parent IS NOT NULL AND rows7.is_known = 1
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
      toInt128(amount2.billed) AS "billed",
      toInt128(amount2.completion) AS "completion",
      toInt128(amount2.cache_read) AS "cache_read",
      toInt128(amount2.cache_creation) AS "cache_creation"
    FROM paid AS amount2
  ) AS rows6
), state2 AS (
  SELECT
    begun3.id,
    begun3.parent,
    begun3.part,
    begun3.model,
    begun3.priced,
    begun3.prompt_price,
    begun3.completion_price,
    begun3.cache_read_price,
    begun3.cache_creation_price,
    begun3.billed,
    begun3.completion,
    begun3.cache_read,
    begun3.cache_creation,
    begun3.longest,
    toInt128(1) AS "reach"
  FROM begun3
  UNION ALL
  SELECT
    node2.id AS "id",
    node2.parent AS "parent",
    sent2.part AS "part",
    sent2.model AS "model",
    sent2.priced AS "priced",
    sent2.prompt_price AS "prompt_price",
    sent2.completion_price AS "completion_price",
    sent2.cache_read_price AS "cache_read_price",
    sent2.cache_creation_price AS "cache_creation_price",
    sum(sent2.billed) AS "billed",
    sum(sent2.completion) AS "completion",
    sum(sent2.cache_read) AS "cache_read",
    sum(sent2.cache_creation) AS "cache_creation",
    sent2.longest AS "longest",
    sent2.reach * 2 AS "reach"
  FROM (
    SELECT
      rows8.id AS "id",
      rows8.part AS "part",
      rows8.model AS "model",
      rows8.priced AS "priced",
      rows8.prompt_price AS "prompt_price",
      rows8.completion_price AS "completion_price",
      rows8.cache_read_price AS "cache_read_price",
      rows8.cache_creation_price AS "cache_creation_price",
      rows8.billed AS "billed",
      rows8.completion AS "completion",
      rows8.cache_read AS "cache_read",
      rows8.cache_creation AS "cache_creation",
      rows8.longest AS "longest",
      rows8.reach AS "reach"
    FROM state2 AS rows8
    WHERE
      rows8.reach < rows8.longest
    UNION ALL
    SELECT
      rows9.parent AS "id",
      rows9.part AS "part",
      rows9.model AS "model",
      rows9.priced AS "priced",
      rows9.prompt_price AS "prompt_price",
      rows9.completion_price AS "completion_price",
      rows9.cache_read_price AS "cache_read_price",
      rows9.cache_creation_price AS "cache_creation_price",
      rows9.billed AS "billed",
      rows9.completion AS "completion",
      rows9.cache_read AS "cache_read",
      rows9.cache_creation AS "cache_creation",
      rows9.longest AS "longest",
      rows9.reach AS "reach"
    FROM state2 AS rows9
    WHERE
      rows9.part = 1 AND rows9.reach < rows9.longest
  ) AS sent2
  JOIN (
    SELECT
      low3.id AS "id",
      high3.parent AS "parent"
    FROM state2 AS low3
    JOIN state2 AS high3
      ON low3.parent = high3.id
    WHERE
      low3.part = 0 AND high3.part = 0
  ) AS node2
    ON sent2.id = node2.id
  GROUP BY
    node2.id,
    node2.parent,
    sent2.part,
    sent2.model,
    sent2.priced,
    sent2.prompt_price,
    sent2.completion_price,
    sent2.cache_read_price,
    sent2.cache_creation_price,
    sent2.longest,
    sent2.reach
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
      WHEN max(part2.endless) = 0
      THEN sum(part2.billed)
      ELSE sum(CASE WHEN part2.own = 1 THEN part2.billed ELSE toInt128(0) END)
    END AS "billed",
    CASE
      WHEN max(part2.endless) = 0
      THEN sum(part2.completion)
      ELSE sum(CASE WHEN part2.own = 1 THEN part2.completion ELSE toInt128(0) END)
    END AS "completion",
    CASE
      WHEN max(part2.endless) = 0
      THEN sum(part2.cache_read)
      ELSE sum(CASE WHEN part2.own = 1 THEN part2.cache_read ELSE toInt128(0) END)
    END AS "cache_read",
    CASE
      WHEN max(part2.endless) = 0
      THEN sum(part2.cache_creation)
      ELSE sum(CASE WHEN part2.own = 1 THEN part2.cache_creation ELSE toInt128(0) END)
    END AS "cache_creation"
  FROM (
    SELECT
      CASE WHEN side4.sent = 0 THEN rows10.id ELSE rows10.parent END AS "id",
      rows10.model AS "model",
      rows10.priced AS "priced",
      rows10.prompt_price AS "prompt_price",
      rows10.completion_price AS "completion_price",
      rows10.cache_read_price AS "cache_read_price",
      rows10.cache_creation_price AS "cache_creation_price",
      rows10.billed AS "billed",
      rows10.completion AS "completion",
      rows10.cache_read AS "cache_read",
      rows10.cache_creation AS "cache_creation",
      CASE WHEN side4.sent = 0 AND rows10.reach = 1 THEN 1 ELSE 0 END AS "own",
      CASE
        WHEN side4.sent = 0
        AND (
          rows10.parent IS NOT NULL AND rows10.reach >= rows10.longest
        )
        THEN 1
        ELSE 0
      END AS "endless"
    FROM state2 AS rows10
    CROSS JOIN (
      SELECT
        0 AS "sent"
      UNION ALL
      SELECT
        1 AS "sent"
    ) AS side4
    WHERE
      rows10.part = 1
      AND (
        (
          side4.sent = 0 AND rows10.reach = 1
        )
        OR (
          NOT (
            side4.sent = 0
          )
          AND rows10.parent IS NOT NULL
          AND rows10.reach < rows10.longest
        )
        OR (
          side4.sent = 0
          AND (
            rows10.parent IS NOT NULL AND rows10.reach >= rows10.longest
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
    max(part2.endless) = 0 OR max(part2.own) = 1
), r AS (
  SELECT
    0 AS "part",
    '' AS "id",
    'calls' AS "name",
    number_of_calls.number,
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM number_of_calls
  UNION ALL
  SELECT
    1 AS "part",
    sel.id,
    '' AS "name",
    sel.unfinished AS "number",
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM sel
  WHERE
    (
      sel.unfinished = 1
      OR sel.id IN (
        SELECT
          arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
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
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM rollup
  WHERE
    rollup.id IN (
      SELECT
        arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
    )
  UNION ALL
  SELECT
    0 AS "part",
    '' AS "id",
    'unpriced' AS "name",
    number_of_unpriced.number,
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests",
    0 AS "priced",
    toFloat64(0) AS "prompt_price",
    toFloat64(0) AS "completion_price",
    toFloat64(0) AS "cache_read_price",
    toFloat64(0) AS "cache_creation_price",
    toInt128(0) AS "billed"
  FROM number_of_unpriced
  UNION ALL
  SELECT
    3 AS "part",
    cost_rollup.id,
    cost_rollup.model AS "name",
    0 AS "number",
    toInt128(0) AS "prompt",
    cost_rollup.completion,
    toInt128(0) AS "total",
    cost_rollup.cache_read,
    cost_rollup.cache_creation,
    toInt128(0) AS "requests",
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
        arrayJoin(JSONExtract({p1: String}, 'Array(String)'))
    )
)
SELECT
  r.part,
  r.id,
  r.name,
  r.number,
  toString(r.prompt) AS "prompt",
  toString(r.completion) AS "completion",
  toString(r.total) AS "total",
  toString(r.cache_read) AS "cache_read",
  toString(r.cache_creation) AS "cache_creation",
  toString(r.requests) AS "requests",
  r.priced,
  r.prompt_price,
  r.completion_price,
  r.cache_read_price,
  r.cache_creation_price,
  toString(r.billed) AS "billed"
FROM r
ORDER BY
  CASE WHEN r.part = 0 THEN 0 ELSE 1 END,
  r.id,
  r.part,
  r.name
