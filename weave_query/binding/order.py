"""Room 3: sort keys (semantics, section 5): how a field orders rows, the same on every engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from weave_query.binding.convert import ZERO
from weave_query.binding.fields import field_value
from weave_query.binding.nodes import (
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    Constant,
    IsNull,
)
from weave_query.binding.values import Value, present
from weave_query.catalogue.fields import Catalogue
from weave_query.errors import Location, TypeMismatchError, shown
from weave_query.syntax.paths import FieldPath
from weave_query.types import INT


@dataclass(frozen=True, slots=True)
class SortKey:
    """One expression of ORDER BY. Null is last in both directions; text orders by code point.

    at: the place of the request that asks for it, None for what makes an order total.
    """

    expr: BoundExpr
    descending: bool = False
    at: Location | None = field(default=None, compare=False, repr=False)


def bind_sort(path: FieldPath, descending: bool, catalogue: Catalogue, at: Location) -> tuple[SortKey, ...]:
    """The keys of one sorted field. Raises UnknownFieldError, and TypeMismatchError for a list column."""
    return keys_of(field_value(path, catalogue, at), path, descending, at)


def keys_of(value: Value, path: FieldPath, descending: bool, at: Location) -> tuple[SortKey, ...]:
    """The keys of a value, at a path. Raises TypeMismatchError for a list column."""
    if value.places:
        return _json_keys(value, descending, at)
    for reading in (value.string, value.timestamp, value.integer, value.float, value.boolean):
        if reading is not None:
            return (SortKey(reading, descending, at),)
    raise TypeMismatchError(f"{shown(str(path))} is a list, which has no order", at=at)


def _json_keys(value: Value, descending: bool, at: Location) -> tuple[SortKey, ...]:
    """A class (numbers, texts, containers, nothing; never reversed), then the number, then the text."""
    if value.numeric is None or value.boolean_text is None or value.absent is None:
        raise TypeMismatchError("a document without readings has no order")
    number, text = value.numeric, value.boolean_text
    rank = Case(
        ((value.absent, NOTHING_LAST), (present(number), _rank(0)), (present(text), _rank(1))),
        _rank(2),
    )
    return (
        SortKey(rank, at=at),
        # -0.0 and 0.0 are one value, but some engines order them.
        SortKey(Arithmetic(ArithmeticOp.ADD, number, ZERO), descending, at),
        SortKey(Case(((IsNull(number), text),)), descending, at),
    )


def _rank(number: int) -> Constant:
    return Constant(number, INT)


NOTHING_LAST = _rank(3)
"""The class of what is missing or null."""
