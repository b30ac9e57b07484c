"""What somebody writes who knows another language: the error says what it is called here, or how it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

import weave_query as wq
from weave_query import F
from weave_query.errors import ParseError, RequestError, SettingsError, TypeMismatchError
from weave_query.requests.base import Request, WireModel
from weave_query.requests.problems import FORMS

MODEL = '{"$eq": [{"$getField": "inputs.model"}, "..."]}'
FIELD_FIRST: list[tuple[Any, str, str]] = [
    ({"inputs.model": "gpt-4"}, "/$expr/inputs.model", MODEL),
    ({"inputs.n": {"$gt": 5}}, "/$expr/inputs.n", '{"$gt": [{"$getField": "inputs.n"}, "..."]}'),
    ({"op_name": ["a", "b"]}, "/$expr/op_name", '{"$in": [{"$getField": "op_name"}, ["..."]]}'),
    (
        {"inputs.model": "gpt-4", "status": "error"},
        "/$expr",
        f'{{"$and": [{MODEL}, {{"$eq": [{{"$getField": "status"}}, "..."]}}]}}',
    ),
    ({"$eq": [{"$getField": "inputs"}, {"model": "gpt-4"}]}, "/$expr/$eq/1/model", '{"$getField": "model"}'),
]


@pytest.mark.parametrize(("expr", "at", "hint"), FIELD_FIRST)
def test_a_condition_with_the_field_first_is_told_how_it_is_written(expr: Any, at: str, hint: str) -> None:
    with pytest.raises(ParseError) as raised:
        wq.Query({"$expr": expr})
    assert str(raised.value.at) == at
    assert raised.value.hint is not None
    assert raised.value.hint.startswith("an object is no literal; a condition is written `{")
    assert hint in raised.value.hint
    assert "gpt-4" not in str(raised.value)


def test_it_is_told_without_expr_too() -> None:
    with pytest.raises(ParseError, match=re.escape(f'it is written `{{"$expr": {MODEL}}}`')):
        wq.Query({"inputs.model": "gpt-4"})


ELSEWHERE: list[tuple[Callable[[], object], str]] = [
    (lambda: wq.Query({"$expr": {"$nin": [{"$getField": "id"}, ["a"]]}}), "write `$not` of `$in`"),
    (lambda: wq.Query({"$expr": {"$between": []}}), "write two comparisons, `$gte` and `$lte`"),
    (lambda: wq.Query({"$expr": {"$icontains": []}}), 'write `$contains` with `"case_insensitive": true`'),
    (lambda: wq.Query({"$expr": {"$regex": []}}), "nearest: `$regexMatch`"),
    (lambda: wq.Query({"$expr": {"$convert": {"input": 1, "to": "float"}}}), "nearest: `double`"),
    (lambda: F("inputs.n").convert("float"), "nearest: `double`"),  # type: ignore[arg-type]
    (lambda: getattr(F("op_name"), "icontains")("a"), "write `contains(..., case_insensitive=True)`"),  # noqa: B009
    (lambda: getattr(F("inputs.n"), "between")(1, 2), 'write two comparisons, `(F("n") >= 1) & (F("n") <= 5)`'),  # noqa: B009
    (lambda: getattr(F("op_name"), "isin")(["a"]), "nearest: `is_in`"),  # noqa: B009
    (lambda: wq.CallMetricSpec(metric="latency_ms", aggregations=["mean"]), "nearest: `avg`"),
    (lambda: wq.CallMetricSpec(metric="latency_ms", aggregations=["median"]), "write `percentiles: [50]`"),
    (lambda: wq.CallMetricSpec(metric="latency_ms", aggregations=["p99.9"]), "write `percentiles: [99.9]`"),
    (lambda: wq.CallMetricSpec(metric="latency"), "nearest: `latency_ms`"),
    (lambda: wq.Measure(function="mean", field="latency_ms"), "nearest: `avg`"),
    (
        lambda: wq.Measure(function="p95", field="latency_ms"),
        'write the function `percentile` with `"percentile": 95`',
    ),
    (lambda: wq.SortBy(field="id", direction="descending"), "nearest: `desc`"),
    (lambda: wq.Bucket(every="hour"), "an hour is 3600"),
    (lambda: wq.Bucket(every="1h"), "an hour is 3600"),
    (lambda: wq.Bucket(every="15 min"), "15 minutes are 900"),
    (lambda: wq.Bucket(every="daily"), "a day is 86400, of the calendar `day`"),
    (lambda: wq.Bucket(every="years"), "nearest: `year`"),
    (lambda: wq.CallStatsReq(project_id="p", start="yesterday"), "a time is written as in `2026-03-07T09:00:00Z`"),
]


@pytest.mark.parametrize(("write", "hint"), ELSEWHERE, ids=[hint for _, hint in ELSEWHERE])
def test_what_has_another_name_here_is_told(write: Callable[[], object], hint: str) -> None:
    with pytest.raises(RequestError) as raised:
        write()
    assert raised.value.code == "WQ101"
    assert raised.value.hint is not None
    assert hint in raised.value.hint


def test_a_synonym_is_told_only_where_its_meaning_is_there() -> None:
    with pytest.raises(RequestError) as raised:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("mean") == 1)
    assert "avg" not in str(raised.value)


@pytest.mark.parametrize("condition", [F("started_at") > 1_772_841_600_000, F("ended_at").is_in([1_772_841_600_000])])
def test_a_time_in_milliseconds_is_told(condition: wq.Expression) -> None:
    with pytest.raises(TypeMismatchError, match="this number looks like milliseconds: divide it by 1,000"):
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=condition)
    seconds = wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("started_at") > 1_772_841_600)
    assert datetime(2026, 3, 7, tzinfo=UTC).timestamp() * 1_000_000 in seconds.params.values()


def test_a_text_that_is_no_time_is_not_told_of_milliseconds() -> None:
    with pytest.raises(TypeMismatchError) as raised:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F("started_at") > "yesterday")
    assert "milliseconds" not in str(raised.value)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: wq.Limits(deph=3), "WQ507: `deph` is not in `Limits`; nearest: `depth`"),  # type: ignore[call-arg]
        (lambda: wq.Options(stored="own"), "WQ507: `stored` is not in `Options`; nearest: `stored_usage`"),  # type: ignore[call-arg]
        (lambda: wq.Options(x=1), "there are `limits`, `verify`"),  # type: ignore[call-arg]
    ],
)
def test_an_option_that_there_is_not_is_told_with_the_nearest(make: Callable[[], object], text: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(text)):
        make()


def field(path: str) -> dict[str, str]:
    return {"$getField": path}


FORMS_OF = {name: json.loads(form) for name, form in FORMS.items()}


def test_every_object_in_a_request_has_a_form_that_can_be_written() -> None:
    models = {model.__name__: model for model in _below(WireModel) if not issubclass(model, Request)}
    assert models.keys() == FORMS_OF.keys()
    for name, model in models.items():
        model(**FORMS_OF[name])


def _below(model: type[WireModel]) -> Iterator[type[WireModel]]:
    for below in model.__subclasses__():
        if below.__module__.startswith("weave_query."):
            yield below
            yield from _below(below)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("calls_query", {"sort_by": ["-started_at"]}, '`{"field": "started_at", "direction": "desc"}`'),
        ("calls_query", {"sort_by": "started_at"}, '`[{"field": "started_at", "direction": "desc"}]`'),
        ("call_stats", {"start": "2026-01-01", "usage_metrics": "total_cost"}, '`[{"metric": "total_cost"}]`'),
        ("aggregate", {"bucket": "day"}, '`{"every": "day", "timezone": "Europe/Berlin"}`'),
        ("aggregate", {"dimensions": ["trace_name"]}, '`{"field": "trace_name"}`'),
    ],
)
def test_text_in_the_place_of_an_object_is_told_its_form(kind: str, body: dict[str, Any], told: str) -> None:
    with pytest.raises(wq.RequestError) as caught:
        wq.parse_request(kind, {"project_id": "p", **body})
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        (
            {"$anyElement": {"input": field("inputs.m"), "where": {"$eq": [field("$this.role"), 1]}}},
            "is `$$this.role`, in",
        ),
        (
            {"$feedback": {"type": "a", "where": {"$eq": [field("feedback.[a].payload.x"), 1]}}},
            "stand alone: `payload.x`",
        ),
        ({"$in": [field("op_name"), field("inputs.x")]}, "`$anyElement`"),
        ({"$eq": [field("model"), 1]}, "`call_stats` has tokens and cost by model"),
    ],
)
def test_what_was_meant_is_told(expr: Any, told: str) -> None:
    with pytest.raises(wq.RequestError) as caught:
        wq.compile(wq.parse_request("calls_query", {"project_id": "p", "query": {"$expr": expr}}), "sqlite")
    assert told in str(caught.value)
