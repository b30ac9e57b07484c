"""Room 3: what an operand may be, as far as no row has to be asked. `Expr` in, a set of kinds out."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import assert_never

from weave_query.binding.fields import field_value
from weave_query.binding.sets import is_set, set_value
from weave_query.binding.values import Value
from weave_query.catalogue.fields import Catalogue
from weave_query.catalogue.sets import set_field
from weave_query.errors import InternalError, shown
from weave_query.literals import Kind, LiteralShape
from weave_query.syntax import expr as ast


class ValueKind(Enum):
    """A type that an operand may have in a row, by the word for several of them. DOCUMENT: an array or an object."""

    TEXT = "text"
    NUMBER = "numbers"
    BOOLEAN = "booleans"
    TIME = "times"
    LIST = "a list"
    DOCUMENT = "arrays and objects"


Kinds = frozenset[ValueKind]

# Of null, and of an operator that has no result whatever the row.
NOTHING: Kinds = frozenset()
TEXT, NUMBER, BOOLEAN = (frozenset({kind}) for kind in (ValueKind.TEXT, ValueKind.NUMBER, ValueKind.BOOLEAN))
# What JSON holds. A time is none of it.
ANY_JSON: Kinds = TEXT | NUMBER | BOOLEAN | {ValueKind.DOCUMENT}

_CONVERTED = {
    ast.ConvertTo.STRING: TEXT,
    ast.ConvertTo.DOUBLE: NUMBER,
    ast.ConvertTo.INT: NUMBER,
    ast.ConvertTo.BOOL: BOOLEAN,
    ast.ConvertTo.EXISTS: BOOLEAN,
}
_OF_LITERAL = {Kind.NULL: NOTHING, Kind.BOOL: BOOLEAN, Kind.NUMBER: NUMBER, Kind.STRING: TEXT}


def kinds_of(expr: ast.Expr, catalogue: Catalogue) -> Kinds:
    """What an operand may be, beside missing and null. An element is taken for anything that JSON has."""
    match expr:
        case ast.GetField():
            return _of_field(expr, catalogue)
        case ast.Slot():
            return _OF_LITERAL[expr.shape.kind]
        case ast.Element():
            return ANY_JSON
        case ast.Convert():
            return _CONVERTED[expr.to]
        case ast.Size() | ast.Arithmetic():
            return NUMBER
        case ast.TypeOf():
            return TEXT
        case ast.IfNull():
            return _all(kinds_of(item, catalogue) for item in expr.items)
        case ast.Literal() | ast.TextList() | ast.SlotList():
            raise InternalError("a literal reached binding without its slot", at=expr.at)
        case (
            ast.And()
            | ast.Or()
            | ast.Not()
            | ast.Comparison()
            | ast.In()
            | ast.Contains()
            | ast.StartsWith()
            | ast.EndsWith()
            | ast.RegexMatch()
            | ast.AnyElement()
            | ast.AllElements()
            | ast.AnyFeedback()
        ):
            return BOOLEAN
        case _:
            assert_never(expr)


def kinds_beside(shape: LiteralShape) -> Kinds:
    """What a literal is that stands beside another operand: one that spells a time is also a time."""
    found = _OF_LITERAL[shape.kind]
    return found | {ValueKind.TIME} if shape.temporal else found


def may_be_absent(expr: ast.Expr, catalogue: Catalogue) -> bool:
    """May an operand be missing or null? Yes, unless it is a field that every row has, or a condition."""
    match expr:
        case ast.GetField():
            return is_set(expr) or field_value(expr.path, catalogue, expr.at).absent is not None
        case ast.IfNull():
            return all(may_be_absent(item, catalogue) for item in expr.items)
        case ast.Slot():
            return expr.shape.kind is Kind.NULL
        case ast.Convert():
            return expr.to is not ast.ConvertTo.EXISTS
        case ast.Element() | ast.Size() | ast.Arithmetic():
            return True
        case _:
            return False


def described(expr: ast.Expr, kinds: Kinds) -> str:
    """An operand and what it is, as the beginning of a sentence: "`latency_ms` holds numbers"."""
    words = " or ".join(kind.value for kind in ValueKind if kind in kinds)
    match expr:
        case ast.GetField():
            return f"{shown(str(expr.path))} holds {'JSON values' if kinds >= ANY_JSON else words}"
        case ast.Element():
            return "`$$this` holds JSON values"
        case ast.Slot():
            return f"the literal is {_LITERALS[expr.shape.kind]}"
        case _:
            return f"{_OPERATORS.get(type(expr), 'a condition')} gives {words}"


_LITERALS = {Kind.NULL: "null", Kind.BOOL: "a boolean", Kind.NUMBER: "a number", Kind.STRING: "text"}
_OPERATORS: dict[type, str] = {
    ast.Convert: "`$convert`",
    ast.Size: "`$size`",
    ast.Arithmetic: "arithmetic",
    ast.TypeOf: "`$type`",
    ast.IfNull: "`$ifNull`",
}


def _of_field(expr: ast.GetField, catalogue: Catalogue) -> Kinds:
    value = field_or_set_value(expr, catalogue)
    if value.places:
        return ANY_JSON
    readings = {
        ValueKind.TEXT: value.string,
        ValueKind.NUMBER: value.float,
        ValueKind.BOOLEAN: value.boolean,
        ValueKind.TIME: value.timestamp,
        ValueKind.LIST: value.items or None,
    }
    return frozenset(kind for kind, reading in readings.items() if reading is not None)


def field_or_set_value(expr: ast.GetField, catalogue: Catalogue) -> Value:
    """A field as a value; a set-valued one of calls as that of one row."""
    if catalogue.table == "calls" and is_set(expr):
        return set_value(set_field(expr.path, expr.at))
    return field_value(expr.path, catalogue, expr.at)


def _all(found: Iterable[Kinds]) -> Kinds:
    return frozenset().union(*found)
