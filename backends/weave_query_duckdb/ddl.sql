-- The default storage of weave_query on DuckDB. Times are UTC without a zone. Zone maps serve the ranges.

CREATE TABLE IF NOT EXISTS calls (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    op_name VARCHAR NOT NULL,
    trace_id VARCHAR NOT NULL,
    parent_id VARCHAR,
    display_name VARCHAR,
    thread_id VARCHAR,
    turn_id VARCHAR,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    exception VARCHAR,
    attributes JSON,
    inputs JSON,
    output JSON,
    summary JSON,
    input_refs VARCHAR[] NOT NULL DEFAULT [],
    output_refs VARCHAR[] NOT NULL DEFAULT [],
    wb_user_id VARCHAR,
    wb_run_id VARCHAR,
    wb_run_step BIGINT,
    wb_run_step_end BIGINT,
    deleted_at TIMESTAMP,
    expire_at TIMESTAMP,
    storage_size_bytes BIGINT,
    PRIMARY KEY (project_id, id)
);

CREATE TABLE IF NOT EXISTS feedback (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    weave_ref VARCHAR NOT NULL,
    feedback_type VARCHAR NOT NULL,
    wb_user_id VARCHAR,
    creator VARCHAR,
    created_at TIMESTAMP NOT NULL,
    payload JSON,
    annotation_ref VARCHAR,
    runnable_ref VARCHAR,
    call_ref VARCHAR,
    trigger_ref VARCHAR,
    queue_id VARCHAR,
    scorer_tags VARCHAR[] NOT NULL DEFAULT [],
    scorer_tag_reasons JSON,
    scorer_tag_confidences JSON,
    scorer_ratings JSON,
    scorer_rating_reasons JSON,
    scorer_rating_confidences JSON,
    span_agent_name VARCHAR,
    span_agent_version VARCHAR,
    span_status_code VARCHAR,
    span_conversation_id VARCHAR,
    span_trace_id VARCHAR,
    scorer_trace_id VARCHAR,
    PRIMARY KEY (project_id, id)
);

CREATE TABLE IF NOT EXISTS llm_token_prices (
    id VARCHAR NOT NULL,
    pricing_level VARCHAR NOT NULL,
    pricing_level_id VARCHAR NOT NULL,
    llm_id VARCHAR NOT NULL,
    provider_id VARCHAR,
    effective_date TIMESTAMP NOT NULL,
    prompt_token_cost DOUBLE,
    completion_token_cost DOUBLE,
    cache_read_input_token_cost DOUBLE,
    cache_creation_input_token_cost DOUBLE,
    prompt_token_cost_unit VARCHAR,
    completion_token_cost_unit VARCHAR,
    created_by VARCHAR,
    created_at TIMESTAMP,
    PRIMARY KEY (pricing_level, pricing_level_id, id)
);

CREATE TABLE IF NOT EXISTS objects (
    project_id VARCHAR NOT NULL,
    object_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    base_object_class VARCHAR,
    leaf_object_class VARCHAR,
    version_index BIGINT,
    is_latest BOOLEAN,
    wb_user_id VARCHAR,
    created_at TIMESTAMP,
    deleted_at TIMESTAMP,
    val JSON,
    PRIMARY KEY (project_id, kind, object_id, digest)
);

CREATE TABLE IF NOT EXISTS table_rows (
    project_id VARCHAR NOT NULL,
    table_digest VARCHAR NOT NULL,
    row_index BIGINT NOT NULL,
    row_digest VARCHAR NOT NULL,
    val JSON,
    PRIMARY KEY (project_id, table_digest, row_index)
);

CREATE TABLE IF NOT EXISTS annotation_queue_items (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    queue_id VARCHAR NOT NULL,
    call_id VARCHAR NOT NULL,
    call_started_at TIMESTAMP,
    call_ended_at TIMESTAMP,
    call_op_name VARCHAR,
    call_trace_id VARCHAR,
    display_fields JSON,
    added_by VARCHAR,
    created_by VARCHAR,
    updated_by VARCHAR,
    created_at TIMESTAMP,
    updated_at TIMESTAMP,
    deleted_at TIMESTAMP,
    PRIMARY KEY (project_id, id)
);
