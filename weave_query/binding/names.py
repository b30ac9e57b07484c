"""Room 3: numbers for values that are computed once, and the size of what was bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import count

from weave_query.binding.nodes import BoundExpr
from weave_query.errors import LimitError
from weave_query.syntax.expr import Expr

# Some operators write an operand several times, and one inside another multiplies. What is short and means something
# huge is refused: beyond these nodes, and these more for each operator and operand that was written.
_MOST = 2_000
_MOST_EACH = 50


class Names:
    """Numbers for the values of `Let`, each given once in a statement."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def next(self) -> int:
        return next(self._numbers)


def check_size(bound: BoundExpr, written: Expr) -> None:
    """Raise LimitError when an expression grew too large in binding to hand it to any engine."""
    size = _size(bound, "nullable", {})
    if size > _MOST and size > _MOST + _MOST_EACH * _size(written, "at", {}):
        raise LimitError("nodes", "written out, the expression repeats its nested operands too often", at=written.at)


def _size(node: object, mark: str, known: dict[int, int]) -> int:
    """The nodes of a tree, known by an attribute. A part that is shared counts each time, and is looked at once."""
    if isinstance(node, tuple):
        return sum(_size(item, mark, known) for item in node)
    if not hasattr(node, mark):
        return 0
    found = known.get(id(node))
    if found is None:
        parts = (getattr(node, field.name) for field in fields(node))  # type: ignore[arg-type]
        found = known[id(node)] = 1 + sum(_size(part, mark, known) for part in parts)
    return found
