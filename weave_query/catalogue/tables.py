"""Room 3: the logical tables and their columns. Storage says where they are, this says what they are."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType

STRINGS = ArrayType(STRING)


@dataclass(frozen=True, slots=True)
class Column:
    """A logical column. `required`: a row without it cannot be loaded."""

    name: str
    type: LogicalType
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table. A row is replaced whole by one with the same `key`. `project`: the column that a read is bound
    by, or None where a read is bound otherwise (prices have levels)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    project: str | None = "project_id"

    def __getitem__(self, name: str) -> Column:
        return self._columns[name]

    @property
    def _columns(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def _strings(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, STRING, required) for name in names)


CALLS = Table(
    "calls",
    (
        *_strings("id", "project_id", required=True),
        *_strings("op_name", "trace_id", required=True),
        *_strings("parent_id", "display_name", "thread_id", "turn_id"),
        Column("started_at", TIMESTAMP, required=True),
        Column("ended_at", TIMESTAMP),
        *_strings("exception"),
        Column("attributes", JSON),
        Column("inputs", JSON),
        Column("output", JSON),
        Column("summary", JSON),
        Column("input_refs", STRINGS),
        Column("output_refs", STRINGS),
        *_strings("wb_user_id", "wb_run_id"),
        Column("wb_run_step", INT),
        Column("wb_run_step_end", INT),
        Column("deleted_at", TIMESTAMP),
        Column("expire_at", TIMESTAMP),
        Column("storage_size_bytes", INT),
    ),
    key=("project_id", "id"),
)

FEEDBACK = Table(
    "feedback",
    (
        *_strings("id", "project_id", "weave_ref", "feedback_type", required=True),
        *_strings("wb_user_id", "creator"),
        Column("created_at", TIMESTAMP, required=True),
        Column("payload", JSON),
        *_strings("annotation_ref", "runnable_ref", "call_ref", "trigger_ref", "queue_id"),
        Column("scorer_tags", STRINGS),
        Column("scorer_tag_reasons", JSON),
        Column("scorer_tag_confidences", JSON),
        Column("scorer_ratings", JSON),
        Column("scorer_rating_reasons", JSON),
        Column("scorer_rating_confidences", JSON),
        *_strings("span_agent_name", "span_agent_version", "span_status_code"),
        *_strings("span_conversation_id", "span_trace_id", "scorer_trace_id"),
    ),
    key=("project_id", "id"),
)

PRICES = Table(
    "llm_token_prices",
    (
        *_strings("id", "pricing_level", "pricing_level_id", "llm_id", required=True),
        *_strings("provider_id"),
        Column("effective_date", TIMESTAMP, required=True),
        Column("prompt_token_cost", FLOAT),
        Column("completion_token_cost", FLOAT),
        Column("cache_read_input_token_cost", FLOAT),
        Column("cache_creation_input_token_cost", FLOAT),
        *_strings("prompt_token_cost_unit", "completion_token_cost_unit", "created_by"),
        Column("created_at", TIMESTAMP),
    ),
    key=("pricing_level", "pricing_level_id", "id"),
    project=None,
)

OBJECTS = Table(
    "objects",
    (
        *_strings("project_id", "object_id", "kind", "digest", required=True),
        *_strings("base_object_class", "leaf_object_class"),
        Column("version_index", INT),
        Column("is_latest", BOOL),
        *_strings("wb_user_id"),
        Column("created_at", TIMESTAMP),
        Column("deleted_at", TIMESTAMP),
        Column("val", JSON),
    ),
    key=("project_id", "kind", "object_id", "digest"),
)

TABLE_ROWS = Table(
    "table_rows",
    (
        *_strings("project_id", "table_digest", required=True),
        Column("row_index", INT, required=True),
        *_strings("row_digest", required=True),
        Column("val", JSON),
    ),
    key=("project_id", "table_digest", "row_index"),
)

QUEUE_ITEMS = Table(
    "annotation_queue_items",
    (
        *_strings("id", "project_id", "queue_id", "call_id", required=True),
        Column("call_started_at", TIMESTAMP),
        Column("call_ended_at", TIMESTAMP),
        *_strings("call_op_name", "call_trace_id"),
        Column("display_fields", JSON),
        *_strings("added_by", "created_by", "updated_by"),
        Column("created_at", TIMESTAMP),
        Column("updated_at", TIMESTAMP),
        Column("deleted_at", TIMESTAMP),
    ),
    key=("project_id", "id"),
)

TABLES = {table.name: table for table in (CALLS, FEEDBACK, PRICES, OBJECTS, TABLE_ROWS, QUEUE_ITEMS)}
