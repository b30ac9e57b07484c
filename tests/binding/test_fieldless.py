"""A forgotten `$getField`: a condition of literals alone is told, with the field that one of them names."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query import F, api

FACT = "neither side is a field, so this is the same for every row"


def warned(expr: Any) -> list[wq.QueryWarning]:
    request = wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": expr}))
    return list(wq.compile(request, "duckdb").warnings)


NAMED: list[tuple[Any, str]] = [
    ({"$eq": ["inputs.model", "gpt-4"]}, "inputs.model"),
    ({"$eq": ["gpt-4", "inputs.model"]}, "inputs.model"),
    ({"$eq": ["$inputs.model", "gpt-4"]}, "inputs.model"),
    ({"$ne": ["status", "error"]}, "status"),
    ({"$gt": ["latency_ms", 500]}, "latency_ms"),
    ({"$eq": ["display_name", None]}, "display_name"),
    ({"$gt": [{"$convert": {"input": "inputs.n", "to": "double"}}, 5]}, "inputs.n"),
    ({"$gt": [{"$size": "inputs.messages"}, 5]}, "inputs.messages"),
    ({"$in": ["op_name", ["a", "b"]]}, "op_name"),
    ({"$contains": {"input": "output", "substr": "error"}}, "output"),
    ({"$startsWith": ["op_name", "weave:///"]}, "op_name"),
    ({"$endsWith": ["op_name", ":v1"]}, "op_name"),
    ({"$regexMatch": {"input": "exception", "regex": "^Time"}}, "exception"),
    (
        {"$anyElement": {"input": {"$getField": "inputs.m"}, "where": {"$eq": ["$$this.role", "user"]}}},
        "$$this.role",
    ),
]


@pytest.mark.parametrize(("expr", "path"), NAMED, ids=[path + str(n) for n, (_, path) in enumerate(NAMED)])
def test_a_text_that_names_a_field_is_told_as_the_field(expr: Any, path: str) -> None:
    (warning,) = warned(expr)
    assert (warning.code, warning.message) == ("WQ805", FACT)
    assert warning.hint == f'a bare text is a literal; the field is written `{{"$getField": "{path}"}}`'


@pytest.mark.parametrize("text", ["foo.bar", "inputsmodel", "inputs. a secret", "op_name\n", "inputs." + "x" * 200])
def test_a_text_that_names_no_field_is_told_and_not_shown(text: str) -> None:
    (warning,) = warned({"$eq": [text, "gpt-4"]})
    assert warning.hint == 'a bare text is a literal; a field is written `{"$getField": "inputs.model"}`'


@pytest.mark.parametrize(
    "expr",
    [
        {"$eq": [1, 1]},
        {"$eq": [1, 0]},
        {"$eq": [True, False]},
        {"$lt": [1, 2]},
        {"$eq": ["a", "a"]},
        {"$eq": [{"$getField": "inputs.a"}, "inputs.b"]},
        {"$contains": {"input": "a list of names", "substr": {"$getField": "op_name"}}},
        {"$in": ["inputs", [{"$getField": "op_name"}]]},
    ],
)
def test_constants_that_are_written_on_purpose_are_not_told(expr: Any) -> None:
    assert warned(expr) == []


@pytest.mark.parametrize("condition", [wq.any_of(), wq.all_of(), F("inputs.a").is_in([])])
def test_empty_conditions_are_not_told(condition: wq.Expression) -> None:
    assert wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=condition).warnings == ()


def test_the_field_is_that_of_the_request_and_not_of_its_shape() -> None:
    api.clear_cache()
    for path in ("inputs.a", "output.b"):
        (warning,) = warned({"$eq": [path, "x"]})
        assert f'"{path}"' in str(warning)
    assert warned({"$eq": ["x", "x"]}) == []


def test_two_literals_of_other_types_are_told_how_a_field_is_written() -> None:
    (warning,) = warned({"$eq": [True, 1]})
    assert str(warning) == (
        "WQ802 at /query/$expr/$eq: the literal is a boolean, with which a number never compares; both sides are "
        'literals; a field is written `{"$getField": "inputs.model"}`'
    )


def test_a_condition_on_groups_is_told_by_the_names_of_the_columns() -> None:
    body = {"project_id": "p", "measures": [{"function": "count", "name": "n"}], "dimensions": [{"field": "op_name"}]}
    for where, place in (("n", "/having/$expr/$and/1/$gt"), ({"$getField": "n"}, None)):
        having = {"$expr": {"$and": [{"$gt": [{"$getField": "n"}, 1]}, {"$gt": [where, 5]}]}}
        warnings = wq.compile(wq.parse_request("aggregate", {**body, "having": having}), "duckdb").warnings
        assert [str(warning.at) for warning in warnings] == ([] if place is None else [place])
        assert all('{"$getField": "n"}' in str(warning) for warning in warnings)


@pytest.mark.parametrize(
    ("having", "told"),
    [
        ('n > "3"', "`n` holds numbers, with which a text never compares; write the literal without quotes"),
        ("not (true < n)", "`n` holds numbers, with which a boolean never compares"),
        ('n > 1 and s = "x"', "`s` holds numbers, with which a text never compares; write the literal without quotes"),
        ('op = "3" and n != "x" and n in (4, "x")', None),
    ],
)
def test_a_measure_beside_what_is_no_number_is_told(having: str, told: str | None) -> None:
    measures = "count() as n, sum(inputs.x) as s, min(started_at) as first"
    request = wq.read_query(f"aggregate {measures} by op having {having}", "p")
    found = [str(warning).partition(": ")[2] for warning in wq.compile(request, "duckdb").warnings]
    assert found == ([] if told is None else [told])
    with wq.connect("duckdb://") as db:
        db.create_schema()
        call = {"project_id": "p", "trace_id": "t", "started_at": "2026-03-01T00:00:00Z", "inputs": {"x": 5}}
        db.load(calls=[{**call, "id": str(n), "op_name": "3"} for n in range(4)])
        assert bool(db.run(request).rows) == (told is None or having.startswith("not"))  # type: ignore[attr-defined]


def test_the_fields_are_those_of_the_kind() -> None:
    request = wq.FeedbackAggregateReq(project_id="p", after_ms=0, before_ms=1)
    (warning,) = wq.compile(request, "duckdb", where={"$eq": ["payload.output", "x"]}).warnings
    assert warning.hint is not None
    assert '{"$getField": "payload.output"}' in warning.hint
