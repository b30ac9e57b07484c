"""Room 2: the kinds of requests by name, as `parse_request`, the cases and the command line call them."""

from __future__ import annotations

from weave_query.requests.aggregate import AggregateReq, AggregateRes
from weave_query.requests.base import Request, Result
from weave_query.requests.calls import CallsQueryReq, CallsQueryRes, CallsQueryStatsReq, CallsQueryStatsRes
from weave_query.requests.feedback import FeedbackAggregateReq, FeedbackAggregateRes
from weave_query.requests.feedback_query import FeedbackQueryReq, FeedbackQueryRes
from weave_query.requests.feedback_stats import FeedbackStatsReq, FeedbackStatsRes
from weave_query.requests.stats import CallStatsReq, CallStatsRes
from weave_query.requests.threads import ThreadsQueryReq, ThreadsQueryRes
from weave_query.requests.usage import CallsUsageReq, CallsUsageRes, TraceUsageReq, TraceUsageRes

REQUESTS: dict[str, type[Request]] = {
    model.kind: model
    for model in (
        CallsQueryReq,
        CallsQueryStatsReq,
        CallStatsReq,
        TraceUsageReq,
        CallsUsageReq,
        FeedbackAggregateReq,
        FeedbackStatsReq,
        FeedbackQueryReq,
        ThreadsQueryReq,
        AggregateReq,
    )
}

RESPONSES: dict[str, type[Result]] = {
    "calls_query": CallsQueryRes,
    "calls_query_stats": CallsQueryStatsRes,
    "call_stats": CallStatsRes,
    "trace_usage": TraceUsageRes,
    "calls_usage": CallsUsageRes,
    "feedback_aggregate": FeedbackAggregateRes,
    "feedback_stats": FeedbackStatsRes,
    "feedback_query": FeedbackQueryRes,
    "threads_query": ThreadsQueryRes,
    "aggregate": AggregateRes,
}
