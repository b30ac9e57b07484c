"""The operators of the tables of truth: how each is written of two operands, and what its table shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.truth.operands import FIELDS, LITERALS, Operand

Json = Any
Write = Callable[[Json, Json], Json]


@dataclass(frozen=True)
class Operator:
    """name: its key in JSON. title: as the page has it, `a` the left operand and `b` the right one. is_condition: it is
    true or false; else it has a value. rights: what may stand on the right, nothing of an operator of one operand."""

    name: str
    title: str
    write: Write
    is_condition: bool = True
    rights: tuple[tuple[Operand, ...], ...] = (FIELDS, LITERALS)


def _listed(name: str, *, is_condition: bool = True) -> Operator:
    return Operator(name, f"`{name}: [a, b]`", lambda left, right: {name: [left, right]}, is_condition)


def _unary(name: str, title: str, write: Callable[[Json], Json]) -> Operator:
    return Operator(name, title, lambda left, right: write(left), False, ())


def _converted(to: str) -> Operator:
    title = f"`$convert` to `{to}`"
    return _unary(f"$convert {to}", title, lambda left: {"$convert": {"input": left, "to": to}})


def _elements(name: str) -> Operator:
    title = f"`{name}: {{input: a, where: {{$eq: [$$this, b]}}}}`"

    def write(left: Json, right: Json) -> Json:
        return {name: {"input": left, "where": {"$eq": [{"$getField": "$$this"}, right]}}}

    return Operator(name, title, write, True, (LITERALS,))


OPERATORS = (
    *map(_listed, ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte")),
    Operator("$in", "`$in: [a, [b]]`", lambda left, right: {"$in": [left, [right]]}),
    Operator("$contains", "`$contains: {input: a, substr: b}`", lambda a, b: {"$contains": {"input": a, "substr": b}}),
    *map(_listed, ("$startsWith", "$endsWith")),
    Operator(
        "$regexMatch",
        "`$regexMatch: {input: a, regex: b}`",
        lambda a, b: {"$regexMatch": {"input": a, "regex": b}},
        True,
        (tuple(each for each in LITERALS if isinstance(each.literal, str)),),
    ),
    *map(_listed, ("$and", "$or")),
    Operator("", "as a condition", lambda left, right: {"$and": [left]}, True, ()),
    Operator("$not", "`$not`", lambda left, right: {"$not": [left]}, True, ()),
    *map(_elements, ("$anyElement", "$allElements")),
    *map(_converted, ("exists", "string", "double", "int", "bool")),
    _unary("$size", "`$size`", lambda left: {"$size": left}),
    _unary("$type", "`$type`", lambda left: {"$type": left}),
    _listed("$ifNull", is_condition=False),
    *(_listed(name, is_condition=False) for name in ("$add", "$subtract", "$multiply", "$divide")),
)
