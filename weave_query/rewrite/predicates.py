"""Room 5: rewrites of predicates: pure functions from a bound expression to one that means the same."""

from __future__ import annotations

from typing import assert_never

from weave_query.binding.nodes import (
    FALSE,
    TRUE,
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
    Document,
    ElementRef,
    Fixed,
    InRange,
    InRows,
    IsNull,
    JsonArray,
    JsonRef,
    Let,
    LetRef,
    Match,
    Member,
    Negate,
    Null,
    Param,
    TextAfter,
    TreeMatch,
)


def simplify(predicate: BoundExpr) -> BoundExpr:
    """Flatten, drop what is constant or said twice.

    `(a and (b and true) and a)` becomes `(a and b)`; `(a or false)` becomes `a`; an AND with a false is false.
    """
    match predicate:
        case BoundAnd():
            return _connect(predicate.items, BoundAnd, neutral=TRUE, absorbing=FALSE)
        case BoundOr():
            return _connect(predicate.items, BoundOr, neutral=FALSE, absorbing=TRUE)
        case _:
            return predicate


def _connect(
    items: tuple[BoundExpr, ...],
    node: type[BoundAnd] | type[BoundOr],
    *,
    neutral: BoundExpr,
    absorbing: BoundExpr,
) -> BoundExpr:
    kept: dict[BoundExpr, None] = {}
    for item in map(simplify, items):
        parts = item.items if isinstance(item, node) else (item,)
        kept.update((part, None) for part in parts if part != neutral)
    if absorbing in kept:
        return absorbing
    if not kept:
        return neutral
    return next(iter(kept)) if len(kept) == 1 else node(tuple(kept))


def order_conjuncts(predicate: BoundExpr) -> BoundExpr:
    """Put the conjuncts that read little before those that read documents; equal ones keep their order.

    `(contains(inputs.prompt, x) and op_name = y)` becomes `(op_name = y and contains(inputs.prompt, x))`: an engine
    that tests conjuncts as written then parses the document only where the name matches.
    """
    if not isinstance(predicate, BoundAnd):
        return predicate
    return BoundAnd(tuple(sorted(predicate.items, key=cost)))


_COLUMN = 1
# A look into rows that were found before.
_ROWS = 5
_SMALL_DOCUMENT = 10
_DOCUMENT = 40
_TREE = 400
_SMALL = frozenset({"summary", "attributes"})


def cost(expr: BoundExpr) -> int:
    """A rank of how much an expression reads: columns, then small documents, then large ones, then whole trees."""
    match expr:
        case ColumnRef():
            return _COLUMN
        case JsonRef() | JsonArray():
            return _document_cost(expr.document)
        case TreeMatch():
            return _TREE
        case Compare():
            return cost(expr.left) + cost(expr.right)
        case Let():
            return cost(expr.body) + sum(cost(value) for _, value in expr.values)
        case Member() | IsNull() | Negate() | Definite() | InRange():
            return cost(expr.operand)
        case InRows():
            return _ROWS + cost(expr.operand)
        case AnyRow():
            return _ROWS + cost(expr.where)
        case TextAfter():
            return cost(expr.text) + cost(expr.prefix)
        case Match():
            return cost(expr.text) + cost(expr.needle)
        case AnyElement():
            return cost(expr.items) + cost(expr.where)
        case BoundAnd() | BoundOr() | Coalesce():
            return sum(map(cost, expr.items))
        case Case():
            inner = sum(cost(condition) + cost(value) for condition, value in expr.branches)
            return inner + (cost(expr.default) if expr.default is not None else 0)
        case Apply():
            return cost(expr.argument)
        case Arithmetic():
            return cost(expr.left) + cost(expr.right)
        case Param() | Constant() | Fixed() | Null() | LetRef() | ElementRef():
            return 0
        case _:
            assert_never(expr)


def _document_cost(document: Document) -> int:
    return _SMALL_DOCUMENT if isinstance(document, ColumnRef) and document.column in _SMALL else _DOCUMENT
