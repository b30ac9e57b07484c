"""Room 2: scorer feedback, aggregated over time, as published."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from weave_query.requests.base import Request, Result
from weave_query.requests.fields import EpochMilliseconds, Text, Texts, in_64_bits

GroupBy = Literal["scorer_id", "span_agent_name", "span_agent_version", "span_status_code"]
SpanType = Literal["agent_turn", "agent_conversation"]
Rating = Annotated[float, Field(ge=0, le=1)]


class FeedbackAggregateReq(Request):
    """Count feedback by time and by who gave it."""

    kind: ClassVar[str] = "feedback_aggregate"

    project_id: Text = Field(examples=["entity/project"])
    after_ms: EpochMilliseconds = Field(description="The first moment of `created_at`, in milliseconds since 1970.")
    before_ms: EpochMilliseconds = Field(description="The moment after the last, in milliseconds since 1970.")
    time_bucket_seconds: Annotated[int, Field(gt=0), AfterValidator(in_64_bits)] | None = Field(
        default=None, description="Seconds of a bucket; null means one bucket for all time."
    )
    group_by: Annotated[list[GroupBy], Field(fail_fast=True)] = Field(
        default_factory=list, description="What feedback is grouped by; nothing means one group."
    )
    feedback_types: Texts = Field(default_factory=list, description="Prefixes of `feedback_type`.")
    monitor_ids: Texts = Field(default_factory=list, description="Monitors; a trailing `*` makes a prefix.")
    scorer_ids: Texts = Field(default_factory=list, description="Scorers; a trailing `*` makes a prefix.")
    span_agent_names: Texts = Field(default_factory=list, description="Agents that the feedback is about.")
    span_types: Annotated[list[SpanType], Field(fail_fast=True)] = Field(
        default_factory=list, description="What the feedback is about: call, agent_turn, agent_conversation."
    )
    tags: Texts = Field(default_factory=list, description="Feedback with any of these tags.")
    rating_min: Rating | None = Field(default=None, description="Feedback rated at least so.")
    rating_max: Rating | None = Field(default=None, description="Feedback rated at most so.")


class FeedbackAggregateBucket(Result):
    """One row: a bucket of time and a group."""

    time_bucket_start_ms: int | None = None
    group: dict[str, str] = Field(default_factory=dict)
    total_count: int
    scored_count: int
    tag_counts: dict[str, int] = Field(default_factory=dict)
    rating_counts: dict[str, int] = Field(default_factory=dict)
    rating_sums: dict[str, float] = Field(default_factory=dict)


class FeedbackAggregateRes(Result):
    """Buckets by time and group; empty ones are left out."""

    after_ms: int
    before_ms: int
    time_bucket_seconds: int | None = None
    buckets: list[FeedbackAggregateBucket] = Field(default_factory=list)
