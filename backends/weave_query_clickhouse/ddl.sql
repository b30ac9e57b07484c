-- The default storage of weave_query on ClickHouse. A JSON column is text, '' where there is no value.
-- Block numbers tell the rows of a load from the older ones that they replace (docs/decisions/0006).

CREATE TABLE IF NOT EXISTS calls (
    id String,
    project_id String,
    op_name String,
    trace_id String,
    parent_id Nullable(String),
    display_name Nullable(String),
    thread_id Nullable(String),
    turn_id Nullable(String),
    started_at DateTime64(6, 'UTC'),
    ended_at Nullable(DateTime64(6, 'UTC')),
    exception Nullable(String),
    attributes String,
    inputs String,
    output String,
    summary String,
    input_refs Array(String),
    output_refs Array(String),
    wb_user_id Nullable(String),
    wb_run_id Nullable(String),
    wb_run_step Nullable(Int64),
    wb_run_step_end Nullable(Int64),
    deleted_at Nullable(DateTime64(6, 'UTC')),
    expire_at Nullable(DateTime64(6, 'UTC')),
    storage_size_bytes Nullable(Int64),
    INDEX id_bloom id TYPE bloom_filter GRANULARITY 1,
    INDEX trace_id_bloom trace_id TYPE bloom_filter GRANULARITY 1,
    INDEX parent_id_bloom parent_id TYPE bloom_filter GRANULARITY 1,
    INDEX thread_id_bloom thread_id TYPE bloom_filter GRANULARITY 1
)
ENGINE = MergeTree ORDER BY (project_id, started_at, id)
SETTINGS enable_block_number_column = 1;

CREATE TABLE IF NOT EXISTS feedback (
    id String,
    project_id String,
    weave_ref String,
    feedback_type String,
    wb_user_id Nullable(String),
    creator Nullable(String),
    created_at DateTime64(6, 'UTC'),
    payload String,
    annotation_ref Nullable(String),
    runnable_ref Nullable(String),
    call_ref Nullable(String),
    trigger_ref Nullable(String),
    queue_id Nullable(String),
    scorer_tags Array(String),
    scorer_tag_reasons String,
    scorer_tag_confidences String,
    scorer_ratings String,
    scorer_rating_reasons String,
    scorer_rating_confidences String,
    span_agent_name Nullable(String),
    span_agent_version Nullable(String),
    span_status_code Nullable(String),
    span_conversation_id Nullable(String),
    span_trace_id Nullable(String),
    scorer_trace_id Nullable(String)
)
ENGINE = MergeTree ORDER BY (project_id, created_at, id)
SETTINGS enable_block_number_column = 1;

CREATE TABLE IF NOT EXISTS llm_token_prices (
    id String,
    pricing_level String,
    pricing_level_id String,
    llm_id String,
    provider_id Nullable(String),
    effective_date DateTime64(6, 'UTC'),
    prompt_token_cost Nullable(Float64),
    completion_token_cost Nullable(Float64),
    cache_read_input_token_cost Nullable(Float64),
    cache_creation_input_token_cost Nullable(Float64),
    prompt_token_cost_unit Nullable(String),
    completion_token_cost_unit Nullable(String),
    created_by Nullable(String),
    created_at Nullable(DateTime64(6, 'UTC'))
)
ENGINE = MergeTree ORDER BY (pricing_level, pricing_level_id, id)
SETTINGS enable_block_number_column = 1;

CREATE TABLE IF NOT EXISTS objects (
    project_id String,
    object_id String,
    kind String,
    digest String,
    base_object_class Nullable(String),
    leaf_object_class Nullable(String),
    version_index Nullable(Int64),
    is_latest Nullable(Bool),
    wb_user_id Nullable(String),
    created_at Nullable(DateTime64(6, 'UTC')),
    deleted_at Nullable(DateTime64(6, 'UTC')),
    val String
)
ENGINE = MergeTree ORDER BY (project_id, kind, object_id, digest)
SETTINGS enable_block_number_column = 1;

CREATE TABLE IF NOT EXISTS table_rows (
    project_id String,
    table_digest String,
    row_index Int64,
    row_digest String,
    val String
)
ENGINE = MergeTree ORDER BY (project_id, table_digest, row_index)
SETTINGS enable_block_number_column = 1;

CREATE TABLE IF NOT EXISTS annotation_queue_items (
    id String,
    project_id String,
    queue_id String,
    call_id String,
    call_started_at Nullable(DateTime64(6, 'UTC')),
    call_ended_at Nullable(DateTime64(6, 'UTC')),
    call_op_name Nullable(String),
    call_trace_id Nullable(String),
    display_fields String,
    added_by Nullable(String),
    created_by Nullable(String),
    updated_by Nullable(String),
    created_at Nullable(DateTime64(6, 'UTC')),
    updated_at Nullable(DateTime64(6, 'UTC')),
    deleted_at Nullable(DateTime64(6, 'UTC'))
)
ENGINE = MergeTree ORDER BY (project_id, id)
SETTINGS enable_block_number_column = 1;
