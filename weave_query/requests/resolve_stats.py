"""Room 2: call statistics with everything settled: the range, its buckets, the metrics, one predicate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from weave_query.errors import ROOT, Location, ParseError
from weave_query.literals import shape_of
from weave_query.options import Options
from weave_query.plan.buckets import Buckets, granularity, plan_buckets
from weave_query.requests.conditions import predicate_of
from weave_query.requests.metrics import Metric, metrics_of
from weave_query.requests.query import Query
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, Literal, Slot
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.shape import SlotValue

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = shape_of(0)


@dataclass(frozen=True, slots=True)
class PieceShape:
    """A piece of the formula of buckets: up to `until`, if there is a piece behind it, the start is either `constant`,
    or the multiple of the width below, counted from `-shift`."""

    until: Slot | None
    shift: Slot | None
    constant: Slot | None


@dataclass(frozen=True, slots=True)
class BucketShape:
    """How the start of a bucket follows from an instant in microseconds."""

    width: Slot
    pieces: tuple[PieceShape, ...]


@dataclass(frozen=True, slots=True)
class CallStatsShape:
    """The shape of call statistics."""

    kind: ClassVar[str] = "call_stats"
    predicate: Expr
    buckets: BucketShape
    call_metrics: tuple[Metric, ...]
    usage_metrics: tuple[Metric, ...]


def resolve_call_stats(
    request: CallStatsReq, where: Query | None, options: Options
) -> tuple[CallStatsShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    values: list[SlotValue] = [request.project_id]
    start, end = micros(request.start), micros(request.end or datetime.now(UTC))
    if end < start:
        raise ParseError("the range ends before it starts", at=ROOT.child("end"))
    width = granularity(start, end, request.granularity)
    buckets = plan_buckets(start, end, width, request.timezone)
    conditions = [
        _bound(ComparisonOp.GTE, start, ROOT.child("start")),
        _bound(ComparisonOp.LT, end, ROOT.child("end")),
    ]
    predicate = predicate_of(
        request.project_id, request.filter, conditions, where, limits=options.limits, values=values
    )
    usage_metrics = metrics_of(request.usage_metrics or ())
    shape = CallStatsShape(
        predicate,
        bucket_shape(buckets, values),
        metrics_of(request.call_metrics or ()),
        usage_metrics,
    )
    facts = {
        "project_id": request.project_id,
        "start": start,
        "end": end,
        "granularity": width,
        "timezone": request.timezone,
        "buckets": buckets,
        "call_metrics": shape.call_metrics,
        "usage_metrics": usage_metrics,
    }
    return shape, tuple(values), facts


def bucket_shape(buckets: Buckets, values: list[SlotValue]) -> BucketShape:
    """The formula of buckets with its constants in slots, so that one statement serves all ranges of its form."""

    def slot(value: int | None) -> Slot | None:
        return None if value is None else _slot(value, values)

    width = _slot(buckets.width, values)
    pieces = tuple(PieceShape(slot(each.until), slot(each.shift), slot(each.start)) for each in buckets.pieces)
    return BucketShape(width, pieces)


def _slot(value: int, values: list[SlotValue]) -> Slot:
    values.append(value)
    return Slot(len(values) - 1, _NUMBER)


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _bound(op: ComparisonOp, moment: int, at: Location) -> Expr:
    text = (_EPOCH + timedelta(microseconds=moment)).isoformat()
    return Comparison(op, GetField(FieldPath("started_at"), at), Literal(text, at), at)
