-- The default storage of weave_query on PostgreSQL. Text orders by code point everywhere: COLLATE "C".
-- No index on the reference lists: an entry of a GIN index is bounded at 2.7 kB, a reference is not.

CREATE TABLE IF NOT EXISTS calls (
    id text COLLATE "C" NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    op_name text COLLATE "C" NOT NULL,
    trace_id text COLLATE "C" NOT NULL,
    parent_id text COLLATE "C",
    display_name text COLLATE "C",
    thread_id text COLLATE "C",
    turn_id text COLLATE "C",
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    exception text COLLATE "C",
    attributes jsonb,
    inputs jsonb,
    output jsonb,
    summary jsonb,
    input_refs text[] NOT NULL DEFAULT '{}',
    output_refs text[] NOT NULL DEFAULT '{}',
    wb_user_id text COLLATE "C",
    wb_run_id text COLLATE "C",
    wb_run_step bigint,
    wb_run_step_end bigint,
    deleted_at timestamptz,
    expire_at timestamptz,
    storage_size_bytes bigint,
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS calls_by_started_at ON calls (project_id, started_at, id);
CREATE INDEX IF NOT EXISTS calls_by_trace_id ON calls (project_id, trace_id);
CREATE INDEX IF NOT EXISTS calls_by_parent_id ON calls (project_id, parent_id);
CREATE INDEX IF NOT EXISTS calls_by_op_name ON calls (project_id, op_name, started_at);
CREATE INDEX IF NOT EXISTS calls_by_thread_id ON calls (project_id, thread_id) WHERE thread_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS feedback (
    id text COLLATE "C" NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    weave_ref text COLLATE "C" NOT NULL,
    feedback_type text COLLATE "C" NOT NULL,
    wb_user_id text COLLATE "C",
    creator text COLLATE "C",
    created_at timestamptz NOT NULL,
    payload jsonb,
    annotation_ref text COLLATE "C",
    runnable_ref text COLLATE "C",
    call_ref text COLLATE "C",
    trigger_ref text COLLATE "C",
    queue_id text COLLATE "C",
    scorer_tags text[] NOT NULL DEFAULT '{}',
    scorer_tag_reasons jsonb,
    scorer_tag_confidences jsonb,
    scorer_ratings jsonb,
    scorer_rating_reasons jsonb,
    scorer_rating_confidences jsonb,
    span_agent_name text COLLATE "C",
    span_agent_version text COLLATE "C",
    span_status_code text COLLATE "C",
    span_conversation_id text COLLATE "C",
    span_trace_id text COLLATE "C",
    scorer_trace_id text COLLATE "C",
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS feedback_by_weave_ref ON feedback (project_id, weave_ref);
CREATE INDEX IF NOT EXISTS feedback_by_created_at ON feedback (project_id, created_at);

CREATE TABLE IF NOT EXISTS llm_token_prices (
    id text COLLATE "C" NOT NULL,
    pricing_level text COLLATE "C" NOT NULL,
    pricing_level_id text COLLATE "C" NOT NULL,
    llm_id text COLLATE "C" NOT NULL,
    provider_id text COLLATE "C",
    effective_date timestamptz NOT NULL,
    prompt_token_cost double precision,
    completion_token_cost double precision,
    cache_read_input_token_cost double precision,
    cache_creation_input_token_cost double precision,
    prompt_token_cost_unit text COLLATE "C",
    completion_token_cost_unit text COLLATE "C",
    created_by text COLLATE "C",
    created_at timestamptz,
    PRIMARY KEY (pricing_level, pricing_level_id, id)
);
CREATE INDEX IF NOT EXISTS llm_token_prices_by_llm_id ON llm_token_prices (llm_id);

CREATE TABLE IF NOT EXISTS objects (
    project_id text COLLATE "C" NOT NULL,
    object_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    base_object_class text COLLATE "C",
    leaf_object_class text COLLATE "C",
    version_index bigint,
    is_latest boolean,
    wb_user_id text COLLATE "C",
    created_at timestamptz,
    deleted_at timestamptz,
    val jsonb,
    PRIMARY KEY (project_id, kind, object_id, digest)
);

CREATE TABLE IF NOT EXISTS table_rows (
    project_id text COLLATE "C" NOT NULL,
    table_digest text COLLATE "C" NOT NULL,
    row_index bigint NOT NULL,
    row_digest text COLLATE "C" NOT NULL,
    val jsonb,
    PRIMARY KEY (project_id, table_digest, row_index)
);

CREATE TABLE IF NOT EXISTS annotation_queue_items (
    id text COLLATE "C" NOT NULL,
    project_id text COLLATE "C" NOT NULL,
    queue_id text COLLATE "C" NOT NULL,
    call_id text COLLATE "C" NOT NULL,
    call_started_at timestamptz,
    call_ended_at timestamptz,
    call_op_name text COLLATE "C",
    call_trace_id text COLLATE "C",
    display_fields jsonb,
    added_by text COLLATE "C",
    created_by text COLLATE "C",
    updated_by text COLLATE "C",
    created_at timestamptz,
    updated_at timestamptz,
    deleted_at timestamptz,
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS annotation_queue_items_by_call_id ON annotation_queue_items (project_id, call_id);
