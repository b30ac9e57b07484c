"""Room 4: percentiles by places: counted through the values in order, in integers alone.

With the fraction as an integer over `WHOLE`, the place of a percentile among n values is a whole number and a rest of
`WHOLE`.
"""

from __future__ import annotations

from collections.abc import Mapping

from weave_query.binding.nodes import (
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    IsNull,
    Negate,
)
from weave_query.binding.order import SortKey
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import AggregateFunction, Measure, Percentile
from weave_query.plan.nodes import WindowFunction, WindowOutput
from weave_query.requests.metrics import WHOLE
from weave_query.types import INT


def placed(
    operand: BoundExpr, keys: tuple[BoundExpr, ...], names: Mapping[BoundExpr, str]
) -> tuple[WindowOutput, WindowOutput]:
    """The place of a value among those of its group in order, and how many there are."""
    place, of = OutputColumn(names[operand], INT), OutputColumn(f"{names[operand]}_of", INT)
    return (
        WindowOutput(place, WindowFunction.PLACE, keys, (SortKey(operand),)),
        WindowOutput(of, WindowFunction.COUNT, keys, (), operand),
    )


def percentile_parts(measure: Percentile, rows: str, place: str) -> tuple[Measure, Measure, Measure]:
    """The value below the percentile, the one above it, and how far between them it is, in parts of `WHOLE`."""
    position, number = ColumnRef(rows, place, INT, nullable=False), ColumnRef(rows, f"{place}_of", INT, nullable=False)
    steps = _times(Arithmetic(ArithmeticOp.SUBTRACT, number, Constant(1, INT)), round(measure.fraction * WHOLE))
    rest = Arithmetic(ArithmeticOp.MODULO, steps, Constant(WHOLE, INT))
    below = Arithmetic(ArithmeticOp.SUBTRACT, steps, rest)
    above = Arithmetic(ArithmeticOp.ADD, below, Constant(WHOLE, INT))
    there = Negate(IsNull(measure.operand))
    at = _times(position, WHOLE)

    def value_at(where: BoundExpr) -> BoundExpr:
        return Case(((BoundAnd((there, Compare(ComparisonOp.EQ, at, where))), measure.operand),))

    return (
        Measure(f"{measure.name}_low", AggregateFunction.MAX, value_at(below)),
        Measure(f"{measure.name}_high", AggregateFunction.MAX, value_at(above)),
        Measure(f"{measure.name}_rest", AggregateFunction.MAX, Case(((there, rest),))),
    )


def _times(number: BoundExpr, factor: int) -> BoundExpr:
    return Arithmetic(ArithmeticOp.MULTIPLY, number, Constant(factor, INT))
