"""Room 1: move the values out of an expression. What stays is its shape, and the shape alone decides the SQL."""

from __future__ import annotations

from typing import assert_never

from weave_query.errors import Location
from weave_query.literals import ANY_TEXT, EMPTY_TEXT, shape_of
from weave_query.syntax.expr import (
    AllElements,
    And,
    AnyElement,
    AnyFeedback,
    Arithmetic,
    Comparison,
    Contains,
    Convert,
    Element,
    EndsWith,
    Expr,
    GetField,
    IfNull,
    In,
    Literal,
    LiteralValue,
    Not,
    Or,
    RegexMatch,
    Size,
    Slot,
    SlotList,
    StartsWith,
    TextList,
    TypeOf,
)

SlotValue = LiteralValue | tuple[LiteralValue, ...]


def abstract(expr: Expr, values: list[SlotValue]) -> Expr:
    """Replace every literal by a `Slot`, appending its value to `values`.

    `and(eq(model, "gpt-4"), in(n, [1, 2]))` becomes `and(eq(model, slot 0), in(n, slots 1))` with the values
    `"gpt-4"` and `(1, 2)`. Two requests of equal shape compile to the same SQL text.
    """
    match expr:
        case Literal():
            values.append(expr.value)
            return Slot(len(values) - 1, shape_of(expr.value), expr.at)
        case GetField() | Element() | Slot() | SlotList():
            return expr
        case TextList():
            return _abstract_texts(expr, values, single=False)
        case Comparison():
            return Comparison(expr.op, abstract(expr.left, values), abstract(expr.right, values), expr.at)
        case And() | Or():
            return type(expr)(tuple([abstract(item, values) for item in expr.items]), expr.at)
        case Not():
            return Not(abstract(expr.item, values), expr.at)
        case In():
            return _abstract_in(expr, values)
        case Contains():
            input, substr = abstract(expr.input, values), abstract(expr.substr, values)
            return Contains(input, substr, expr.case_insensitive, expr.at)
        case StartsWith():
            input, prefixes = abstract(expr.input, values), _abstract_list(expr.prefixes, values, expr.at)
            return StartsWith(input, prefixes, expr.at)
        case Convert():
            return Convert(abstract(expr.input, values), expr.to, expr.at)
        case Size() | TypeOf():
            return type(expr)(abstract(expr.input, values), expr.at)
        case EndsWith():
            return EndsWith(abstract(expr.input, values), abstract(expr.suffix, values), expr.at)
        case RegexMatch():
            input, regex = abstract(expr.input, values), abstract(expr.regex, values)
            return RegexMatch(input, regex, expr.case_insensitive, expr.at)
        case IfNull():
            return IfNull(tuple([abstract(item, values) for item in expr.items]), expr.at)
        case Arithmetic():
            return Arithmetic(expr.op, tuple([abstract(item, values) for item in expr.items]), expr.at)
        case AnyElement() | AllElements():
            return type(expr)(abstract(expr.input, values), abstract(expr.where, values), expr.at)
        case AnyFeedback():
            return AnyFeedback(expr.type, abstract(expr.where, values), expr.at)
        case _:
            assert_never(expr)


def _abstract_in(expr: In, values: list[SlotValue]) -> Expr:
    item = abstract(expr.item, values)
    return In(item, _abstract_list(expr.choices, values, expr.at, single=False), expr.at)


def _abstract_list(
    items: tuple[Expr, ...], values: list[SlotValue], at: Location, *, single: bool = True
) -> tuple[Expr, ...]:
    """The literals of a list as one `SlotList` in front of the others. `single`: one literal alone is a `Slot`."""
    if len(items) == 1 and isinstance(items[0], TextList):
        return (_abstract_texts(items[0], values, single=single),)
    if single and len(items) == 1:
        return (abstract(items[0], values),)
    literals = [item.value for item in items if isinstance(item, Literal)]
    others = tuple(abstract(item, values) for item in items if not isinstance(item, Literal))
    if not literals:
        return others
    values.append(tuple(literals))
    return (SlotList(len(values) - 1, frozenset(map(shape_of, literals)), at), *others)


def _abstract_texts(texts: TextList, values: list[SlotValue], *, single: bool) -> Expr:
    if single and len(texts.values) == 1:
        return abstract(Literal(texts.values[0], texts.at), values)
    values.append(texts.values)
    shapes = {ANY_TEXT, EMPTY_TEXT} if "" in texts.values else {ANY_TEXT}
    return SlotList(len(values) - 1, frozenset(shapes), texts.at)
