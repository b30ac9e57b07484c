"""Room 3: what an expression would write more than once is computed once.

An operator writes its operand several times: once for each type that the operand may have, and often more. Of an
operand that is an operator's result itself that would multiply at every level. So while a predicate is bound, such
results are named (`Sharing.name`), and what is built refers to them. When the predicate is complete
(`Sharing.settled`), the names that are of no use are taken back: what is used once, or short, stands where it is used.
The rest becomes `Let`s.

What is bound is therefore as long as the request, whatever stands inside what; and a request that repeats nothing is
bound as if there were no names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import TypeGuard

from weave_query.binding.nodes import (
    AnyElement,
    Apply,
    BoundExpr,
    ColumnRef,
    Constant,
    ElementRef,
    Function,
    InRange,
    JsonRef,
    Let,
    LetRef,
    Match,
    MatchKind,
    Null,
    Param,
    TreeMatch,
)
from weave_query.binding.walk import operands, rebuilt

_ATOMS = (LetRef, ColumnRef, Param, Constant, Null)
_SHORT = (*_ATOMS, JsonRef, ElementRef)
# A value of so few nodes is not longer than its name and its definition.
_SHORT_NODES = 3
# Taken back, a value makes what it stands in taller; a tall expression is hard on engines and on this compiler.
_TALLEST = 12
# So few values are defined right around what uses them; more of them make one flat list around the predicate.
_FEW = 8

# These are written out of their argument once, by every backend.
_PLAIN = frozenset(
    {
        Function.INT_TO_FLOAT,
        Function.INT_TO_TEXT,
        Function.TEXT_LENGTH,
        Function.LIST_LENGTH,
        Function.TIMESTAMP_TO_MICROS,
    }
)


class Sharing:
    """The named values of one predicate while it is bound. `numbers` gives each a number of its own."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        # Below 0, so that they are told from the numbers of values in conditions on elements, which are settled before.
        self._drafts = count(-1, -1)
        self._values: dict[int, BoundExpr] = {}
        self._long: set[int] = set()

    def name(self, value: BoundExpr) -> BoundExpr:
        """A reference to a value, or a value itself that is a path, or shorter."""
        return value if isinstance(value, _SHORT) else self._draft(value)

    def keep(self, value: BoundExpr) -> BoundExpr:
        """A reference to a value, also to a path: for what an operator writes often, or inside of another element."""
        if isinstance(value, _ATOMS):
            return value
        reference = self._draft(value)
        self._long.add(reference.number)
        return reference

    def _draft(self, value: BoundExpr) -> LetRef:
        number = next(self._drafts)
        self._values[number] = value
        return LetRef(number, value.type, value.nullable)

    def settled(self, predicate: BoundExpr) -> BoundExpr:
        """The complete predicate, with every value that it uses several times in a `Let`, and the others in place."""
        if not self._values:
            return predicate
        kept = self._decided(predicate)
        found: dict[int, BoundExpr] = {}
        heights: dict[int, int] = {}
        values: list[tuple[int, BoundExpr]] = []

        def resolved(expr: BoundExpr) -> tuple[BoundExpr, int]:
            if _is_draft(expr):
                return found[expr.number], heights[expr.number]
            before = operands(expr)
            if not before:
                return expr, 1
            parts = [resolved(operand) for operand in before]
            changed = iter(parts)
            return rebuilt(expr, lambda _: next(changed)[0]), 1 + max(height for _, height in parts)

        for draft in sorted(kept, reverse=True):
            value, height = resolved(self._values[draft])
            if kept[draft] or height > _TALLEST:
                number = next(self._numbers)
                values.append((number, value))
                value, height = LetRef(number, value.type, value.nullable), 1
            found[draft], heights[draft] = value, height
        return _defined(values, resolved(predicate)[0])

    def _decided(self, predicate: BoundExpr) -> dict[int, bool]:
        """The values that the predicate uses: True for those that it uses several times."""
        uses: Counter[int] = Counter()
        _count(predicate, 1, uses)
        kept: dict[int, bool] = {}
        # A value refers to earlier ones only.
        for draft in range(min(uses, default=0), 0):
            if uses[draft]:
                value = self._values[draft]
                kept[draft] = uses[draft] > 1 and (draft in self._long or _nodes(value) > _SHORT_NODES)
                _count(value, 1 if kept[draft] else uses[draft], uses)
        return kept


def _is_draft(expr: BoundExpr) -> TypeGuard[LetRef]:
    """Is it a name that is still to be decided on?"""
    return isinstance(expr, LetRef) and expr.number < 0


def _count(expr: BoundExpr, times: int, uses: Counter[int]) -> None:
    """Add how often each value is written in an expression that is written `times` times."""
    stack = [(expr, times)]
    while stack:
        node, times = stack.pop()
        if _is_draft(node):
            uses[node.number] += times
            continue
        if isinstance(node, AnyElement):
            # Computed before the elements, and not for each of them.
            stack += ((node.items, times), (node.where, times + 1))
            continue
        often = times + 1 if _is_written_often(node) else times
        stack += ((operand, often) for operand in operands(node))


def _is_written_often(node: BoundExpr) -> bool:
    """Does some backend write the operands of a node several times?"""
    match node:
        case Apply():
            return node.function not in _PLAIN
        case Match():
            return node.kind in (MatchKind.PREFIX, MatchKind.SUFFIX)
        case InRange() | TreeMatch():
            return True
        case _:
            return False


def _nodes(expr: BoundExpr) -> int:
    """How many nodes there are, as far as it matters."""
    found, stack = 0, [expr]
    while stack and found <= _SHORT_NODES:
        node = stack.pop()
        found += _length(node)
        stack += operands(node)
    return found


def _length(node: BoundExpr) -> int:
    # Several paths are long, although each is one node; and functions of functions are, each of them written often.
    if isinstance(node, Apply) and node.function not in _PLAIN:
        return _SHORT_NODES
    return 1 if isinstance(node, _ATOMS) else 2


def _defined(values: list[tuple[int, BoundExpr]], predicate: BoundExpr) -> BoundExpr:
    if not values:
        return predicate
    if len(values) > _FEW:
        return Let(tuple(values), predicate)
    for number, value in reversed(values):
        predicate = _around_uses(predicate, number, value)
    return predicate


def _around_uses(expr: BoundExpr, number: int, value: BoundExpr) -> BoundExpr:
    """The expression with a value defined around the smallest part that has all its uses: where an engine would stop
    early, it then does not compute it."""
    parts = operands(expr)
    users = [place for place, part in enumerate(parts) if _uses(part, number)]
    inside = len(users) == 1 and not isinstance(parts[users[0]], LetRef)
    if inside and not (isinstance(expr, AnyElement) and users == [1]):
        places = iter(range(len(parts)))
        changed = rebuilt(expr, lambda part: _around_uses(part, number, value) if next(places) == users[0] else part)
        return _joined(changed) if isinstance(changed, Let) else changed
    return _joined(Let(((number, value),), expr))


def _joined(expr: Let) -> BoundExpr:
    """A `Let` right around another as one of both."""
    if not isinstance(expr.body, Let):
        return expr
    # A value refers to values of lesser numbers only.
    return Let(tuple(sorted((*expr.values, *expr.body.values), key=lambda each: each[0])), expr.body.body)


def _uses(expr: BoundExpr, number: int) -> bool:
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, LetRef) and node.number == number:
            return True
        stack += operands(node)
    return False
