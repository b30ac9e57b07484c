"""Room 4: the plan of call statistics: rows of metrics, grouped by bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.binding.bind import bind
from weave_query.binding.derived import call_column, elapsed_micros
from weave_query.binding.nodes import (
    Apply,
    BoundExpr,
    Case,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
    IsNull,
)
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.errors import InternalError
from weave_query.plan.buckets import BUCKET, bucket_of
from weave_query.plan.cost import AT, COSTS, PRICE, PRICES, priced
from weave_query.plan.measures import AggregateFunction, Measure, Percentile, fraction_of
from weave_query.plan.nodes import Aggregate, Alias, AnyMeasure, Derive, NamedPlan, Relation, RequestPlan, Window
from weave_query.plan.places import percentile_parts, placed
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.plan.stored import CUMULATIVE, own_rows
from weave_query.plan.usage import MODEL, ref
from weave_query.requests.metrics import Metric, percentile_column
from weave_query.requests.resolve_stats import CallStatsShape
from weave_query.requests.stats import AggregationType
from weave_query.types import FLOAT, INT

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

ROWS = "r"
_COUNTERS = {
    "input_tokens": "prompt",
    "output_tokens": "completion",
    "total_tokens": "total",
    "cache_read_input_tokens": "cache_read",
    "cache_creation_input_tokens": "cache_creation",
}
_ONE, _ZERO = Constant(1, INT), Constant(0, INT)


def plan_call_stats(shape: CallStatsShape, policy: StoredUsage) -> RequestPlan:
    """One statement for the metrics of calls."""
    plans = []
    calls = calls_of(bind(shape.predicate, CALL_FIELDS), policy=policy)
    if shape.call_metrics:
        outputs = [(BUCKET, bucket_of(shape.buckets, call_column("started_at")))]
        outputs += [(OutputColumn(each.name, INT), _value(each.name)) for each in shape.call_metrics]
        rows = Alias(Derive(calls, tuple(outputs)), ROWS)
        measures: list[AnyMeasure] = [Measure("count", AggregateFunction.ROWS)]
        for metric in shape.call_metrics:
            measures += measures_of(metric, ColumnRef(ROWS, metric.name, INT, nullable=True))
        key = (BUCKET, ColumnRef(ROWS, BUCKET.name, INT, nullable=False))
        plans.append(NamedPlan("call_buckets", Aggregate(rows, tuple(measures), (key,))))
    if shape.usage_metrics:
        plans.append(NamedPlan("usage_buckets", _usage_buckets(calls, shape, policy)))
    return RequestPlan(shape.kind, tuple(plans), PROJECT)


def _usage_buckets(calls: Relation, shape: CallStatsShape, policy: StoredUsage) -> Relation:
    started = call_column("started_at")
    carried = [(BUCKET, bucket_of(shape.buckets, started)), (AT, Apply(Function.TIMESTAMP_TO_MICROS, started))]
    keys = (BUCKET, MODEL)
    measures: list[AnyMeasure] = [Measure("count", AggregateFunction.ROWS)]
    if policy != "own":
        measures.append(Measure("read_as_cumulative", AggregateFunction.SUM, ref(ROWS, CUMULATIVE, nullable=False)))
    if not has_costs(shape.usage_metrics):
        rows = own_rows(calls, carried[:1], ROWS, policy)
        for metric in shape.usage_metrics:
            measures += measures_of(metric, _counter(metric.name))
        return Aggregate(rows, tuple(measures), _grouped(keys))
    kept = keys if policy == "own" else (*keys, CUMULATIVE)
    rows = priced(own_rows(calls, carried, "u", policy), "u", kept, PROJECT, ROWS)
    for metric in shape.usage_metrics:
        if metric.name in COSTS:
            measures += measures_of(metric, ColumnRef(ROWS, metric.name, FLOAT, nullable=True))
        else:
            measures += measures_of(metric, _counter(metric.name))
    measures += [
        Measure(f"tokens_{name}", AggregateFunction.SUM, ColumnRef(ROWS, name, INT, nullable=False))
        for name in ("billed", "completion", "cache_read", "cache_creation")
    ]
    return _by_price(rows, measures, keys)


def _by_price(rows: Alias, measures: list[AnyMeasure], keys: tuple[OutputColumn, ...]) -> Relation:
    """The groups of `keys`, each in as many rows as there are prices. Percentiles stand in parts: those of a group are
    the greatest of its rows, whatever their price."""
    group = tuple(ref(ROWS, key, nullable=False) for key in keys)
    operands = dict.fromkeys(each.operand for each in measures if isinstance(each, Percentile))
    names = {operand: f"place{number}" for number, operand in enumerate(operands, 1)}
    found: Relation = rows
    if names:
        placed_rows = tuple(output for operand in operands for output in placed(operand, group, names))
        found = Alias(Window(rows, ROWS, placed_rows), ROWS)
    parts: list[AnyMeasure] = []
    for measure in measures:
        if isinstance(measure, Percentile):
            parts += percentile_parts(measure, ROWS, names[measure.operand])
        else:
            parts.append(measure)
    return Aggregate(found, tuple(parts), _grouped((*keys, PRICE, *PRICES)))


def _grouped(keys: tuple[OutputColumn, ...]) -> tuple[tuple[OutputColumn, BoundExpr], ...]:
    return tuple((key, ref(ROWS, key, nullable=key not in (BUCKET, MODEL))) for key in keys)


def _counter(metric: str) -> ColumnRef:
    return ColumnRef(ROWS, _COUNTERS[metric], INT, nullable=False)


def has_costs(metrics: tuple[Metric, ...]) -> bool:
    """Is a cost asked for, so that the groups come by price?"""
    return any(metric.name in COSTS for metric in metrics)


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
                add(AggregateFunction.COUNT, _where(value, metric.scale), "count_true")
            case AggregationType.COUNT_FALSE:
                add(AggregateFunction.COUNT, _where(value, 0), "count_false")
    fractions = tuple(map(fraction_of, metric.percentiles))
    percentiles = [
        Percentile(f"{percentile_column(percent)}_{metric.name}", value, fraction, fractions)
        for percent, fraction in zip(metric.percentiles, fractions, strict=True)
    ]
    return [*found.values(), *percentiles]


def _where(value: BoundExpr, equals: int) -> BoundExpr:
    number = Constant(float(equals), FLOAT) if value.type is FLOAT else Constant(equals, INT)
    return Case(((Compare(ComparisonOp.EQ, value, number), _ONE),))
