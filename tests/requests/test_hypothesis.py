"""Whatever a client sends, `parse_request` gives a request or one of our errors: any body, and damaged valid ones."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from weave_query.errors import RequestError
from weave_query.requests import REQUESTS, Request, parse_request

QUERY = {
    "$expr": {
        "$and": [
            {"$eq": [{"$getField": "inputs.model"}, {"$literal": "gpt-4"}]},
            {"$not": [{"$in": [{"$getField": ["inputs", "a.b", 0]}, [1, "x", None]]}]},
            {"$contains": {"input": {"$getField": "output"}, "substr": "é", "case_insensitive": True}},
            {"$gt": [{"$convert": {"input": {"$size": {"$getField": "inputs"}}, "to": "double"}}, 0.5]},
            {"$or": [{"$lte": [{"$getField": "started_at"}, "2026-03-07"]}, True]},
        ]
    }
}
FILTER = {"op_names": ["a:*"], "trace_roots_only": True, "call_ids": [], "wb_run_ids": None}
VALID: dict[str, dict[str, Any]] = {
    "calls_query": {
        "project_id": "acme/bot",
        "filter": FILTER,
        "query": QUERY,
        "sort_by": [{"field": "inputs.n", "direction": "desc"}, {"field": "id", "direction": "asc"}],
        "limit": 10,
        "offset": 0,
        "columns": ["id", "inputs.a"],
        "include_costs": None,
    },
    "calls_query_stats": {"project_id": "acme/bot", "query": QUERY, "limit": 1, "include_total_storage_size": True},
    "call_stats": {
        "project_id": "acme/bot",
        "start": "2026-03-07T00:00:00Z",
        "end": None,
        "granularity": 3600,
        "timezone": "Europe/Berlin",
        "filter": FILTER,
        "usage_metrics": [{"metric": "total_tokens", "aggregations": ["sum", "avg"], "percentiles": [50, 99.9]}],
        "call_metrics": [{"metric": "latency_ms"}, {"metric": "error_count", "aggregations": []}],
    },
    "trace_usage": {"project_id": "acme/bot", "filter": FILTER, "query": QUERY, "include_costs": True, "limit": None},
    "calls_usage": {"project_id": "acme/bot", "call_ids": ["a", "b"], "limit": 5},
    "feedback_aggregate": {
        "project_id": "acme/bot",
        "after_ms": 0,
        "before_ms": 1_800_000_000_000,
        "time_bucket_seconds": 3600,
        "group_by": ["scorer_id"],
        "span_types": ["agent_turn"],
        "tags": ["x"],
        "rating_min": 0.5,
    },
    "feedback_stats": {
        "project_id": "acme/bot",
        "start": "2026-03-07T00:00:00Z",
        "feedback_type": "human",
        "trigger_ref": "weave:///acme/bot/object/monitor:*",
        "metrics": [{"json_path": "output.score", "aggregations": None}, {"json_path": "ok", "value_type": "boolean"}],
    },
    "feedback_query": {
        "project_id": "acme/bot",
        "fields": ["id", "payload.output.score"],
        "query": QUERY,
        "sort_by": [{"field": "payload.output.score", "direction": "desc"}],
        "limit": 3,
        "offset": None,
    },
    "threads_query": {
        "project_id": "acme/bot",
        "filter": {"thread_ids": ["t"], "after_datetime": "2026-03-07T00:00:00Z"},
        "sort_by": [{"field": "turn_count", "direction": "desc"}],
        "limit": 5,
    },
    "aggregate": {
        "project_id": "acme/bot",
        "filter": FILTER,
        "query": QUERY,
        "start": "2026-03-07T00:00:00Z",
        "end": None,
        "time_field": "ended_at",
        "bucket": {"every": "week", "week_start": "sunday", "timezone": "Europe/Berlin", "fill": False},
        "dimensions": [{"field": ["inputs", "a.b", 0], "top": 3, "by": "n", "other": True}, {"field": "op_name"}],
        "measures": [
            {"function": "count", "name": "n", "where": QUERY},
            {"function": "percentile", "percentile": 99.9, "value": {"$size": {"$getField": "inputs"}}, "name": "p"},
        ],
        "having": {"$expr": {"$gt": [{"$getField": "n"}, 1]}},
        "order": [{"by": "bucket", "direction": "desc"}],
        "limit": 10,
    },
}
kinds = st.sampled_from(list(VALID))
modes: st.SearchStrategy[Any] = st.sampled_from(["error", "ignore"])

# Texts with NUL, lone surrogates and names that mean something; numbers of every size.
NAMES = ["$expr", "$and", "$literal", "$getField", "filter", "query", "id", "sum", "asc", "2026-03-07T00:00:00Z", "UTC"]
texts = st.text(st.characters(), max_size=6) | st.sampled_from([*NAMES, "\x00", "\ud800", "9" * 400, "1e999", "-0"])
numbers = st.integers() | st.floats() | st.sampled_from([2**63, -(2**63) - 1, 10**400, -(10**400), 1e308, 2**31])
leaves = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=20
)


def outcome(kind: str, body: Any, unknown_keys: Any) -> Request | RequestError:
    """What comes out; an error must be able to speak too, whatever it is about."""
    result: Request | RequestError
    try:
        result = parse_request(kind, body, unknown_keys=unknown_keys)
    except RequestError as error:
        result = error
    if isinstance(result, RequestError):
        event(result.code)
        assert str(result).startswith(result.code)
        json.dumps(result.detail())
    else:
        event("request")
        assert isinstance(result, REQUESTS[kind])
    return result


def paths(value: Any, so_far: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value inside `value`, itself first."""
    found = [so_far]
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, member in members:
        found += paths(member, (*so_far, token))
    return found


