"""Room 3: `$ifNull`, and `$type`: which of several values, and of what type (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Callable

from weave_query.binding.nodes import (
    TRUE,
    BoundAnd,
    BoundExpr,
    Case,
    Negate,
    Null,
)
from weave_query.binding.values import Place, Value, text_constant
from weave_query.literals import Kind


def first_of(values: list[Value]) -> Value:
    """The first value that is neither missing nor null, reading by reading.

    A COALESCE of each reading would mix two values, so every reading asks again which value is meant.
    """
    candidates = _candidates(values)
    if len(candidates) == 1:
        return candidates[0]

    def read(reading: Callable[[Value], BoundExpr | None]) -> BoundExpr | None:
        return _choose(candidates, reading)

    return Value(
        string=read(lambda value: value.string),
        integer=read(lambda value: value.integer),
        float=read(lambda value: value.float),
        boolean=read(lambda value: value.boolean),
        timestamp=read(lambda value: value.timestamp),
        absent=_all_absent(candidates),
        size=read(lambda value: value.size),
        kind=read(kind_of),
        all_integers=all(value.all_integers for value in candidates if value.float is not None),
        lenient=any(value.lenient for value in values),
        temporal=all(value.temporal for value in values),
        places=_places(candidates),
        items=read(lambda value: value.items),
    )


def _candidates(values: list[Value]) -> list[Value]:
    """The values up to the first that is never absent; those that always are can be left out, all but one."""
    found: list[Value] = []
    for value in values:
        if value.absent != TRUE:
            found.append(value)
        if value.absent is None:
            break
    return found or values[:1]


def _choose(candidates: list[Value], reading: Callable[[Value], BoundExpr | None]) -> BoundExpr | None:
    readings = [reading(value) for value in candidates]
    known = [found for found in readings if found is not None]
    if not known:
        return None
    spelled = [found if found is not None else Null(known[0].type) for found in readings]
    branches = [
        (Negate(value.absent), found)
        for value, found in zip(candidates[:-1], spelled[:-1], strict=True)
        if value.absent is not None
    ]
    return Case(tuple(branches), spelled[-1]) if branches else spelled[0]


def _all_absent(candidates: list[Value]) -> BoundExpr | None:
    absences = [value.absent for value in candidates]
    if any(absence is None for absence in absences):
        return None
    return BoundAnd(tuple(absence for absence in absences if absence is not None))


def _places(candidates: list[Value]) -> tuple[Place, ...]:
    """Where a container may be: in a value whose predecessors are all absent."""
    found: list[Place] = []
    before: list[BoundExpr] = []
    for value in candidates:
        for place in value.places:
            guards = [*before, place.guard] if place.guard is not None else before
            guard = None if not guards else guards[0] if len(guards) == 1 else BoundAnd(tuple(guards))
            found.append(Place(place.document, place.path, guard))
        if value.absent is not None:
            before.append(value.absent)
    return tuple(found)


def kind_of(value: Value) -> BoundExpr:
    """The name of the type that a value has: `missing` of an unset field, `null` of an operator without result."""
    if value.kind is not None:
        return value.kind
    name = _only_kind(value)
    if value.absent is None:
        return text_constant(name)
    nothing = text_constant("missing" if value.field else "null")
    return nothing if value.absent == TRUE else Case(((value.absent, nothing),), text_constant(name))


def _only_kind(value: Value) -> str:
    """Values without a kind of their own have one type."""
    if value.literal is not None and value.literal.kind is Kind.NULL:
        return "null"
    if value.items is not None:
        return "array"
    if value.timestamp is not None:
        return "timestamp"
    if value.string is not None:
        return "string"
    return "number" if value.float is not None else "bool"
