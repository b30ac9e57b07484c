-- usage
-- p0: string = 'acme/spend'
-- p1: array<string> = '["s00", "s03", "s04", "s07", "unknown"]'
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
), (
  SELECT
    groupArray(
      tuple(
        row3.id,
        row3.model,
        row3.unfinished,
        row3.cumulative,
        row3.prompt,
        row3.completion,
        row3.total,
        row3.cache_read,
        row3.cache_creation,
        row3.requests,
        row3.closed,
        row3.tracked
      )
    )
  FROM (
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
      max(closing.closed) OVER (PARTITION BY closing.model) AS "tracked"
    FROM closing
  ) AS row3
) AS on_tracks_rows, on_tracks AS (
  SELECT
    tupleElement(on_tracks_kept.one, 1) AS "id",
    tupleElement(on_tracks_kept.one, 2) AS "model",
    tupleElement(on_tracks_kept.one, 3) AS "unfinished",
    tupleElement(on_tracks_kept.one, 4) AS "cumulative",
    tupleElement(on_tracks_kept.one, 5) AS "prompt",
    tupleElement(on_tracks_kept.one, 6) AS "completion",
    tupleElement(on_tracks_kept.one, 7) AS "total",
    tupleElement(on_tracks_kept.one, 8) AS "cache_read",
    tupleElement(on_tracks_kept.one, 9) AS "cache_creation",
    tupleElement(on_tracks_kept.one, 10) AS "requests",
    tupleElement(on_tracks_kept.one, 11) AS "closed",
    tupleElement(on_tracks_kept.one, 12) AS "tracked"
  FROM (
    SELECT
      arrayJoin(on_tracks_rows) AS "one"
  ) AS on_tracks_kept
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
  FROM sel
), tracks AS (
  SELECT
    models.model AS "track",
    1 AS "tracked"
  FROM models
  UNION ALL
  SELECT
    '' AS "track",
    0 AS "tracked"
  FROM one
), stops AS (
  SELECT
    sel.id,
    tracks.track,
    tracks.tracked,
    sel.parent_id AS "parent",
    0 AS "closed",
    1 AS "is_link"
  FROM sel
  JOIN tracks
    ON TRUE
  UNION ALL
  SELECT
    on_tracks.id,
    on_tracks.model AS "track",
    1 AS "tracked",
    '' AS "parent",
    1 AS "closed",
    0 AS "is_link"
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
    max(stops.closed) OVER (PARTITION BY stops.id, stops.track, stops.tracked) AS "is_closed"
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
), begun2 AS (
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
    max(rows.parent) OVER (PARTITION BY rows.id, rows.track, rows.tracked) AS "parent",
    COUNT(*) OVER () AS "longest"
  FROM (
    SELECT
      linked.id AS "id",
      linked.track AS "track",
      linked.tracked AS "tracked",
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
          max(told2.is_node) OVER (PARTITION BY told2.at, told2.track, told2.tracked) AS "is_known"
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
    begun2.track,
    begun2.tracked,
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
    node.track AS "track",
    node.tracked AS "tracked",
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
      low2.id AS "id",
      low2.track AS "track",
      low2.tracked AS "tracked",
      high2.parent AS "parent"
    FROM state AS low2
    JOIN state AS high2
      ON low2.parent = high2.id
      AND low2.track = high2.track
      AND low2.tracked = high2.tracked
    WHERE
      low2.part = 0 AND high2.part = 0
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
    max(part.endless) = 0 OR max(part.own) = 1
), ways AS (
  SELECT
    stored.cumulative,
    COUNT(*) AS "number"
  FROM stored
  GROUP BY
    stored.cumulative
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
    toInt128(0) AS "requests"
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
    toInt128(0) AS "requests"
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
    rollup.requests
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
    CASE WHEN ways.cumulative = 1 THEN 'cumulative' ELSE 'own' END AS "name",
    ways.number,
    toInt128(0) AS "prompt",
    toInt128(0) AS "completion",
    toInt128(0) AS "total",
    toInt128(0) AS "cache_read",
    toInt128(0) AS "cache_creation",
    toInt128(0) AS "requests"
  FROM ways
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
  toString(r.requests) AS "requests"
FROM r
ORDER BY
  CASE WHEN r.part = 0 THEN 0 ELSE 1 END,
  r.id,
  r.part,
  r.name
