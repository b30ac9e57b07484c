"""Room 4: what a model's tokens cost when: the price rows of a project as intervals of time (semantics, section 6)."""

from __future__ import annotations

from dataclasses import replace

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Negate,
    Param,
)
from weave_query.binding.order import SortKey
from weave_query.binding.walk import rebuilt as with_changed_operands
from weave_query.catalogue.tables import PRICES
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    Join,
    NamedPlan,
    Relation,
    RequestPlan,
    Scan,
    Union,
    Window,
    WindowFunction,
    WindowOutput,
)
from weave_query.plan.walk import rebuilt, with_expressions
from weave_query.types import FLOAT, INT, STRING

UNITS = ("prompt_price", "completion_price", "cache_read_price", "cache_creation_price")
_STORED = {
    "prompt_price": "prompt_token_cost",
    "completion_price": "completion_token_cost",
    "cache_read_price": "cache_read_input_token_cost",
    "cache_creation_price": "cache_creation_input_token_cost",
}
_MODEL, _SINCE, _ID, LEVEL = (
    OutputColumn("llm_id", STRING),
    OutputColumn("since", INT),
    OutputColumn("price_id", STRING),
    OutputColumn("level", INT),
)
_UNITS = tuple(OutputColumn(unit, FLOAT) for unit in UNITS)
# Before and after every time that can be stored.
_ALWAYS, _NEVER = Constant(-(2**62), INT), Constant(2**62, INT)
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def price_intervals(project: Param, name: str) -> Alias:
    """Rows `llm_id`, `since`, `until` (microseconds, exclusive), `price_id`, `level`, the unit prices, and `priced`,
    which is 1: for every model the price that holds from `since` on. There is no time without one.
    """
    effective = _in_order(_candidates(project))
    by_model = (_ref("w", _MODEL),)
    following = WindowOutput(
        OutputColumn("next", INT), WindowFunction.NEXT, by_model, (SortKey(_ref("w", _SINCE)),), _ref("w", _SINCE)
    )
    until = Coalesce((ColumnRef("i", "next", INT, nullable=True), _NEVER))
    outputs = [(column, _ref("i", column)) for column in (_MODEL, _SINCE, _ID, LEVEL, *_UNITS)]
    return Alias(
        Derive(
            Alias(Window(effective, "w", (following,)), "i"),
            (*outputs, (OutputColumn("until", INT), until), (OutputColumn("priced", INT), _ONE)),
        ),
        name,
    )


def holds(price: str, model: BoundExpr, at: BoundExpr) -> BoundExpr:
    """Is a row of the intervals the price of a model at a time?"""
    return BoundAnd(
        (
            Compare(ComparisonOp.EQ, model, _ref(price, _MODEL)),
            Compare(ComparisonOp.GTE, at, _ref(price, _SINCE)),
            Compare(ComparisonOp.LT, at, ColumnRef(price, "until", INT, nullable=False)),
        )
    )


def is_priced(price: str) -> BoundExpr:
    """Is there a row of the intervals, after a join that keeps rows without?"""
    return Compare(ComparisonOp.EQ, ColumnRef(price, "priced", INT, nullable=True), _ONE)


def price_columns(price: str) -> list[tuple[OutputColumn, BoundExpr]]:
    """The id of the price, its level and the unit prices, null where there is none."""
    return [(column, Case(((is_priced(price), _ref(price, column)),))) for column in (_ID, LEVEL, *_UNITS)]


def _candidates(project: Param) -> Relation:
    """For each model and each time at which one of its prices begins, and for all times before: every price."""
    beginnings = Aggregate(_prices(project, "b1"), (), ((_MODEL, _ref("b1", _MODEL)), (_SINCE, _ref("b1", _SINCE))))
    models = Alias(Aggregate(_prices(project, "b2"), (), ((_MODEL, _ref("b2", _MODEL)),)), "b3")
    always = Derive(models, ((_MODEL, _ref("b3", _MODEL)), (_SINCE, _ALWAYS)))
    times = Alias(Union((beginnings, always)), "b")
    pairs = Join(times, _prices(project, "p"), Compare(ComparisonOp.EQ, _ref("b", _MODEL), _ref("p", _MODEL)))
    begun = Compare(ComparisonOp.LTE, _ref("p", _SINCE), _ref("b", _SINCE))
    latest = Arithmetic(ArithmeticOp.SUBTRACT, _ZERO, _ref("p", _SINCE))
    columns = [(column, _ref("p", column)) for column in (_ID, LEVEL, *_UNITS)]
    return Derive(
        pairs,
        (
            (_MODEL, _ref("b", _MODEL)),
            (_SINCE, _ref("b", _SINCE)),
            *columns,
            (OutputColumn("waits", INT), Case(((begun, _ZERO),), _ONE)),
            (OutputColumn("distance", INT), Case(((begun, latest),), _ref("p", _SINCE))),
        ),
    )


