"""Room 4: the plan of statistics of payloads: once by bucket, once over the whole range."""

from __future__ import annotations

from weave_query.binding.feedback import feedback_column
from weave_query.binding.nodes import BoundExpr, Case, ColumnRef, Constant, InRange, JsonReading, JsonRef, Negate
from weave_query.compiled import OutputColumn
from weave_query.plan.buckets import BUCKET, bucket_of
from weave_query.plan.feedback import feedback_of
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import Aggregate, Alias, AnyMeasure, Derive, NamedPlan, RequestPlan
from weave_query.plan.project import PROJECT
from weave_query.plan.stats import measures_of
from weave_query.requests.resolve_feedback import FeedbackStatsShape, PayloadMetric
from weave_query.types import BOOL, FLOAT, INT, STRING, LogicalType

_READ, _ROWS = "p", "r"
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def plan_feedback_stats(shape: FeedbackStatsShape) -> RequestPlan:
    """Two statements; none where nothing is asked."""
    if not shape.metrics:
        return RequestPlan(shape.kind, (), PROJECT)
    bucket = bucket_of(shape.buckets, feedback_column("created_at"))
    measures: list[AnyMeasure] = [Measure("count", AggregateFunction.ROWS)]
    for each in shape.metrics:
        measures += measures_of(each.metric, ColumnRef(_ROWS, each.metric.name, _type(each), nullable=True))
    by_bucket = Aggregate(_rows(shape, bucket), tuple(measures), ((BUCKET, _of(_ROWS, BUCKET)),))
    of_all = Aggregate(_rows(shape), tuple(measures))
    return RequestPlan(shape.kind, (NamedPlan("buckets", by_bucket), NamedPlan("window", of_all)), PROJECT)


def _rows(shape: FeedbackStatsShape, bucket: BoundExpr | None = None) -> Alias:
    """The values of each row, with its bucket: what is read is a column before anything is asked of it."""
    read = [(_read(each), reading) for each in shape.metrics if (reading := _reading(each)) is not None]
    values = [(OutputColumn(each.metric.name, _type(each)), _value(each)) for each in shape.metrics]
    key = [(BUCKET, bucket)] if bucket is not None else []
    known = [(BUCKET, _of(_READ, BUCKET))] if bucket is not None else []
    # Of categories nothing is read, and a query without columns is none.
    stored = [*key, *read] or [(OutputColumn("id", STRING), feedback_column("id"))]
    rows = Alias(Derive(feedback_of(shape.predicate), tuple(stored)), _READ)
    return Alias(Derive(rows, (*known, *values)), _ROWS)


def _type(metric: PayloadMetric) -> LogicalType:
    return FLOAT if metric.value_type == "numeric" else INT


def _reading(metric: PayloadMetric) -> BoundExpr | None:
    """What is read of the payload; nothing of a category, of which every row counts."""
    match metric.value_type:
        case "numeric":
            return JsonRef(feedback_column("payload"), metric.path, JsonReading.FLOAT)
        case "boolean":
            return JsonRef(feedback_column("payload"), metric.path, JsonReading.BOOL)
        case _:
            return None


def _read(metric: PayloadMetric) -> OutputColumn:
    return OutputColumn(f"{metric.metric.name}_read", FLOAT if metric.value_type == "numeric" else BOOL)


def _value(metric: PayloadMetric) -> BoundExpr:
    """The value in a row: a number that can be summed, a boolean as 1 or 0."""
    value = _of(_READ, _read(metric))
    match metric.value_type:
        case "numeric":
            return Case(((InRange(value), value),))
        case "boolean":
            return Case(((value, _ONE), (Negate(value), _ZERO)))
        case _:
            return _ONE


def _of(rows: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(rows, column.name, column.type, nullable=column is not BUCKET)
