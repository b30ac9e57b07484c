"""Room 5: percentiles for engines that have none: counted through the values in order.

    Aggregate(percentile(v, 0.95) by k) over r
    becomes Derive(low + (high - low) * rest) over Aggregate(low, high, rest by k) over Window(place of v by k) over r

With the fraction as an integer over `_WHOLE`, the place of a percentile among n values is a whole number and a rest of
`_WHOLE`: everything but the last step is arithmetic of integers.
"""

from __future__ import annotations

from collections.abc import Mapping
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
)
from weave_query.binding.order import SortKey
from weave_query.compiled import OutputColumn
from weave_query.errors import InternalError
from weave_query.plan.measures import AggregateFunction, Measure, Percentile
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    AnyMeasure,
    Derive,
    Filter,
    Relation,
    Window,
    WindowFunction,
    WindowOutput,
)
from weave_query.types import FLOAT, INT

_WHOLE = 10**8
_GROUPS = "g"


def counted(relation: Aggregate) -> Relation:
    """The aggregation without percentiles, which the derived columns above it make of other measures."""
    percentiles = [each for each in relation.measures if isinstance(each, Percentile)]
    if not percentiles:
        return relation
    name = _name_of(relation.input)
    operands = tuple(dict.fromkeys(each.operand for each in percentiles))
    names = {operand: f"place{number}" for number, operand in enumerate(operands, 1)}
    keys = tuple(expr for _, expr in relation.keys)
    ranked = Window(relation.input, name, tuple(each for operand in operands for each in _placed(operand, keys, names)))
    measures: list[AnyMeasure] = []
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(column, _of_group(column)) for column, _ in relation.keys]
    for measure in relation.measures:
        if isinstance(measure, Percentile):
            parts = _parts(measure, name, names[measure.operand])
            measures += parts
            outputs.append((measure.column, _between(*(_of_group(part.column) for part in parts))))
        else:
            measures.append(measure)
            outputs.append((measure.column, _of_group(measure.column)))
    # Under the name that the rows had: what is asked of the rows is asked of them with their places.
    groups = Alias(replace(relation, input=Alias(ranked, name), measures=tuple(measures)), _GROUPS)
    return Derive(groups, tuple(outputs))


def _placed(
    operand: BoundExpr, keys: tuple[BoundExpr, ...], names: Mapping[BoundExpr, str]
) -> tuple[WindowOutput, WindowOutput]:
    """The place of a value among those of its group in order, and how many there are."""
    place, of = OutputColumn(names[operand], INT), OutputColumn(f"{names[operand]}_of", INT)
    return (
        WindowOutput(place, WindowFunction.PLACE, keys, (SortKey(operand),)),
        WindowOutput(of, WindowFunction.COUNT, keys, (), operand),
    )


def _name_of(rows: Relation) -> str:
    """The name by which the measures refer to the rows."""
    match rows:
        case Alias():
            return rows.name
        case Filter():
            return _name_of(rows.input)
        case _:
            raise InternalError("percentiles are asked of rows without a name")


def _parts(measure: Percentile, rows: str, place: str) -> tuple[Measure, Measure, Measure]:
    """The value below the percentile, the one above it, and how far between them it is, in parts of `_WHOLE`."""
    position, number = ColumnRef(rows, place, INT, nullable=False), ColumnRef(rows, f"{place}_of", INT, nullable=False)
    steps = _times(Arithmetic(ArithmeticOp.SUBTRACT, number, Constant(1, INT)), round(measure.fraction * _WHOLE))
    rest = Arithmetic(ArithmeticOp.MODULO, steps, Constant(_WHOLE, INT))
    below = Arithmetic(ArithmeticOp.SUBTRACT, steps, rest)
    above = Arithmetic(ArithmeticOp.ADD, below, Constant(_WHOLE, INT))
    there = Negate(IsNull(measure.operand))
    at = _times(position, _WHOLE)

    def value_at(where: BoundExpr) -> BoundExpr:
        return Case(((BoundAnd((there, Compare(ComparisonOp.EQ, at, where))), measure.operand),))

    return (
        Measure(f"{measure.name}_low", AggregateFunction.MAX, value_at(below)),
        Measure(f"{measure.name}_high", AggregateFunction.MAX, value_at(above)),
        Measure(f"{measure.name}_rest", AggregateFunction.MAX, Case(((there, rest),))),
    )


def _between(low: BoundExpr, high: BoundExpr, rest: BoundExpr) -> BoundExpr:
    low, high, rest = (_double(each) for each in (low, high, rest))
    distance = Arithmetic(ArithmeticOp.SUBTRACT, Coalesce((high, low)), low)
    part = Arithmetic(ArithmeticOp.DIVIDE, rest, Constant(float(_WHOLE), FLOAT))
    return Arithmetic(ArithmeticOp.ADD, low, Arithmetic(ArithmeticOp.MULTIPLY, distance, part))


def _double(number: BoundExpr) -> BoundExpr:
    return number if number.type is FLOAT else Apply(Function.INT_TO_FLOAT, number)


def _times(number: BoundExpr, factor: int) -> BoundExpr:
    return Arithmetic(ArithmeticOp.MULTIPLY, number, Constant(factor, INT))


def _of_group(column: OutputColumn) -> ColumnRef:
    return ColumnRef(_GROUPS, column.name, column.type, nullable=True)
