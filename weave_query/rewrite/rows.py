"""Room 5: whether something is in named rows, computed before elements are looked at and values are named.

An engine that writes both as lambdas has no subquery in them, which such a question is.
"""

from __future__ import annotations

from collections.abc import Iterator

from weave_query.binding.nodes import AnyElement, BoundExpr, InRows, Let, LetRef
from weave_query.binding.walk import operands, rebuilt


def lifted(expr: BoundExpr, numbers: Iterator[int]) -> BoundExpr:
    """`any(element of items where in_rows and f(element))` as `let(v1 = in_rows in any(.. where v1 and f(element)))`.

    numbers: for new values, that no value has. What stands outside of elements and of the bodies of `Let` stays.
    """
    found = dict.fromkeys(_inside(expr, False))
    if not found:
        return expr
    names: dict[InRows, LetRef] = {node: LetRef(next(numbers), node.type, node.nullable) for node in found}
    body = _with_names(expr, names)
    return Let(tuple((name.number, node) for node, name in names.items()), body)


def _inside(expr: BoundExpr, within: bool) -> Iterator[InRows]:
    if isinstance(expr, InRows):
        if within:
            yield expr
        return
    within = within or isinstance(expr, (AnyElement, Let))
    for operand in operands(expr):
        yield from _inside(operand, within)


def _with_names(expr: BoundExpr, names: dict[InRows, LetRef]) -> BoundExpr:
    if isinstance(expr, InRows):
        return names.get(expr, expr)
    return rebuilt(expr, lambda each: _with_names(each, names))
