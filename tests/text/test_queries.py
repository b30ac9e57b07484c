"""Queries in text: what each says in JSON, and that the text of a request asks what the request asks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import weave_query as wq
from weave_query.buckets import Weekday
from weave_query.errors import ParseError
from weave_query.requests import (
    AggregationType,
    CallMetricSpec,
    CallsQueryReq,
    FeedbackAggregateReq,
    FeedbackMetricSpec,
    FeedbackStatsReq,
    UsageMetricSpec,
    parse_request,
)
from weave_query.requests.aggregate import UNITS, AggregateReq
from weave_query.requests.feedback import GroupBy
from weave_query.requests.outputs import Function
from weave_query.requests.text import read_query, write_query
from weave_query.syntax.text import Span, aggregates, metrics, queries

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
_ERROR = {"$eq": [{"$getField": "status"}, {"$literal": "error"}]}

QUERIES: list[tuple[str, str, dict[str, Any]]] = [
    ("calls", "calls_query", {}),
    (
        'calls where status = "error" sort by started_at desc, inputs["a.b"] limit 10 offset 2',
        "calls_query",
        {
            "query": {"$expr": _ERROR},
            "sort_by": [
                {"field": "started_at", "direction": "desc"},
                {"field": "inputs.a\\.b", "direction": "asc"},
            ],
            "limit": 10,
            "offset": 2,
        },
    ),
    (
        'CALLS FILTER op_names ("a", "b:*"), trace_roots_only SELECT id, inputs.model WITH costs, feedback',
        "calls_query",
        {
            "filter": {"op_names": ["a", "b:*"], "trace_roots_only": True},
            "columns": ["id", "inputs.model"],
            "include_costs": True,
            "include_feedback": True,
        },
    ),
    (
        "calls expand inputs.model, output without values",
        "calls_query",
        {"expand_columns": ["inputs.model", "output"], "return_expanded_column_values": False},
    ),
    ("count calls limit 5", "calls_query_stats", {"limit": 5}),
    (
        'stats latency p50 p95, call_count, total_cost by 1h in "America/New_York" from 2025-10-31 to 2025-11-02T12:30',
        "call_stats",
        {
            "call_metrics": [
                {"metric": "latency_ms", "aggregations": [], "percentiles": [50, 95]},
                {"metric": "call_count"},
            ],
            "usage_metrics": [{"metric": "total_cost"}],
            "granularity": 3600,
            "timezone": "America/New_York",
            "start": "2025-10-31T00:00:00Z",
            "end": "2025-11-02T12:30:00Z",
        },
    ),
    (
        "stats latency max p99.9 last 7d",
        "call_stats",
        {
            "call_metrics": [{"metric": "latency_ms", "aggregations": ["max"], "percentiles": [99.9]}],
            "start": "2025-11-03T12:00:00Z",
            "end": "2025-11-10T12:00:00Z",
        },
    ),
    ("usage of traces with costs limit all", "trace_usage", {"include_costs": True, "limit": None}),
    ('usage of calls ("a", "b")', "calls_usage", {"call_ids": ["a", "b"]}),
    (
        'feedback by scorer_id every 1d from 2025-11-01 filter tags "good", rating_min 0.5',
        "feedback_aggregate",
        {
            "group_by": ["scorer_id"],
            "time_bucket_seconds": 86_400,
            "after_ms": 1_761_955_200_000,
            "before_ms": 1_762_776_000_000,
            "tags": ["good"],
            "rating_min": 0.5,
        },
    ),
    (
        'feedback stats output.score avg p50, output.ok boolean from now() - 1d filter feedback_type "x"',
        "feedback_stats",
        {
            "metrics": [
                {"json_path": "output.score", "aggregations": ["avg"], "percentiles": [50]},
                {"json_path": "output.ok", "value_type": "boolean"},
            ],
            "start": "2025-11-09T12:00:00Z",
            "feedback_type": "x",
        },
    ),
    (
        'feedback where feedback_type = "x" sort by created_at desc select id, payload.note',
        "feedback_query",
        {
            "query": {"$expr": {"$eq": [{"$getField": "feedback_type"}, {"$literal": "x"}]}},
            "sort_by": [{"field": "created_at", "direction": "desc"}],
            "fields": ["id", "payload.note"],
        },
    ),
    ("feedback select count(*)", "feedback_query", {"fields": ["count(*)"]}),
    (
        'threads filter after_datetime 2025-10-31, thread_ids "a" sort by turn_count desc limit 3',
        "threads_query",
        {
            "filter": {"after_datetime": "2025-10-31T00:00:00Z", "thread_ids": ["a"]},
            "sort_by": [{"field": "turn_count", "direction": "desc"}],
            "limit": 3,
        },
    ),
    ("aggregate", "aggregate", {}),
    (
        """aggregate count(where status = "error") as errors, p95(latency) as slow,
        sum(size(inputs.messages)), sum((cost))
        by trace_name top 5 by slow without other, inputs.model as latency
        every week in "Europe/Berlin" week starts sunday fill
        from 2025-10-01 on ended_at sort by slow desc limit 20""",
        "aggregate",
        {
            "measures": [
                {"function": "count", "where": {"$expr": _ERROR}, "name": "errors"},
                {"function": "percentile", "percentile": 95, "field": "latency_ms", "name": "slow"},
                {"function": "sum", "value": {"$size": {"$getField": "inputs.messages"}}},
                {"function": "sum", "value": {"$getField": "cost"}},
            ],
            "dimensions": [
                {"field": "trace_name", "top": 5, "by": "slow", "other": False},
                {"field": "inputs.model", "name": "latency"},
            ],
            "bucket": {"every": "week", "timezone": "Europe/Berlin", "week_start": "sunday", "fill": True},
            "start": "2025-10-01T00:00:00Z",
            "time_field": "ended_at",
            "order": [{"by": "slow", "direction": "desc"}],
            "limit": 20,
        },
    ),
    (
        "aggregate by inputs.model having count >= 20 and latency < 5",
        "aggregate",
        {
            "dimensions": [{"field": "inputs.model"}],
            "having": {
                "$expr": {
                    "$and": [
                        {"$gte": [{"$getField": "count"}, {"$literal": 20}]},
                        {"$lt": [{"$getField": "latency"}, {"$literal": 5}]},
                    ]
                }
            },
        },
    ),
]


@pytest.mark.parametrize(("text", "kind", "body"), QUERIES, ids=[text[:60] for text, _, _ in QUERIES])
def test_a_query_says_what_its_json_says(text: str, kind: str, body: dict[str, Any]) -> None:
    found = read_query(text, "acme/bot", now=NOW)
    assert found.request == parse_request(kind, json.dumps({"project_id": "acme/bot", **body}))
    assert found.where is None
    written = write_query(found.request)
    again = read_query(written, "acme/bot", now=NOW)
    assert again.request == found.request
    assert write_query(again.request) == written


@pytest.mark.parametrize("text", ["stats latency last 1d", 'usage of calls "a"', "threads", "feedback last 1d"])
def test_a_condition_that_a_request_has_no_key_for_stands_beside_it(text: str) -> None:
    found = read_query(f'{text} where id = "a"', "acme/bot", now=NOW)
    assert found.where is not None
    assert found.where.to_json() == {"$expr": {"$eq": [{"$getField": "id"}, {"$literal": "a"}]}}
    again = read_query(write_query(found.request, found.where), "acme/bot", now=NOW)
    assert (again.request, again.where) == (found.request, found.where)


def test_no_text_says_whose_rows_are_read() -> None:
    for text in ('calls filter project_id "a/b"', 'feedback last 1d filter project_id "a/b"'):
        with pytest.raises(Exception, match="WQ101"):
            read_query(text, "acme/bot", now=NOW)


def test_the_words_of_queries_are_those_of_the_requests() -> None:
    def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
        return get_args(model.model_fields[field].annotation)

    assert choices(CallMetricSpec, "metric") == metrics.CALL_METRICS
    assert choices(UsageMetricSpec, "metric") == metrics.USAGE_METRICS
    assert choices(FeedbackMetricSpec, "value_type") == metrics.VALUE_TYPES
    assert tuple(each.value for each in AggregationType) == metrics.AGGREGATIONS
    assert (*aggregates.FUNCTIONS, "percentile") == get_args(Function)
    assert aggregates.UNITS == UNITS
    assert choices(AggregateReq, "time_field") == aggregates.TIMES
    assert get_args(GroupBy) == queries.GROUPS
    assert get_args(Weekday) == aggregates.WEEKDAYS
    assert set(queries.INCLUDED.values()) <= set(CallsQueryReq.model_fields)
    assert set(queries.FILTERS["feedback_aggregate"]) <= set(FeedbackAggregateReq.model_fields)
    assert set(queries.FILTERS["feedback_stats"]) <= set(FeedbackStatsReq.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        'stats call_count by 1h from 2025-10-31 to 2025-11-01 where op_name = "a"',
        'threads where op_name = "a" limit 3',
        'calls where op_name = "a"',
        'aggregate count() by op where op_name = "a"',
    ],
)
def test_a_query_is_taken_whole_in_the_place_of_a_request(text: str) -> None:
    query = wq.read_query(text, "p")
    compiled = wq.compile(query, "sqlite")
    assert compiled == wq.compile(query.request, "sqlite", where=query.where)
    assert "a" in compiled.queries[0].params.values()
    both = wq.compile(query, "sqlite", where='status = "error"')
    assert {"a", "error"} - {"error"} <= set(both.queries[0].params.values())
    assert "exception" in both.queries[0].sql
    with wq.connect("memory://") as db:
        db.create_schema()
        db.run(query)
        db.compile(query)


def test_the_columns_of_a_statement_lead_to_the_characters_of_the_text() -> None:
    text = 'aggregate count() as n, p95(latency_ms) by op, inputs.model where status = "error" limit 7'
    for backend in ("clickhouse", "duckdb", "postgres", "sqlite"):
        (statement,) = wq.compile(wq.read_query(text, "p"), backend, source_map=True)
        assert statement.sources is not None
        found = {text[each.at.start : each.at.end] for each in statement.sources if isinstance(each.at, Span)}
        assert {"count() as n", "p95(latency_ms)", "op", "inputs.model", 'status = "error"'} <= found, backend


@pytest.mark.parametrize(
    ("measures", "condition", "written"),
    [
        ("p95(latency)", "p95_latency_ms > 1s", "p95_latency_ms > 1000"),
        ("p99.9(latency) as slow, count()", "slow >= 1.5s and count > 3", "slow >= 1500 and count > 3"),
        ("max(duration)", "1m30s < max_duration", "90 < max_duration"),
        ("sum(summary.weave.latency_ms) as spent", "spent in (1s, 2s)", "spent in (1000, 2000)"),
        ("count() by latency", "latency_ms > 1s", "latency_ms > 1000"),
    ],
)
def test_durations_stand_beside_measures_of_time(measures: str, condition: str, written: str) -> None:
    """As they do beside the fields that these are of, in the unit of these."""
    one, other = (read_query(f"aggregate {measures} having {each}", "p").request for each in (condition, written))
    assert one == other


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("aggregate p95(latency) by op having latency > 1s", "nearest: `p95_latency_ms`"),
        ("aggregate avg(latency) as slow by op having slwo > 1s", "nearest: `slow`"),
        ("aggregate count(latency) as slow having slow > 1s", "one stands beside `latency_ms` and `duration`, or"),
        ("aggregate count() as latency_ms having latency_ms > 1s", "one stands beside `latency_ms` and `duration`, or"),
        ("aggregate sum(cost) as c having c > 1s", "one stands beside `latency_ms` and `duration`, or"),
    ],
)
def test_a_duration_beside_another_measure_is_told_beside_which_it_stands(text: str, hint: str) -> None:
    with pytest.raises(ParseError, match="stands beside no field of time") as caught:
        read_query(text, "p")
    assert str(caught.value.hint).startswith(hint)
