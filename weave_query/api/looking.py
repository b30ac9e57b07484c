"""Looks what is in a project, for completion and lint: a few requests, of which each has a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from weave_query.errors import UnsupportedError
from weave_query.requests.aggregate import AggregateReq, Dimension
from weave_query.requests.calls import CallSchema, CallsQueryReq, CallsQueryStatsReq, SortBy
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.query import Query
from weave_query.syntax.expr import Convert, ConvertTo, GetField
from weave_query.syntax.paths import parse_path

if TYPE_CHECKING:
    from weave_query.api.database import Database
    from weave_query.completion.observed import Node, Observed

# The computed fields and columns whose values are counted.
COUNTED = ("op", "trace_name", "op_name", "status")
_TIMES = 10
_MOST_VALUES = 200
_MOST_TYPES = 60
_ROWS_OF_A_TYPE = 100
_ROWS_FOR_TYPES = 2000
_EXCEPTIONS = 20


def look(db: Database, project_id: str, sample: int) -> Observed:
    """What the latest `sample` calls have, and some rows of each type of feedback."""
    from weave_query.completion.observed import observe

    calls = _latest(db, project_id, sample)
    first = _first(db, project_id) if len(calls) == sample else None
    # Where calls came as often before, these are some ten times as many.
    start = calls[0].started_at - _TIMES * (calls[0].started_at - calls[-1].started_at) if calls else None
    found = observe(
        (call.model_dump() for call in calls),
        _where_supported(partial(_feedback, db, project_id)),
        first=first,
        computed={**_counted(db, project_id, start), **_exceptions(db, project_id)} if start is not None else {},
        total=db.run(CallsQueryStatsReq(project_id=project_id)).count if len(calls) == sample else len(calls),
    )
    # Few of the latest calls may use a model.
    is_part = len(calls) == sample and not found.cumulative
    return replace(found, cumulative=look_at_usage(db, project_id, sample).cumulative) if is_part else found


def look_at_usage(db: Database, project_id: str, sample: int) -> Observed:
    """What the usage of the latest `sample` calls that have some is like, by one statement."""
    from weave_query.completion.observed import observe

    columns = ["id", "parent_id", "summary"]
    has_usage = Query.of_text(Convert(GetField(parse_path("summary.usage")), ConvertTo.EXISTS))
    return observe(
        call.model_dump(include=set(columns)) for call in _latest(db, project_id, sample, columns, has_usage)
    )


def _latest(
    db: Database, project_id: str, sample: int, columns: list[str] | None = None, query: Query | None = None
) -> list[CallSchema]:
    sort = [SortBy(field="started_at", direction="desc")]
    request = CallsQueryReq(project_id=project_id, columns=columns, sort_by=sort, limit=sample, query=query)
    return db.run(request).calls


def _first(db: Database, project_id: str) -> datetime | None:
    """When the first call started."""
    sort = [SortBy(field="started_at", direction="asc")]
    found = db.run(CallsQueryReq(project_id=project_id, columns=["started_at"], sort_by=sort, limit=1)).calls
    return found[0].started_at if found else None


def _exceptions(db: Database, project_id: str) -> dict[str, Node]:
    """What the latest exceptions are, which few calls have."""
    from weave_query.completion.observed import Node

    request = CallsQueryReq(
        project_id=project_id,
        columns=["exception"],
        query=Query({"$expr": {"$convert": {"input": {"$getField": "exception"}, "to": "exists"}}}),
        sort_by=[SortBy(field="started_at", direction="desc")],
        limit=_EXCEPTIONS,
    )
    node = Node()
    for call in db.run(request).calls:
        node.add(call.exception)
    return {"exception": node} if node.rows else {}


def _counted(db: Database, project_id: str, start: datetime) -> dict[str, Node]:
    """The most frequent values of some fields."""
    from weave_query.completion.observed import counted

    found: dict[str, Node] = {}
    for name in COUNTED:
        by = [Dimension(field=name)]
        request = AggregateReq(project_id=project_id, start=start, dimensions=by, limit=_MOST_VALUES)
        rows = _where_supported(partial(_rows, db, request))
        if rows:
            found[name] = counted((row[name], row["count"]) for row in rows)
    return found


def _feedback(db: Database, project_id: str) -> Iterator[dict[str, Any]]:
    """Some rows of each type, the latest first; of the types those that the latest feedback has most come first."""
    latest = [SortBy(field="created_at", direction="desc")]
    types: dict[str, int] = {}
    while len(types) < _MOST_TYPES:
        others = {"$not": {"$in": [{"$getField": "feedback_type"}, list(types)]}}
        request = FeedbackQueryReq(
            project_id=project_id,
            fields=["feedback_type"],
            query=Query({"$expr": others}) if types else None,
            sort_by=latest,
            limit=_ROWS_FOR_TYPES,
        )
        rows = db.run(request).result
        for row in rows:
            types[row["feedback_type"]] = types.get(row["feedback_type"], 0) + 1
        if len(rows) < _ROWS_FOR_TYPES:
            break
    for name in sorted(types, key=lambda name: -types[name]):
        own = {"$eq": [{"$getField": "feedback_type"}, {"$literal": name}]}
        request = FeedbackQueryReq(
            project_id=project_id,
            fields=["feedback_type", "payload"],
            query=Query({"$expr": own}),
            sort_by=latest,
            limit=_ROWS_OF_A_TYPE,
        )
        yield from db.run(request).result


def _rows(db: Database, request: AggregateReq) -> list[dict[str, Any]]:
    return db.run(request).rows


def _where_supported(ask: Callable[[], Iterable[dict[str, Any]]]) -> list[dict[str, Any]]:
    try:
        return list(ask())
    except UnsupportedError:
        # A storage may have calls alone.
        return []
