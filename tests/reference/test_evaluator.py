"""The reference evaluator by examples worked out by hand: expressions, relations, and the doors of the package."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

import weave_query as wq
from weave_query.api import Database
from weave_query.binding.bind import bind
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.catalogue.tables import CALLS
from weave_query.errors import ConnectionUrlError, DriverMissingError, ExecutionError, LoadError, ParseError
from weave_query.plan import plan
from weave_query.reference import evaluate, functions, holds
from weave_query.reference.checking import check_tables
from weave_query.requests.resolve import resolve
from weave_query.syntax.json import parse
from weave_query.syntax.shape import abstract

BLANK: dict[str, Any] = {column.name: None for column in CALLS.columns}


def row(name: str, **columns: Any) -> dict[str, Any]:
    """A stored row as the evaluator takes it."""
    known = {"project_id": "p", "trace_id": "t", "op_name": "op", "started_at": 0, "input_refs": [], "output_refs": []}
    return {**BLANK, **known, "id": name, **columns}


def is_true(condition: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    values: list[Any] = []
    return holds(bind(abstract(parse(condition), values), CALL_FIELDS), stored, values)


N = {"$getField": "inputs.n"}


@pytest.mark.parametrize(
    ("stored", "condition", "expected"),
    [
        ({"n": "12"}, {"$gt": [N, 9]}, True),
        ({"n": "two"}, {"$gt": [N, 1]}, False),
        ({"n": 2**53 + 1}, {"$eq": [N, 2**53]}, False),
        ({"n": True}, {"$eq": [N, 1]}, False),
        ({"n": None}, {"$eq": [{"$type": N}, "null"]}, True),
        ({}, {"$eq": [{"$type": N}, "missing"]}, True),
        ({"n": {"a": [1, {"b": "deep"}]}}, {"$contains": {"input": N, "substr": "eep"}}, True),
        ({"n": {"a": [12.5]}}, {"$contains": {"input": N, "substr": "2.5"}}, True),
        ({"n": [1, 2]}, {"$anyElement": {"input": N, "where": {"$gt": [{"$getField": "$$this"}, 1]}}}, True),
        ({"n": [1, 2]}, {"$allElements": {"input": N, "where": {"$gt": [{"$getField": "$$this"}, 1]}}}, False),
        ({"n": 3}, {"$eq": [{"$divide": [N, 0]}, None]}, True),
        ({"n": "Straße"}, {"$contains": {"input": N, "substr": "STRASSE", "case_insensitive": True}}, False),
        ({"n": "ΣΑΣ"}, {"$contains": {"input": N, "substr": "σας", "case_insensitive": True}}, True),
        ({"n": "a\nb"}, {"$regexMatch": {"input": N, "regex": "a.b"}}, False),
    ],
)  # fmt: skip
def test_a_condition_holds_or_not_as_worked_out(
    stored: dict[str, Any], condition: dict[str, Any], expected: bool
) -> None:
    assert is_true(condition, row("a", inputs=stored)) is expected
    assert is_true({"$not": condition}, row("a", inputs=stored)) is not expected


def test_a_document_that_is_not_there_is_missing_and_not_null() -> None:
    kind = {"$type": {"$getField": "output"}}
    assert is_true({"$eq": [kind, "missing"]}, row("a", output=None))


def test_a_plan_over_dicts_gives_the_rows_of_each_statement() -> None:
    request = wq.CallsQueryReq(
        project_id="p",
        sort_by=[wq.SortBy(field="inputs.n", direction="desc")],
        columns=["id"],
        limit=2,
        offset=1,
    )
    stored = [
        *(row(name, inputs={"n": n}) for name, n in (("one", 1), ("text", "3"), ("word", "b"), ("none", None))),
        row("foreign", project_id="q", inputs={"n": 9}),
        row("gone", deleted_at=1, inputs={"n": 9}),
    ]
    resolved = resolve(request)
    rows = evaluate(plan(resolved.shape), resolved.values, {"calls": stored})["calls"]
    assert [found["id"] for found in rows] == ["one", "word"]


@pytest.fixture
def db() -> Database:
    opened = wq.connect("memory://")
    opened.create_schema()
    return opened


CALL = {"id": "a", "project_id": "p", "trace_id": "t", "op_name": "op", "started_at": "2026-03-07T09:00:00Z"}


def test_the_text_of_a_statement_is_its_plan_and_its_parameters_are_named_as_there(db: Database) -> None:
    compiled = db.compile(wq.CallsQueryReq(project_id="p", filter=wq.CallsFilter(op_names=["x"]), columns=["id"]))
    assert "Scan calls [project = $0:text]" in compiled.sql
    assert dict(compiled.params) == {"$0:text": "p", "$1:texts": ("x",)}


def test_a_row_replaces_the_row_of_equal_key(db: Database) -> None:
    db.load(calls=[{**CALL, "inputs": {"n": 1}}])
    db.load(calls=[{**CALL, "inputs": {"n": 2}}])
    (call,) = db.run(wq.CallsQueryReq(project_id="p")).calls
    assert call.inputs == {"n": 2}


def test_what_a_caller_does_to_an_answer_changes_nothing_that_is_stored(db: Database) -> None:
    db.load(calls=[{**CALL, "inputs": {"list": [1]}}])
    (call,) = db.run(wq.CallsQueryReq(project_id="p")).calls
    call.inputs["list"].append(2)
    (again,) = db.run(wq.CallsQueryReq(project_id="p")).calls
    assert again.inputs == {"list": [1]}


def test_two_connections_are_two_stores(db: Database) -> None:
    db.load(calls=[CALL])
    with wq.connect("memory://") as other:
        other.create_schema()
        assert other.run(wq.CallsQueryStatsReq(project_id="p")).count == 0


def test_without_tables_and_after_closing_the_refusals_are_those_of_every_driver(db: Database) -> None:
    with pytest.raises(ExecutionError, match="the table `calls` is not there"):
        wq.connect("memory://").run(wq.CallsQueryReq(project_id="p"))
    with pytest.raises(ExecutionError, match="the table `feedback` is not there"):
        wq.connect("memory://").run(wq.FeedbackQueryReq(project_id="p"))
    with pytest.raises(ExecutionError, match="is not there"):
        wq.connect("memory://").load(calls=[CALL])
    db.close()
    db.close()
    with pytest.raises(ExecutionError, match="closed"):
        db.run(wq.CallsQueryReq(project_id="p"))


def test_a_memory_url_names_nothing() -> None:
    with pytest.raises(ConnectionUrlError, match="memory://"):
        wq.connect("memory:///file")


def test_a_regular_expression_without_re2_names_the_extra(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    functions._searches.cache_clear()
    monkeypatch.setitem(sys.modules, "re2", None)
    db.load(calls=[CALL])
    condition = {"$expr": {"$regexMatch": {"input": {"$getField": "op_name"}, "regex": "op"}}}
    with pytest.raises(DriverMissingError, match="the extra `regex` of weave-query"):
        db.run(wq.CallsQueryReq(project_id="p", query=wq.Query(condition)))


def test_the_evaluator_runs_without_sqlglot_and_without_any_driver() -> None:
    script = """
