"""Room 2: a request with everything settled that needs no catalogue: one expression, no values in it, no defaults open.

`CallsFilter`, `query` and `where` become one `Expr`; the values move into slots. What is left is the request's shape:
hashable, and alone decides the SQL, so compiled statements are cached by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from weave_query.errors import ROOT, UnsupportedError
from weave_query.options import Limits, Options, StoredUsage
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.always import always_of
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.limits import check_expand_columns, check_expand_hops, path_of
from weave_query.requests.page import PageShape
from weave_query.requests.query import Query
from weave_query.requests.resolve_aggregate import AggregateShape, resolve_aggregate
from weave_query.requests.resolve_feedback import (
    FeedbackAggregateShape,
    FeedbackStatsShape,
    resolve_feedback_aggregate,
    resolve_feedback_stats,
)
from weave_query.requests.resolve_feedback_query import FeedbackQueryShape, resolve_feedback_query
from weave_query.requests.resolve_stats import CallStatsShape, resolve_call_stats
from weave_query.requests.resolve_threads import ThreadsShape, resolve_threads
from weave_query.requests.resolve_usage import (
    CallsUsageShape,
    TraceUsageShape,
    resolve_calls_usage,
    resolve_trace_usage,
)
from weave_query.requests.sorting import SortField, sort_fields
from weave_query.requests.stats import CallStatsReq
from weave_query.requests.threads import ThreadsQueryReq
from weave_query.requests.usage import CallsUsageReq, TraceUsageReq
from weave_query.syntax.expr import Expr, Slot
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.shape import SlotValue

PROJECT_SLOT = 0


@dataclass(frozen=True, slots=True)
class CallsShape:
    """The shape of a calls query. `joined`: is the AND at the root ours? `columns`: as asked for, empty means all.
    `costs`, `feedback`, `size`, `total_size`: are those of the calls, and the size of their traces, asked for?
    `expand`: the paths at which references are expanded; `expanded`: in the answer too? `page`: in the place of
    limit and offset, where a page is asked for."""

    kind: ClassVar[str] = "calls_query"
    predicate: Expr
    joined: bool
    sort: tuple[SortField, ...]
    columns: tuple[str, ...]
    costs: bool
    feedback: bool
    size: bool
    total_size: bool
    limit: Slot | None
    offset: Slot | None
    expand: tuple[FieldPath, ...] = ()
    expanded: bool = False
    page: PageShape | None = None


@dataclass(frozen=True, slots=True)
class CallsStatsShape:
    """The shape of a count of calls. `joined`: is the AND at the root ours? `total_size`: is that of the traces of the
    roots that are counted asked for?"""

    kind: ClassVar[str] = "calls_query_stats"
    predicate: Expr
    joined: bool
    limit: Slot | None
    total_size: bool
    expand: tuple[FieldPath, ...] = ()


Shape = (
    CallsShape
    | CallsStatsShape
    | CallStatsShape
    | FeedbackAggregateShape
    | FeedbackStatsShape
    | FeedbackQueryShape
    | ThreadsShape
    | AggregateShape
    | TraceUsageShape
    | CallsUsageShape
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A request ready to be planned. values: by slot, the project first. facts: what an answer repeats. org: the slot
    of the organisation whose prices the project sees. policy: what is stored of usage. always: the condition that
    holds of every call that is read."""

    shape: Shape
    values: tuple[SlotValue, ...]
    facts: Mapping[str, Any]
    org: int | None = None
    policy: StoredUsage = "own"
    always: Expr | None = None

    @property
    def kind(self) -> str:
        return self.shape.kind


def resolve(request: Request, where: Query | None = None, options: Options | None = None) -> Resolved:
    """Settle a request. Raises LimitError, ParseError; UnsupportedError for what this release cannot answer; and
    TypeError for what is no request."""
    if not isinstance(request, Request):
        raise TypeError(
            "`resolve` takes a request, `CallsQueryReq(...)` or another, or what `parse_request(kind, body)` makes; "
            f"this is a `{type(request).__name__}`"
        )
    settings = options or Options()
    resolved = replace(_resolve(request, where, settings), policy=settings.stored_usage)
    if settings.org_id is not None:
        resolved = replace(resolved, values=(*resolved.values, settings.org_id), org=len(resolved.values))
    if settings.always is None:
        return resolved
    values = list(resolved.values)
    condition = always_of(settings.always, settings.limits, values)
    return replace(resolved, always=condition, values=tuple(values))


