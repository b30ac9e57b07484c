"""Room 2: is an aggregation about what calls cost?"""

from __future__ import annotations

from weave_query.requests.aggregate import AggregateReq
from weave_query.syntax.expr import AnyFeedback, Expr, GetField
from weave_query.syntax.walk import children


def is_cost(field: GetField) -> bool:
    """Is it the field `cost` of calls?"""
    return str(field.path) == "cost" and field.path.qualifier is None


def counts_cost(request: AggregateReq) -> bool:
    """Is a measure about what calls cost, or about something that is computed of it?"""
    for each in request.measures or ():
        operands = [operand.expr for operand in (each.value, each.where) if operand is not None]
        if each.field == "cost" or any(map(_reads_cost, operands)):
            return True
    return False


def _reads_cost(expr: Expr) -> bool:
    if isinstance(expr, AnyFeedback):  # its fields are those of feedback
        return False
    return (isinstance(expr, GetField) and is_cost(expr)) or any(map(_reads_cost, children(expr)))