import sys, weave_query as wq
db = wq.connect("memory://")
db.create_schema()
db.run(wq.CallsQueryReq(project_id="p"))
assert not {"sqlglot", "duckdb", "psycopg", "chdb", "sqlite3"} & set(sys.modules), sorted(sys.modules)
assert not [name for name in sys.modules if name.startswith("weave_query.lowering")]
"""
    subprocess.run([sys.executable, "-c", script], check=True)


# What a caller can get wrong.


def test_rows_that_lack_something_are_told_by_name() -> None:
    resolved = resolve(wq.CallsQueryReq(project_id="p", columns=["id"]))
    made = plan(resolved.shape)
    wrong: list[tuple[Any, str]] = [
        ({}, "WQ506: there are no rows of `calls`"),
        ({"call": []}, "WQ506: there are no rows of `calls`"),
        ({"calls": [{"project_id": "p"}]}, "WQ506: a row of `calls` has no column `deleted_at`"),
        ({"calls": [{"id": "a"}]}, "WQ506: a row of `calls` has no column `project_id`"),
        ({"calls": [5]}, "WQ506: a row of `calls` has no column `project_id`"),
    ]
    for tables, message in wrong:
        with pytest.raises(LoadError) as caught:
            evaluate(made, resolved.values, tables)
        assert str(caught.value).startswith(message)
        assert caught.value.table == "calls"
    assert evaluate(made, resolved.values, {"calls": []}) == {"calls": []}


def test_values_that_are_too_few_are_told_and_none_is_shown() -> None:
    resolved = resolve(wq.CallsQueryReq(project_id="p", limit=3))
    with pytest.raises(ParseError, match="there are 1 values for 2 literals"):
        evaluate(plan(resolved.shape), resolved.values[:1], {"calls": []})
    values: list[Any] = []
    bound = bind(abstract(parse({"$eq": [N, 1]}), values), CALL_FIELDS)
    with pytest.raises(ParseError, match="there are 0 values for 1 literals"):
        holds(bound, row("a"), [])
    with pytest.raises(LoadError, match="a row of `calls` has no column `inputs`"):
        holds(bound, {}, values)


def test_what_is_no_plan_no_shape_and_no_predicate_is_told_with_what_makes_one() -> None:
    request = wq.CallsQueryReq(project_id="p")
    for wrong in (request, resolve(request), None):
        with pytest.raises(TypeError, match=rf"takes the shape of a request, .* this is a `{type(wrong).__name__}`"):
            plan(wrong)  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"`evaluate` takes a plan, .* or `compiled.logical`; this is a `CompiledRequest`"
    ):
        evaluate(wq.compile(request, "memory"), ["p"], {"calls": []})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"`resolve` takes a request, `CallsQueryReq.* this is a `dict`"):
        resolve({"project_id": "p"})  # type: ignore[arg-type]
    for condition in (wq.F("id") == "a", {"$eq": [1, 1]}):
        with pytest.raises(
            TypeError, match=r"`bind` takes a predicate .*`resolve\(request\)\.shape\.predicate`; this is"
        ):
            bind(condition, CALL_FIELDS)  # type: ignore[arg-type]
    for condition in (wq.F("id") == "a", wq.Query(wq.F("id") == "a"), {"$eq": [1, 1]}):
        with pytest.raises(TypeError, match="`holds` takes a bound predicate, `bind"):
            holds(condition, row("a"), [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("started_at", datetime(2026, 3, 7, tzinfo=UTC), "is a time, an integer of microseconds .* a `datetime`"),
        ("ended_at", 1.5, "is a time, .* this is a `float`"),
        ("ended_at", "2026-03-07", "is a time, .* this is a `str`"),
        ("inputs", {"a": [1, float("nan")]}, "is decoded JSON, and a number that is not finite is none"),
        ("output", {"a": {1: 2}}, "is decoded JSON, and a key that is a `int` is none"),
        ("summary", {"a": (1, 2)}, "is decoded JSON, and a `tuple` is none"),
        ("summary", {"a": 10**400}, "is decoded JSON, and an integer beyond the range of a double is none"),
        ("input_refs", None, r"is a list of texts, this is None; where there is nothing it is `\[\]`"),
        ("input_refs", "abc", "is a list of texts, this is a `str`"),
        ("output_refs", ["a", 5], "is a list of texts, and a member is a `int`"),
        ("op_name", 5, "is a text, this is a `int`"),
        ("wb_run_step", 2.5, "is an integer of 64 bits, this is a `float`"),
        ("wb_run_step", True, "is an integer of 64 bits, this is a `bool`"),
        ("wb_run_step", 2**63, "is an integer of 64 bits, this is a larger one"),
    ],
)
def test_a_value_that_no_column_has_is_refused(column: str, value: object, told: str) -> None:
    resolved = resolve(wq.CallsQueryReq(project_id="p"))
    made = plan(resolved.shape)
    with pytest.raises(LoadError, match=f"row 2 of calls, /{column}: `{column}` {told}"):
        evaluate(made, resolved.values, {"calls": [row("a"), row("b") | {column: value}]})
    values: list[Any] = []
    bound = bind(abstract(parse({"$eq": [{"$getField": "id"}, "a"]}), values), CALL_FIELDS)
    with pytest.raises(LoadError, match=f"`{column}` {told}"):
        holds(bound, row("a") | {column: value}, values)


def test_a_price_is_a_finite_number() -> None:
    for wrong, told in ((float("nan"), "one that is not finite"), ("1", "a `str`")):
        with pytest.raises(LoadError, match=f"`prompt_token_cost` is a number, this is {told}"):
            check_tables({"llm_token_prices": [{"prompt_token_cost": wrong}]})
    assert check_tables({"llm_token_prices": [{"prompt_token_cost": 1}]})


def test_a_text_in_a_document_is_a_text() -> None:
    values: list[Any] = []
    bound = bind(abstract(parse({"$eq": [{"$getField": "output"}, '{"a": 1}']}), values), CALL_FIELDS)
    assert holds(bound, row("a") | {"output": '{"a": 1}'}, values)
