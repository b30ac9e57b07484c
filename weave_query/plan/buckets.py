"""Room 4: the bucket of an instant as an expression: a formula of integers, whatever zone the buckets are of."""

from __future__ import annotations

from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    Let,
    LetRef,
    Param,
)
from weave_query.compiled import OutputColumn
from weave_query.errors import InternalError
from weave_query.literals import LiteralReading
from weave_query.requests.resolve_stats import BucketShape, PieceShape
from weave_query.syntax.expr import Slot
from weave_query.types import INT

BUCKET = OutputColumn("bucket", INT, "bucket")


def bucket_of(pieces: BucketShape, instant: BoundExpr) -> BoundExpr:
    """The start of the bucket of an instant, in microseconds."""
    value = Apply(Function.TIMESTAMP_TO_MICROS, instant)
    if len(pieces) == 1:
        return _start_in(pieces[0], value)
    return Let(((1, value),), _start_among(pieces, LetRef(1, INT, nullable=False)))


def _start_among(pieces: BucketShape, micros: BoundExpr) -> BoundExpr:
    """By halves, so that it is not deep however many pieces there are."""
    if len(pieces) == 1:
        return _start_in(pieces[0], micros)
    before, after = pieces[: len(pieces) // 2], pieces[len(pieces) // 2 :]
    until = before[-1].until
    if until is None:
        raise InternalError("a piece of the formula of buckets before the last has no end")
    first = Compare(ComparisonOp.LT, micros, _int(until))
    return Case(((first, _start_among(before, micros)),), _start_among(after, micros))


def _start_in(piece: PieceShape, micros: BoundExpr) -> BoundExpr:
    if piece.width is None:
        return _int(piece.constant)
    shifted = Arithmetic(ArithmeticOp.ADD, micros, _int(piece.constant))
    past = Arithmetic(ArithmeticOp.MODULO, shifted, Constant(piece.width, INT))
    return Arithmetic(ArithmeticOp.SUBTRACT, micros, past)


def _int(slot: Slot) -> Param:
    return Param(slot.index, LiteralReading.INT, INT)
