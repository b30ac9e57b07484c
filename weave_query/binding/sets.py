"""Room 3: the fields of rows that belong to a call, as values of one such row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from weave_query.binding.nodes import ColumnRef
from weave_query.binding.values import Value, column_value, document_value
from weave_query.catalogue.sets import SetField, is_set_valued
from weave_query.syntax import expr as ast
from weave_query.types import JSON


def set_value(field: SetField) -> Value:
    """The value that one row of the set has."""
    column = ColumnRef(field.rows.table, field.column.name, field.column.type, nullable=not field.column.required)
    return document_value(column, field.segments) if field.column.type is JSON else column_value(column)


def is_set(expr: ast.Expr) -> bool:
    """Is an operand a set-valued field itself?"""
    return isinstance(expr, ast.GetField) and is_set_valued(expr.path)


def without_absence(value: Value) -> Value:
    """A value that the empty text does not stand for, although it may be missing."""
    return replace(value, field=False)


def sets_of(expr: ast.Expr) -> Iterator[ast.GetField]:
    """The set-valued fields among the operands of a predicate, and of their operators; not those of predicates in it,
    which are about rows of their own."""
    match expr:
        case ast.Comparison():
            yield from _of_operands(expr.left, expr.right)
        case ast.In():
            yield from _of_operands(expr.item, *expr.choices)
        case ast.Contains():
            yield from _of_operands(expr.input, expr.substr)
        case ast.StartsWith():
            yield from _of_operands(expr.input, *expr.prefixes)
        case ast.EndsWith():
            yield from _of_operands(expr.input, expr.suffix)
        case ast.RegexMatch() | ast.AnyElement() | ast.AllElements():
            yield from _of_operands(expr.input)
        case _:
            yield from _of_operands(expr)


def _of_operands(*operands: ast.Expr) -> Iterator[ast.GetField]:
    """Of operands: through operators that give values, not into predicates."""
    for operand in operands:
        match operand:
            case ast.GetField():
                if is_set_valued(operand.path):
                    yield operand
            case ast.Convert() | ast.Size() | ast.TypeOf():
                yield from _of_operands(operand.input)
            case ast.IfNull() | ast.Arithmetic():
                yield from _of_operands(*operand.items)
            case _:
                continue
