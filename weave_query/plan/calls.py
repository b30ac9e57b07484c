"""Room 4: plans of calls_query and calls_query_stats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from weave_query.binding.bind import bind
from weave_query.binding.derived import call_column, latency_ms, status, trace_name
from weave_query.binding.nodes import TRUE, BoundExpr, ColumnRef
from weave_query.binding.order import SortKey
from weave_query.catalogue.fields import CALL_FIELDS, Catalogue, FieldKind
from weave_query.catalogue.refs import ExpandedColumn
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
from weave_query.plan.nodes import Aggregate, Derive, Filter, Limit, NamedPlan, Relation, RequestPlan, Sort
from weave_query.plan.order import CallsOrder, calls_order
from weave_query.plan.pages import NO_PLACE, behind_page, count, limited, page_of
from weave_query.plan.project import PROJECT
from weave_query.plan.refs import values_of_calls
from weave_query.plan.selection import calls_of
from weave_query.plan.sizes import IS_ROOT, is_root, size_of_selection, sizes_of_traces
from weave_query.requests.page import PageShape
from weave_query.requests.resolve import CallsShape, CallsStatsShape
from weave_query.syntax.paths import FieldPath, parse_path
from weave_query.types import FLOAT, INT, STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

T = TypeVar("T")

ALWAYS = ("id", "project_id", "trace_id", "op_name", "started_at")
_WITH_SUMMARY = ("ended_at", "exception", "display_name")
# What a computed field is made of; of others, `summary.weave` has them.
_COMPUTED_OF = {"op": "op_name"}
# Columns of the table that are no fields of a result row.
_INTERNAL = frozenset({"storage_size_bytes", "input_refs", "output_refs"})
# Fields of a result row that are no columns of the table, or not selected as one: by flags, which naming them sets.
_BY_FLAG = frozenset({"storage_size_bytes", "total_storage_size_bytes"})
_ROW_COLUMNS = tuple(column.name for column in CALLS.columns if column.name not in _INTERNAL)

WEAVE_STATUS = OutputColumn("weave_status", STRING)
WEAVE_LATENCY = OutputColumn("weave_latency_ms", FLOAT)
WEAVE_TRACE_NAME = OutputColumn("weave_trace_name", STRING)


def plan_calls(shape: CallsShape, policy: StoredUsage) -> RequestPlan:
    """Scan, Filter, Sort, Limit, Derive: the selected columns of the selected calls, in order; and by a statement of
    its own what their usage cost, a row for each call and model."""
    errors: list[WeaveQueryError] = []
    fields = collected(errors, lambda: call_fields(shape.expand)) or CALL_FIELDS
    predicate = collected(errors, lambda: bind(shape.predicate, fields))
    order = collected(errors, lambda: calls_order(shape.sort, fields))
    names = collected(errors, lambda: selected_columns(shape.columns))
    raise_all(errors)
    if predicate is None or order is None or names is None:
        raise InternalError("a step of planning gave nothing and no error")
    if (shape.costs or shape.feedback) and "summary" not in names:
        names = with_summary(names)
    chosen = _Chosen(predicate, order, fields.expanded, policy)
    in_order = chosen.in_order(shape.page)
    page = limited(in_order, shape.limit, shape.offset, shape.page)
    paged = isinstance(page, Limit)
    columns = outputs(names)
    if shape.size:
        columns.append((OutputColumn("storage_size_bytes", INT), call_column("storage_size_bytes")))
    if shape.total_size:
        columns.append((IS_ROOT, is_root()))
    listed, place = Derive(page, tuple(columns)), NO_PLACE
    if shape.page is not None:
        listed, place = page_of(chosen.beside(), in_order, columns, shape.page)
    plans = [NamedPlan("calls", listed)]
    whole = page if paged else chosen.calls(predicate)
    if shape.total_size:
        plans.append(NamedPlan("sizes", sizes_of_traces(whole)))
    if shape.costs:
        plans.append(NamedPlan("costs", costs_of_calls(whole, PROJECT, policy, paged=paged)))
    if shape.expanded and (values := values_of_calls(whole, fields.expanded, names)) is not None:
        plans.append(NamedPlan("refs", values))
    if shape.feedback:
        plans.append(NamedPlan("feedback", feedback_of_calls(whole)))
    return RequestPlan(shape.kind, tuple(plans), PROJECT, place=place)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a request selects, and in which order. expanded: the paths at which references are."""

    predicate: BoundExpr
    order: CallsOrder
    expanded: tuple[ExpandedColumn, ...]
    policy: StoredUsage

    def calls(self, predicate: BoundExpr, asked: Sequence[BoundExpr] = ()) -> Relation:
        """The calls that satisfy a predicate; of them `asked` is asked too."""
        return calls_of(predicate, asked, policy=self.policy, expanded=self.expanded)

    def beside(self, predicate: BoundExpr | None = None) -> Relation:
        """The selected calls with the rows that the order reads."""
        keys = [key.expr for key in self.order.keys]
        return self.order.beside(self.calls(self.predicate if predicate is None else predicate, keys))

    def in_order(self, page: PageShape | None) -> Sort:
        """The selected calls in order; of a page, those behind the page before."""
        keys = sort_keys(self.order)
        if not self.order.rows:
            return Sort(self.beside(behind_page(self.predicate, keys, page)), keys)
        # The keys read rows that stand beside the selected calls.
        calls, behind = self.beside(), behind_page(TRUE, keys, page)
        return Sort(calls if behind == TRUE else Filter(calls, behind), keys)


def plan_calls_stats(shape: CallsStatsShape, policy: StoredUsage) -> RequestPlan:
    """The number of selected calls. With a limit one more is counted, which tells whether there are more."""
    fields = call_fields(shape.expand)
    calls = relation = calls_of(bind(shape.predicate, fields), policy=policy, expanded=fields.expanded)
    if shape.limit is not None:
        relation = Limit(relation, count(shape.limit, LiteralReading.ONE_MORE), None)
    plans = [NamedPlan("stats", Aggregate(relation, (Measure("count", AggregateFunction.ROWS),)))]
    if shape.total_size:
        plans.append(NamedPlan("sizes", size_of_selection(calls)))
    return RequestPlan(shape.kind, tuple(plans), PROJECT)


def call_fields(expand: Sequence[FieldPath]) -> Catalogue:
    """The fields of calls, with references expanded at some paths. Raises UnknownFieldError, TypeMismatchError."""
    return CALL_FIELDS.expanding(expand, ROOT.child("expand_columns")) if expand else CALL_FIELDS


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
        chosen.add(_COMPUTED_OF.get(field.name, "summary") if field.kind is FieldKind.DERIVED else field.name)
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


def collected(errors: list[WeaveQueryError], step: Callable[[], T]) -> T | None:
    """The result of a step, or None: its errors are kept, so that the next steps can add theirs."""
    try:
        return step()
    except RequestError as error:
        errors += (error, *error.others)
        return None
