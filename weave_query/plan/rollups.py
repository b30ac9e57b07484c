"""Room 4: plans of trace_usage and calls_usage: the usage of calls, each with all below it (semantics, section 6).

A statement gives rows of these parts: facts first, then calls and their usage, by the ids of calls.

    part    id       name        number            sums
    FACT    ""       of a fact   its value         0
    CALL    a call   ""          1 if unfinished   0
    USAGE   a call   a model     0                 of the call and all below it
    COST    a call   a model     0                 the tokens that are paid for, where those of USAGE are others

Where costs are asked for, USAGE or COST comes by price, with the prices of units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from weave_query.binding.bind import bind
from weave_query.binding.nodes import (
    Apply,
    BoundExpr,
    BoundOr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
)
from weave_query.binding.order import SortKey
from weave_query.binding.usage import COUNTERS
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.plan.cost import BILLED, PRICE, PRICES, priced
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    NamedPlan,
    Relation,
    RequestPlan,
    Rollup,
    Sort,
    Union,
)
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.plan.stored import COUNTED, CUMULATIVE, ID, own_usage, with_kids
from weave_query.plan.tracks import cumulative_rollup, tracked_rollup
from weave_query.plan.trees import AT, LINK, PARENT, UNFINISHED, Selection, among, filtered, reachable
from weave_query.plan.usage import MODEL, columns_of, ref, usage_rows
from weave_query.requests.resolve_usage import CallsUsageShape, TraceUsageShape
from weave_query.types import FLOAT, INT, STRING, WIDE_INT

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

FACT, CALL, USAGE, COST = range(4)
PART, NAME, NUMBER = OutputColumn("part", INT), OutputColumn("name", STRING), OutputColumn("number", INT)
SUMS = tuple(OutputColumn(name, WIDE_INT) for name in COUNTERS)
PRICED = OutputColumn("priced", INT)
UNITS = tuple(OutputColumn(column.name, FLOAT) for column in PRICES)
BILLED_SUM = OutputColumn(BILLED.name, WIDE_INT)
_PAID = (BILLED, *(column for column in COUNTED if column.name in ("completion", "cache_read", "cache_creation")))
_ALL_SUMS = {column.name: column for column in (*SUMS, BILLED_SUM)}
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)
Part = tuple[Relation, dict[OutputColumn, BoundExpr]]
"""Rows of a part, and the columns that they have."""


def plan_trace_usage(shape: TraceUsageShape, policy: StoredUsage) -> RequestPlan:
    """The usage of the selected calls, along the links between them."""
    selected = filtered(calls_of(bind(shape.predicate, CALL_FIELDS), policy=policy), shape.limit)
    return RequestPlan(
        shape.kind, (NamedPlan("usage", _in_order(_parts(selected, shape.costs, policy), shape.costs)),), PROJECT
    )


def plan_calls_usage(shape: CallsUsageShape, policy: StoredUsage) -> RequestPlan:
    """The usage of the named calls, along the links below them; of the other calls only which are unfinished."""
    selected = reachable(calls_of(bind(shape.predicate, CALL_FIELDS), policy=policy), shape.roots)
    parts = _parts(selected, shape.costs, policy, shape.roots)
    return RequestPlan(shape.kind, (NamedPlan("usage", _in_order(parts, shape.costs)),), PROJECT)


def _parts(selected: Selection, costs: bool, policy: StoredUsage, roots: int | None = None) -> list[Part]:
    """The parts of the answer. roots: the slot of the only ids whose usage is asked for."""
    parts = [_fact("calls", selected.counted), _calls(selected, roots)]
    carried = [(column, selected.columns[column]) for column in (ID, UNFINISHED, AT)]
    kept = tuple(column for column, _ in carried)
    usage = usage_rows(selected.rows, carried, "u", selected.summary)
    if policy == "own":
        if not costs:
            amounts = Alias(Derive(usage, columns_of("u", ID, MODEL, *COUNTED)), "amounts")
            return [*parts, _usage(Rollup(_links(selected), amounts, (ID,), (MODEL,), COUNTED), USAGE, roots)]
        amounts = _priced(usage, "u", kept)
        rollup = Rollup(_links(selected), amounts, (ID,), (MODEL, PRICED, *UNITS), (*COUNTED, BILLED))
        return [*parts, _unpriced(amounts), _usage(rollup, USAGE, roots)]
    if policy == "cumulative" and not costs:
        stored = Alias(Derive(usage, columns_of("u", *kept, MODEL, *COUNTED)), "stored")
    else:
        ids = Alias(Derive(selected.nodes, columns_of("sel", ID)), "parents")
        stored = replace(with_kids(usage, "u", kept, ids, policy), kept=True)
    rollup = tracked_rollup(selected, stored) if policy == "auto" else cumulative_rollup(selected, stored)
    parts.append(_usage(rollup, USAGE, roots))
    if policy == "auto":
        parts.append(_read_as(stored))
    if costs:
        paid = _priced(own_usage(stored, "stored", kept, "own"), "own", kept)
        rollup = Rollup(_links(selected), paid, (ID,), (MODEL, PRICED, *UNITS), _PAID)
        parts += (_unpriced(paid), _usage(rollup, COST, roots))
    return parts


def _links(selected: Selection) -> Alias:
    """A row for each call, with its parent."""
    links = ((ID, ref("sel", ID, nullable=False)), (LINK, ref("sel", PARENT)))
    return Alias(Derive(selected.nodes, links), "links")


def _priced(usage: Relation, name: str, kept: tuple[OutputColumn, ...]) -> Alias:
    """Usage with the prices that hold for it, 0 where there is none."""
    rows = priced(usage, name, (*kept, MODEL), PROJECT, "with_prices")
    is_priced = Case(((IsNull(ref("with_prices", PRICE)), _ZERO),), _ONE)
    units = [(unit, Coalesce((ref("with_prices", unit), Constant(0.0, FLOAT)))) for unit in UNITS]
    columns = columns_of("with_prices", ID, MODEL, *COUNTED, BILLED)
    return Alias(Derive(rows, (*columns, (PRICED, is_priced), *units)), "paid", kept=True)


def _fact(name: str, rows: Relation) -> Part:
    """How many rows there are."""
    counted = Alias(Aggregate(rows, (Measure("number", AggregateFunction.ROWS),)), f"number_of_{name}")
    total = ColumnRef(counted.name, "number", INT, nullable=False)
    return _part(counted, FACT, {NAME: Constant(name, STRING), NUMBER: total})


def _read_as(stored: Alias) -> Part:
    """How many calls and models are read in which way."""
    measures = (Measure("number", AggregateFunction.ROWS),)
    ways = Alias(Aggregate(stored, measures, columns_of("stored", CUMULATIVE)), "ways")
    is_cumulative = Compare(ComparisonOp.EQ, ref("ways", CUMULATIVE, nullable=False), _ONE)
    name = Case(((is_cumulative, Constant("cumulative", STRING)),), Constant("own", STRING))
    return _part(ways, FACT, {NAME: name, NUMBER: ColumnRef("ways", "number", INT, nullable=False)})


def _unpriced(amounts: Alias) -> Part:
    return _fact("unpriced", Filter(amounts, Compare(ComparisonOp.EQ, ref("paid", PRICED, nullable=False), _ZERO)))


def _calls(selected: Selection, roots: int | None) -> Part:
    id, unfinished = ref("sel", ID, nullable=False), ref("sel", UNFINISHED, nullable=False)
    rows: Relation = selected.nodes
    if roots is not None:
        rows = Filter(rows, BoundOr((Compare(ComparisonOp.EQ, unfinished, _ONE), among(id, roots))))
    return _part(rows, CALL, {ID: id, NUMBER: unfinished})


def _usage(rollup: Rollup, part: int, roots: int | None) -> Part:
    name = "rollup" if part == USAGE else "cost_rollup"
    rows: Relation = Alias(rollup, name)
    id = ref(name, ID, nullable=False)
    given: dict[OutputColumn, BoundExpr] = {ID: id, NAME: ref(name, MODEL, nullable=False)}
    for column in rollup.columns:
        if column.name in _ALL_SUMS:
            given[_ALL_SUMS[column.name]] = ref(name, _ALL_SUMS[column.name], nullable=False)
        elif column in (PRICED, *UNITS):
            given[column] = ref(name, column, nullable=False)
    return _part(rows if roots is None else Filter(rows, among(id, roots)), part, given)


def _part(rows: Relation, part: int, values: Mapping[OutputColumn, BoundExpr]) -> Part:
    return rows, {PART: Constant(part, INT), **values}


def _nothing(column: OutputColumn) -> BoundExpr:
    if column.type is STRING:
        return Constant("", STRING)
    if column.type is FLOAT:
        # Not 0.0, which DuckDB takes for a decimal, and then the column too.
        return Apply(Function.INT_TO_FLOAT, _ZERO)
    return Constant(0, column.type)


def _in_order(parts: list[Part], costs: bool) -> Relation:
    """Facts, then the rows of each call together. What a part has no value of is 0 or the empty text."""
    columns = (PART, ID, NAME, NUMBER, *SUMS, *((PRICED, *UNITS, BILLED_SUM) if costs else ()))
    filled = [
        Derive(rows, tuple([(column, values.get(column, _nothing(column))) for column in columns]))
        for rows, values in parts
    ]
    rows = Alias(Union(tuple(filled)), "r")
    is_fact = Compare(ComparisonOp.EQ, ref("r", PART, nullable=False), Constant(FACT, INT))
    keys = [ref("r", column, nullable=False) for column in (ID, PART, NAME)]
    order = (SortKey(Case(((is_fact, _ZERO),), _ONE)), *map(SortKey, keys))
    return Derive(Sort(rows, order), columns_of("r", *rows.columns))
