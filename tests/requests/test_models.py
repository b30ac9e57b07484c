"""The wire models: what they accept, how they refuse, and what stays out of the wire."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import weave_query as wq
from weave_query.errors import LimitError, ParseError, RequestError, SettingsError
from weave_query.options import DEEPEST
from weave_query.requests import (
    REQUESTS,
    RESPONSES,
    AggregationType,
    CallMetricSpec,
    CallsFilter,
    CallsQueryReq,
    CallsQueryStatsReq,
    CallsQueryStatsRes,
    CallStatsReq,
    CallsUsageReq,
    CallsUsageRes,
    FeedbackAggregateReq,
    LLMAggregatedUsage,
    SortBy,
    TraceUsageReq,
    parse_request,
)
from weave_query.requests.base import WireModel
from weave_query.syntax.json import HARD_DEPTH
from weave_query.types import INT_MAX

START = "2026-03-07T00:00:00Z"


def refused(model: type[BaseModel], **data: Any) -> RequestError:
    with pytest.raises(RequestError) as caught:
        model(**data)
    return caught.value


def test_building_a_request_directly_raises_our_error_without_the_value() -> None:
    error = refused(CallsQueryReq, project_id="p", limit="hunter2")
    assert type(error) is ParseError
    assert str(error) == "WQ101 at /limit: the value is not an integer"
    assert error.__cause__ is None
    assert error.__context__ is None


def test_validating_as_a_web_framework_does_keeps_the_error_of_pydantic() -> None:
    body = {"project_id": "p", "filter": {"op_name": ["x"]}, "query": {"$expr": {"$and": [{"$foo": 1}]}}}
    with pytest.raises(ValidationError) as caught:
        CallsQueryReq.model_validate(body)
    with pytest.raises(ValidationError):
        TypeAdapter(CallsQueryReq | TraceUsageReq).validate_python(body)
    rows = caught.value.errors(include_url=False)
    assert [(row["type"], row["loc"]) for row in rows] == [
        ("extra_forbidden", ("filter", "op_name")),
        ("WQ101", ("query",)),
    ]
    assert rows[1]["msg"].startswith("at /query/$expr/$and/0/$foo: `$foo` is not an operator")
    # What a framework sends as its answer has to be JSON, whatever our validators raised.
    assert json.loads(json.dumps(rows[1]["ctx"]))["weave_query"]["at"] == ["$expr", "$and", 0, "$foo"]


def test_a_valid_body_gives_the_same_request_on_both_ways() -> None:
    body: dict[str, Any] = {
        "project_id": "p",
        "filter": {"op_names": ["a"]},
        "query": {"$expr": {"$eq": [{"$getField": "id"}, 1]}},
    }
    assert CallsQueryReq.model_validate(body) == CallsQueryReq(**body)
    assert CallsQueryReq.model_validate_json(json.dumps(body)) == CallsQueryReq(**body)


def test_a_wrong_key_inside_a_nested_object_names_its_model_and_the_nearest_key() -> None:
    error = refused(CallsQueryReq, project_id="p", filter={"op_name": ["x"]})
    assert str(error) == "WQ101 at /filter/op_name: `op_name` is not a key of `filter`; nearest: `op_names`"
    assert str(refused(CallsFilter, op_name=["x"])).startswith(
        "WQ101 at /op_name: `op_name` is not a key of CallsFilter"
    )


def test_every_problem_is_told_once() -> None:
    error = refused(CallStatsReq, start=5j, granularity=0, usage_metrics=[{"metric": "tokens"}], nope=1)
    assert [str(each.at) for each in (error, *error.others)] == [
        "/nope",
        "/project_id",
        "/start",
        "/granularity",
        "/usage_metrics/0/metric",
    ]


def test_a_union_gives_one_error_for_one_wrong_place() -> None:
    class WithUnion(WireModel):
        either: int | list[int] | dict[str, int]

    error = refused(WithUnion, either="x")
    assert (str(error.at), error.others) == ("/either", ())
    inside = refused(WithUnion, either=["x"])
    assert {str(each.at) for each in (inside, *inside.others)} == {"/either", "/either/0"}


def test_a_list_of_nonsense_gives_one_error_and_unknown_keys_at_most_a_hundred() -> None:
    assert refused(CallsQueryReq, project_id="p", columns=[0] * 5000).others == ()
    assert len(refused(CallsFilter, **{f"k{n}": 1 for n in range(5000)}).others) == 99


def test_requests_and_what_is_inside_them_are_frozen() -> None:
    request = CallsQueryReq(project_id="p", filter=CallsFilter(op_names=["a"]))
    with pytest.raises(ValidationError, match="frozen"):
        request.limit = 5
    assert request.filter is not None
    with pytest.raises(ValidationError, match="frozen"):
        request.filter.op_names = []


def test_equal_requests_are_equal_whatever_was_ignored_on_the_way() -> None:
    plain = parse_request("trace_usage", {"project_id": "p"})
    other = parse_request("trace_usage", {"project_id": "p", "nope": 1}, unknown_keys="ignore")
    assert plain == other == TraceUsageReq(project_id="p")
    assert hash(plain) == hash(other)
    assert plain != TraceUsageReq(project_id="q")
    assert [str(warning) for warning in other.warnings] == ["WQ801 at /nope: the unknown key was ignored"]
    assert (plain.warnings, TraceUsageReq(project_id="p").warnings) == ((), ())


def test_the_client_may_send_null_for_everything_it_leaves_unset() -> None:
    unset: dict[str, Any] = dict.fromkeys(CallsQueryReq.model_fields, None) | {"project_id": "p"}
    request = CallsQueryReq(**unset)
    assert request == CallsQueryReq(project_id="p")
    assert request.include_costs is False
    assert request.return_expanded_column_values is True
    assert CallsFilter(**dict.fromkeys(CallsFilter.model_fields, None)) == CallsFilter()
    assert CallsQueryStatsReq(project_id="p", include_total_storage_size=None).include_total_storage_size is False  # type: ignore[arg-type]


def test_the_request_that_the_public_client_sends_is_accepted() -> None:
    filter_keys = dict.fromkeys(
        [
            *["op_names", "input_refs", "output_refs", "parent_ids", "trace_ids", "call_ids", "thread_ids"],
            *["turn_ids", "trace_roots_only", "wb_user_ids", "wb_run_ids"],
        ]
    )
    body = {
        "project_id": "acme/bot",
        "filter": {**filter_keys, "call_ids": ["019a1015"]},
        "query": None,
        "sort_by": None,
        "limit": 1000,
        "offset": 0,
        "columns": None,
        "expand_columns": None,
        "return_expanded_column_values": True,
        "include_costs": False,
        "include_feedback": False,
        "include_storage_size": False,
        "include_total_storage_size": False,
        "include_usernames": None,
        "latest_only": False,
    }
    assert list(body) == list(CallsQueryReq.model_fields)
    request = parse_request("calls_query", json.dumps(body))
    assert request == CallsQueryReq(project_id="acme/bot", filter={"call_ids": ["019a1015"]}, limit=1000, offset=0)  # type: ignore[arg-type]


BOUNDS: list[tuple[type[BaseModel], dict[str, Any], list[object], list[object]]] = [
    (CallsQueryReq, {"limit": None}, [0, 1, INT_MAX], [-1, INT_MAX + 1, 10**400, 1.5, "x", [], float("nan")]),
    (CallsQueryReq, {"offset": None}, [0, INT_MAX], [-1, INT_MAX + 1]),
    (CallsQueryStatsReq, {"limit": None}, [1, INT_MAX], [0, -1, INT_MAX + 1]),
    (TraceUsageReq, {"limit": None}, [0, 1, None], [-1, INT_MAX + 1]),
    (CallsUsageReq, {"limit": None, "call_ids": []}, [1, None], [0, -1]),
    (CallStatsReq, {"granularity": None, "start": START}, [1, None, INT_MAX], [0, -1, INT_MAX + 1, 10**400]),
    (CallStatsReq, {"start": None}, [START, "2026-03-07", 1.5], ["soon", 10**400, 1e300, float("nan"), {}, None]),
    (
        CallMetricSpec,
        {"percentiles": None, "metric": "latency_ms"},
        [[0, 99.9, 100]],
        [[101], [-0.1], [float("nan")], 5],
    ),
    (CallMetricSpec, {"metric": None}, ["latency_ms"], ["total_tokens", None, 5]),
    (CallMetricSpec, {"aggregations": None, "metric": "call_count"}, [["count_true"], []], [["median"], [None]]),
    (FeedbackAggregateReq, {"after_ms": None, "before_ms": 5}, [0, INT_MAX], [-1, INT_MAX + 1]),
    (FeedbackAggregateReq, {"rating_min": None, "after_ms": 0, "before_ms": 5}, [0, 1, None], [2, -1, float("nan")]),
    (FeedbackAggregateReq, {"time_bucket_seconds": None, "after_ms": 0, "before_ms": 5}, [1], [0, -1, INT_MAX + 1]),
    (FeedbackAggregateReq, {"group_by": None, "after_ms": 0, "before_ms": 5}, [["scorer_id"]], [["wb_user_id"]]),
    (SortBy, {"direction": None, "field": "id"}, ["asc", "desc"], ["ASC", "", None]),
]


@pytest.mark.parametrize(("model", "data", "good", "bad"), BOUNDS)
def test_bounds_hold(model: type[BaseModel], data: dict[str, Any], good: list[object], bad: list[object]) -> None:
    key, *_ = data
    common = {**data, **({"project_id": "p"} if "project_id" in model.model_fields else {})}
    for value in good:
        model(**{**common, key: value})
    for value in bad:
        error = refused(model, **{**common, key: value})
        assert str(error.at).startswith(f"/{key}"), value


def test_an_end_before_the_start_is_left_to_resolving() -> None:
    assert CallStatsReq(project_id="p", start=START, end="2020-01-01").end == datetime(2020, 1, 1, tzinfo=UTC)  # type: ignore[arg-type]


def test_times_without_an_offset_are_utc_and_others_keep_theirs() -> None:
    request = CallStatsReq(project_id="p", start="2026-03-07T00:00:00", end="2026-03-07T05:00:00+02:00")  # type: ignore[arg-type]
    assert request.start == datetime(2026, 3, 7, tzinfo=UTC)
    assert request.end == datetime(2026, 3, 7, 5, tzinfo=timezone(timedelta(hours=2)))


def test_text_that_no_database_keeps_is_refused_in_direct_construction_too() -> None:
    for text, fact in (("a\x00b", "NUL"), ("a\ud800", "lone surrogate")):
        error = refused(CallsQueryReq, project_id="p", filter={"op_names": ["ok", text]})
        assert str(error.at) == "/filter/op_names/1"
        assert fact in error.message


def test_defaults_are_the_published_ones() -> None:
    spec = CallMetricSpec(metric="latency_ms")
    assert (spec.aggregations, spec.percentiles) == ([AggregationType.SUM], [])
    assert TraceUsageReq(project_id="p").limit == 10_000
    assert CallsUsageReq(project_id="p", call_ids=[]).limit == 10_000
    assert CallStatsReq(project_id="p", start=START).timezone == "UTC"  # type: ignore[arg-type]


def test_kinds_name_each_request_and_its_response() -> None:
    assert list(REQUESTS) == list(RESPONSES)
    assert list(REQUESTS) == [
        "calls_query",
        "calls_query_stats",
        "call_stats",
        "trace_usage",
        "calls_usage",
        "feedback_aggregate",
        "feedback_stats",
        "feedback_query",
        "threads_query",
        "aggregate",
    ]
    assert all(model.kind == kind and "kind" not in model.model_fields for kind, model in REQUESTS.items())


def test_metadata_stands_beside_the_response_and_cannot_be_written() -> None:
    result = CallsQueryStatsRes(count=3).with_metadata({"method": "exact"})
    assert result.metadata == {"method": "exact"}
    with pytest.raises(TypeError):
        result.metadata["method"] = "other"  # type: ignore[index]
    assert result.model_dump() == {"count": 3, "has_more": False, "total_storage_size_bytes": None}
    assert result == CallsQueryStatsRes(count=3)
    assert result != CallsQueryStatsRes(count=4)
    assert CallsQueryStatsRes(count=3).metadata == {}


@pytest.mark.parametrize("kind", RESPONSES)
def test_neither_metadata_nor_warnings_are_part_of_a_schema(kind: str) -> None:
    for model in (RESPONSES[kind], REQUESTS[kind]):
        for mode in ("validation", "serialization"):
            text = json.dumps(model.model_json_schema(mode=mode))
            assert "metadata" not in text
            assert "warnings" not in text


def test_the_counters_of_usage_are_those_of_the_service_and_costs_are_null_until_asked_for() -> None:
    usage = LLMAggregatedUsage(requests=2, prompt_tokens=5032)
    assert usage.model_dump() == {
        "requests": 2,
        "prompt_tokens": 5032,
        "completion_tokens": 0,
        "total_tokens": 0,
        "cache_read_input_tokens": 0,
        "cache_creation_input_tokens": 0,
        "prompt_tokens_total_cost": None,
        "completion_tokens_total_cost": None,
        "cache_read_input_tokens_total_cost": None,
        "cache_creation_input_tokens_total_cost": None,
    }
    assert usage.total_cost is None
    assert usage.model_copy(update={"prompt_tokens_total_cost": 0.5}).total_cost == 0.5
    assert CallsUsageRes(call_usage={"a": {"m": usage}, "b": {}}).model_dump()["unfinished_call_ids"] == []


def test_requests_can_be_copied_and_pickled() -> None:
    query = {"$expr": {"$gt": [{"$getField": "inputs.a"}, 1]}}
    request = parse_request("calls_query", {"project_id": "p", "query": query, "x": 1}, unknown_keys="ignore")
    for twin in (pickle.loads(pickle.dumps(request)), copy.deepcopy(request)):
        assert twin == request
        assert twin.warnings == request.warnings != ()


def test_a_limit_error_of_the_query_stays_a_limit_error() -> None:
    deep: object = True
    for _ in range(200):
        deep = {"$not": [deep]}
    error = refused(CallsQueryReq, project_id="p", query={"$expr": deep})
    assert isinstance(error, LimitError)
    assert error.limit == "depth"
    assert str(error.at).startswith("/query/$expr/$not/0/$not/0")


def test_importing_the_package_loads_no_pydantic() -> None:
    code = "import sys, weave_query; assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_keys_that_change_nothing_compile_to_the_same_statement() -> None:
    """A call is one row, and nothing is expanded."""
    plain = wq.compile(CallsQueryReq(project_id="p"), "duckdb")
    for body in ({"latest_only": True}, {"return_expanded_column_values": False}):
        assert wq.compile(parse_request("calls_query", {"project_id": "p", **body}), "duckdb") == plain


@pytest.mark.parametrize("limits", [{"depth": 101}, {"depth": -1}, {"nodes": "5"}, {"sort_keys": True}])
def test_what_is_no_limit_is_refused_when_it_is_made(limits: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=f"`Limits.{next(iter(limits))}` is"):
        wq.Limits(**limits)


def test_the_deepest_limit_is_what_the_parser_reads() -> None:
    assert wq.Limits(depth=DEEPEST).depth == HARD_DEPTH


def test_a_long_place_is_told_without_its_middle_and_kept_whole() -> None:
    nested: dict[str, Any] = {"$nope": 1}
    for _ in range(90):
        nested = {"$not": [nested]}
    with pytest.raises(ParseError) as found:
        wq.Query({"$expr": nested})
    assert len(str(found.value).partition(": ")[0]) < 140
    assert found.value.at is not None
    assert len(found.value.at.tokens) > 180


def test_a_tuple_is_not_called_a_list() -> None:
    with pytest.raises(ParseError, match="this is a Python `tuple`"):
        CallsQueryReq(project_id=("p",))  # type: ignore[arg-type]
