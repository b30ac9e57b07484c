"""Room 3: the operands of a bound expression: to look at them, and to put others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from weave_query.binding.nodes import (
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

Change = Callable[[BoundExpr], BoundExpr]


def operands(expr: BoundExpr) -> tuple[BoundExpr, ...]:
    """The expressions right below one, in the order in which they are written."""
    match expr:
        case LetRef() | JsonRef() | Param() | ColumnRef() | Constant() | Fixed() | Null() | ElementRef() | JsonArray():
            return ()
        case BoundAnd() | BoundOr() | Coalesce():
            return expr.items
        case Compare() | Arithmetic():
            return (expr.left, expr.right)
        case IsNull() | Negate() | Definite() | InRange() | InRows():
            return (expr.operand,)
        case Case():
            branches = tuple(part for branch in expr.branches for part in branch)
            return branches if expr.default is None else (*branches, expr.default)
        case Apply():
            return (expr.argument,)
        case Let():
            return (*(value for _, value in expr.values), expr.body)
        case Member():
            return (expr.operand, expr.choices)
        case Match():
            return (expr.text, expr.needle)
        case TreeMatch():
            return (expr.needle,)
        case AnyElement():
            return (expr.items, expr.where)
        case AnyRow():
            return (expr.where,)
        case TextAfter():
            return (expr.text, expr.prefix)
        case _:
            assert_never(expr)


def rebuilt(expr: BoundExpr, change: Change) -> BoundExpr:
    """The expression with each operand changed; itself when none is."""
    before = operands(expr)
    after = tuple([change(operand) for operand in before])
    if all(old is new for old, new in zip(before, after, strict=True)):
        return expr
    return with_operands(expr, after)


def with_operands(expr: BoundExpr, parts: tuple[BoundExpr, ...]) -> BoundExpr:
    """The expression with these operands, in the order of `operands`."""
    match expr:
        case LetRef() | JsonRef() | Param() | ColumnRef() | Constant() | Fixed() | Null() | ElementRef() | JsonArray():
            return expr
        case BoundAnd() | BoundOr() | Coalesce():
            return type(expr)(parts)
        case Compare():
            return Compare(expr.op, *parts)
        case Arithmetic():
            return Arithmetic(expr.op, *parts)
        case IsNull() | Negate() | Definite() | InRange():
            return type(expr)(*parts)
        case Case():
            last = len(expr.branches) * 2
            default = parts[last] if expr.default is not None else None
            return Case(tuple(zip(parts[:last:2], parts[1:last:2], strict=True)), default)
        case Apply():
            return Apply(expr.function, *parts)
        case Let():
            numbers = (number for number, _ in expr.values)
            return Let(tuple(zip(numbers, parts[:-1], strict=True)), parts[-1])
        case Member():
            return replace(expr, operand=parts[0])
        case Match():
            return Match(expr.kind, *parts)
        case TreeMatch():
            return replace(expr, needle=parts[0])
        case AnyElement():
            return AnyElement(*parts)
        case AnyRow():
            return replace(expr, where=parts[0])
        case InRows():
            return replace(expr, operand=parts[0])
        case TextAfter():
            return TextAfter(*parts)
        case _:
            assert_never(expr)


def references(expr: BoundExpr) -> Iterator[int]:
    """The numbers of the `LetRef`s in an expression, each as often as it stands there."""
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, LetRef):
            yield node.number
        else:
            stack.extend(operands(node))


def definitions(expr: BoundExpr) -> Iterator[int]:
    """The numbers of the values that the `Let`s in an expression define."""
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Let):
            yield from (number for number, _ in node.values)
        stack.extend(operands(node))


def reads(expr: BoundExpr, rows: str) -> bool:
    """Does an expression ask for a column of a table, or of rows of that name?"""
    return any(column.table == rows for column in columns_of(expr))


def columns_of(expr: BoundExpr) -> Iterator[ColumnRef]:
    """The columns that an expression asks for, each as often as it stands there."""
    stack = [expr]
    while stack:
        node = stack.pop()
        match node:
            case ColumnRef():
                yield node
            case JsonRef() | JsonArray():
                stack.append(node.document)
            case TreeMatch():
                stack += (node.document, node.needle)
            case _:
                stack.extend(operands(node))


def conjuncts(predicate: BoundExpr) -> tuple[BoundExpr, ...]:
    """The conditions that a predicate joins by AND: none where it is true, itself where it is no AND."""
    if predicate == TRUE:
        return ()
    return predicate.items if isinstance(predicate, BoundAnd) else (predicate,)
