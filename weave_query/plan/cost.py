"""Room 4: usage with what it cost.

A cost is tokens times a price, and a price is a decimal that only its shortest text gives exactly. So statements sum
the tokens of each price, and the sums are multiplied where numbers are exact; what is sorted, compared or interpolated
is the cost of a row as a double.
"""

from __future__ import annotations

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    Param,
)
from weave_query.binding.usage import COUNTERS
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import Alias, Derive, Join, Relation
from weave_query.plan.prices import UNITS, holds, price_columns, price_intervals
from weave_query.plan.usage import ref
from weave_query.types import FLOAT, INT, STRING

AT = OutputColumn("at", INT)
BILLED = OutputColumn("billed", INT)
PRICE = OutputColumn("price_id", STRING, "key")
PRICES = tuple(OutputColumn(unit, FLOAT, "key") for unit in UNITS)
COSTS = ("input_cost", "output_cost", "total_cost")
_ZERO = Constant(0, INT)


def priced(usage: Relation, usage_name: str, kept: tuple[OutputColumn, ...], project: Param, name: str) -> Alias:
    """Rows of usage with `kept`, the counters, `billed` (the prompt without what a cache gave), the id of their price
    and the unit prices, and the costs as doubles; prices and costs are null where there is no price.

    usage: under `usage_name`, with the columns `at` (microseconds) and `model`.
    """

    def of_usage(column: str) -> ColumnRef:
        return ColumnRef(usage_name, column, INT, nullable=False)

    model = ColumnRef(usage_name, "model", STRING, nullable=False)
    prices = price_intervals(project, "price")
    joined = Join(usage, prices, holds("price", model, of_usage("at")), keeps=True)
    rest = Arithmetic(
        ArithmeticOp.SUBTRACT,
        Arithmetic(ArithmeticOp.SUBTRACT, of_usage("prompt"), of_usage("cache_read")),
        of_usage("cache_creation"),
    )
    billed = Case(((Compare(ComparisonOp.GT, rest, _ZERO), rest),), _ZERO)
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(column, ref(usage_name, column)) for column in kept]
    outputs += [(OutputColumn(each, INT), of_usage(each)) for each in COUNTERS]
    outputs += [(BILLED, billed), *price_columns("price")]
    rows = Alias(Derive(joined, tuple(outputs)), "priced")
    return Alias(Derive(rows, (*((column, ref("priced", column)) for column, _ in outputs), *_costs("priced"))), name)


def _costs(rows: str) -> list[tuple[OutputColumn, BoundExpr]]:
    """The costs of a row, null where it has no price."""

    def cost(tokens: str, unit: str) -> BoundExpr:
        number = Apply(Function.INT_TO_FLOAT, ColumnRef(rows, tokens, INT, nullable=False))
        return Arithmetic(ArithmeticOp.MULTIPLY, number, ColumnRef(rows, unit, FLOAT, nullable=True))

    def plus(left: BoundExpr, right: BoundExpr) -> BoundExpr:
        return Arithmetic(ArithmeticOp.ADD, left, right)

    prompt, completion = cost("billed", "prompt_price"), cost("completion", "completion_price")
    cached = plus(cost("cache_read", "cache_read_price"), cost("cache_creation", "cache_creation_price"))
    found = (prompt, completion, plus(plus(prompt, completion), cached))
    return [(OutputColumn(name, FLOAT), expr) for name, expr in zip(COSTS, found, strict=True)]
