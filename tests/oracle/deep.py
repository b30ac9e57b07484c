"""Shapes of deep requests: a condition of exactly so many levels, as the limit `depth` counts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oracle.build import contains, every, get, if_null, is_in, lit, no, size, some, starts, this, to, type_of

Json = Any
Shape = Callable[[int], Json]

_LEAVES = (
    {"$gt": [get("inputs.v"), lit(1)]},
    {"$eq": [get("inputs.w"), lit("5")]},
    {"$ne": [get("attributes.n"), lit(True)]},
    {"$lte": [get("inputs.v"), get("inputs.w")]},
)


def _leaf(level: int) -> Json:
    return _LEAVES[level % len(_LEAVES)]


def _nested(levels: int, start: Json, *steps: Callable[[Json, int], Json], used: int) -> Json:
    """`start`, which has `used` levels, inside of steps that are taken in turns and have one level each."""
    found = start
    for level in range(levels - used):
        found = steps[level % len(steps)](found, level)
    return found


def _connected(deep_first: bool) -> Shape:
    def both(operator: str) -> Callable[[Json, int], Json]:
        def step(inner: Json, level: int) -> Json:
            pair = [inner, _leaf(level)]
            return {operator: pair if deep_first else pair[::-1]}

        return step

    return lambda levels: _nested(levels, _leaf(0), both("$and"), both("$or"), used=2)


def _negated(levels: int) -> Json:
    return _nested(
        levels,
        _leaf(0),
        lambda inner, level: {"$and": [_leaf(level), inner]},
        lambda inner, level: no(inner),
        lambda inner, level: {"$or": [inner, _leaf(level + 1)]},
        lambda inner, level: no(inner),
        used=2,
    )


def _tree(levels: int) -> Json:
    """Deep on both sides, down to where it would have more nodes than are allowed."""
    depth = min(levels, 12)

    def grown(level: int) -> Json:
        if level == 2:
            return _leaf(depth - level)
        return {"$and" if level % 2 else "$or": [grown(level - 1), grown(level - 1)]}

    return _nested(
        levels,
        grown(depth),
        lambda inner, level: {"$and": [_leaf(level), inner]},
        lambda inner, level: {"$or": [inner, _leaf(level)]},
        used=depth,
    )


def _compared(operand: Callable[[int], Json], operator: str = "$gt", other: Json = None) -> Shape:
    return lambda levels: {operator: [operand(levels - 1), lit(1) if other is None else other]}


def _converted(*types: str) -> Callable[[int], Json]:
    def operand(levels: int) -> Json:
        steps = [lambda inner, level, to_type=each: to(to_type, inner) for each in types]
        return _nested(levels, get("inputs.v"), *steps, used=1)

    return operand


def _first(position: int) -> Callable[[int], Json]:
    def step(inner: Json, level: int) -> Json:
        others = [get("inputs.w" if level % 2 else "summary.n"), get("inputs.v"), lit(level)]
        return if_null(*others[:position], inner, *others[position:2])

    return lambda levels: _nested(levels, get("inputs.items"), step, used=1)


def _calculated(left: bool) -> Callable[[int], Json]:
    def step(name: str, other: Json) -> Callable[[Json, int], Json]:
        return lambda inner, level: {name: [inner, other] if left else [other, inner]}

    return lambda levels: _nested(
        levels,
        get("inputs.v"),
        step("$add", lit(2)),
        step("$multiply", lit(0.75)),
        step("$subtract", get("summary.n")),
        step("$divide", lit(3)),
        used=1,
    )


def _mixed(levels: int) -> Json:
    return _nested(
        levels,
        get("inputs.v"),
        lambda inner, level: if_null(get("inputs.missing"), inner, lit("7")),
        lambda inner, level: to("string", inner),
        lambda inner, level: to("double", inner),
        lambda inner, level: {"$add": [inner, lit(1)]},
        lambda inner, level: if_null(inner, get("inputs.w")),
        lambda inner, level: to("int", inner),
        used=1,
    )


def _as_values(levels: int) -> Json:
    """Conditions as values of conditions."""
    return _nested(
        levels,
        _leaf(0),
        lambda inner, level: {"$eq": [inner, lit(True)]},
        lambda inner, level: {"$ne": [lit(False), inner]},
        lambda inner, level: {"$lte": [inner, get("inputs.v")]},
        lambda inner, level: {"$in": [inner, [lit(True), get("inputs.w")]]},
        used=2,
    )


def _elements(nested: int) -> Shape:
    """Elements of elements, and in the innermost a deep condition."""

    def grown(levels: int, left: int) -> Json:
        if left == 0:
            return {"$gt": [_calculated(True)(levels - 1), this("")]}
        over = some if left % 2 else every
        items = get("inputs.items") if left == nested else this("")
        return over(items, grown(levels - 1, left - 1))

    return lambda levels: grown(levels, nested)


SHAPES: dict[str, Shape] = {
    "connectives, the deep one first": _connected(True),
    "connectives, the deep one last": _connected(False),
    "connectives and negations": _negated,
    "connectives, deep on both sides": _tree,
    "conversions to and fro": _compared(_converted("string", "double"), "$gte", lit(5)),
    "conversions between all types": _compared(
        _converted("double", "string", "int", "string", "bool"), "$ne", lit(True)
    ),
    "first of several, the deep one first": _compared(_first(0)),
    "first of several, the deep one second": _compared(_first(1), "$eq", get("inputs.v")),
    "first of several, the deep one last": _compared(_first(2), "$lte", lit("5")),
    "arithmetic from the left": _compared(_calculated(True)),
    "arithmetic from the right": _compared(_calculated(False), "$lt", get("inputs.w")),
    "operators of all kinds": _compared(_mixed, "$gte", get("inputs.w")),
    "operators of all kinds beside each other": lambda levels: {"$eq": [_mixed(levels - 1), _first(1)(levels - 1)]},
    "conditions as values": _as_values,
    "the type of a deep value": lambda levels: {"$eq": [type_of(_first(1)(levels - 2)), lit("number")]},
    "the size of a deep value": lambda levels: {"$gt": [size(_first(0)(levels - 2)), lit(1)]},
    "contains in a deep value": lambda levels: contains(_first(1)(levels - 1), lit("5")),
    "contains a deep value": lambda levels: contains(get("inputs.v"), _mixed(levels - 1)),
    "contains in a deep value, any case": lambda levels: contains(_first(0)(levels - 1), lit("E"), folded=True),
    "starts with a deep value": lambda levels: starts(_mixed(levels - 1), _first(0)(levels - 1)),
    "in a list beside a deep value": lambda levels: is_in(
        _first(2)(levels - 1), lit(5), lit("5"), lit(None), lit(2**53 + 1)
    ),
    "in a list of deep values": lambda levels: {
        "$in": [get("inputs.v"), [_mixed(levels - 1), _calculated(True)(levels - 1), lit(1)]]
    },
    "a deep value as a condition": _first(1),
    "elements of a deep value": lambda levels: some(_first(1)(levels - 1), {"$gt": [this(""), lit(1)]}),
    "elements, and deep in each": _elements(1),
    "elements of elements, and deep in each": _elements(2),
}
