"""Room 1: the operands below a node, for those who look at all of them alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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

_CONDITIONS = (
    *(And, Or, Not, Comparison, In, Contains, StartsWith, EndsWith, RegexMatch, AnyElement, AllElements, AnyFeedback),
)


def is_condition(expr: Expr) -> bool:
    """Is it true or false of every row, and never null?"""
    return isinstance(expr, _CONDITIONS)


def conjuncts(expr: Expr) -> Iterator[Expr]:
    """The conditions that all have to hold."""
    if isinstance(expr, And):
        for item in expr.items:
            yield from conjuncts(item)
    else:
        yield expr


def children(node: Expr) -> Iterator[Expr]:
    """The operands below a node; of a list only those that are no literals."""
    match node:
        case Literal() | TextList() | Slot() | SlotList() | GetField() | Element():
            return
        case And() | Or():
            yield from node.items
        case Not():
            yield node.item
        case Comparison():
            yield node.left
            yield node.right
        case In():
            yield node.item
            yield from (choice for choice in node.choices if not isinstance(choice, (Literal, TextList)))
        case Contains():
            yield node.input
            yield node.substr
        case StartsWith():
            yield node.input
            yield from (prefix for prefix in node.prefixes if not isinstance(prefix, (Literal, TextList)))
        case Convert() | Size() | TypeOf():
            yield node.input
        case EndsWith():
            yield node.input
            yield node.suffix
        case RegexMatch():
            yield node.input
            yield node.regex
        case AnyElement() | AllElements():
            yield node.input
            yield node.where
        case IfNull() | Arithmetic():
            yield from node.items
        case AnyFeedback():
            yield node.where
        case _:
            assert_never(node)
