"""Room 2: threads, the conversations that calls belong to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.calls import SortBy
from weave_query.requests.fields import Count, Instant, Text, Texts


class ThreadsQueryFilter(WireModel):
    """Which turns: all keys are ANDed; null and an empty list are no filter."""

    after_datetime: Instant | None = Field(default=None, description="Only turns that started after this moment.")
    before_datetime: Instant | None = Field(default=None, description="Only turns that started before this moment.")
    thread_ids: Texts | None = Field(default=None, description="The id of the thread.")


class ThreadsQueryReq(Request):
    """List threads with figures of their turns."""

    kind: ClassVar[str] = "threads_query"

    project_id: Text
    filter: ThreadsQueryFilter | None = None
    limit: Count | None = Field(default=None, description="Threads at most.")
    offset: Count | None = Field(default=None, description="So many threads are left out at the beginning.")
    sort_by: Annotated[list[SortBy], Field(fail_fast=True)] | None = Field(
        default=None, description="The order; by last_updated, the latest first, when null or empty."
    )


class ThreadSchema(Result):
    """A thread and its turns, the calls that open one."""

    thread_id: str
    turn_count: int
    start_time: datetime
    last_updated: datetime
    first_turn_id: str | None = None
    last_turn_id: str | None = None
    p50_turn_duration_ms: float | None = None
    p99_turn_duration_ms: float | None = None


class ThreadsQueryRes(Result):
    """Threads in order."""

    threads: list[ThreadSchema] = Field(default=[])
