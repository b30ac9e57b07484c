"""Room 4: the plan of statistics of payloads: once by bucket, once over the whole range."""

from __future__ import annotations

from weave_query.binding.feedback import feedback_column
from weave_query.binding.nodes import BoundExpr, Case, ColumnRef, Constant, InRange, JsonReading, JsonRef, Negate
from weave_query.compiled import OutputColumn
from weave_query.plan.buckets import BUCKET, bucket_of
from weave_query.plan.calls import PROJECT
from weave_query.plan.feedback import feedback_of
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Alias, AnyMeasure, Derive, NamedPlan, RequestPlan
from weave_query.plan.stats import measures_of
from weave_query.requests.resolve_feedback import FeedbackStatsShape, PayloadMetric
from weave_query.types import FLOAT, INT, LogicalType

_ROWS = "r"
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def plan_feedback_stats(shape: FeedbackStatsShape) -> RequestPlan:
    """Two statements; none where nothing is asked."""
    if not shape.metrics:
        return RequestPlan(shape.kind, (), PROJECT)
    values = [(OutputColumn(each.metric.name, _type(each)), _value(each)) for each in shape.metrics]
    rows = feedback_of(shape.predicate)
    measures: list[AnyMeasure] = [Measure("count", AggregateFunction.ROWS)]
    for each in shape.metrics:
        measures += measures_of(each.metric, ColumnRef(_ROWS, each.metric.name, _type(each), nullable=True))
    bucket = (BUCKET, bucket_of(shape.buckets, feedback_column("created_at")))
    key = (BUCKET, ColumnRef(_ROWS, BUCKET.name, INT, nullable=False))
    by_bucket = Aggregate(Alias(Derive(rows, (bucket, *values)), _ROWS), tuple(measures), (key,))
    of_all = Aggregate(Alias(Derive(rows, tuple(values)), _ROWS), tuple(measures))
    return RequestPlan(shape.kind, (NamedPlan("buckets", by_bucket), NamedPlan("window", of_all)), PROJECT)


def _type(metric: PayloadMetric) -> LogicalType:
    return FLOAT if metric.value_type == "numeric" else INT


def _value(metric: PayloadMetric) -> BoundExpr:
    """The value in a row: a number that can be summed, a boolean as 1 or 0; of a category every row counts."""
    payload = feedback_column("payload")
    match metric.value_type:
        case "numeric":
            number = JsonRef(payload, metric.path, JsonReading.FLOAT)
            return Case(((InRange(number), number),))
        case "boolean":
            boolean = JsonRef(payload, metric.path, JsonReading.BOOL)
            return Case(((boolean, _ONE), (Negate(boolean), _ZERO)))
        case _:
            return _ONE
