"""Room 4: the bytes that traces take in the store: those of a trace's calls that are not deleted, told at its root."""

from __future__ import annotations

from weave_query.binding.derived import call_column
from weave_query.binding.nodes import TRUE, BoundExpr, Case, Compare, ComparisonOp, Constant, IsNull
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Alias, Derive, Filter, Join, Relation
from weave_query.plan.selection import calls_of
from weave_query.plan.usage import ref
from weave_query.types import INT, STRING

IS_ROOT = OutputColumn("weave_is_root", INT)
SIZE = "size"
_TRACE = OutputColumn("trace_id", STRING)
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def is_root() -> BoundExpr:
    """1 for a call without a parent, else 0."""
    return Case(((IsNull(call_column("parent_id")), _ONE),), _ZERO)


def sizes_of_traces(calls: Relation) -> Relation:
    """Rows `trace_id` and `size`, of the traces whose roots are among the calls."""
    roots = _roots(calls)
    traces = Alias(Aggregate(roots, (), ((_TRACE, ref("roots", _TRACE, nullable=False)),)), "traces")
    return Aggregate(_calls_of(traces), (_size(),), ((_TRACE, call_column("trace_id")),))


def size_of_selection(calls: Relation) -> Relation:
    """One row, `size`: the sum of those of all roots among the calls; null when there is none."""
    return Aggregate(_calls_of(_roots(calls)), (_size(),))


def _roots(calls: Relation) -> Alias:
    page = Alias(Derive(calls, ((_TRACE, call_column("trace_id")), (IS_ROOT, is_root()))), "page")
    roots = Filter(page, Compare(ComparisonOp.EQ, ref("page", IS_ROOT, nullable=False), _ONE))
    return Alias(Derive(roots, ((_TRACE, ref("page", _TRACE, nullable=False)),)), "roots")


def _calls_of(traces: Alias) -> Relation:
    same = Compare(ComparisonOp.EQ, call_column("trace_id"), ref(traces.name, _TRACE, nullable=False))
    return Join(calls_of(TRUE), traces, same)


def _size() -> Measure:
    return Measure(SIZE, AggregateFunction.SUM, call_column("storage_size_bytes"))
