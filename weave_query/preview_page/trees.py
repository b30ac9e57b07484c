"""The calls of a trace for a tree, and those of what else has calls: an agent's turn and its conversation."""

from __future__ import annotations

from typing import Any

from weave_query.api import Database
from weave_query.errors import UnsupportedError
from weave_query.preview_page.rows import trace_of
from weave_query.requests.calls import CallsQueryReq, SortBy
from weave_query.requests.query import Query

# The fields that may have its id, by what it is: an agent's turn is a trace, or a turn of a thread.
_FIELDS = {"trace": ("trace_id",), "agent_turn": ("trace_id", "turn_id"), "agent_conversation": ("thread_id",)}
_COLUMNS = ["parent_id", "display_name", "ended_at", "exception", "thread_id", "op_name"]


def tree_of(db: Database, project: str, kind: str, id: str, most: int) -> dict[str, Any]:
    """At most so many calls, none where no call has the id. kind: what the id is of; field: that of calls which has it.

    Raises WeaveQueryError.
    """
    found: dict[str, Any] = {"calls": [], "more": False, "field": "trace_id"}
    for field in _FIELDS.get(kind, _FIELDS["trace"]):
        found = {**_with(db, project, field, id, most), "field": field}
        if found["calls"]:
            break
    return found


def _with(db: Database, project: str, field: str, id: str, most: int) -> dict[str, Any]:
    request = CallsQueryReq(
        project_id=project,
        query=Query({"$expr": {"$eq": [{"$getField": field}, {"$literal": id}]}}),
        columns=_COLUMNS,
        sort_by=[SortBy(field="started_at", direction="asc")],
        limit=most,
    )
    try:
        calls = db.run(request.model_copy(update={"include_costs": True}))
    except UnsupportedError:  # a storage may have calls alone
        calls = db.run(request)
    return trace_of(calls, most)
