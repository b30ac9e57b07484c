"""Room 3: `$ifNull`, and `$type`: which of several values, and of what type (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from weave_query.binding.nodes import (
    TRUE,
    BoundAnd,
    BoundExpr,
    Case,
    Negate,
    Null,
)
from weave_query.binding.values import Members, Place, Value, text_constant
from weave_query.literals import Kind


def first_of(values: list[Value]) -> Value:
    """The first value that is neither missing nor null, reading by reading.

    A COALESCE of each reading would mix two values, so every reading asks again which value is meant.
    """
    candidates = _candidates(values)
    value = candidates[0] if len(candidates) == 1 else _chosen(candidates)
    return replace(
        value,
        kind=_kind(candidates),
        field=False,
        lenient=any(value.lenient for value in values),
        temporal=all(value.temporal for value in values),
        literal=None,
    )


def _chosen(candidates: list[Value]) -> Value:
    def read(reading: Callable[[Value], BoundExpr | None]) -> BoundExpr | None:
        return _choose(candidates, reading)

    guarded = list(_guarded(candidates))
    return Value(
        string=read(lambda value: value.string),
        integer=read(lambda value: value.integer),
        float=read(lambda value: value.float),
        boolean=read(lambda value: value.boolean),
        timestamp=read(lambda value: value.timestamp),
        absent=_all_absent(candidates),
        size=read(lambda value: value.size),
        all_integers=all(value.all_integers for value in candidates if value.float is not None),
        places=tuple(
            Place(place.document, place.path, _both(guards, place.guard))
            for guards, value in guarded
            for place in value.places
        ),
        items=tuple(
            Members(items.column, _both(guards, items.guard)) for guards, value in guarded for items in value.items
        ),
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


def _guarded(candidates: list[Value]) -> Iterator[tuple[list[BoundExpr], Value]]:
    """Each value with what holds where it is meant: its predecessors are all absent."""
    before: list[BoundExpr] = []
    for value in candidates:
        yield list(before), value
        if value.absent is not None:
            before.append(value.absent)


def _both(guards: list[BoundExpr], guard: BoundExpr | None) -> BoundExpr | None:
    found = guards if guard is None else [*guards, guard]
    if not found:
        return None
    return found[0] if len(found) == 1 else BoundAnd(tuple(found))


def _kind(candidates: list[Value]) -> BoundExpr:
    """The type of the first value that is not absent; where all are, `$ifNull` has no result."""
    nothing = text_constant("null")
    branches: list[tuple[BoundExpr, BoundExpr]] = []
    for value in candidates:
        if value.absent is None:
            return Case(tuple(branches), kind_of(value)) if branches else kind_of(value)
        if value.absent != TRUE:
            branches.append((Negate(value.absent), kind_of(value)))
    return Case(tuple(branches), nothing) if branches else nothing


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
    if value.items:
        return "array"
    if value.timestamp is not None:
        return "timestamp"
    if value.string is not None:
        return "string"
    return "number" if value.float is not None else "bool"
