"""Room 2: the metrics of call statistics: which columns each asks for, by the published names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave_query.errors import Location
from weave_query.options import Limits
from weave_query.requests.aggregate import AggregateColumn
from weave_query.requests.limits import check_percentiles
from weave_query.requests.outputs import ADDITIVITY, NULLS, ColumnType, Function
from weave_query.requests.stats import AggregationType, CallMetricSpec, UsageMetricSpec

# How many of the unit that statements compute with make one of the metric's: microseconds for milliseconds, so that
# sums are of integers.
_SCALES = {"latency_ms": 1_000}


_UNITS = {
    "latency_ms": "ms",
    "call_count": "calls",
    "error_count": "calls",
    **dict.fromkeys(("input_tokens", "output_tokens", "total_tokens"), "tokens"),
    **dict.fromkeys(("cache_read_input_tokens", "cache_creation_input_tokens"), "tokens"),
    **dict.fromkeys(("input_cost", "output_cost", "total_cost"), "USD"),
}
_FUNCTIONS: dict[AggregationType, Function] = {
    AggregationType.SUM: "sum",
    AggregationType.AVG: "avg",
    AggregationType.MIN: "min",
    AggregationType.MAX: "max",
    AggregationType.COUNT: "count",
    AggregationType.COUNT_TRUE: "count",
    AggregationType.COUNT_FALSE: "count",
}
# Of so many parts is what a percentile has beyond the place of a value: six decimals of a percent.
WHOLE = 10**8


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with all that is asked of it. percentiles: from 0 to 100."""

    name: str
    aggregations: tuple[AggregationType, ...]
    percentiles: tuple[float, ...]

    @property
    def scale(self) -> int:
        return _SCALES.get(self.name, 1)


def metrics_of(specs: Sequence[CallMetricSpec | UsageMetricSpec], limits: Limits, at: Location) -> tuple[Metric, ...]:
    """The metrics in the order of their first mention, each once. Without anything asked, the sum is meant.

    at: the place of the list. Raises LimitError for too many percentiles of one metric.
    """
    found: dict[str, tuple[dict[AggregationType, None], dict[float, None]]] = {}
    for position, spec in enumerate(specs):
        aggregations, percentiles = found.setdefault(spec.metric, ({}, {}))
        asked = spec.aggregations or ([] if spec.percentiles else [AggregationType.SUM])
        aggregations.update(dict.fromkeys(asked))
        percentiles.update({rounded(each): None for each in spec.percentiles})
        check_percentiles(len(percentiles), limits, at.child(position).child("percentiles"))
    return tuple(Metric(name, tuple(kinds), tuple(each)) for name, (kinds, each) in found.items())


def columns_of(metrics: Sequence[Metric]) -> list[AggregateColumn]:
    """What the columns of statistics are, in the words of `aggregate`: unit, additivity, what none has."""
    found = []
    for metric in metrics:
        asked = [(str(each), _FUNCTIONS[each]) for each in metric.aggregations]
        percentiles: list[tuple[str, Function]] = [(percentile_name(each), "percentile") for each in metric.percentiles]
        found += [_column(metric, prefix, function) for prefix, function in (*asked, *percentiles)]
    return found


def _column(metric: Metric, prefix: str, function: Function) -> AggregateColumn:
    whole = _UNITS[metric.name] in ("calls", "tokens") and function in ("sum", "min", "max")
    type_: ColumnType = "integer" if whole or function == "count" else "number"
    return AggregateColumn(
        name=f"{prefix}_{metric.name}",
        role="measure",
        type=type_,
        unit="calls" if function == "count" else _UNITS[metric.name],
        additivity=ADDITIVITY[function],
        nulls=NULLS[function],
    )


def rounded(percent: float) -> float:
    """A percentile as its name has it: at most six decimals."""
    return round(float(percent), 6)


def percentile_column(percent: float) -> str:
    """The same for the column of a statement, whose name is a plain word: `p99_9`."""
    return percentile_name(percent).replace(".", "_")


def percentile_name(percent: float) -> str:
    """`p` and the shortest decimal: `p95`, `p99.9`."""
    return "p" + (f"{percent:.6f}".rstrip("0").rstrip(".") or "0")
