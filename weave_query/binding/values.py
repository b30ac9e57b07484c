"""Room 3: a value before its type is known: one bound expression per type that it may have at run time.

A JSON value may be a string, a number, a boolean or nothing, and only the row knows. `Value` keeps a reading of each
type beside the others; every reading is null where the value is of another type. Comparing two values is comparing the
readings that both have.
"""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.binding.nodes import (
    TRUE,
    Apply,
    BoundExpr,
    Coalesce,
    ColumnRef,
    Constant,
    Document,
    Function,
    IsNull,
    JsonReading,
    JsonRef,
    Negate,
    Param,
    Segment,
)
from weave_query.literals import Kind, LiteralReading, LiteralShape
from weave_query.syntax.expr import Slot
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType


@dataclass(frozen=True, slots=True)
class Place:
    """Where a container may be: a path of a document, where `guard` is true (None: wherever it is)."""

    document: Document
    path: tuple[Segment, ...]
    guard: BoundExpr | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """A list column whose members a value may have, where `guard` is true (None: everywhere)."""

    column: BoundExpr
    guard: BoundExpr | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The readings of a value. A missing reading means: never of that type.

    float is of every number, integer of those that are 64-bit integers; all_integers: of all of them. absent is whether
    it is missing or null, None when it never is; kind the name of its type, None when its readings tell. field: it is a
    field itself, not the result of an operator. lenient: text beside a literal counts as the number or boolean it
    spells; numeric and boolean_text are the readings that allow for that. temporal: nothing but times. places: where
    its container may be. items: the list columns whose members it may have. literal: the shape, when it is one.
    """

    string: BoundExpr | None = None
    integer: BoundExpr | None = None
    float: BoundExpr | None = None
    boolean: BoundExpr | None = None
    timestamp: BoundExpr | None = None
    absent: BoundExpr | None = None
    size: BoundExpr | None = None
    kind: BoundExpr | None = None
    all_integers: bool = False
    field: bool = False
    lenient: bool = False
    temporal: bool = False
    numeric: BoundExpr | None = None
    boolean_text: BoundExpr | None = None
    places: tuple[Place, ...] = ()
    items: tuple[Members, ...] = ()
    literal: LiteralShape | None = None


# What an operator without a result gives, and what a path that leads nowhere gives.
NOTHING = Value(absent=TRUE)
MISSING = Value(absent=TRUE, field=True)


def is_null(operand: BoundExpr) -> BoundExpr | None:
    """Whether an expression is null, None when it never is."""
    return IsNull(operand) if operand.nullable else None


def column_value(column: ColumnRef) -> Value:
    """A column as a value. JSON columns are documents: see `document_value`."""
    absent = is_null(column)
    if isinstance(column.type, ArrayType):
        return Value(items=(Members(column),), size=Apply(Function.LIST_LENGTH, column), field=True)
    if column.type is STRING:
        return Value(string=column, absent=absent, size=Apply(Function.TEXT_LENGTH, column), field=True)
    if column.type is INT:
        as_float = Apply(Function.INT_TO_FLOAT, column)
        return Value(integer=column, float=as_float, all_integers=True, absent=absent, field=True)
    if column.type is TIMESTAMP:
        return Value(timestamp=column, absent=absent, field=True, temporal=True)
    if column.type is JSON:
        return document_value(column, ())
    return Value(float=column, absent=absent, field=True) if column.type is FLOAT else boolean_value(column)


def document_value(document: Document, path: tuple[Segment, ...]) -> Value:
    """The value at a path of a document."""

    def read(reading: JsonReading) -> JsonRef:
        return JsonRef(document, path, reading)

    return Value(
        string=read(JsonReading.STRING),
        integer=read(JsonReading.INTEGER),
        float=read(JsonReading.FLOAT),
        boolean=read(JsonReading.BOOL),
        absent=read(JsonReading.ABSENT),
        size=read(JsonReading.SIZE),
        kind=read(JsonReading.KIND),
        field=True,
        lenient=True,
        numeric=read(JsonReading.NUMERIC),
        boolean_text=read(JsonReading.BOOLEAN_TEXT),
        places=(Place(document, path),),
    )


def literal_operand(slot: Slot) -> Value:
    """A literal as a value."""
    shape = slot.shape
    match shape.kind:
        case Kind.NULL:
            return Value(absent=TRUE, literal=shape)
        case Kind.BOOL:
            return Value(boolean=Param(slot.index, LiteralReading.BOOL, BOOL), literal=shape)
        case Kind.STRING:
            text = Param(slot.index, LiteralReading.TEXT, STRING, shape.opaque)
            return Value(string=text, size=Apply(Function.TEXT_LENGTH, text), literal=shape)
        case Kind.NUMBER:
            integer = Param(slot.index, LiteralReading.INT, INT) if shape.integer else None
            as_float = Param(slot.index, LiteralReading.FLOAT, FLOAT)
            return Value(integer=integer, float=as_float, all_integers=shape.integer, literal=shape)


def boolean_value(predicate: BoundExpr) -> Value:
    return Value(boolean=predicate, absent=is_null(predicate))


def string_value(text: BoundExpr, *, field: bool = False) -> Value:
    return Value(string=text, absent=is_null(text), size=Apply(Function.TEXT_LENGTH, text), field=field)


def integer_value(number: BoundExpr) -> Value:
    as_float = Apply(Function.INT_TO_FLOAT, number)
    return Value(integer=number, float=as_float, all_integers=True, absent=is_null(number))


def float_value(number: BoundExpr, *, field: bool = False) -> Value:
    return Value(float=number, absent=is_null(number), field=field)


def present(operand: BoundExpr) -> BoundExpr:
    """`operand IS NOT NULL`."""
    return Negate(IsNull(operand))


def first_present(*results: BoundExpr | None) -> BoundExpr | None:
    """The first result that is not null. Those that a value never has are left out; None when none is left.

    Readings of different types exclude each other, so of the results at most one is ever not null.
    """
    found = tuple(result for result in results if result is not None)
    return Coalesce(found) if len(found) > 1 else found[0] if found else None


def text_constant(text: str) -> Constant:
    return Constant(text, STRING)
