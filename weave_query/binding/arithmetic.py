"""Room 3: arithmetic on doubles that no engine can overflow (semantics, section 3).

Each step is null where an operand is no number, is neither 0 nor of a magnitude from 1e-150 to 1e150, or divides by 0.
An operand is written several times in its step, so one that is not short is computed once, in a `Let`.
"""

from __future__ import annotations

from weave_query.binding.convert import ZERO
from weave_query.binding.names import Names
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
    InRange,
    Let,
    LetRef,
    Negate,
    Param,
)
from weave_query.binding.values import NOTHING, Value, float_value
from weave_query.syntax.expr import ArithmeticOp as AstOp

_OPS = {
    AstOp.ADD: ArithmeticOp.ADD,
    AstOp.SUBTRACT: ArithmeticOp.SUBTRACT,
    AstOp.MULTIPLY: ArithmeticOp.MULTIPLY,
    AstOp.DIVIDE: ArithmeticOp.DIVIDE,
}


def fold(op: AstOp, values: list[Value], names: Names) -> Value:
    """The values folded from the left, each result being an operand of the next step."""
    result = values[0].float
    for value in values[1:]:
        if result is None or value.float is None:
            return NOTHING
        result = _step(_OPS[op], result, value.float, names)
    return float_value(result) if result is not None else NOTHING


def _step(op: ArithmeticOp, left: BoundExpr, right: BoundExpr, names: Names) -> BoundExpr:
    values: list[tuple[int, BoundExpr]] = []
    left, right = (_short(operand, values, names) for operand in (left, right))
    conditions: list[BoundExpr] = [InRange(left), InRange(right)]
    if op is ArithmeticOp.DIVIDE:
        conditions.append(Negate(Compare(ComparisonOp.EQ, right, ZERO)))
    step = Case(((BoundAnd(tuple(conditions)), Arithmetic(op, left, right)),))
    return Let(tuple(values), step) if values else step


def _short(operand: BoundExpr, values: list[tuple[int, BoundExpr]], names: Names) -> BoundExpr:
    """The operand itself when it is short to write, else a reference to it."""
    if isinstance(operand, (ColumnRef, Param, Constant, LetRef)):
        return operand
    number = names.next()
    values.append((number, operand))
    return LetRef(number, operand.type, operand.nullable)
