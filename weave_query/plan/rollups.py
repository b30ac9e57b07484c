"""Room 4: plans of trace_usage and calls_usage: the usage of calls, each with all below it (semantics, section 6).

A statement gives rows of three parts: facts first, then calls and their usage, by the ids of calls.

    part    id       name        number            sums
    FACT    ""       of a fact   its value         0
    CALL    a call   ""          1 if unfinished   0
    USAGE   a call   a model     0                 of the call and all below it
"""

from __future__ import annotations

from collections.abc import Mapping

from weave_query.binding.bind import bind
from weave_query.binding.nodes import BoundExpr, Case, ColumnRef, Compare, ComparisonOp, Constant
from weave_query.binding.order import SortKey
from weave_query.binding.usage import COUNTERS
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.plan.calls import PROJECT, calls_of
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    NamedPlan,
    Relation,
    RequestPlan,
    Rollup,
    Sort,
    Union,
)
from weave_query.plan.selections import ID, PARENT, UNFINISHED, Selection, selection
from weave_query.plan.usage import MODEL, ref, usage_rows
from weave_query.requests.resolve_usage import TraceUsageShape
from weave_query.types import INT, STRING, WIDE_INT

FACT, CALL, USAGE = range(3)
PART, NAME, NUMBER = OutputColumn("part", INT), OutputColumn("name", STRING), OutputColumn("number", INT)
COUNTED = tuple(OutputColumn(name, INT) for name in COUNTERS)
SUMS = tuple(OutputColumn(name, WIDE_INT) for name in COUNTERS)
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def plan_trace_usage(shape: TraceUsageShape) -> RequestPlan:
    """The usage of the selected calls, along the links between them."""
    selected = selection(calls_of(bind(shape.predicate, CALL_FIELDS)), shape.limit)
    usage = usage_rows(selected.rows, [(ID, selected.columns[ID])], "u", selected.summary)
    kept = tuple((column, ref("u", column, nullable=False)) for column in (ID, MODEL, *COUNTED))
    rollup = Rollup(_links(selected), Alias(Derive(usage, kept), "amounts"), (ID,), (MODEL,), COUNTED)
    return RequestPlan(shape.kind, (NamedPlan("usage", _rows(selected, rollup)),), PROJECT)


def _links(selected: Selection) -> Alias:
    """A row for each call, with its parent."""
    links = ((ID, ref("sel", ID, nullable=False)), (OutputColumn("parent", STRING), ref("sel", PARENT)))
    return Alias(Derive(selected.nodes, links), "links")


def _rows(selected: Selection, rollup: Rollup) -> Relation:
    """The rows of the answer, in order."""
    counted = Alias(Aggregate(selected.counted, (Measure("calls", AggregateFunction.ROWS),)), "counted")
    total = ColumnRef("counted", "calls", INT, nullable=False)
    found = Alias(rollup, "rollup")
    sums: dict[OutputColumn, BoundExpr] = {column: ref("rollup", column, nullable=False) for column in SUMS}
    of_call = {ID: ref("sel", ID, nullable=False), NUMBER: ref("sel", UNFINISHED, nullable=False)}
    of_usage = {ID: ref("rollup", ID, nullable=False), NAME: ref("rollup", MODEL, nullable=False)}
    parts = (
        _part(counted, FACT, {NAME: Constant("calls", STRING), NUMBER: total}),
        _part(selected.nodes, CALL, of_call),
        _part(found, USAGE, {**of_usage, **sums}),
    )
    rows = Alias(Union(parts), "r")
    is_fact = Case(((Compare(ComparisonOp.EQ, ref("r", PART, nullable=False), Constant(FACT, INT)), _ZERO),), _ONE)
    order = tuple(SortKey(expr) for expr in (is_fact, *(ref("r", each, nullable=False) for each in (ID, PART, NAME))))
    return Derive(Sort(rows, order), tuple((column, ref("r", column, nullable=False)) for column in rows.columns))


def _part(rows: Relation, part: int, values: Mapping[OutputColumn, BoundExpr]) -> Relation:
    """Rows of a part: what is not in `values` is 0 or the empty text."""
    others = ((column, values.get(column, _nothing(column))) for column in (ID, NAME, NUMBER, *SUMS))
    return Derive(rows, ((PART, Constant(part, INT)), *others))


def _nothing(column: OutputColumn) -> Constant:
    return Constant("", STRING) if column.type is STRING else Constant(0, column.type)