def _resolve(request: Request, where: Query | None, settings: Options) -> Resolved:
    match request:
        case CallsQueryReq():
            return _resolve_calls(request, where, settings)
        case CallsQueryStatsReq():
            return _resolve_calls_stats(request, where, settings)
        case CallStatsReq():
            return Resolved(*resolve_call_stats(request, where, settings))
        case FeedbackAggregateReq():
            return Resolved(*resolve_feedback_aggregate(request, where, settings))
        case FeedbackStatsReq():
            return Resolved(*resolve_feedback_stats(request, where, settings))
        case FeedbackQueryReq():
            return Resolved(*resolve_feedback_query(request, where, settings))
        case ThreadsQueryReq():
            return Resolved(*resolve_threads(request, where, settings))
        case AggregateReq():
            return Resolved(*resolve_aggregate(request, where, settings))
        case TraceUsageReq():
            return Resolved(*resolve_trace_usage(request, where, settings))
        case CallsUsageReq():
            return Resolved(*resolve_calls_usage(request, where, settings))
        case _:
            raise UnsupportedError(f"requests of kind `{request.kind}` cannot be compiled in this release")


def _resolve_calls(request: CallsQueryReq, where: Query | None, options: Options) -> Resolved:
    if request.include_usernames:
        raise UnsupportedError(
            "`include_usernames` is not available in this release", at=ROOT.child("include_usernames")
        )
    expand = _expand(request, options.limits)
    values: list[SlotValue] = [request.project_id]
    predicate, joined = _predicate(request, where, limits=options.limits, values=values)
    columns = request.columns or ()
    shape = CallsShape(
        predicate,
        joined,
        sort_fields(request.sort_by or [], options.limits),
        _columns(columns, options.limits),
        request.include_costs or "cost" in columns,
        request.include_feedback,
        request.include_storage_size or "storage_size_bytes" in columns,
        request.include_total_storage_size or "total_storage_size_bytes" in columns,
        count_slot(request.limit, values),
        count_slot(request.offset or None, values),
        expand,
        request.return_expanded_column_values and bool(expand),
    )
    facts = {"project_id": request.project_id, "expanded": expand, "columns": tuple(columns)}
    return Resolved(shape, tuple(values), facts)


def _resolve_calls_stats(request: CallsQueryStatsReq, where: Query | None, options: Options) -> Resolved:
    values: list[SlotValue] = [request.project_id]
    predicate, joined = _predicate(request, where, limits=options.limits, values=values)
    shape = CallsStatsShape(
        predicate,
        joined,
        count_slot(request.limit, values),
        request.include_total_storage_size,
        _expand(request, options.limits),
    )
    return Resolved(shape, tuple(values), {"project_id": request.project_id, "limit": request.limit})


def _expand(request: CallsQueryReq | CallsQueryStatsReq, limits: Limits) -> tuple[FieldPath, ...]:
    """The paths of `expand_columns`. Raises ParseError for what is no path, LimitError for too many."""
    at = ROOT.child("expand_columns")
    names = request.expand_columns or []
    check_expand_columns(len(names), limits, at)
    paths = tuple([path_of(name, limits, at.child(position)) for position, name in enumerate(names)])
    check_expand_hops(paths, limits, at)
    return paths


def _predicate(
    request: CallsQueryReq | CallsQueryStatsReq, where: Query | None, limits: Limits, values: list[SlotValue]
) -> tuple[Expr, bool]:
    query = request.query.expr if request.query is not None else None
    return predicate_of(request.project_id, request.filter, [query], where, limits=limits, values=values)


def _columns(columns: Sequence[str], limits: Limits) -> tuple[str, ...]:
    at = ROOT.child("columns")
    for position, name in enumerate(columns):
        path_of(name, limits, at.child(position))
    return tuple(dict.fromkeys(columns))
