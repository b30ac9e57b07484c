"""Room 3: arithmetic on doubles that no engine can overflow (semantics, section 3).

Each step is null where an operand is no number, is neither 0 nor of a magnitude from 1e-150 to 1e150, or divides by 0.
An operand is written several times in its step, so one that is not short is computed once.
"""

from __future__ import annotations

from weave_query.binding.convert import ZERO
from weave_query.binding.nodes import (
    Arithmetic,
    ArithmeticOp,
    BoundAnd,
    BoundExpr,
    Case,
    Compare,
    ComparisonOp,
    InRange,
    Negate,
)
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import NOTHING, Value, float_value
from weave_query.syntax.expr import ArithmeticOp as AstOp

_OPS = {
    AstOp.ADD: ArithmeticOp.ADD,
    AstOp.SUBTRACT: ArithmeticOp.SUBTRACT,
    AstOp.MULTIPLY: ArithmeticOp.MULTIPLY,
    AstOp.DIVIDE: ArithmeticOp.DIVIDE,
}


def fold(op: AstOp, values: list[Value], sharing: Sharing) -> Value:
    """The values folded from the left, each result being an operand of the next step."""
    result = values[0].float
    for value in values[1:]:
        if result is None or value.float is None:
            return NOTHING
        result = sharing.name(_step(_OPS[op], sharing.keep(result), sharing.keep(value.float)))
    return float_value(result) if result is not None else NOTHING


def _step(op: ArithmeticOp, left: BoundExpr, right: BoundExpr) -> BoundExpr:
    conditions: list[BoundExpr] = [InRange(left), InRange(right)]
    if op is ArithmeticOp.DIVIDE:
        conditions.append(Negate(Compare(ComparisonOp.EQ, right, ZERO)))
    return Case(((BoundAnd(tuple(conditions)), Arithmetic(op, left, right)),))
