"""weave_query: the query layer for LLM-trace servers.

Requests become one typed tree, are bound, planned once, and lowered to ClickHouse, Postgres, DuckDB and SQLite with the
same answer on all four. Importing this package imports the standard library only; names resolve when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weave_query.api import Database, compile, compile_page, connect
    from weave_query.backend import Backend
    from weave_query.compiled import CompiledQuery, CompiledRequest
    from weave_query.completion import Completion, complete
    from weave_query.decoding import Page, UsageStream
    from weave_query.errors import CursorError, RequestError, UnsupportedError, WeaveQueryError
    from weave_query.options import Limits, Options
    from weave_query.registry import get_backend, list_backends
    from weave_query.requests import (
        AggregateColumn,
        AggregateReq,
        AggregateRes,
        Bucket,
        CallMetricSpec,
        CallSchema,
        CallsFilter,
        CallsQueryReq,
        CallsQueryRes,
        CallsQueryStatsReq,
        CallsQueryStatsRes,
        CallStatsReq,
        CallStatsRes,
        CallsUsageReq,
        CallsUsageRes,
        Dimension,
        FeedbackAggregateBucket,
        FeedbackAggregateReq,
        FeedbackAggregateRes,
        FeedbackMetricSpec,
        FeedbackQueryReq,
        FeedbackQueryRes,
        FeedbackStatsReq,
        FeedbackStatsRes,
        LLMAggregatedUsage,
        Measure,
        Operand,
        OrderBy,
        Query,
        Request,
        Result,
        SortBy,
        ThreadSchema,
        ThreadsQueryFilter,
        ThreadsQueryReq,
        ThreadsQueryRes,
        TraceUsageReq,
        TraceUsageRes,
        UsageMetricSpec,
        parse_request,
    )
    from weave_query.requests.text import TextQuery, read_query, write_query
    from weave_query.syntax.build import Expression, F, all_of, any_of
    from weave_query.syntax.feedback import has_feedback
    from weave_query.warnings import QueryWarning

_HOME = {
    "AggregateColumn": "requests",
    "AggregateReq": "requests",
    "AggregateRes": "requests",
    "Backend": "backend",
    "Bucket": "requests",
    "CallMetricSpec": "requests",
    "CallSchema": "requests",
    "CallStatsReq": "requests",
    "CallStatsRes": "requests",
    "CallsFilter": "requests",
    "CallsQueryReq": "requests",
    "CallsQueryRes": "requests",
    "CallsQueryStatsReq": "requests",
    "CallsQueryStatsRes": "requests",
    "CallsUsageReq": "requests",
    "CallsUsageRes": "requests",
    "CompiledQuery": "compiled",
    "CompiledRequest": "compiled",
    "Completion": "completion",
    "CursorError": "errors",
    "Database": "api",
    "Dimension": "requests",
    "Expression": "syntax.build",
    "F": "syntax.build",
    "FeedbackAggregateBucket": "requests",
    "FeedbackAggregateReq": "requests",
    "FeedbackAggregateRes": "requests",
    "FeedbackMetricSpec": "requests",
    "FeedbackQueryReq": "requests",
    "FeedbackQueryRes": "requests",
    "FeedbackStatsReq": "requests",
    "FeedbackStatsRes": "requests",
    "LLMAggregatedUsage": "requests",
    "Limits": "options",
    "Measure": "requests",
    "Operand": "requests",
    "Options": "options",
    "OrderBy": "requests",
    "Page": "decoding",
    "Query": "requests",
    "QueryWarning": "warnings",
    "Request": "requests",
    "RequestError": "errors",
    "Result": "requests",
    "SortBy": "requests",
    "TextQuery": "requests.text",
    "ThreadSchema": "requests",
    "ThreadsQueryFilter": "requests",
    "ThreadsQueryReq": "requests",
    "ThreadsQueryRes": "requests",
    "TraceUsageReq": "requests",
    "TraceUsageRes": "requests",
    "UnsupportedError": "errors",
    "UsageMetricSpec": "requests",
    "UsageStream": "decoding",
    "WeaveQueryError": "errors",
    "all_of": "syntax.build",
    "any_of": "syntax.build",
    "compile": "api",
    "compile_page": "api",
    "complete": "completion",
    "connect": "api",
    "get_backend": "registry",
    "has_feedback": "syntax.feedback",
    "list_backends": "registry",
    "parse_request": "requests",
    "read_query": "requests.text",
    "write_query": "requests.text",
}

__all__ = [
    "AggregateColumn",
    "AggregateReq",
    "AggregateRes",
    "Backend",
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
    "CompiledQuery",
    "CompiledRequest",
    "Completion",
    "CursorError",
    "Database",
    "Dimension",
    "Expression",
    "F",
    "FeedbackAggregateBucket",
    "FeedbackAggregateReq",
    "FeedbackAggregateRes",
    "FeedbackMetricSpec",
    "FeedbackQueryReq",
    "FeedbackQueryRes",
    "FeedbackStatsReq",
    "FeedbackStatsRes",
    "LLMAggregatedUsage",
    "Limits",
    "Measure",
    "Operand",
    "Options",
    "OrderBy",
    "Page",
    "Query",
    "QueryWarning",
    "Request",
    "RequestError",
    "Result",
    "SortBy",
    "TextQuery",
    "ThreadSchema",
    "ThreadsQueryFilter",
    "ThreadsQueryReq",
    "ThreadsQueryRes",
    "TraceUsageReq",
    "TraceUsageRes",
    "UnsupportedError",
    "UsageMetricSpec",
    "UsageStream",
    "WeaveQueryError",
    "all_of",
    "any_of",
    "compile",
    "compile_page",
    "complete",
    "connect",
    "get_backend",
    "has_feedback",
    "list_backends",
    "parse_request",
    "read_query",
    "write_query",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module `weave_query` has no attribute `{name}`")
    value = getattr(import_module(f"weave_query.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
