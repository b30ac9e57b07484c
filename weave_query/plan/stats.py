"""Room 4: the plan of call statistics: rows of metrics, grouped by bucket."""

from __future__ import annotations

from weave_query.binding.bind import bind
from weave_query.binding.derived import call_column, elapsed_micros
from weave_query.binding.nodes import (
    Apply,
    Arithmetic,
    ArithmeticOp,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
    Let,
    LetRef,
    Param,
)
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.errors import InternalError
from weave_query.literals import LiteralReading
from weave_query.plan.calls import PROJECT, calls_of
from weave_query.plan.measures import AggregateFunction, Measure, Percentile
from weave_query.plan.nodes import Aggregate, Alias, AnyMeasure, Derive, NamedPlan, RequestPlan
from weave_query.requests.metrics import Metric, percentile_column
from weave_query.requests.resolve_stats import BucketShape, CallStatsShape
from weave_query.requests.stats import AggregationType
from weave_query.syntax.expr import Slot
from weave_query.types import INT

ROWS = "r"
BUCKET = OutputColumn("bucket", INT, "bucket")
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def plan_call_stats(shape: CallStatsShape) -> RequestPlan:
    """One statement for the metrics of calls."""
    plans = []
    if shape.call_metrics:
        relation = calls_of(bind(shape.predicate, CALL_FIELDS))
        outputs = [(BUCKET, bucket_of(shape.buckets, call_column("started_at")))]
        outputs += [(OutputColumn(each.name, INT), _value(each.name)) for each in shape.call_metrics]
        rows = Alias(Derive(relation, tuple(outputs)), ROWS)
        measures = [Measure("count", AggregateFunction.ROWS)]
        for metric in shape.call_metrics:
            measures += measures_of(metric, ColumnRef(ROWS, metric.name, INT, nullable=True))
        key = (BUCKET, ColumnRef(ROWS, BUCKET.name, INT, nullable=False))
        plans.append(NamedPlan("call_buckets", Aggregate(rows, tuple(measures), (key,))))
    return RequestPlan(shape.kind, tuple(plans), PROJECT)


def bucket_of(shape: BucketShape, instant: BoundExpr) -> BoundExpr:
    """The start of the bucket of an instant, in microseconds."""
    micros = LetRef(1, INT, nullable=False)
    width = _int(shape.width)
    branches: list[tuple[BoundExpr, BoundExpr]] = []
    for piece in shape.pieces:
        if piece.shift is not None:
            past = Arithmetic(
                ArithmeticOp.MODULO, Arithmetic(ArithmeticOp.ADD, micros, _int(piece.shift)), width
            )
            start: BoundExpr = Arithmetic(ArithmeticOp.SUBTRACT, micros, past)
        elif piece.constant is not None:
            start = _int(piece.constant)
        else:
            raise InternalError("a piece of the formula of buckets has no start")
        if piece.until is None:
            found = Case(tuple(branches), start) if branches else start
            return Let(((1, Apply(Function.TIMESTAMP_TO_MICROS, instant)),), found)
        branches.append((Compare(ComparisonOp.LT, micros, _int(piece.until)), start))
    raise InternalError("the formula of buckets has no end")


def _int(slot: Slot) -> Param:
    return Param(slot.index, LiteralReading.INT, INT)


def _value(metric: str) -> BoundExpr:
    """The value of a call, an integer: latency in microseconds."""
    match metric:
        case "latency_ms":
            elapsed = elapsed_micros()
            return Case(((Compare(ComparisonOp.GTE, elapsed, _ZERO), elapsed),))
        case "call_count":
            return _ONE
        case "error_count":
            return Case(((IsNull(call_column("exception")), _ZERO),), _ONE)
        case _:
            raise InternalError(f"no value is known for the metric `{metric}`")


def measures_of(metric: Metric, value: BoundExpr) -> list[AnyMeasure]:
    """What the answer of a metric is computed of: an average of the sum and the count."""
    found: dict[str, AnyMeasure] = {}

    def add(kind: AggregateFunction, operand: BoundExpr, name: str) -> None:
        found[name] = Measure(f"{name}_{metric.name}", kind, operand)

    for aggregation in metric.aggregations:
        match aggregation:
            case AggregationType.SUM:
                add(AggregateFunction.SUM, value, "sum")
            case AggregationType.AVG:
                add(AggregateFunction.SUM, value, "sum")
                add(AggregateFunction.COUNT, value, "count")
            case AggregationType.MIN:
                add(AggregateFunction.MIN, value, "min")
            case AggregationType.MAX:
                add(AggregateFunction.MAX, value, "max")
            case AggregationType.COUNT:
                add(AggregateFunction.COUNT, value, "count")
            case AggregationType.COUNT_TRUE:
                add(AggregateFunction.COUNT, _where(value, _ONE), "count_true")
            case AggregationType.COUNT_FALSE:
                add(AggregateFunction.COUNT, _where(value, _ZERO), "count_false")
    fractions = tuple(each / 100 for each in metric.percentiles)
    percentiles = [
        Percentile(f"{percentile_column(percent)}_{metric.name}", value, fraction, fractions)
        for percent, fraction in zip(metric.percentiles, fractions, strict=True)
    ]
    return [*found.values(), *percentiles]


def _where(value: BoundExpr, equals: Constant) -> BoundExpr:
    return Case(((Compare(ComparisonOp.EQ, value, equals), _ONE),))
