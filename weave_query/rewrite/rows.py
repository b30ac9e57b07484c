"""Room 5: whether something is in named rows, computed before elements are looked at and values are named.

An engine that writes both as lambdas has no subquery in them, which such a question is.
"""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.binding.nodes import AnyElement, BoundExpr, InRows, Let, LetRef
from weave_query.binding.walk import operands, rebuilt


def lifted(expr: BoundExpr, numbers: Iterator[int]) -> BoundExpr:
    """`any(element of items where in_rows and f(element))` as `let(v1 = in_rows in any(.. where v1 and f(element)))`.

    numbers: for new values, that no value has. Where one stands inside, all are lifted: the rest of the expression is
    inside of the new `Let`.
    """
    found = _questions(expr, False)
    if not any(found.values()):
        return expr
    names: dict[InRows, LetRef] = {node: LetRef(next(numbers), node.type, node.nullable) for node in found}
    body = _with_names(expr, names)
    return Let(tuple((name.number, node) for node, name in names.items()), body)


def _questions(expr: BoundExpr, within: bool) -> dict[InRows, bool]:
    """Each in the order in which it is written: does it stand among elements, or in a `Let`?"""
    if isinstance(expr, InRows):
        return {expr: within}
    found: dict[InRows, bool] = {}
    for operand in operands(expr):
        for node, inside in _questions(operand, within or isinstance(expr, (AnyElement, Let))).items():
            found[node] = found.get(node, False) or inside
    return found


def _with_names(expr: BoundExpr, names: dict[InRows, LetRef]) -> BoundExpr:
    if isinstance(expr, InRows):
        return names.get(expr, expr)
    return rebuilt(expr, lambda each: _with_names(each, names))
