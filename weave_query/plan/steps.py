"""Room 4: sums of decimals that were computed as doubles become the double nearest to the exact sum, in whatever order
an engine added them, so that what is equal ties on every engine."""

from __future__ import annotations

from collections.abc import Collection

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
)
from weave_query.compiled import OutputColumn
from weave_query.plan.nodes import Alias, Derive
from weave_query.types import FLOAT

# Below each bound, the steps of a dollar that a cost has if its price is a decimal as people write them.
_STEPS = ((0.125, 1e15), (128.0, 1e12), (131_072.0, 1e9))


def on_steps(
    rows: Alias,
    names: Collection[str],
    error: float,
    name: str,
    more: tuple[tuple[OutputColumn, BoundExpr], ...] = (),
) -> Alias:
    """The rows with the columns of these names on the nearest step, where it is no further than the errors of a sum.
    What is between two steps has a price of more digits, and stays.

    error: more than the errors of the sum, as a part of it. name: of the result. more: further columns of it.
    """
    read = [(column, ColumnRef(rows.name, column.name, column.type, nullable=True)) for column in rows.columns]
    steps = [(_step(column), _stepped(found)) for column, found in read if column.name in names]
    stepped = Alias(Derive(rows, (*read, *steps)), f"{name}_steps")
    outputs = [
        (column, _chosen(stepped.name, column, error) if column.name in names else _of(stepped.name, column))
        for column in rows.columns
    ]
    return Alias(Derive(stepped, (*outputs, *more)), name)


def _step(column: OutputColumn) -> OutputColumn:
    return OutputColumn(f"{column.name}_step", FLOAT)


def _of(rows: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(rows, column.name, column.type, nullable=True)


def _stepped(total: BoundExpr) -> BoundExpr:
    def to(scale: float) -> BoundExpr:
        half_up = Arithmetic(ArithmeticOp.ADD, Arithmetic(ArithmeticOp.MULTIPLY, total, _number(scale)), _number(0.5))
        whole = Apply(Function.INT_TO_FLOAT, Apply(Function.FLOAT_TO_INT, half_up))
        return Arithmetic(ArithmeticOp.DIVIDE, whole, _number(scale))

    def below(bound: float) -> BoundExpr:
        return Compare(ComparisonOp.LT, total, _number(bound))

    return Case(((below(0.0), total), *((below(bound), to(scale)) for bound, scale in _STEPS)), total)


def _chosen(rows: str, column: OutputColumn, error: float) -> BoundExpr:
    found, near = _of(rows, column), _of(rows, _step(column))
    room = Arithmetic(ArithmeticOp.MULTIPLY, found, _number(error))
    is_near = BoundAnd(
        (
            Compare(ComparisonOp.LTE, Arithmetic(ArithmeticOp.SUBTRACT, near, found), room),
            Compare(ComparisonOp.LTE, Arithmetic(ArithmeticOp.SUBTRACT, found, near), room),
        )
    )
    return Case(((is_near, near),), found)


def _number(value: float) -> Constant:
    return Constant(value, FLOAT)
