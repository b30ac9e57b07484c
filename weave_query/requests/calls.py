"""Room 2: the requests that list and count calls, and their responses."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.field_paths import FieldPath
from weave_query.requests.fields import Count, CountFromOne, Off, On, Text, Texts
from weave_query.requests.filter import CallsFilter
from weave_query.requests.query import Query


class SortBy(WireModel):
    """One sort key: a field as in `$getField`, and its direction."""

    field: FieldPath = Field(
        description="A column, a computed field, or a path into a document: `inputs.model`, a list of keys, or an `F`."
    )
    direction: Literal["asc", "desc"] = Field(description="Either way, calls without a value come last.")


class CallsQueryReq(Request):
    """List calls: filter, query, order, page and columns."""

    kind: ClassVar[str] = "calls_query"

    project_id: Text = Field(description="The project, `entity/project`: no other's rows are read.")
    filter: CallsFilter | None = Field(default=None, description="Simple conditions, ANDed with `query`.")
    query: Query | None = Field(default=None, description='A condition, `{"$expr": ...}`; null means every call.')
    sort_by: Annotated[list[SortBy], Field(fail_fast=True)] | None = Field(
        default=None, description="Sort keys; null and [] mean `started_at`, then `id`."
    )
    limit: Count | None = Field(default=None, description="At most this many calls; null means all.")
    offset: Count | None = Field(default=None, description="Leave out this many calls at the beginning.")
    columns: Texts | None = Field(default=None, description="Columns to return; null and [] mean all.")
    expand_columns: Texts | None = Field(
        default=None, description="Columns in which a reference reads as the value behind it."
    )
    return_expanded_column_values: On = Field(
        default=True,
        description="Return the expanded values too; means nothing without `expand_columns`.",
    )
    include_costs: Off = Field(default=False, description="Add `summary.weave.costs`.")
    include_feedback: Off = Field(default=False, description="Add `summary.weave.feedback`.")
    include_storage_size: Off = Field(default=False, description="Add the stored bytes of each call.")
    include_total_storage_size: Off = Field(
        default=False, description="Add the stored bytes of the whole trace to its root."
    )
    include_usernames: Off = Field(default=False, description="Add the names of the users of the calls.")
    latest_only: Off = Field(
        default=False, description="Changes nothing: a call has one row, so every answer has its latest state only."
    )


class CallSchema(Result):
    """One call as the service returns it. What was not selected is {} for attributes and inputs, else null."""

    id: str
    project_id: str
    op_name: str
    display_name: str | None = None
    trace_id: str
    parent_id: str | None = None
    thread_id: str | None = None
    turn_id: str | None = None
    started_at: datetime
    attributes: dict[str, Any]
    inputs: dict[str, Any]
    ended_at: datetime | None = None
    exception: str | None = None
    output: Any = None
    summary: dict[str, Any] | None = None
    wb_user_id: str | None = None
    wb_run_id: str | None = None
    wb_run_step: int | None = None
    wb_run_step_end: int | None = None
    deleted_at: datetime | None = None
    expire_at: datetime | None = None
    storage_size_bytes: int | None = None
    total_storage_size_bytes: int | None = None


class CallsQueryRes(Result):
    """The calls of one page, in order."""

    calls: list[CallSchema]


class CallsQueryStatsReq(Request):
    """Count calls."""

    kind: ClassVar[str] = "calls_query_stats"

    project_id: Text = Field(description="The project, `entity/project`: no other's rows are read.")
    filter: CallsFilter | None = Field(default=None, description="Simple conditions, ANDed with `query`.")
    query: Query | None = Field(default=None, description='A condition, `{"$expr": ...}`; null means every call.')
    limit: CountFromOne | None = Field(default=None, description="Count no further than this.")
    include_total_storage_size: Off = Field(default=False, description="Add the stored bytes of the counted traces.")
    expand_columns: Texts | None = Field(
        default=None, description="Columns in which a reference reads as the value behind it."
    )


class CallsQueryStatsRes(Result):
    """How many calls there are; `has_more` when there are more than the limit."""

    count: int
    has_more: bool = False
    total_storage_size_bytes: int | None = None
