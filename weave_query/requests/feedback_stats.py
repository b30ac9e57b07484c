"""Room 2: statistics of the payloads of feedback over time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from weave_query.requests.base import Request, Result, WireModel
from weave_query.requests.fields import Instant, Percentiles, PositiveInt, Text
from weave_query.requests.stats import Aggregations

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class FeedbackMetricSpec(WireModel):
    """A metric of the values at a path of the payload."""

    json_path: Text = Field(description="The path into the payload, keys with `.` between them, such as output.score.")
    value_type: Literal["numeric", "boolean", "categorical"] = Field(
        default="numeric", description="What is counted: numbers, booleans, or just rows."
    )
    aggregations: Aggregations | None = Field(
        default=None,
        description="Null and []: avg, min, max of numbers; count_true, count_false of booleans; count of rows.",
    )
    percentiles: Percentiles = Field(default=[], description="Percentiles to compute, from 0 to 100.")


class FeedbackStatsReq(Request):
    """Aggregate values of feedback payloads over a range of time."""

    kind: ClassVar[str] = "feedback_stats"

    project_id: Text
    start: Instant = Field(description="The first moment of `created_at`; UTC when it has no offset.")
    end: Instant | None = Field(default=None, description="The moment after the range; null means now.")
    granularity: PositiveInt | None = Field(
        default=None, description="Seconds of a bucket; null chooses by the length of the range."
    )
    timezone: Text = Field(default="UTC", description="The IANA time zone that buckets are aligned to.")
    feedback_type: Text | None = Field(default=None, description="Only feedback of exactly this type.")
    trigger_ref: Text | None = Field(
        default=None, description="Only feedback of this monitor; one that ends in `:*` means every version."
    )
    metrics: Annotated[list[FeedbackMetricSpec], Field(fail_fast=True)] | None = Field(
        default=None, description="What is computed, of each bucket and of the whole range."
    )


class FeedbackStatsRes(Result):
    """Every bucket of the range, and the same metrics of the range as a whole, by the metric's name."""

    start: datetime
    end: datetime
    granularity: int
    timezone: str
    buckets: list[dict[str, Any]] = Field(default=[])
    window_stats: dict[str, dict[str, Any]] = Field(default={})

    def plot(self, *measures: str) -> Figure:
        """Plot measures over time with matplotlib: see `weave_query.notebook.plot`."""
        from weave_query.notebook import plot

        return plot(self, *measures)
