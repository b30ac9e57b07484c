-- The default storage of weave_query on SQLite. Times are microseconds since 1970 in UTC, lists are JSON text.

CREATE TABLE IF NOT EXISTS calls (
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    op_name TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    parent_id TEXT,
    display_name TEXT,
    thread_id TEXT,
    turn_id TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    exception TEXT,
    attributes TEXT,
    inputs TEXT,
    output TEXT,
    summary TEXT,
    input_refs TEXT NOT NULL DEFAULT '[]',
    output_refs TEXT NOT NULL DEFAULT '[]',
    wb_user_id TEXT,
    wb_run_id TEXT,
    wb_run_step INTEGER,
    wb_run_step_end INTEGER,
    deleted_at INTEGER,
    expire_at INTEGER,
    storage_size_bytes INTEGER,
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS calls_by_started_at ON calls (project_id, started_at, id);
CREATE INDEX IF NOT EXISTS calls_by_trace_id ON calls (project_id, trace_id);
CREATE INDEX IF NOT EXISTS calls_by_parent_id ON calls (project_id, parent_id);
CREATE INDEX IF NOT EXISTS calls_by_op_name ON calls (project_id, op_name, started_at);
CREATE INDEX IF NOT EXISTS calls_by_thread_id ON calls (project_id, thread_id) WHERE thread_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS feedback (
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    weave_ref TEXT NOT NULL,
    feedback_type TEXT NOT NULL,
    wb_user_id TEXT,
    creator TEXT,
    created_at INTEGER NOT NULL,
    payload TEXT,
    annotation_ref TEXT,
    runnable_ref TEXT,
    call_ref TEXT,
    trigger_ref TEXT,
    queue_id TEXT,
    scorer_tags TEXT NOT NULL DEFAULT '[]',
    scorer_tag_reasons TEXT,
    scorer_tag_confidences TEXT,
    scorer_ratings TEXT,
    scorer_rating_reasons TEXT,
    scorer_rating_confidences TEXT,
    span_agent_name TEXT,
    span_agent_version TEXT,
    span_status_code TEXT,
    span_conversation_id TEXT,
    span_trace_id TEXT,
    scorer_trace_id TEXT,
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS feedback_by_weave_ref ON feedback (project_id, weave_ref);
CREATE INDEX IF NOT EXISTS feedback_by_created_at ON feedback (project_id, created_at);

CREATE TABLE IF NOT EXISTS llm_token_prices (
    id TEXT NOT NULL,
    pricing_level TEXT NOT NULL,
    pricing_level_id TEXT NOT NULL,
    llm_id TEXT NOT NULL,
    provider_id TEXT,
    effective_date INTEGER NOT NULL,
    prompt_token_cost REAL,
    completion_token_cost REAL,
    cache_read_input_token_cost REAL,
    cache_creation_input_token_cost REAL,
    prompt_token_cost_unit TEXT,
    completion_token_cost_unit TEXT,
    created_by TEXT,
    created_at INTEGER,
    PRIMARY KEY (pricing_level, pricing_level_id, id)
);
CREATE INDEX IF NOT EXISTS llm_token_prices_by_llm_id ON llm_token_prices (llm_id);

CREATE TABLE IF NOT EXISTS objects (
    project_id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    base_object_class TEXT,
    leaf_object_class TEXT,
    version_index INTEGER,
    is_latest INTEGER,
    wb_user_id TEXT,
    created_at INTEGER,
    deleted_at INTEGER,
    val TEXT,
    PRIMARY KEY (project_id, kind, object_id, digest)
);

CREATE TABLE IF NOT EXISTS table_rows (
    project_id TEXT NOT NULL,
    table_digest TEXT NOT NULL,
    row_index INTEGER NOT NULL,
    row_digest TEXT NOT NULL,
    val TEXT,
    PRIMARY KEY (project_id, table_digest, row_index)
);

CREATE TABLE IF NOT EXISTS annotation_queue_items (
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    queue_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    call_started_at INTEGER,
    call_ended_at INTEGER,
    call_op_name TEXT,
    call_trace_id TEXT,
    display_fields TEXT,
    added_by TEXT,
    created_by TEXT,
    updated_by TEXT,
    created_at INTEGER,
    updated_at INTEGER,
    deleted_at INTEGER,
    PRIMARY KEY (project_id, id)
);
CREATE INDEX IF NOT EXISTS annotation_queue_items_by_call_id ON annotation_queue_items (project_id, call_id);
