"""Expressions of `F` in requests and beside them: what is compiled, what every engine selects, where an error is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import weave_query as wq
from tests.engines import Engines
from weave_query import Expression, F, all_of, any_of
from weave_query.api import Database
from weave_query.errors import ParseError, TypeMismatchError, UnknownFieldError


def test_a_request_takes_an_expression() -> None:
    condition = (F("inputs.model") == "gpt-4") & (F("latency_ms") > 500)
    request = wq.CallsQueryReq(project_id="p", query=condition)  # type: ignore[arg-type]
    assert request.query == wq.Query(condition)
    assert wq.parse_request("calls_query", request.model_dump_json()) == request
    assert request == wq.CallsQueryReq(project_id="p", query=wq.Query(condition))


def test_where_takes_an_expression_a_query_and_json_alike() -> None:
    condition, request = F("inputs.model") == "gpt-4", wq.CallsQueryReq(project_id="p")
    texts = {
        wq.compile(request, "duckdb", where=where).sql
        for where in (condition, wq.Query(condition), condition.to_json())
    }
    assert len(texts) == 1
    assert texts == {wq.compile(wq.CallsQueryReq(project_id="p", query=wq.Query(condition)), "duckdb").sql}


def test_an_error_in_an_expression_has_its_place_in_the_json_form() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=(F("id") == "a") & (F("inptus.a") == 1))
    assert str(caught.value.at) == "/where/$expr/$and/1/$eq/0/$getField"
    request = wq.CallsQueryReq(project_id="p", query=wq.Query(F("started_at") > "soon"))
    with pytest.raises(TypeMismatchError) as mismatch:
        wq.compile(request, "duckdb")
    assert str(mismatch.value.at).startswith("/query/$expr/$gt")


CALLS = [
    {"model": "gpt-4", "tokens": 1250, "messages": [{"role": "user"}, {"role": "tool", "calls": [{"n": 2}]}]},
    {"model": "gpt-4-mini", "tokens": "1800", "messages": [{"role": "user"}], "a.b": [7]},
    {"model": "o3", "tokens": None, "messages": []},
    {"model": 4, "share": 0.25, "tokens": 10},
]
SELECTED: list[tuple[Expression, str]] = [
    ((F("inputs.model") == "gpt-4") & (F("inputs.tokens") > 500), "0"),
    (F("inputs.tokens") > 500, "01"),
    (~F("inputs.tokens").exists(), "2"),
    (F("inputs.tokens").is_null() | (F("inputs.share") == 0.25), "23"),
    (F("inputs")["a.b"][0] == 7, "1"),
    (F("inputs.model").starts_with("gpt") & ~F("inputs.model").ends_with("mini"), "0"),
    (F("inputs.model").contains("GPT", case_insensitive=True), "01"),
    (F("inputs.model").is_in(["o3", 4]), "23"),
    (F("inputs.messages").any(lambda x: x["role"] == "tool"), "0"),
    (F("inputs.messages").all(lambda x: x["role"] == "user"), "12"),
    (F("inputs.messages").any(lambda x: x["calls"].any(lambda y: y["n"] + 1 > 2)), "0"),
    (F("inputs.messages").size() >= 1, "01"),
    (F("inputs.model").type() == "number", "3"),
    (1 - F("inputs.share") * 2 == 0.5, "3"),
    (F("inputs.share").if_null(F("inputs.tokens")) < 100, "3"),
    (F("inputs.model").convert("string") == "4", "3"),
    (F("started_at") >= datetime(2026, 3, 7, 2, tzinfo=UTC), "23"),
    (F("started_at") < date(2026, 3, 8), "0123"),
    (all_of(F("inputs.tokens") != n for n in range(300)), "0123"[:2] + "2"),
    (any_of([]), ""),
    (all_of([]), "0123"),
]


@pytest.fixture(scope="module")
def calls_db(engine: str, engines: Engines) -> Database:
    shared = {"project_id": "p", "trace_id": "t", "op_name": "answer"}
    rows = [
        {**shared, "id": str(n), "started_at": f"2026-03-07T0{n}:00:00Z", "inputs": inputs}
        for n, inputs in enumerate(CALLS)
    ]
    return engines.filled(engine, "built", lambda opened: opened.load(calls=rows))


@pytest.mark.parametrize(("where", "ids"), SELECTED, ids=[repr(where)[:70] for where, _ in SELECTED])
@pytest.mark.share(3)
def test_an_engine_selects_what_an_expression_says(where: Expression, ids: str, calls_db: Database) -> None:
    request = wq.CallsQueryReq(project_id="p", columns=["id"])
    assert "".join(call.id for call in calls_db.run(request, where=where).calls) == ids
    asked = wq.CallsQueryReq(project_id="p", columns=["id"], query=wq.Query(where))
    assert "".join(call.id for call in calls_db.run(asked).calls) == ids


def test_where_takes_nothing_else() -> None:
    for wrong in (5, [F("id") == "a"]):
        with pytest.raises(ParseError, match="`where` is text, an expression of `F`, a Query or"):
            wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        (F("inputs.messages").any(lambda _: F("role") == "tool"), 'is `$$this.role`, in Python `lambda x: x["role"]`'),
        (F("inputs.messages").all(lambda _: F("a.b") == 1), 'is `$$this.a.b`, in Python `lambda x: x["a"]["b"]`'),
    ],
)
def test_a_field_that_there_is_not_may_be_one_of_the_element(condition: Expression, hint: str) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=condition)
    assert hint in str(caught.value)


def test_outside_of_a_condition_on_elements_the_element_is_not_spoken_of() -> None:
    where = F("inputs.messages").any(lambda x: x == 1) & (F("role") == "tool")
    with pytest.raises(UnknownFieldError) as caught:
        wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=where)
    assert "$$this" not in str(caught.value)
