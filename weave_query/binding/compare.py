"""Room 3: comparisons. What a value and a literal, or two values, may match (semantics, section 2).

Every function returns a predicate that may be null where it means false; the caller makes it two-valued where the
context demands it.
"""

from __future__ import annotations

from weave_query.binding.convert import applied
from weave_query.binding.nodes import (
    FALSE,
    Apply,
    BoundExpr,
    BoundOr,
    Case,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    Param,
)
from weave_query.binding.values import Value, first_present, present
from weave_query.errors import Location, TypeMismatchError
from weave_query.literals import Kind, LiteralReading, LiteralShape, Spelling
from weave_query.syntax.expr import Slot
from weave_query.types import BOOL, FLOAT, INT, STRING, TIMESTAMP

EQ = ComparisonOp.EQ


def any_of(parts: list[BoundExpr]) -> BoundExpr:
    """The OR of the parts; false of none."""
    kept = [part for part in parts if part != FALSE]
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else BoundOr(tuple(kept))


def compare_values(op: ComparisonOp, left: Value, right: Value) -> BoundExpr:
    """Two values of which neither is a literal beside a field: by the types that they have at run time."""
    parts = [
        Compare(op, a, b)
        for a, b in (
            (left.string, right.string),
            (left.boolean, right.boolean),
            (left.timestamp, right.timestamp),
        )
        if a is not None and b is not None
    ]
    return any_of([*parts, *_compare_numbers(op, left, right)])


def _compare_numbers(op: ComparisonOp, left: Value, right: Value) -> list[BoundExpr]:
    """Two integers exactly, any other pair as doubles."""
    if left.float is None or right.float is None:
        return []
    if left.integer is None or right.integer is None:
        return [Compare(op, left.float, right.float)]
    exact = Compare(op, left.integer, right.integer)
    if left.all_integers and right.all_integers:
        return [exact]
    result: BoundExpr = exact
    for value in (left, right):
        if not value.all_integers and value.integer is not None:
            result = Case(((present(value.integer), result),), Compare(op, left.float, right.float))
    return [result]


def compare_literal(op: ComparisonOp, value: Value, slot: Slot) -> BoundExpr:
    """A value and a literal on its right."""
    shape = slot.shape
    if shape.kind is Kind.NULL:
        return (value.absent or FALSE) if op is EQ else FALSE
    parts: list[BoundExpr] = []
    if shape.spelling is Spelling.EMPTY and op is EQ and value.field and value.absent is not None:
        parts.append(value.absent)
    parts = [*_compare_time(op, value, slot), *parts]
    if value.temporal:
        return any_of(parts)
    match shape.kind:
        case Kind.STRING:
            parts = [*_compare_text(op, value, slot), *parts]
        case Kind.NUMBER:
            parts = [*_compare_number(op, value, slot, lenient=value.lenient), *parts]
        case Kind.BOOL:
            parts = [*_compare_boolean(op, value, slot), *parts]
    return any_of(parts)


def _compare_time(op: ComparisonOp, value: Value, slot: Slot) -> list[BoundExpr]:
    if value.timestamp is None or (slot.shape.spelling is Spelling.EMPTY and op is EQ):
        return []
    if not slot.shape.temporal:
        if value.temporal:
            raise not_a_time(slot.at, slot.shape)
        return []
    return [Compare(op, value.timestamp, Param(slot.index, LiteralReading.MICROS, TIMESTAMP))]


def not_a_time(at: Location, *shapes: LiteralShape) -> TypeMismatchError:
    """The error of literals beside a time, of these shapes, of which some are no time."""
    hint = (
        "a time is text such as 2025-11-02, 2025-11-02T05:30Z or 2025-11-02T05:30:00.25+01:00, or Unix seconds, in the "
        "years 1 to 9999"
    )
    if units := [shape.per_second for shape in shapes if shape.per_second is not None]:
        hint += f"; this number looks like {_UNITS[max(units)]}: divide it by {max(units):,}"
    elif any(shape.spelling is Spelling.EMPTY for shape in shapes):
        hint += "; `$eq` with null asks whether something is missing or null"
    return TypeMismatchError("a time is compared with a literal that is no time", at=at, hint=hint)


_UNITS = {1_000: "milliseconds", 1_000_000: "microseconds", 1_000_000_000: "nanoseconds"}


def _compare_text(op: ComparisonOp, value: Value, slot: Slot) -> list[BoundExpr]:
    parts: list[BoundExpr] = []
    if value.string is not None:
        parts.append(Compare(op, value.string, Param(slot.index, LiteralReading.TEXT, STRING, slot.shape.opaque)))
    if value.lenient and slot.shape.spelling is Spelling.NUMBER:
        parts += _compare_number(op, value, slot, lenient=False)
    if value.lenient and slot.shape.spelling is Spelling.BOOLEAN and value.boolean is not None:
        parts.append(Compare(op, value.boolean, Param(slot.index, LiteralReading.BOOL, BOOL)))
    return parts


def _compare_boolean(op: ComparisonOp, value: Value, slot: Slot) -> list[BoundExpr]:
    if value.lenient and value.boolean_text is not None and op is EQ:
        return [Compare(op, value.boolean_text, Param(slot.index, LiteralReading.AS_TEXT, STRING))]
    boolean = lenient_boolean(value) if value.lenient else value.boolean
    if boolean is None:
        return []
    return [Compare(op, boolean, Param(slot.index, LiteralReading.BOOL, BOOL))]


def lenient_boolean(value: Value) -> BoundExpr | None:
    """The boolean that a value is, or that its text spells."""
    branches = [(present(value.boolean), value.boolean)] if value.boolean is not None else []
    if value.string is not None:
        branches += [
            (Compare(EQ, value.string, Constant(word, STRING)), Constant(truth, BOOL))
            for word, truth in (("true", True), ("false", False))
        ]
    return Case(tuple(branches)) if branches else None


def _compare_number(op: ComparisonOp, value: Value, slot: Slot, *, lenient: bool) -> list[BoundExpr]:
    """A number beside a value. Below 2^53 the double tells all; a wider integer is compared with integers exactly."""
    as_float = Param(slot.index, LiteralReading.FLOAT, FLOAT)
    as_int = Param(slot.index, LiteralReading.INT, INT)
    if value.all_integers and value.integer is not None and slot.shape.integer:
        return [Compare(op, value.integer, as_int)]
    if not (slot.shape.wide and slot.shape.integer):
        number = numeric_of(value) if lenient else value.float
        return [Compare(op, number, as_float)] if number is not None else []
    branches = [
        (present(reading), Compare(op, reading, literal))
        for reading, literal in ((value.integer, as_int), (value.float, as_float))
        if reading is not None
    ]
    if lenient and value.string is not None:
        integer_text = Apply(Function.TEXT_TO_INT, value.string)
        branches.append((present(integer_text), Compare(op, integer_text, as_int)))
        return [Case(tuple(branches), Compare(op, Apply(Function.TEXT_TO_FLOAT, value.string), as_float))]
    return [Case(tuple(branches))] if branches else []


def numeric_of(value: Value) -> BoundExpr | None:
    """The number that a value is, or that its text spells, as a double."""
    if value.numeric is not None:
        return value.numeric
    return first_present(value.float, applied(Function.TEXT_TO_FLOAT, value.string))