def _in_order(candidates: Relation) -> Relation:
    """Of each model and time the first: what is effective, then by level, then the latest, or else the earliest, then
    by id, the last one first."""
    order = (
        SortKey(ColumnRef("c", "waits", INT, nullable=False)),
        SortKey(_ref("c", LEVEL)),
        SortKey(ColumnRef("c", "distance", INT, nullable=False)),
        SortKey(_ref("c", _ID), descending=True),
    )
    keys = (_ref("c", _MODEL), _ref("c", _SINCE))
    place = WindowOutput(OutputColumn("place", INT), WindowFunction.PLACE, keys, order)
    ranked = Alias(Window(Alias(candidates, "c"), "c", (place,)), "w")
    return Filter(ranked, Compare(ComparisonOp.EQ, ColumnRef("w", "place", INT, nullable=False), _ZERO))


def visible_prices(project: Param) -> Relation:
    """The price rows that a project sees."""
    return Filter(Scan(PRICES.name, project), Negate(IsNull(rank_of(project))))


def rank_of(project: Param, org: Param | None = None) -> BoundExpr:
    """The level of a price, the nearest first; null where the project does not see it.

    Plans are made without an organisation, to which a project need not belong; see `for_org`.
    """
    level = _column("pricing_level")
    branches = [(_level(level, "project", project), _ZERO)]
    if org is not None:
        branches.append((_level(level, "org", org), _ONE))
    branches.append((Compare(ComparisonOp.EQ, level, Constant("default", STRING)), Constant(2, INT)))
    return Case(tuple(branches))


def for_org(plan: RequestPlan, org: Param) -> RequestPlan:
    """The plan in which the prices of an organisation stand between those of the project and those for everybody.

    `Filter (not is_null(case(level = 'project' and owner = $0: 0; level = 'default': 2)))` over prices
    becomes `Filter (not is_null(case(...: 0; level = 'org' and owner = $org: 1; level = 'default': 2)))`.
    """
    before, after = rank_of(plan.project), rank_of(plan.project, org)

    def changed(expr: BoundExpr) -> BoundExpr:
        return after if expr == before else with_changed_operands(expr, changed)

    def of_prices(relation: Relation) -> Relation:
        return with_expressions(relation, changed) if _reads_prices(relation) else relation

    return replace(plan, plans=tuple([NamedPlan(each.name, rebuilt(each.relation, of_prices)) for each in plan.plans]))


def _reads_prices(relation: Relation) -> bool:
    """Is it about rows of the table itself?"""
    while isinstance(relation, Filter | Derive):
        relation = relation.input
        if isinstance(relation, Scan):
            return relation.table == PRICES.name
    return False


def _prices(project: Param, name: str) -> Alias:
    """The price rows that a project sees, under a name."""
    rank, visible = rank_of(project), visible_prices(project)
    units = [
        (OutputColumn(unit, FLOAT), Coalesce((_column(stored), Constant(0.0, FLOAT))))
        for unit, stored in _STORED.items()
    ]
    since = Apply(Function.TIMESTAMP_TO_MICROS, _column("effective_date"))
    return Alias(
        Derive(visible, ((_MODEL, _column("llm_id")), (_SINCE, since), (_ID, _column("id")), (LEVEL, rank), *units)),
        name,
    )


def _level(level: BoundExpr, name: str, owner: Param) -> BoundExpr:
    return BoundAnd(
        (
            Compare(ComparisonOp.EQ, level, Constant(name, STRING)),
            Compare(ComparisonOp.EQ, _column("pricing_level_id"), owner),
        )
    )


def _column(name: str) -> ColumnRef:
    column = PRICES[name]
    return ColumnRef(PRICES.name, name, column.type, nullable=not column.required)


def _ref(name: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(name, column.name, column.type, nullable=False)
