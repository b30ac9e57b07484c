"""Room 3: `$contains`: the text of a value contains a text (semantics, section 2)."""

from __future__ import annotations

from weave_query.binding.compare import any_of
from weave_query.binding.convert import applied, boolean_text, number_text, text_of
from weave_query.binding.nodes import (
    FALSE,
    AnyElement,
    BoundAnd,
    BoundExpr,
    ElementRef,
    Function,
    JsonRef,
    Match,
    MatchKind,
    Param,
    TreeMatch,
)
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import Value
from weave_query.binding.walk import operands
from weave_query.literals import Kind, LiteralReading, LiteralShape
from weave_query.syntax.expr import Slot
from weave_query.types import STRING

# A needle that is no literal may be anything.
_ANY_TEXT = LiteralShape(Kind.STRING, in_numbers=True, in_booleans=True)


def contains_literal(value: Value, slot: Slot, sharing: Sharing, *, folded: bool) -> BoundExpr:
    """The value's text contains a literal's text."""
    if slot.shape.kind is Kind.NULL:
        return FALSE
    reading = LiteralReading.FOLDED if folded else LiteralReading.AS_TEXT
    kind = MatchKind.FOLDED if folded else MatchKind.CONTAINS
    return _contains(value, kind, Param(slot.index, reading, STRING, long=slot.shape.long), slot.shape, sharing)


def contains_value(value: Value, needle: Value, sharing: Sharing) -> BoundExpr:
    """The value's text contains the text of another value."""
    text = text_of(needle)
    return _contains(value, MatchKind.CONTAINS, text, _ANY_TEXT, sharing) if text is not None else FALSE


def _contains(value: Value, kind: MatchKind, needle: BoundExpr, shape: LiteralShape, sharing: Sharing) -> BoundExpr:
    if not value.places and not value.items:
        text = text_of(value)
        return Match(kind, text, needle) if text is not None else FALSE
    parts: list[BoundExpr] = []
    if value.string is not None:
        parts.append(Match(kind, value.string, needle))
    word = boolean_text(value)
    if shape.in_booleans and word is not None:
        parts.append(Match(kind, word, needle))
    digits = number_text(value)
    if shape.in_numbers and digits is not None:
        parts.append(Match(kind, digits, needle))
    time = applied(Function.TIMESTAMP_TO_TEXT, value.timestamp)
    if time is not None:
        parts.append(Match(kind, time, needle))
    for place in value.places:
        tree = TreeMatch(place.document, place.path, kind, needle, numbers=shape.in_numbers, booleans=shape.in_booleans)
        parts.append(BoundAnd((place.guard, tree)) if place.guard is not None else tree)
    # Beside a member, an element that the needle reads would be the member.
    needle = sharing.keep(needle) if value.items and _reads_element(needle) else needle
    for items in value.items:
        member = AnyElement(items.column, Match(kind, ElementRef(STRING), needle))
        parts.append(BoundAnd((items.guard, member)) if items.guard is not None else member)
    return any_of(parts)


def _reads_element(expr: BoundExpr) -> bool:
    if isinstance(expr, JsonRef):
        return isinstance(expr.document, ElementRef)
    return isinstance(expr, ElementRef) or any(map(_reads_element, operands(expr)))
