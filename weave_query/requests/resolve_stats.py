"""Room 2: call statistics with everything settled: the range, its buckets, the metrics, one predicate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from weave_query.buckets import Buckets, Piece, Regular, check_range, granularity, plan_buckets
from weave_query.errors import ROOT, Location
from weave_query.options import Options
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.limits import check_range_days
from weave_query.requests.metrics import Metric, metrics_of
from weave_query.requests.query import Query
from weave_query.requests.stats import CallStatsReq
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, Literal, Slot
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.shape import SlotValue
from weave_query.zones import TZDATA_VERSION, find_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PieceShape:
    """A piece of the formula of buckets, before `until` if there is a piece behind it. Of a piece with a width the
    constant is the shift, else the start."""

    until: Slot | None
    width: int | None
    constant: Slot


BucketShape = tuple[PieceShape, ...]
"""How the start of a bucket follows from an instant: everything but the constants, which are values."""


@dataclass(frozen=True, slots=True)
class CallStatsShape:
    """The shape of call statistics."""

    kind: ClassVar[str] = "call_stats"
    predicate: Expr
    joined: bool
    buckets: BucketShape
    call_metrics: tuple[Metric, ...]
    usage_metrics: tuple[Metric, ...]


def resolve_call_stats(
    request: CallStatsReq, where: Query | None, options: Options
) -> tuple[CallStatsShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    values: list[SlotValue] = [request.project_id]
    start, end = micros(request.start), micros(request.end or datetime.now(UTC))
    check_range(start, end, ROOT.child("end"))
    check_range_days(start, end, options.limits, ROOT.child("end"))
    at = ROOT.child("granularity")
    width = granularity(start, end, request.granularity, limit=options.limits.buckets, at=at)
    zone = find_zone(request.timezone, ROOT.child("timezone"))
    buckets = plan_buckets(start, end, width, zone, at=at)
    conditions = [
        time_bound("started_at", ComparisonOp.GTE, start, ROOT.child("start")),
        time_bound("started_at", ComparisonOp.LT, end, ROOT.child("end")),
    ]
    predicate, joined = predicate_of(
        request.project_id, request.filter, conditions, where, limits=options.limits, values=values
    )
    usage_metrics = metrics_of(request.usage_metrics or (), options.limits, ROOT.child("usage_metrics"))
    shape = CallStatsShape(
        predicate,
        joined,
        bucket_shape(buckets, values),
        metrics_of(request.call_metrics or (), options.limits, ROOT.child("call_metrics")),
        usage_metrics,
    )
    facts = {
        "project_id": request.project_id,
        "start": start,
        "end": end,
        "granularity": width,
        "timezone": request.timezone,
        "tzdata": TZDATA_VERSION,
        "buckets": buckets,
        "call_metrics": shape.call_metrics,
        "usage_metrics": usage_metrics,
        "policy": options.stored_usage,
    }
    return shape, tuple(values), facts


def bucket_shape(buckets: Buckets, values: list[SlotValue]) -> BucketShape:
    """The formula of buckets with its constants in slots, so that one statement serves all ranges of its form."""

    def slot(value: int) -> Slot:
        return count_slot(value, values)

    def shape(piece: Piece) -> PieceShape:
        until = None if piece.until is None else slot(piece.until)
        if isinstance(piece, Regular):
            return PieceShape(until, piece.width, slot(piece.shift))
        return PieceShape(until, None, slot(piece.start))

    return tuple([shape(piece) for piece in buckets.pieces])


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def time_bound(field: str, op: ComparisonOp, moment: int, at: Location) -> Expr:
    """The condition that a time of a call is on one side of an instant."""
    text = (_EPOCH + timedelta(microseconds=moment)).isoformat()
    return Comparison(op, GetField(FieldPath(field), at), Literal(text, at), at)
