"""Room 2: the request that lists feedback, and its response."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from weave_query.requests.base import Request, Result
from weave_query.requests.calls import SortBy
from weave_query.requests.fields import Count, Text, Texts
from weave_query.requests.query import Query

COUNT = "count(*)"
"""The field that is the number of rows."""


class FeedbackQueryReq(Request):
    """List feedback: fields, condition, order and page."""

    kind: ClassVar[str] = "feedback_query"

    project_id: Text = Field(description="The project, `entity/project`: no other's feedback is read.")
    fields: Texts | None = Field(
        default=None,
        description="Columns, computed fields, paths into a document such as `payload.note`, or `count(*)` alone; "
        "null and [] mean all columns.",
    )
    query: Query | None = Field(default=None, description="A condition over the fields of feedback; null means all.")
    sort_by: Annotated[list[SortBy], Field(fail_fast=True)] | None = Field(
        default=None, description="Sort keys; null and [] mean `created_at`, then `id`."
    )
    limit: Count | None = Field(default=None, description="At most this many rows; null means all.")
    offset: Count | None = Field(default=None, description="Leave out this many rows at the beginning.")


class FeedbackQueryRes(Result):
    """Rows of feedback in order, each with the fields by the names they were asked for. What a row has not is null.

    total_count: rows that satisfy the condition, on whatever page. A time is a datetime in UTC.
    """

    result: list[dict[str, Any]] = Field(default=[])
    total_count: int = 0
