"""Room 2: requests about feedback with everything settled: one predicate, and what is computed of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from weave_query.buckets import check_range, granularity, plan_buckets
from weave_query.errors import ROOT, Location, ParseError, shown
from weave_query.options import Limits, Options
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.epochs import read_as
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq
from weave_query.requests.limits import (
    check_feedback_buckets,
    check_metrics,
    check_percentiles,
    check_range_days,
    path_of,
)
from weave_query.requests.metrics import Metric, rounded
from weave_query.requests.query import Query
from weave_query.requests.resolve_stats import BucketShape, bucket_shape, micros, time_bound
from weave_query.requests.stats import AggregationType
from weave_query.syntax.expr import (
    AnyElement,
    Comparison,
    ComparisonOp,
    Element,
    Expr,
    GetField,
    In,
    Literal,
    Or,
    Slot,
    StartsWith,
    TextList,
)
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.shape import SlotValue
from weave_query.types import INT_MAX
from weave_query.zones import TZDATA_VERSION, find_zone

_ANY_VERSION = ":*"
# The first microsecond of the year 10000: no row is later.
_END_OF_TIME = 253_402_300_800_000_000
_PATH = re.compile(r"[A-Za-z0-9_. ]+\Z")
_DEFAULTS = {
    "numeric": (AggregationType.AVG, AggregationType.MIN, AggregationType.MAX),
    "boolean": (AggregationType.COUNT_TRUE, AggregationType.COUNT_FALSE),
    "categorical": (AggregationType.COUNT,),
}


@dataclass(frozen=True, slots=True)
class FeedbackAggregateShape:
    """The shape of an aggregation of feedback. width: microseconds of a bucket, None for one of all time."""

    kind: ClassVar[str] = "feedback_aggregate"
    predicate: Expr
    joined: bool
    width: Slot | None
    group_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PayloadMetric:
    """A metric of payloads. slug: its name in the answer; `metric` has one of ours, which every database takes."""

    slug: str
    path: tuple[Segment, ...]
    value_type: str
    metric: Metric


@dataclass(frozen=True, slots=True)
class FeedbackStatsShape:
    """The shape of statistics of payloads."""

    kind: ClassVar[str] = "feedback_stats"
    predicate: Expr
    joined: bool
    buckets: BucketShape
    metrics: tuple[PayloadMetric, ...]


def resolve_feedback_aggregate(
    request: FeedbackAggregateReq, where: Query | None, options: Options
) -> tuple[FeedbackAggregateShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    values: list[SlotValue] = [request.project_id]
    if request.before_ms <= request.after_ms:
        unit = read_as(request.before_ms)
        hint = f"both are in milliseconds, and {request.before_ms} reads as {unit}" if unit is not None else None
        raise ParseError("the range ends before it starts, or where it starts", at=ROOT.child("before_ms"), hint=hint)
    _check_aggregate(request, options.limits)
    predicate, joined = predicate_of(
        request.project_id, None, aggregate_conditions(request), where, limits=options.limits, values=values
    )
    width = None
    if request.time_bucket_seconds is not None:
        # All time is in one bucket long before its width is beyond 64 bits.
        width = count_slot(min(request.time_bucket_seconds * 1_000_000, INT_MAX), values)
    group_by = tuple(dict.fromkeys(request.group_by))
    facts = {
        "project_id": request.project_id,
        "after_ms": request.after_ms,
        "before_ms": request.before_ms,
        "time_bucket_seconds": request.time_bucket_seconds,
        "group_by": group_by,
        "most_groups": options.limits.groups,
    }
    return FeedbackAggregateShape(predicate, joined, width, group_by), tuple(values), facts


def _check_aggregate(request: FeedbackAggregateReq, limits: Limits) -> None:
    """The limits of a range; the one row of all feedback may be of any."""
    start, end = request.after_ms * 1000, request.before_ms * 1000
    if request.model_dump(exclude={"project_id", "after_ms", "before_ms"}, exclude_defaults=True):
        check_range_days(start, end, limits, ROOT.child("before_ms"))
    if request.time_bucket_seconds is not None:
        place = ROOT.child("time_bucket_seconds")
        check_feedback_buckets(start, end, request.time_bucket_seconds * 1_000_000, limits, place)


def aggregate_conditions(request: FeedbackAggregateReq) -> list[Expr]:
    """What an aggregation asks of the feedback that it counts."""
    at = ROOT.child
    found = [time_bound("created_at", ComparisonOp.GTE, _within(request.after_ms), at("after_ms"))]
    if request.before_ms * 1000 < _END_OF_TIME:
        found.append(time_bound("created_at", ComparisonOp.LT, request.before_ms * 1000, at("before_ms")))
    if request.feedback_types:
        place = at("feedback_types")
        prefixes = dict.fromkeys(each.removesuffix("*") for each in request.feedback_types)
        found.append(StartsWith(_field("feedback_type", place), (TextList(tuple(prefixes), place),), place))
    for key, name in (("monitor_ids", "monitor_id"), ("scorer_ids", "scorer_id")):
        if names := getattr(request, key):
            found.append(_names(_field(name, at(key)), names, at(key)))
    if request.span_agent_names:
        found.append(_in("span_agent_name", request.span_agent_names, at("span_agent_names")))
    if request.span_types:
        found.append(_in("span_type", [*request.span_types], at("span_types")))
    if request.tags:
        place = at("tags")
        any_of_them = In(Element(at=place), (TextList(tuple(request.tags), place),), place)
        found.append(AnyElement(_field("scorer_tags", place), any_of_them, place))
    for key, op in (("rating_min", ComparisonOp.GTE), ("rating_max", ComparisonOp.LTE)):
        if (bound := getattr(request, key)) is not None:
            rating = GetField(FieldPath("scorer_ratings", (Segment("_rating_"),)), at(key))
            found.append(Comparison(op, rating, Literal(bound, at(key)), at(key)))
    return found


def _within(milliseconds: int) -> int:
    return min(milliseconds * 1000, _END_OF_TIME - 1)


def _field(name: str, at: Location) -> Expr:
    return GetField(FieldPath(name), at)


def _in(name: str, choices: list[str], at: Location) -> Expr:
    return In(_field(name, at), (TextList(tuple(choices), at),), at)


def _names(item: Expr, names: list[str], at: Location) -> Expr:
    """Names that match exactly, and those ending in `*`, a literal prefix."""
    exact = [name for name in names if not name.endswith("*")]
    prefixes = dict.fromkeys(name[:-1] for name in names if name.endswith("*"))
    parts: list[Expr] = []
    if exact:
        parts.append(In(item, (TextList(tuple(exact), at),), at))
    if prefixes:
        parts.append(StartsWith(item, (TextList(tuple(prefixes), at),), at))
    return parts[0] if len(parts) == 1 else Or(tuple(parts), at)


def resolve_feedback_stats(
    request: FeedbackStatsReq, where: Query | None, options: Options
) -> tuple[FeedbackStatsShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs."""
    values: list[SlotValue] = [request.project_id]
    start, end = micros(request.start), micros(request.end or datetime.now(UTC))
    check_range(start, end, ROOT.child("end"))
    check_range_days(start, end, options.limits, ROOT.child("end"))
    at = ROOT.child("granularity")
    width = granularity(start, end, request.granularity, limit=options.limits.buckets, at=at)
    zone = find_zone(request.timezone, ROOT.child("timezone"))
    buckets = plan_buckets(start, end, width, zone, at=at)
    conditions = stats_conditions(request, start, end)
    predicate, joined = predicate_of(request.project_id, None, conditions, where, limits=options.limits, values=values)
    metrics = _metrics(request.metrics or [], options.limits)
    shape = FeedbackStatsShape(predicate, joined, bucket_shape(buckets, values), metrics)
    facts = {
        "project_id": request.project_id,
        "start": start,
        "end": end,
        "granularity": width,
        "timezone": request.timezone,
        "tzdata": TZDATA_VERSION,
        "buckets": buckets,
        "metrics": metrics,
    }
    return shape, tuple(values), facts


