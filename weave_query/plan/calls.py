"""Room 4: plans of calls_query and calls_query_stats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from weave_query.binding.bind import bind
from weave_query.binding.derived import call_column, latency_ms, status, trace_name
from weave_query.binding.nodes import BoundExpr, ColumnRef, Param
from weave_query.binding.order import SortKey
from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
from weave_query.catalogue.tables import CALLS
from weave_query.compiled import OutputColumn
from weave_query.errors import (
    ROOT,
    InternalError,
    RequestError,
    WeaveQueryError,
    raise_all,
)
from weave_query.literals import LiteralReading
from weave_query.plan.call_costs import costs_of_calls
from weave_query.plan.call_feedback import feedback_of_calls
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Derive, Limit, NamedPlan, Relation, RequestPlan, Sort
from weave_query.plan.order import CallsOrder, calls_order
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.plan.sizes import IS_ROOT, is_root, size_of_selection, sizes_of_traces
from weave_query.requests.resolve import CallsShape, CallsStatsShape
from weave_query.syntax.expr import Slot
from weave_query.syntax.paths import parse_path
from weave_query.types import FLOAT, INT, STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

T = TypeVar("T")

ALWAYS = ("id", "project_id", "trace_id", "op_name", "started_at")
_WITH_SUMMARY = ("ended_at", "exception", "display_name")
# Columns of the table that are no fields of a result row.
_INTERNAL = frozenset({"storage_size_bytes", "input_refs", "output_refs"})
# Fields of a result row that are asked for by flags; as columns they select nothing.
_BY_FLAG = frozenset({"storage_size_bytes", "total_storage_size_bytes"})
_ROW_COLUMNS = tuple(column.name for column in CALLS.columns if column.name not in _INTERNAL)

WEAVE_STATUS = OutputColumn("weave_status", STRING)
WEAVE_LATENCY = OutputColumn("weave_latency_ms", FLOAT)
WEAVE_TRACE_NAME = OutputColumn("weave_trace_name", STRING)


def plan_calls(shape: CallsShape, policy: StoredUsage) -> RequestPlan:
    """Scan, Filter, Sort, Limit, Derive: the selected columns of the selected calls, in order; and by a statement of
    its own what their usage cost, a row for each call and model."""
    errors: list[WeaveQueryError] = []
    predicate = collected(errors, lambda: bind(shape.predicate, CALL_FIELDS))
    order = collected(errors, lambda: calls_order(shape.sort))
    names = collected(errors, lambda: selected_columns(shape.columns))
    if predicate is None or order is None or names is None:
        raise_all(errors)
        raise InternalError("a step of planning gave nothing and no error")
    if (shape.costs or shape.feedback) and "summary" not in names:
        names = with_summary(names)
    keys = sort_keys(order)
    calls = calls_of(predicate, [key.expr for key in keys], policy=policy)
    page: Relation = Sort(order.beside(calls), keys)
    paged = shape.limit is not None or shape.offset is not None
    if paged:
        page = Limit(page, count(shape.limit), count(shape.offset))
    columns = outputs(names)
    if shape.size:
        columns.append((OutputColumn("storage_size_bytes", INT), call_column("storage_size_bytes")))
    if shape.total_size:
        columns.append((IS_ROOT, is_root()))
    plans = [NamedPlan("calls", Derive(page, tuple(columns)))]
    whole = page if paged else calls_of(predicate, policy=policy)
    if shape.total_size:
        plans.append(NamedPlan("sizes", sizes_of_traces(whole)))
    if shape.costs:
        plans.append(NamedPlan("costs", costs_of_calls(whole, PROJECT, policy, paged=paged)))
    if shape.feedback:
        plans.append(NamedPlan("feedback", feedback_of_calls(whole)))
    return RequestPlan(shape.kind, tuple(plans), PROJECT)


def plan_calls_stats(shape: CallsStatsShape, policy: StoredUsage) -> RequestPlan:
    """The number of selected calls. With a limit one more is counted, which tells whether there are more."""
    calls = relation = calls_of(bind(shape.predicate, CALL_FIELDS), policy=policy)
    if shape.limit is not None:
        relation = Limit(relation, count(shape.limit, LiteralReading.ONE_MORE), None)
    plans = [NamedPlan("stats", Aggregate(relation, (Measure("count", AggregateFunction.ROWS),)))]
    if shape.total_size:
        plans.append(NamedPlan("sizes", size_of_selection(calls)))
    return RequestPlan(shape.kind, tuple(plans), PROJECT)


def sort_keys(order: CallsOrder) -> tuple[SortKey, ...]:
    """The request's keys and then id, so that the order is total."""
    return in_total_order(order.keys, call_column("started_at"), call_column("id"))


def in_total_order(keys: Sequence[SortKey], time: ColumnRef, identity: ColumnRef) -> tuple[SortKey, ...]:
    """The keys and then the id, ascending as a last time is, else descending; without keys by time and id."""
    if not keys:
        return (SortKey(time), SortKey(identity))
    last = keys[-1]
    if any(key.expr == identity for key in keys):
        return tuple(keys)
    return (*keys, SortKey(identity, descending=last.descending if last.expr == time else True))


def selected_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a result row, in the table's order. Raises UnknownFieldError for a name that is none."""
    if not columns:
        return _ROW_COLUMNS
    chosen = set(ALWAYS)
    for position, name in enumerate(columns):
        at = ROOT.child("columns").child(position)
        if name in _BY_FLAG:
            continue
        field, _ = CALL_FIELDS.find(parse_path(name, at), at)
        chosen.add("summary" if field.kind is FieldKind.DERIVED else field.name)
    return with_summary(chosen) if "summary" in chosen else tuple(name for name in _ROW_COLUMNS if name in chosen)


def with_summary(names: Iterable[str]) -> tuple[str, ...]:
    """The columns with the summary, and with what `summary.weave` is made of."""
    chosen = {*names, "summary", *_WITH_SUMMARY}
    return tuple(name for name in _ROW_COLUMNS if name in chosen)


def outputs(names: tuple[str, ...]) -> list[tuple[OutputColumn, BoundExpr]]:
    """The output columns; with `summary` also what `summary.weave` is made of."""
    found: list[tuple[OutputColumn, BoundExpr]] = []
    for name in names:
        column = call_column(name)
        found.append((OutputColumn(name, column.type), column))
    if "summary" in names:
        found += [(WEAVE_STATUS, status()), (WEAVE_LATENCY, latency_ms()), (WEAVE_TRACE_NAME, trace_name())]
    return found


def count(slot: Slot | None, reading: LiteralReading = LiteralReading.INT) -> Param | None:
    return Param(slot.index, reading, INT) if slot is not None else None


def collected(errors: list[WeaveQueryError], step: Callable[[], T]) -> T | None:
    """The result of a step, or None: its errors are kept, so that the next steps can add theirs."""
    try:
        return step()
    except RequestError as error:
        errors += (error, *error.others)
        return None
