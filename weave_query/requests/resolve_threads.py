"""Room 2: a query for threads with everything settled: one predicate over the fields of calls, an order, a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from weave_query.errors import ROOT, Location, UnknownFieldError, nearest, shown
from weave_query.options import Limits, Options
from weave_query.requests.calls import SortBy
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.field_paths import limited_path
from weave_query.requests.limits import check_sort_keys
from weave_query.requests.query import Query
from weave_query.requests.threads import ThreadsQueryFilter, ThreadsQueryReq
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, In, Literal, Not, Slot, TextList
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.shape import SlotValue

SORT_FIELDS = (
    *("thread_id", "turn_count", "start_time", "last_updated"),
    *("p50_turn_duration_ms", "p99_turn_duration_ms"),
)


@dataclass(frozen=True, slots=True)
class ThreadsShape:
    """The shape of a query for threads. sort: fields of the answer, and whether the order is descending."""

    kind: ClassVar[str] = "threads_query"
    predicate: Expr
    joined: bool
    sort: tuple[tuple[str, bool], ...]
    limit: Slot | None
    offset: Slot | None


def resolve_threads(
    request: ThreadsQueryReq, where: Query | None, options: Options
) -> tuple[ThreadsShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    values: list[SlotValue] = [request.project_id]
    conditions = turn_conditions(request)
    predicate, joined = predicate_of(request.project_id, None, conditions, where, limits=options.limits, values=values)
    shape = ThreadsShape(
        predicate,
        joined,
        _sort(request.sort_by or [], options.limits),
        count_slot(request.limit, values),
        count_slot(request.offset or None, values),
    )
    return shape, tuple(values), {"project_id": request.project_id}


def turn_conditions(request: ThreadsQueryReq) -> list[Expr]:
    """What is asked of the calls that are counted: that they open a turn, and the filter."""
    return [*_turns(), *_filtered(request.filter or ThreadsQueryFilter())]


def _turns() -> list[Expr]:
    """A turn is opened by the call whose id it has."""
    thread, turn, identity = (GetField(FieldPath(name), ROOT) for name in ("thread_id", "turn_id", "id"))
    no_thread = Comparison(ComparisonOp.EQ, thread, Literal(None, ROOT), ROOT)
    return [Not(no_thread, ROOT), Comparison(ComparisonOp.EQ, turn, identity, ROOT)]


def _filtered(filter: ThreadsQueryFilter) -> list[Expr]:
    at = ROOT.child("filter")
    found: list[Expr] = []
    if filter.after_datetime is not None:
        found.append(_started(ComparisonOp.GT, filter.after_datetime, at.child("after_datetime")))
    if filter.before_datetime is not None:
        found.append(_started(ComparisonOp.LT, filter.before_datetime, at.child("before_datetime")))
    if filter.thread_ids:
        place = at.child("thread_ids")
        ids = TextList(tuple(filter.thread_ids), place)
        found.append(In(GetField(FieldPath("thread_id"), place), (ids,), place))
    return found


def _started(op: ComparisonOp, moment: datetime, at: Location) -> Expr:
    return Comparison(op, GetField(FieldPath("started_at"), at), Literal(moment.isoformat(), at), at)


def _sort(sort_by: list[SortBy], limits: Limits) -> tuple[tuple[str, bool], ...]:
    at = ROOT.child("sort_by")
    check_sort_keys(len(sort_by), limits, at)
    found = []
    for position, sort in enumerate(sort_by):
        place = at.child(position).child("field")
        name = str(limited_path(sort.field, limits, place))
        if name not in SORT_FIELDS:
            raise UnknownFieldError(
                f"{shown(name)} is not a field that threads are sorted by",
                at=place,
                hint=nearest(name, SORT_FIELDS) or "fields are " + ", ".join(f"`{name}`" for name in SORT_FIELDS),
            )
        found.append((name, sort.direction == "desc"))
    return tuple(found)
