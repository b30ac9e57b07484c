"""Room 3: `$ifNull`, and `$type`: which of several values, and of what type (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from weave_query.binding.nodes import (
    FALSE,
    TRUE,
    BoundAnd,
    BoundExpr,
    Case,
    Compare,
    ComparisonOp,
    Constant,
    Negate,
    Null,
)
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import Members, Place, Value, text_constant
from weave_query.literals import Kind
from weave_query.types import INT

# So many values are asked one after the other in every reading; of more, the first present one is found once.
_FEW = 3


def first_of(values: list[Value], sharing: Sharing) -> Value:
    """The first value that is neither missing nor null, reading by reading.

    A COALESCE of each reading would mix two values, so every reading asks again which value is meant.
    """
    candidates = _candidates(values)
    value = candidates[0] if len(candidates) == 1 else _chosen(candidates, sharing)
    return replace(
        value,
        kind=sharing.name(_kind(candidates)),
        field=False,
        lenient=any(value.lenient for value in values),
        temporal=all(value.temporal for value in values),
        literal=None,
    )


def _chosen(candidates: list[Value], sharing: Sharing) -> Value:
    there: list[BoundExpr] = [Negate(value.absent if value.absent is not None else FALSE) for value in candidates[:-1]]
    if len(candidates) > _FEW:
        branches = tuple((test, Constant(place, INT)) for place, test in enumerate(there))
        first = sharing.keep(Case(branches, Constant(len(there), INT)))
        guards: list[BoundExpr | None] = [
            Compare(ComparisonOp.EQ, first, Constant(place, INT)) for place in range(len(candidates))
        ]
        there = [guard for guard in guards[:-1] if guard is not None]
    else:
        guards = _only_after(candidates)

    def read(reading: Callable[[Value], BoundExpr | None]) -> BoundExpr | None:
        chosen = _choose(candidates, there, reading)
        return sharing.name(chosen) if chosen is not None else None

    guarded = list(zip(guards, candidates, strict=True))
    absent = _all_absent(candidates)
    return Value(
        string=read(lambda value: value.string),
        integer=read(lambda value: value.integer),
        float=read(lambda value: value.float),
        boolean=read(lambda value: value.boolean),
        timestamp=read(lambda value: value.timestamp),
        absent=sharing.name(absent) if absent is not None else None,
        size=read(lambda value: value.size),
        all_integers=all(value.all_integers for value in candidates if value.float is not None),
        places=tuple(
            Place(place.document, place.path, _both(guard, place.guard))
            for guard, value in guarded
            for place in value.places
        ),
        items=tuple(
            Members(items.column, _both(guard, items.guard)) for guard, value in guarded for items in value.items
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


def _choose(
    candidates: list[Value], there: list[BoundExpr], reading: Callable[[Value], BoundExpr | None]
) -> BoundExpr | None:
    readings = [reading(value) for value in candidates]
    known = [found for found in readings if found is not None]
    if not known:
        return None
    spelled = [found if found is not None else Null(known[0].type) for found in readings]
    branches = tuple(zip(there, spelled[:-1], strict=True))
    return Case(branches, spelled[-1]) if branches else spelled[0]


def _all_absent(candidates: list[Value]) -> BoundExpr | None:
    absences = [value.absent for value in candidates]
    if any(absence is None for absence in absences):
        return None
    return BoundAnd(tuple(absence for absence in absences if absence is not None))


def _only_after(candidates: list[Value]) -> list[BoundExpr | None]:
    """For each value what holds where it is meant: its predecessors are all absent."""
    guards: list[BoundExpr | None] = [None]
    for value in candidates[:-1]:
        guards.append(_both(guards[-1], value.absent))
    return guards


def _both(guard: BoundExpr | None, other: BoundExpr | None) -> BoundExpr | None:
    if guard is None or other is None:
        return other if guard is None else guard
    items = tuple(part for each in (guard, other) for part in (each.items if isinstance(each, BoundAnd) else (each,)))
    return BoundAnd(items)


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
