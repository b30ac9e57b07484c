"""Room 5: expressions that are nested too deep for a database: what is deeper than it reads becomes a value of a `Let`.

Depth is counted in levels. A level is what SQLite's parser, the strictest that is known, has to remember while it reads
on: one for a parenthesis, three for `CASE WHEN`, five for a second argument. A name has one level. The tables below say
how deep each node is by itself, and how deep its operands stand in it; they were measured on the SQL of SQLite's
lowering, whose spellings are also the longest. What a statement leaves to an expression is measured by a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from weave_query.binding.nodes import (
    AnyElement,
    AnyRow,
    Apply,
    Arithmetic,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    Constant,
    Definite,
    ElementRef,
    Fixed,
    Function,
    InRange,
    InRows,
    IsNull,
    JsonArray,
    JsonReading,
    JsonRef,
    Let,
    LetRef,
    Match,
    MatchKind,
    Member,
    Negate,
    Null,
    Param,
    TextAfter,
    TreeMatch,
)
from weave_query.binding.walk import operands, rebuilt, with_operands
from weave_query.errors import UnsupportedError

# A walked path, and an element, are read out of subqueries.
_READINGS = {
    JsonReading.STRING: 28,
    JsonReading.INTEGER: 31,
    JsonReading.FLOAT: 30,
    JsonReading.BOOL: 28,
    JsonReading.NUMERIC: 39,
    JsonReading.BOOLEAN_TEXT: 29,
    JsonReading.ABSENT: 26,
    JsonReading.KIND: 27,
    JsonReading.SIZE: 38,
}
_KEY_READINGS = {
    JsonReading.STRING: 9,
    JsonReading.INTEGER: 12,
    JsonReading.FLOAT: 11,
    JsonReading.BOOL: 9,
    JsonReading.NUMERIC: 20,
    JsonReading.BOOLEAN_TEXT: 10,
    JsonReading.ABSENT: 7,
    JsonReading.KIND: 8,
    JsonReading.SIZE: 19,
}
# (levels of its own, levels above its argument)
_FUNCTIONS = {
    Function.TEXT_TO_FLOAT: (11, 10),
    Function.TEXT_TO_INT: (15, 14),
    Function.INT_TO_FLOAT: (4, 2),
    Function.INT_TO_TEXT: (4, 2),
    Function.FLOAT_TO_TEXT: (35, 23),
    Function.FLOAT_TO_INT: (9, 7),
    Function.TIMESTAMP_TO_TEXT: (12, 11),
    Function.TIMESTAMP_TO_MICROS: (1, 1),
    Function.TIMESTAMP_TO_SECONDS: (7, 7),
    Function.TEXT_LENGTH: (3, 3),
    Function.LIST_LENGTH: (3, 3),
    Function.OP_REF_NAME: (25, 25),
    Function.REF_OBJECT: (21, 21),
    Function.REF_KIND: (21, 21),
    Function.BEFORE_COLON: (12, 12),
    Function.AFTER_COLON: (12, 12),
    Function.BEFORE_SLASH: (12, 12),
    Function.AFTER_SLASH: (12, 12),
    Function.PERCENT_DECODED: (16, 16),
}
_MATCHES = {
    MatchKind.CONTAINS: (4, (3, 5)),
    MatchKind.PREFIX: (8, (3, 8)),
    MatchKind.SUFFIX: (13, (11, 13)),
    MatchKind.FOLDED: (2, (1, 3)),
    MatchKind.REGEX: (2, (1, 3)),
    MatchKind.ANY_PREFIX: (16, (10, 3)),
}
# A needle that is too long for a pattern; in a text, and in the texts of a container.
_LONG_MATCH = (31, (17, 0))
_TREE = (54, 18)
_LONG_TREE = 68
_LIST = 10
_WHERE = 8
_MEMBER = 13
_IN_ROWS = 11
_TEXT_AFTER = 8
# The values of a `Let`, then its body.
_VALUE, _BODY = 12, 7
_NAMES = frozenset({Param, Constant, Fixed, Null, LetRef})
_LEAVES = frozenset({ColumnRef, JsonRef, JsonArray, ElementRef})
# Longer chains are written in groups of so many.
_GROUP = 32
# Where so many levels are left, an operand of a connective gets a `Let` of its own: it is then computed only where the
# connective asks for it.
_ROOMY = 68


class Depths:
    """How deep expressions are; each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[BoundExpr, int]] = {}

    def of(self, expr: BoundExpr) -> int:
        """The levels of an expression: of its own, or of the operand that is deepest where it stands."""
        kind = type(expr)
        if kind in _NAMES:
            return 1
        if kind in _LEAVES:
            return own_levels(expr)
        known = self._known.get(id(expr))
        if known is None:
            # With the expression, so that its id stays its own.
            known = self._known[id(expr)] = expr, self._levels(expr)
        return known[1]

    def _levels(self, expr: BoundExpr) -> int:
        found = own_levels(expr)
        for above, part in zip(offsets(expr), operands(expr), strict=True):
            levels = above + self.of(part)
            found = max(found, levels)
        return found


