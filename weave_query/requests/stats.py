"""Room 2: call statistics over time, as published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.fields import Instant, Percentiles, PositiveInt, Text
from weave_query.requests.filter import CallsFilter


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


class CallMetricSpec(WireModel):
    """A metric of calls, not grouped by model."""

    metric: Literal["latency_ms", "call_count", "error_count"]
    aggregations: Aggregations = Field(default=[AggregationType.SUM])
    percentiles: Percentiles = Field(default=[], description="Percentiles to compute, from 0 to 100.")


class UsageMetricSpec(WireModel):
    """A metric of token usage or cost, grouped by model."""

    metric: Literal[
        "input_tokens",
        "output_tokens",
        "total_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
        "input_cost",
        "output_cost",
        "total_cost",
    ]
    aggregations: Aggregations = Field(default=[AggregationType.SUM])
    percentiles: Percentiles = Field(default=[], description="Percentiles to compute, from 0 to 100.")


class CallStatsReq(Request):
    """Aggregate metrics of calls over a range of time."""

    kind: ClassVar[str] = "call_stats"

    project_id: Text
    start: Instant = Field(description="The first moment of the range; UTC when it has no offset.")
    end: Instant | None = Field(default=None, description="The moment after the range; null means now.")
    granularity: PositiveInt | None = Field(
        default=None, description="Seconds of a bucket; null chooses by the length of the range."
    )
    timezone: Text = Field(default="UTC", description="The IANA time zone that buckets are aligned to.")
    filter: CallsFilter | None = None
    usage_metrics: Annotated[list[UsageMetricSpec], Field(fail_fast=True)] | None = Field(
        default=None, description="Metrics of usage, grouped by time and model."
    )
    call_metrics: Annotated[list[CallMetricSpec], Field(fail_fast=True)] | None = Field(
        default=None, description="Metrics of calls, grouped by time."
    )


class CallStatsRes(Result):
    """Buckets of call statistics, and the range as it was resolved."""

    start: datetime
    end: datetime
    granularity: int
    timezone: str
    usage_buckets: list[dict[str, Any]] = Field(default=[])
    call_buckets: list[dict[str, Any]] = Field(default=[])
