"""Room 2: the metrics of call statistics: which columns each asks for, by the published names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave_query.errors import Location
from weave_query.options import Limits
from weave_query.requests.limits import check_percentiles
from weave_query.requests.stats import AggregationType, CallMetricSpec, UsageMetricSpec

# How many of the unit that statements compute with make one of the metric's: microseconds for milliseconds, so that
# sums are of integers.
_SCALES = {"latency_ms": 1_000}


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


def rounded(percent: float) -> float:
    """A percentile as its name has it: at most six decimals."""
    return round(float(percent), 6)


def percentile_column(percent: float) -> str:
    """The same for the column of a statement, whose name is a plain word: `p99_9`."""
    return percentile_name(percent).replace(".", "_")


def percentile_name(percent: float) -> str:
    """`p` and the shortest decimal: `p95`, `p99.9`."""
    return "p" + (f"{percent:.6f}".rstrip("0").rstrip(".") or "0")
