"""Room 2: an aggregation with everything settled: the range, its buckets, what is grouped and measured, by which names.

The names are facts for the answer: they take no part in the shape, unless `having` speaks of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from weave_query.buckets import Buckets, calendar_buckets, check_range, granularity, plan_buckets
from weave_query.errors import ROOT, LimitError, Location, ParseError
from weave_query.options import Limits, Options
from weave_query.requests.aggregate import AggregateReq, Bucket, Dimension, Measure
from weave_query.requests.column_names import column_names, position_of
from weave_query.requests.conditions import predicate_of
from weave_query.requests.counts import count_slot
from weave_query.requests.field_paths import read_path
from weave_query.requests.limits import check_expression, check_sort_keys
from weave_query.requests.metrics import rounded
from weave_query.requests.outputs import Function
from weave_query.requests.query import Query
from weave_query.requests.resolve_stats import BucketShape, bucket_shape, micros, time_bound
from weave_query.syntax.expr import And, ComparisonOp, Expr, GetField, Slot
from weave_query.syntax.shape import SlotValue, abstract
from weave_query.zones import TZDATA_VERSION, find_zone


@dataclass(frozen=True, slots=True)
class TopShape:
    """The keys that a dimension keeps: `keys` many by a measure, the others as one group or not at all."""

    keys: Slot
    by: int
    other: bool


@dataclass(frozen=True, slots=True)
class DimensionShape:
    """What rows are grouped by."""

    value: Expr
    top: TopShape | None


@dataclass(frozen=True, slots=True)
class MeasureShape:
    """What is computed of a group. percentile: from 0 to 100."""

    function: Function
    value: Expr | None
    percentile: float | None
    where: Expr | None


@dataclass(frozen=True, slots=True)
class OrderShape:
    """A column of the answer to sort by: its number among bucket, dimensions and measures."""

    output: int
    descending: bool


@dataclass(frozen=True, slots=True)
class HavingShape:
    """The condition on groups, and the names that it may use, in the order of the columns."""

    condition: Expr
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AggregateShape:
    """The shape of an aggregation. `joined`: is the AND at the root ours? buckets: None without buckets of time."""

    kind: ClassVar[str] = "aggregate"
    predicate: Expr
    joined: bool
    time_field: str
    buckets: BucketShape | None
    dimensions: tuple[DimensionShape, ...]
    measures: tuple[MeasureShape, ...]
    having: HavingShape | None
    order: tuple[OrderShape, ...]
    limit: Slot

    @property
    def stated(self) -> And:
        """All that the request says of a call, to look for what is doubtful."""
        parts = [each.value for each in self.dimensions]
        parts += [part for each in self.measures for part in (each.value, each.where) if part is not None]
        return And((self.predicate, *parts))


_CALLS = Measure(function="count")


def resolve_aggregate(
    request: AggregateReq, where: Query | None, options: Options
) -> tuple[AggregateShape, tuple[SlotValue, ...], dict[str, Any]]:
    """The shape, the values and the facts that the answer needs. Raises ParseError, LimitError, UnknownFieldError."""
    limits = options.limits
    dimensions, measures = request.dimensions or [], request.measures or [_CALLS]
    _check_number("dimensions", len(dimensions), limits.dimensions)
    _check_number("measures", len(measures), limits.measures)
    values: list[SlotValue] = [request.project_id]
    buckets, conditions, range_facts = _range(request, limits)
    query = request.query.expr if request.query is not None else None
    predicate, joined = predicate_of(
        request.project_id, request.filter, [*conditions, query], where, limits=limits, values=values
    )

    def held(expr: Expr) -> Expr:
        check_expression(expr, limits)
        return abstract(expr, values)

    names = column_names(request, dimensions, measures)
    first = len(names) - len(measures)
    shape = AggregateShape(
        predicate,
        joined,
        request.time_field,
        bucket_shape(buckets, values) if buckets is not None else None,
        tuple(_dimensions(dimensions, names[first:], held, values)),
        tuple(_measures(measures, held)),
        _having(request, names, held),
        tuple(_order(request, names, limits)),
        count_slot(_most_rows(request, buckets, bool(dimensions), limits), values),
    )
    facts = {
        "project_id": request.project_id,
        "names": names,
        "buckets": buckets,
        "fill": bool(request.bucket and request.bucket.fill),
        "limit": request.limit,
        "limits": limits,
        "range": range_facts,
    }
    if any(each.field == "cost" for each in measures):
        facts["stored_usage"] = options.stored_usage
    return shape, tuple(values), facts


def _check_number(name: str, number: int, most: int) -> None:
    if number > most:
        raise LimitError(name, f"there are more than {most} {name}", at=ROOT.child(name))


def _range(request: AggregateReq, limits: Limits) -> tuple[Buckets | None, list[Expr], dict[str, Any]]:
    """The buckets, the conditions of the range, and what an answer tells of both."""
    at_start, at_end = ROOT.child("start"), ROOT.child("end")
    start = micros(request.start) if request.start is not None else None
    end = micros(request.end) if request.end is not None else None
    buckets: Buckets | None = None
    facts: dict[str, Any] = {}
    if request.bucket is not None:
        if start is None:
            raise ParseError("buckets need the `start` of a range", at=at_start)
        end = micros(datetime.now(UTC)) if end is None else end
        buckets, facts = _buckets(request.bucket, start, end, limits)
    if start is not None and end is not None:
        check_range(start, end, at_end)
    sides = ((ComparisonOp.GTE, start, at_start), (ComparisonOp.LT, end, at_end))
    conditions = [time_bound(request.time_field, op, moment, at) for op, moment, at in sides if moment is not None]
    return buckets, conditions, facts


def _buckets(bucket: Bucket, start: int, end: int, limits: Limits) -> tuple[Buckets, dict[str, Any]]:
    at = ROOT.child("bucket")
    check_range(start, end, ROOT.child("end"))
    zone = find_zone(bucket.timezone, at.child("timezone"))
    place = at.child("every")
    facts = {"start": start, "end": end, "timezone": bucket.timezone, "tzdata": TZDATA_VERSION}
    if bucket.every != "week" and "week_start" in bucket.model_fields_set:
        raise ParseError("`week_start` is of buckets of a `week`", at=at.child("week_start"))
    if isinstance(bucket.every, str):
        found = calendar_buckets(start, end, bucket.every, zone, week_start=bucket.week_start, at=place)
        if found.count > limits.buckets:
            raise LimitError("buckets", f"the range has more than {limits.buckets} of these buckets", at=place)
        return found, {**facts, "every": bucket.every}
    width = granularity(start, end, bucket.every, limit=limits.buckets, at=place)
    return plan_buckets(start, end, width, zone, at=place), {**facts, "every": width}


def _most_rows(request: AggregateReq, buckets: Buckets | None, grouped: bool, limits: Limits) -> int:
    """So many rows are an answer; one more tells that there are more."""
    at = ROOT.child("limit")
    if request.limit is not None:
        if request.limit > limits.rows:
            raise LimitError("rows", f"an answer has at most {limits.rows} rows", at=at)
        return request.limit
    groups = limits.groups if grouped else 1
    return min(groups * buckets.count, limits.rows) if buckets is not None else groups


def _dimensions(
    dimensions: Sequence[Dimension],
    measures: Sequence[str],
    held: Callable[[Expr], Expr],
    values: list[SlotValue],
) -> Iterator[DimensionShape]:
    for position, each in enumerate(dimensions):
        at = ROOT.child("dimensions").child(position)
        value = held(_operand(each, at))
        if each.top is None:
            for key in ("by", "other"):
                if key in each.model_fields_set:
                    raise ParseError(f"`{key}` is of dimensions with `top`", at=at.child(key))
            yield DimensionShape(value, None)
        else:
            by = position_of(each.by, measures, at.child("by"), "a measure") if each.by is not None else 0
            yield DimensionShape(value, TopShape(count_slot(each.top, values), by, each.other))


def _measures(measures: Sequence[Measure], held: Callable[[Expr], Expr]) -> Iterator[MeasureShape]:
    for position, each in enumerate(measures):
        at = ROOT.child("measures").child(position)
        percent = None
        if each.function == "percentile":
            if each.percentile is None:
                raise ParseError("the function `percentile` needs the key `percentile`", at=at.child("percentile"))
            percent = rounded(each.percentile)
        elif each.percentile is not None:
            raise ParseError("`percentile` is of the function of that name", at=at.child("percentile"))
        value = None
        if each.function != "count" or each.field is not None or each.value is not None:
            value = held(_operand(each, at))
        where = Query.placed(each.where, at.child("where")).expr if each.where is not None else None
        yield MeasureShape(each.function, value, percent, held(where) if where is not None else None)


def _operand(each: Dimension | Measure, at: Location) -> Expr:
    """What a dimension or a measure is of."""
    if each.field is not None and each.value is not None:
        raise ParseError("`field` and `value` say the same thing; one of them is enough", at=at.child("value"))
    if each.value is not None:
        return each.value.placed(at.child("value"))
    if each.field is None:
        raise ParseError("the key `field` or `value` is required", at=at)
    place = at.child("field")
    return GetField(read_path(each.field, place), place)


def _having(request: AggregateReq, names: tuple[str, ...], held: Callable[[Expr], Expr]) -> HavingShape | None:
    if request.having is None:
        return None
    if request.bucket is not None and request.bucket.fill:
        raise ParseError("`having` drops groups that `fill` would bring back", at=ROOT.child("having"))
    return HavingShape(held(Query.placed(request.having, ROOT.child("having")).expr), names)


def _order(request: AggregateReq, names: tuple[str, ...], limits: Limits) -> Iterator[OrderShape]:
    order = request.order or []
    check_sort_keys(len(order), limits, ROOT.child("order"))
    if request.bucket is not None and request.bucket.fill:
        for key, given in (("order", order), ("limit", request.limit)):
            if given:
                raise ParseError(
                    f"what `fill` adds has an order of its own, so there is no `{key}`", at=ROOT.child(key)
                )
    for position, each in enumerate(order):
        at = ROOT.child("order").child(position).child("by")
        yield OrderShape(position_of(each.by, names, at, "a column of the answer"), each.direction == "desc")
