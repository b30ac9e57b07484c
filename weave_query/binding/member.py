"""Room 3: `$in`: a value and a list of literals, as few memberships as there are types."""

from __future__ import annotations

from weave_query.binding.compare import any_of, not_a_time, numeric_of
from weave_query.binding.nodes import FALSE, Apply, BoundExpr, Case, Function, Member, Param
from weave_query.binding.values import Value, present
from weave_query.literals import Kind, LiteralReading, LiteralShape, Spelling
from weave_query.syntax.expr import SlotList
from weave_query.types import BOOL, FLOAT, INT, STRING, TIMESTAMP, ArrayType, Scalar


def member_of_literals(value: Value, choices: SlotList) -> BoundExpr:
    """`$eq` with some literal of the list, each list of a type one parameter."""
    shapes = choices.shapes
    parts: list[BoundExpr] = []
    if value.absent is not None and any(_matches_absence(shape, value) for shape in shapes):
        parts.append(value.absent)
    parts = [*_times(value, choices), *parts]
    if value.temporal:
        return any_of(parts)
    kinds = {shape.kind for shape in shapes}
    if Kind.STRING in kinds and value.string is not None:
        opaque = all(shape.opaque for shape in shapes if shape.kind is Kind.STRING)
        parts.append(Member(value.string, _list(choices, LiteralReading.TEXTS, STRING, opaque)))
    parts += _numbers(value, choices)
    if value.boolean is not None and (Kind.BOOL in kinds or (value.lenient and _spells(shapes, Spelling.BOOLEAN))):
        reading = LiteralReading.BOOLS if value.lenient else LiteralReading.ONLY_BOOLS
        parts.append(Member(value.boolean, _list(choices, reading, BOOL)))
    if value.lenient and Kind.BOOL in kinds and value.string is not None:
        parts.append(Member(value.string, _list(choices, LiteralReading.TEXTS_OF_BOOLS, STRING)))
    return any_of(parts)


def _matches_absence(shape: LiteralShape, value: Value) -> bool:
    return shape.kind is Kind.NULL or (shape.spelling is Spelling.EMPTY and value.field)


def _spells(shapes: frozenset[LiteralShape], spelling: Spelling) -> bool:
    return any(shape.spelling is spelling for shape in shapes)


def _list(choices: SlotList, reading: LiteralReading, of: Scalar, opaque: bool = False) -> Param:
    return Param(choices.index, reading, ArrayType(of), opaque)


def _times(value: Value, choices: SlotList) -> list[BoundExpr]:
    shapes = [shape for shape in choices.shapes if shape.kind is not Kind.NULL and shape.spelling is not Spelling.EMPTY]
    if value.temporal and any(not shape.temporal for shape in shapes):
        raise not_a_time(choices.at, *shapes)
    if value.timestamp is None or not any(shape.temporal for shape in shapes):
        return []
    return [Member(value.timestamp, _list(choices, LiteralReading.TIMES, TIMESTAMP))]


def _numbers(value: Value, choices: SlotList) -> list[BoundExpr]:
    """Numbers of the list, and beside a JSON value also the numbers that texts spell, on either side."""
    numbers = [shape for shape in choices.shapes if shape.kind is Kind.NUMBER]
    spelled = [shape for shape in choices.shapes if value.lenient and shape.spelling is Spelling.NUMBER]
    if value.float is None or not (numbers or spelled):
        return [_in_text(value, choices, numbers)] if value.lenient and numbers else []
    if not spelled and not any(shape.wide and shape.integer for shape in numbers) and not value.all_integers:
        number = numeric_of(value) if value.lenient else value.float
        if number is not None:
            return [Member(number, _list(choices, LiteralReading.NUMBER_FLOATS, FLOAT))]
    found = [_in_numbers(value, choices, numbers + spelled)]
    return [*found, _in_text(value, choices, numbers)] if value.lenient and numbers else found


def _in_numbers(value: Value, choices: SlotList, shapes: list[LiteralShape]) -> BoundExpr:
    """The number that the value is, beside numbers and (when lenient) texts of the list."""
    floats, ints, doubles = _READINGS[value.lenient]
    return _exact(value.integer, value.float, choices, shapes, (floats, ints, doubles), all_integers=value.all_integers)


def _in_text(value: Value, choices: SlotList, shapes: list[LiteralShape]) -> BoundExpr:
    """The number that the value's text spells, beside the numbers of the list."""
    if value.string is None:
        return FALSE
    integer = Apply(Function.TEXT_TO_INT, value.string)
    number = Apply(Function.TEXT_TO_FLOAT, value.string)
    return _exact(integer, number, choices, shapes, _READINGS[False])


_READINGS = {
    True: (LiteralReading.FLOATS, LiteralReading.INTS, LiteralReading.DOUBLES),
    False: (LiteralReading.NUMBER_FLOATS, LiteralReading.NUMBER_INTS, LiteralReading.NUMBER_DOUBLES),
}


def _exact(
    integer: BoundExpr | None,
    number: BoundExpr | None,
    choices: SlotList,
    shapes: list[LiteralShape],
    readings: tuple[LiteralReading, LiteralReading, LiteralReading],
    *,
    all_integers: bool = False,
) -> BoundExpr:
    """Integers beside integers exactly, any other pair as doubles. Without wide integers doubles tell all."""
    floats, ints, doubles = readings
    as_float = Member(number, _list(choices, floats, FLOAT)) if number is not None else FALSE
    wide = any(shape.wide and shape.integer for shape in shapes)
    if integer is None or not (wide or all_integers):
        return as_float
    exact: list[BoundExpr] = []
    if any(shape.integer for shape in shapes):
        exact.append(Member(integer, _list(choices, ints, INT)))
    if number is not None and not all(shape.integer for shape in shapes):
        exact.append(Member(number, _list(choices, doubles, FLOAT)))
    return any_of(exact) if all_integers else Case(((present(integer), any_of(exact)),), as_float)
