"""Room 5: percentiles for engines that have none: counted through the values in order.

    Aggregate(percentile(v, 0.95) by k) over r
    becomes Derive(low + (high - low) * rest) over Aggregate(low, high, rest by k) over Window(place of v by k) over r

With the fraction as an integer over `WHOLE`, the place of a percentile among n values is a whole number and a rest of
`WHOLE`: everything but the last step is arithmetic of integers.
"""

from __future__ import annotations

from dataclasses import replace

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Coalesce,
    ColumnRef,
    Constant,
    Function,
)
from weave_query.compiled import OutputColumn
from weave_query.errors import InternalError
from weave_query.plan.measures import Percentile
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    AnyMeasure,
    Derive,
    Filter,
    Relation,
    Window,
)
from weave_query.plan.places import percentile_parts, placed
from weave_query.requests.metrics import WHOLE
from weave_query.types import FLOAT

_GROUPS = "g"


def counted(relation: Aggregate) -> Relation:
    """The aggregation without percentiles, which the derived columns above it make of other measures."""
    percentiles = [each for each in relation.measures if isinstance(each, Percentile) and not each.approximate]
    if not percentiles:
        return relation
    name = _name_of(relation.input)
    operands = tuple(dict.fromkeys(each.operand for each in percentiles))
    names = {operand: f"place{number}" for number, operand in enumerate(operands, 1)}
    keys = tuple(expr for _, expr in relation.keys)
    ranked = Window(relation.input, name, tuple(each for operand in operands for each in placed(operand, keys, names)))
    measures: list[AnyMeasure] = []
    outputs: list[tuple[OutputColumn, BoundExpr]] = [(column, _of_group(column)) for column, _ in relation.keys]
    for measure in relation.measures:
        if isinstance(measure, Percentile) and measure in percentiles:
            parts = percentile_parts(measure, name, names[measure.operand])
            measures += parts
            outputs.append((measure.column, _between(*(_of_group(part.column) for part in parts))))
        else:
            measures.append(measure)
            outputs.append((measure.column, _of_group(measure.column)))
    # Under the name that the rows had: what is asked of the rows is asked of them with their places.
    groups = Alias(replace(relation, input=Alias(ranked, name), measures=tuple(measures)), _GROUPS)
    return Derive(groups, tuple(outputs))


def _name_of(rows: Relation) -> str:
    """The name by which the measures refer to the rows."""
    match rows:
        case Alias():
            return rows.name
        case Filter():
            return _name_of(rows.input)
        case _:
            raise InternalError("percentiles are asked of rows without a name")


def _between(low: BoundExpr, high: BoundExpr, rest: BoundExpr) -> BoundExpr:
    low, high, rest = (_double(each) for each in (low, high, rest))
    distance = Arithmetic(ArithmeticOp.SUBTRACT, Coalesce((high, low)), low)
    part = Arithmetic(ArithmeticOp.DIVIDE, rest, Constant(float(WHOLE), FLOAT))
    return Arithmetic(ArithmeticOp.ADD, low, Arithmetic(ArithmeticOp.MULTIPLY, distance, part))


def _double(number: BoundExpr) -> BoundExpr:
    return number if number.type is FLOAT else Apply(Function.INT_TO_FLOAT, number)


def _of_group(column: OutputColumn) -> ColumnRef:
    return ColumnRef(_GROUPS, column.name, column.type, nullable=True)
