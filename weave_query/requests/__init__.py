"""Room 2: requests and responses, the wire models of the service. JSON in, `CallsQueryReq` and its siblings out.

`parse_request(kind, body)` reads a request as a client sends it; the models can also be built directly. The `query`
of a request holds an expression that `syntax` parsed. Each request has its response beside it; `REQUESTS` and
`RESPONSES` name them by kind.
"""

from weave_query.requests.aggregate import (
    AggregateColumn,
    AggregateReq,
    AggregateRes,
    Bucket,
    Dimension,
    Measure,
    OrderBy,
)
from weave_query.requests.base import Request, Result
from weave_query.requests.calls import (
    CallSchema,
    CallsQueryReq,
    CallsQueryRes,
    CallsQueryStatsReq,
    CallsQueryStatsRes,
    SortBy,
)
from weave_query.requests.feedback import FeedbackAggregateBucket, FeedbackAggregateReq, FeedbackAggregateRes
from weave_query.requests.feedback_query import FeedbackQueryReq, FeedbackQueryRes
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq, FeedbackStatsRes
from weave_query.requests.filter import CallsFilter
from weave_query.requests.kinds import REQUESTS, RESPONSES
from weave_query.requests.operand import Operand
from weave_query.requests.parse import parse_request
from weave_query.requests.query import Query
from weave_query.requests.stats import (
    AggregationType,
    CallMetricSpec,
    CallStatsReq,
    CallStatsRes,
    UsageMetricSpec,
)
from weave_query.requests.threads import ThreadSchema, ThreadsQueryFilter, ThreadsQueryReq, ThreadsQueryRes
from weave_query.requests.usage import (
    CallsUsageReq,
    CallsUsageRes,
    LLMAggregatedUsage,
    TraceUsageReq,
    TraceUsageRes,
)

__all__ = [
    "REQUESTS",
    "RESPONSES",
    "AggregateColumn",
    "AggregateReq",
    "AggregateRes",
    "AggregationType",
    "Bucket",
    "CallMetricSpec",
    "CallSchema",
    "CallStatsReq",
    "CallStatsRes",
    "CallsFilter",
    "CallsQueryReq",
    "CallsQueryRes",
    "CallsQueryStatsReq",
    "CallsQueryStatsRes",
    "CallsUsageReq",
    "CallsUsageRes",
    "Dimension",
    "FeedbackAggregateBucket",
    "FeedbackAggregateReq",
    "FeedbackAggregateRes",
    "FeedbackMetricSpec",
    "FeedbackQueryReq",
    "FeedbackQueryRes",
    "FeedbackStatsReq",
    "FeedbackStatsRes",
    "LLMAggregatedUsage",
    "Measure",
    "Operand",
    "OrderBy",
    "Query",
    "Request",
    "Result",
    "SortBy",
    "ThreadSchema",
    "ThreadsQueryFilter",
    "ThreadsQueryReq",
    "ThreadsQueryRes",
    "TraceUsageReq",
    "TraceUsageRes",
    "UsageMetricSpec",
    "parse_request",
]