def parent_of(body: Any, path: tuple[Any, ...]) -> Any:
    for token in path[:-1]:
        body = body[token]
    return body


def replace(body: Any, path: tuple[Any, ...], value: Any) -> None:
    parent_of(body, path)[path[-1]] = value


def delete(body: Any, path: tuple[Any, ...], value: Any) -> None:
    del parent_of(body, path)[path[-1]]


def duplicate(body: Any, path: tuple[Any, ...], value: Any) -> None:
    parent = parent_of(body, path)
    if isinstance(parent, list):
        parent.insert(path[-1], copy.deepcopy(parent[path[-1]]))
    else:
        parent[path[-1] + "_2"] = copy.deepcopy(parent[path[-1]])


def insert(body: Any, path: tuple[Any, ...], value: Any) -> None:
    target = parent_of(body, path)
    if isinstance(target, list):
        target.insert(path[-1], value)
    else:
        target[value if isinstance(value, str) else "inserted"] = value


def wrap(body: Any, path: tuple[Any, ...], value: Any) -> None:
    parent = parent_of(body, path)
    parent[path[-1]] = [parent[path[-1]]] if value is None else {str(value): parent[path[-1]]}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Any]:
    """A valid request of some kind with up to three places changed."""
    kind = draw(kinds)
    body = copy.deepcopy(VALID[kind])
    for _ in range(draw(st.integers(1, 3))):
        places = paths(body)[1:]
        if places:
            change = draw(st.sampled_from([replace, delete, duplicate, insert, wrap]))
            change(body, draw(st.sampled_from(places)), draw(leaves | values))
    return kind, body


def test_the_undamaged_requests_are_valid() -> None:
    assert set(VALID) == set(REQUESTS)
    for kind, body in VALID.items():
        assert isinstance(parse_request(kind, json.dumps(body)), Request)


@settings(max_examples=200, deadline=None)
@given(kinds, values, modes)
def test_any_json_value_gives_a_request_or_our_error(kind: str, value: Any, unknown_keys: Any) -> None:
    outcome(kind, value, unknown_keys)
    outcome(kind, {"project_id": "p", "query": {"$expr": value}}, unknown_keys)


@settings(max_examples=150, deadline=None)
@given(kinds, st.binary() | st.text(st.characters()), modes)
def test_any_bytes_or_text_give_a_request_or_our_error(kind: str, body: bytes | str, unknown_keys: Any) -> None:
    outcome(kind, body, unknown_keys)


@settings(max_examples=300, deadline=None)
@given(damaged(), modes)
def test_a_damaged_request_gives_a_request_or_our_error(case: tuple[str, Any], unknown_keys: Any) -> None:
    outcome(*case, unknown_keys)


@settings(max_examples=150, deadline=None)
@given(damaged(), modes, st.booleans())
def test_text_bytes_and_decoded_bodies_are_judged_alike(
    case: tuple[str, Any], unknown_keys: Any, escaped: bool
) -> None:
    kind, body = case
    text = json.dumps(body, ensure_ascii=escaped)
    decoded = outcome(kind, body, unknown_keys)
    forms: list[Any] = [text] + ([text.encode()] if text.isascii() else [])
    for form in forms:
        found = outcome(kind, form, unknown_keys)
        if isinstance(decoded, RequestError):
            assert isinstance(found, RequestError)
            assert found.detail() == decoded.detail()
        else:
            assert found == decoded


@settings(max_examples=150, deadline=None)
@given(kinds, st.data())
def test_a_damaged_text_gives_a_request_or_our_error(kind: str, data: st.DataObject) -> None:
    """Cut, repeated and overwritten bytes: what a broken connection or client makes of a valid body."""
    body = json.dumps(VALID[kind]).encode()
    start, end = sorted((data.draw(st.integers(0, len(body))), data.draw(st.integers(0, len(body)))))
    outcome(kind, body[:start] + data.draw(st.binary(max_size=8)) + body[end:], data.draw(modes))
    outcome(kind, body[:end] + body[start:], data.draw(modes))


@settings(max_examples=100, deadline=None)
@given(damaged())
def test_a_request_reads_its_own_json_again(case: tuple[str, Any]) -> None:
    request = outcome(*case, "ignore")
    if isinstance(request, Request):
        assert parse_request(case[0], request.model_dump_json()) == request
