"""Room 2: call statistics over time, as published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.fields import Instant, Percentiles, PositiveInt, Text
from weave_query.requests.filter import CallsFilter

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class AggregationType(StrEnum):
    """How the values of a metric become one."""

    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
    COUNT_TRUE = "count_true"
    COUNT_FALSE = "count_false"


Aggregations = Annotated[list[AggregationType], Field(fail_fast=True)]
_AGGREGATIONS = "Of sum, avg, min, max, count, count_true, count_false; the sum where nothing is asked for."
_PERCENTILES = "Percentiles to compute, from 0 to 100; exact, by linear interpolation."


class CallMetricSpec(WireModel):
    """A metric of calls, not grouped by model: `CallMetricSpec(metric="latency_ms", percentiles=[95])`.

    Its columns are `sum_latency_ms`, `p95_latency_ms` and so on. Source: CallStatsReq, `call_metrics`.
    """

    metric: Literal["latency_ms", "call_count", "error_count"] = Field(
        description="latency_ms: of calls that have ended; call_count: 1; error_count: 1 with an exception, else 0."
    )
    aggregations: Aggregations = Field(default=[AggregationType.SUM], description=_AGGREGATIONS)
    percentiles: Percentiles = Field(default=[], description=_PERCENTILES)


class UsageMetricSpec(WireModel):
    """A metric of token usage or cost, grouped by model: `UsageMetricSpec(metric="total_cost")`.

    Its columns are `sum_total_cost` and so on. Source: CallStatsReq, `usage_metrics`.
    """

    metric: Literal[
        "input_tokens",
        "output_tokens",
        "total_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
        "input_cost",
        "output_cost",
        "total_cost",
    ] = Field(description="Of one call and one model; tokens are counted, costs are US dollars.")
    aggregations: Aggregations = Field(default=[AggregationType.SUM], description=_AGGREGATIONS)
    percentiles: Percentiles = Field(default=[], description=_PERCENTILES)


class CallStatsReq(Request):
    """Aggregate metrics of the calls that began in a range, in buckets of time.

    Metrics of calls are a row for each bucket, those of usage a row for each bucket and model. A metric may be a dict,
    `{"metric": "latency_ms", "aggregations": ["avg"], "percentiles": [95]}`. A list that is left out has no rows.
    """

    kind: ClassVar[str] = "call_stats"

    project_id: Text = Field(description="The project, `entity/project`: no other's rows are read.")
    start: Instant = Field(description="The first moment of the range; UTC when it has no offset.")
    end: Instant | None = Field(default=None, description="The moment after the range; null means now.")
    granularity: PositiveInt | None = Field(
        default=None, description="Seconds of a bucket; null chooses by the length of the range."
    )
    timezone: Text = Field(default="UTC", description="The IANA time zone that buckets are aligned to.")
    filter: CallsFilter | None = Field(default=None, description="Simple conditions.")
    usage_metrics: Annotated[list[UsageMetricSpec], Field(fail_fast=True)] | None = Field(
        default=None, description="Metrics of usage, grouped by time and model."
    )
    call_metrics: Annotated[list[CallMetricSpec], Field(fail_fast=True)] | None = Field(
        default=None, description="Metrics of calls, grouped by time."
    )


class CallStatsRes(Result):
    """Buckets of call statistics, and the range as it was resolved. granularity: seconds.

    A row has `timestamp`, the start of its bucket in the time zone of the request, `model` if it is of usage, columns
    such as `avg_latency_ms`, and `count`, its calls.
    """

    start: datetime
    end: datetime
    granularity: int
    timezone: str
    usage_buckets: list[dict[str, Any]] = Field(default=[])
    call_buckets: list[dict[str, Any]] = Field(default=[])

    def plot(self, *measures: str) -> Figure:
        """Plot measures over time with matplotlib: see `weave_query.notebook.plot`."""
        from weave_query.notebook import plot

        return plot(self, *measures)
