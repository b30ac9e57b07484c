"""Room 2: what of a request is about what calls cost?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weave_query.errors import ROOT, Location
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.syntax.expr import AnyFeedback, Expr, GetField
from weave_query.syntax.walk import children

_COST = "cost"


def counts_cost(request: AggregateReq) -> bool:
    """Is a measure about what calls cost, or about something that is computed of it?"""
    for each in request.measures or ():
        operands = [operand.expr for operand in (each.value, each.where) if operand is not None]
        if each.field == _COST or any(True for expr in operands for _ in _costs(expr)):
            return True
    return False


def places_of_cost(request: Request, conditions: Sequence[Expr]) -> list[Location]:
    """Where the cost of a call decides which calls there are, or their order. conditions: those of the request."""
    sorts = enumerate(getattr(request, "sort_by", None) or ())
    compared = [each.at for expr in conditions for each in _costs(expr)]
    return [*compared, *(ROOT.child("sort_by").child(number) for number, each in sorts if each.field == _COST)]


def _costs(expr: Expr) -> Iterator[GetField]:
    """The fields `cost` of calls."""
    if isinstance(expr, AnyFeedback):  # its fields are those of feedback
        return
    if isinstance(expr, GetField) and str(expr.path) == _COST and expr.path.qualifier is None:
        yield expr
    for child in children(expr):
        yield from _costs(child)
