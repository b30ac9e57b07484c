"""Room 4: what calls cost: as the field `cost`, and by model with the prices that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.binding.derived import COSTS, call_column
from weave_query.binding.nodes import (
    Apply,
    BoundAnd,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Negate,
    Param,
)
from weave_query.binding.usage import COUNTERS
from weave_query.catalogue.tables import CALLS, PRICES
from weave_query.compiled import OutputColumn
from weave_query.plan.cost import AT, BILLED, PRICE, priced
from weave_query.plan.cost import PRICES as UNIT_PRICES
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Alias, Derive, Filter, Join, Relation
from weave_query.plan.prices import LEVEL, rank_of, visible_prices
from weave_query.plan.steps import on_steps
from weave_query.plan.stored import own_rows
from weave_query.plan.usage import MODEL, ref
from weave_query.types import FLOAT, INT, STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

CALL = OutputColumn("call_id", STRING)
_COST, _KNOWN = OutputColumn("cost", FLOAT), OutputColumn("known", INT)
# More than the errors of a sum of a few products of doubles, as a part of it.
_ERROR = 8e-15
# What is told of a price beside the unit prices.
DETAILS = (
    *("prompt_token_cost_unit", "completion_token_cost_unit", "provider_id", "pricing_level", "pricing_level_id"),
    *("effective_date", "created_at", "created_by"),
)
_NEEDED = ("id", "started_at", "summary")


def priced_usage(
    calls: Relation, kept: tuple[OutputColumn, ...], project: Param, name: str, policy: StoredUsage
) -> Alias:
    """The own usage of calls with its costs, a row for each call and model: `kept` of `call_id` and `model`, and what
    `priced` gives."""
    started: BoundExpr = Apply(Function.TIMESTAMP_TO_MICROS, call_column("started_at"))
    usage = own_rows(calls, [(CALL, call_column("id")), (AT, started)], "u", policy)
    return priced(usage, "u", kept, project, name)


def with_costs(calls: Relation, priced_calls: Relation, project: Param, policy: StoredUsage) -> Relation:
    """Calls joined with their costs. Only `priced_calls` are looked at, and those without a cost have no row."""
    rows = priced_usage(priced_calls, (CALL,), project, "r", policy)
    total = ColumnRef("r", "total_cost", FLOAT, nullable=True)
    sums = Aggregate(rows, (Measure("cost", AggregateFunction.SUM, total),), ((CALL, ref("r", CALL, nullable=False)),))
    known = Filter(Alias(sums, "sums"), Negate(IsNull(ref("sums", _COST))))
    costs = Derive(known, ((CALL, ref("sums", CALL)), (_COST, ref("sums", _COST))))
    same = Compare(ComparisonOp.EQ, call_column("id"), ref(COSTS, CALL, nullable=False))
    exact = on_steps(Alias(costs, "known"), (_COST.name,), _ERROR, COSTS, ((_KNOWN, Constant(1, INT)),))
    return Join(calls, exact, same, keeps=True)


def costs_of_calls(page: Relation, project: Param, policy: StoredUsage, *, paged: bool) -> Relation:
    """Rows `call_id`, `model`, the counters, `billed`, `price_id` and the unit prices, null where there is no price,
    and DETAILS of it. paged: is the page cut out of an order, so that it has to be found first?"""
    calls = page
    if paged:
        needed = [(OutputColumn(name, CALLS[name].type), call_column(name)) for name in _NEEDED]
        calls = Alias(Derive(page, tuple(needed)), "calls")
    rows = priced_usage(calls, (CALL, MODEL), project, "r", policy)
    known = Compare(ComparisonOp.EQ, ColumnRef("details", "known", INT, nullable=True), Constant(1, INT))
    details = [(OutputColumn(name, PRICES[name].type), _of_table(name)) for name in DETAILS]
    key = ((PRICE, _of_table("id")), (LEVEL, rank_of(project)))
    visible = Derive(visible_prices(project), (*key, *details, (_KNOWN, Constant(1, INT))))
    # An id is unique in its level alone.
    same = [Compare(ComparisonOp.EQ, ref("r", each), ref("details", each, nullable=False)) for each, _ in key]
    joined = Join(rows, Alias(visible, "details"), BoundAnd(tuple(same)), keeps=True)
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(each, ref("r", each)) for each in (CALL, MODEL)]
    outputs += [(each, ref("r", each)) for each in (*(OutputColumn(name, INT) for name in COUNTERS), BILLED)]
    outputs += [(each, ref("r", each)) for each in (PRICE, *UNIT_PRICES)]
    outputs += [(column, Case(((known, ref("details", column)),))) for column, _ in details]
    return Derive(joined, tuple(outputs))


def _of_table(name: str) -> ColumnRef:
    column = PRICES[name]
    return ColumnRef(PRICES.name, name, column.type, nullable=not column.required)