def own_levels(expr: BoundExpr) -> int:
    """The levels of a node whose operands are names."""
    match expr:
        case JsonRef():
            is_key = isinstance(expr.document, ColumnRef) and len(expr.path) == 1 and expr.path[0].index is None
            return (_KEY_READINGS if is_key and (expr.path[0].key or "").isalnum() else _READINGS)[expr.reading]
        case Apply():
            return _FUNCTIONS[expr.function][0]
        case Match():
            return _LONG_MATCH[0] if _is_long(expr.needle) else _MATCHES[expr.kind][0]
        case TreeMatch():
            return _LONG_TREE if _is_long(expr.needle) else _TREE[0]
        case Member():
            return _MEMBER
        case InRows():
            return _IN_ROWS
        case TextAfter():
            return _TEXT_AFTER
        case ColumnRef():
            return 4 if expr.nullable else 1
        case JsonArray():
            return 21
        case _:
            return 1


def offsets(expr: BoundExpr) -> tuple[int, ...]:
    """How many levels stand above each operand, in the order of `operands`."""
    match expr:
        case LetRef() | JsonRef() | Param() | ColumnRef() | Constant() | Fixed() | Null() | ElementRef() | JsonArray():
            return ()
        case BoundAnd() | BoundOr():
            length, grouped = len(expr.items), 0
            while length > _GROUP:
                length, grouped = -(-length // _GROUP), grouped + 3
            return (1 + grouped, *(3 + grouped for _ in expr.items[1:]))
        case Compare() | Arithmetic():
            return (1, 3)
        case IsNull():
            return (1,)
        case Negate():
            return (2,)
        case Definite():
            return (3,)
        case InRange():
            return (6,)
        case Coalesce():
            return (3, *(5 for _ in expr.items[1:]))
        case Case():
            first = (3, 5, *(place for _ in expr.branches[1:] for place in (4, 6)))
            return first if expr.default is None else (*first, 4)
        case Apply():
            return (_FUNCTIONS[expr.function][1],)
        case Let():
            return (*(_VALUE for _ in expr.values), _BODY)
        case Member():
            return (1, 0)
        case Match():
            return _LONG_MATCH[1] if _is_long(expr.needle) else _MATCHES[expr.kind][1]
        case TreeMatch():
            return (_TREE[1],)
        case AnyElement():
            return (_LIST, _WHERE)
        case InRows():
            return (1,)
        case TextAfter():
            return (3, 8)
        case AnyRow():
            return (0,)
        case _:
            assert_never(expr)


def _is_long(needle: BoundExpr) -> bool:
    return isinstance(needle, Param) and needle.long


def fit(expr: BoundExpr, most: int, numbers: Iterator[int], depths: Depths) -> BoundExpr:
    """The expression, or one of the same meaning that has at most `most` levels.

    First the deepest operand comes first where the order is free, because what is read before it is not remembered.
    Then parts become values of a `Let`: `case(f(g(h(x))): y)` becomes `let(v1 = g(h(x)), v2 = f(v1) in case(v2: y))`.
    numbers: new numbers for values. Raises UnsupportedError where only elements inside of elements are left to take
    apart, whose conditions cannot be computed beside them.
    """
    if depths.of(expr) <= most:
        return expr
    expr = _deepest_first(expr, depths)
    if depths.of(expr) <= most:
        return expr
    if isinstance(expr, (BoundAnd, BoundOr)):
        rooms = [most - above for above in offsets(expr)]
        if min(rooms) >= _ROOMY:
            return with_operands(
                expr,
                tuple([fit(item, room, numbers, depths) for item, room in zip(expr.items, rooms, strict=True)]),
            )
    if isinstance(expr, (Negate, Definite)):
        (above,) = offsets(expr)
        if most - above >= _ROOMY:
            return with_operands(expr, (fit(expr.operand, most - above, numbers, depths),))
    if isinstance(expr, AnyElement):
        return replace(expr, where=fit(expr.where, most - _WHERE, numbers, depths))
    return _Apart(most, numbers, depths).taken(expr)


def check_elements(expr: BoundExpr, most: int) -> None:
    """Raise UnsupportedError where more than `most` conditions on elements stand inside each other."""
    stack = [(expr, 0)]
    while stack:
        node, nested = stack.pop()
        if isinstance(node, AnyElement):
            nested += 1
            if nested > most:
                raise _too_many_elements("max_element_nesting", f"it takes {most} inside each other")
        stack += ((operand, nested) for operand in operands(node))


_FEWER = "fewer inside each other fit, or a shorter condition in the innermost: 84 levels take five around a comparison"


def _too_many_elements(capability: str, hint: str) -> UnsupportedError:
    return UnsupportedError(
        "conditions on elements stand inside each other, more than this database can take apart",
        capability=capability,
        hint=hint,
    )


def _deepest_first(expr: BoundExpr, depths: Depths) -> BoundExpr:
    """The same with the deepest item of every AND and OR, and the deeper side of every comparison, in front."""
    parts = operands(expr)
    if not parts:
        return expr
    return _turned(rebuilt(expr, lambda part: _deepest_first(part, depths)), depths)


def _turned(expr: BoundExpr, depths: Depths) -> BoundExpr:
    match expr:
        case BoundAnd() | BoundOr():
            deepest = max(range(len(expr.items)), key=lambda place: depths.of(expr.items[place]))
            if deepest == 0:
                return expr
            rest = (item for place, item in enumerate(expr.items) if place != deepest)
            return type(expr)((expr.items[deepest], *rest))
        case Compare() if depths.of(expr.right) > depths.of(expr.left) + 2:
            return Compare(expr.op.mirrored, expr.right, expr.left)
        case _:
            return expr


class _Apart:
    """An expression taken apart: the values that its `Let` will have."""

    def __init__(self, most: int, numbers: Iterator[int], depths: Depths) -> None:
        self._most = most - _VALUE
        self._numbers = numbers
        self._depths = depths
        self._values: list[tuple[int, BoundExpr]] = []

    def taken(self, expr: BoundExpr) -> BoundExpr:
        body = self._short(expr)
        return Let(tuple(self._values), body) if self._values else body

    def _short(self, expr: BoundExpr) -> BoundExpr:
        """The expression with at most `_most` levels, by way of `_values`."""
        if self._depths.of(expr) <= self._most:
            return expr
        match expr:
            case Let():
                for number, value in expr.values:
                    short = self._short(value)
                    self._values.append((number, short))
                return self._short(expr.body)
            case AnyElement():
                where = fit(expr.where, self._most - _WHERE, self._numbers, self._depths)
                return replace(expr, where=where)
            case _:
                parts = [self._short(part) for part in operands(expr)]
                return self._with_names(with_operands(expr, tuple(parts)))

    def _with_names(self, expr: BoundExpr) -> BoundExpr:
        """The node with its deepest operands as names, until it is short enough."""
        expr = _turned(expr, self._depths)
        parts, above = list(operands(expr)), offsets(expr)
        while self._depths.of(expr) > self._most:
            depths = [
                offset + self._depths.of(part) if _can_be_named(part) else 0
                for offset, part in zip(above, parts, strict=True)
            ]
            if not any(depths):
                raise _too_many_elements("max_expression_depth", _FEWER)
            deepest = depths.index(max(depths))
            parts[deepest] = self._named(parts[deepest])
            expr = with_operands(expr, tuple(parts))
        return expr

    def _named(self, value: BoundExpr) -> BoundExpr:
        number = next(self._numbers)
        self._values.append((number, value))
        return LetRef(number, value.type, value.nullable)


def _can_be_named(value: BoundExpr) -> bool:
    """Can a value be computed by itself, and is it no name already? Arithmetic cannot: its context guards it."""
    match value:
        case Arithmetic() | JsonArray() | Param() | Constant() | Fixed() | Null() | LetRef() | ElementRef():
            return False
        case _:
            return True