def stats_conditions(request: FeedbackStatsReq, start: int, end: int) -> list[Expr]:
    """What statistics ask of the feedback that they read, in a range of microseconds."""
    found = [
        time_bound("created_at", ComparisonOp.GTE, start, ROOT.child("start")),
        time_bound("created_at", ComparisonOp.LT, end, ROOT.child("end")),
    ]
    if request.feedback_type is not None:
        found.append(_equal("feedback_type", request.feedback_type, ROOT.child("feedback_type")))
    if request.trigger_ref is not None:
        found.append(_of_trigger(request.trigger_ref, ROOT.child("trigger_ref")))
    return found


def _equal(name: str, text: str, at: Location) -> Expr:
    return Comparison(ComparisonOp.EQ, _field(name, at), Literal(text, at), at)


def _of_trigger(ref: str, at: Location) -> Expr:
    if ref.endswith(_ANY_VERSION):
        return StartsWith(_field("trigger_ref", at), (TextList((ref[:-1],), at),), at)
    return _equal("trigger_ref", ref, at)


def _metrics(specs: list[FeedbackMetricSpec], limits: Limits) -> tuple[PayloadMetric, ...]:
    at = ROOT.child("metrics")
    check_metrics(len(specs), limits, at)
    found: dict[str, PayloadMetric] = {}
    for number, spec in enumerate(specs):
        metric = _metric(spec, number, limits, at.child(number))
        if metric.slug in found:
            raise ParseError(
                f"two metrics have the name {shown(metric.slug)} in the answer: `.` and a space are `_` there",
                at=at.child(number).child("json_path"),
            )
        found[metric.slug] = metric
    return tuple(found.values())


def _metric(spec: FeedbackMetricSpec, number: int, limits: Limits, at: Location) -> PayloadMetric:
    place = at.child("json_path")
    if not _PATH.match(spec.json_path):
        raise ParseError("a path into a payload is of ASCII letters, digits, `_`, `.` and spaces", at=place)
    path = path_of(f"payload.{spec.json_path}", limits, place)
    aggregations = tuple(dict.fromkeys(spec.aggregations or _DEFAULTS[spec.value_type]))
    percentiles = tuple(dict.fromkeys(map(rounded, spec.percentiles)))
    check_percentiles(len(percentiles), limits, at.child("percentiles"))
    if spec.value_type == "categorical":
        _check_categorical(aggregations, percentiles, at)
    slug = spec.json_path.replace(".", "_").replace(" ", "_")
    return PayloadMetric(slug, path.segments, spec.value_type, Metric(f"m{number + 1}", aggregations, percentiles))


def _check_categorical(aggregations: tuple[AggregationType, ...], percentiles: tuple[float, ...], at: Location) -> None:
    if aggregations != (AggregationType.COUNT,):
        raise ParseError("of a categorical metric there is only `count`", at=at.child("aggregations"))
    if percentiles:
        raise ParseError("a categorical metric has no percentiles", at=at.child("percentiles"))
