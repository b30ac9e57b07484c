"""Warnings: what is valid and true for no row is told, and nothing else is."""

from __future__ import annotations

import pickle
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import pytest

import weave_query as wq
from weave_query import F, QueryWarning, api
from weave_query.binding import bind, findings
from weave_query.binding.nodes import FALSE, TRUE
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.syntax.shape import abstract

OPERATORS = (eq, ne, lt, le, gt, ge)
LITERALS = (5, 2**60, 0.5, "a", "5", "true", "", "2026-01-01", True, None)
OPERANDS = {
    "a text that is always there": F("op_name"),
    "a text": F("exception"),
    "an integer": F("wb_run_step"),
    "a computed text": F("status"),
    "a computed number": F("latency_ms"),
    "a time that is always there": F("started_at"),
    "a time": F("ended_at"),
    "a list": F("input_refs"),
    "a document": F("inputs"),
    "inside a document": F("inputs.a"),
    "a conversion to text": F("inputs.a").convert("string"),
    "a conversion to a number": F("inputs.a").convert("double"),
    "an integer of a conversion": F("started_at").convert("int"),
    "a test": F("inputs.a").exists(),
    "a size": F("inputs.a").size(),
    "a sum": F("inputs.a") + 1,
    "a comparison": F("op_name").contains("x"),
    "the first of two numbers": F("latency_ms").if_null(0),
    "the first of a number and a text": F("latency_ms").if_null("a"),
    "the first of a time and a number": F("ended_at").if_null(5),
}


def is_constant(condition: wq.Expression) -> bool:
    """Does binding say that the answer is the same for every row?"""
    return bind(abstract(condition.expr, []), CALL_FIELDS) in (TRUE, FALSE)


def is_told(condition: wq.Expression) -> bool:
    return any(found.known is None for found in findings(abstract(condition.expr, []), CALL_FIELDS))


def warned(condition: wq.Expression, **more: Any) -> list[QueryWarning]:
    request = wq.CallsQueryReq(project_id="p", query=wq.Query(condition), **more)
    return list(wq.compile(request, "duckdb").warnings)


@pytest.mark.parametrize("operand", OPERANDS)
def test_a_comparison_with_a_literal_is_told_exactly_where_it_is_the_same_for_every_row(operand: str) -> None:
    for compare, literal in product(OPERATORS, LITERALS):
        for condition in (
            compare(OPERANDS[operand], literal),
            compare(wq.Expression.literal(literal), OPERANDS[operand]),
        ):
            try:
                constant = is_constant(condition)
            except wq.RequestError:
                continue  # a time beside what is none
            if literal is None and "conversion" in operand:
                continue  # whether all rows convert is not looked into
            assert is_told(condition) is constant, condition


@pytest.mark.parametrize("operand", OPERANDS)
def test_a_comparison_of_two_operands_is_told_exactly_where_it_is_the_same_for_every_row(operand: str) -> None:
    for compare, other in product(OPERATORS, OPERANDS.values()):
        condition = compare(OPERANDS[operand], other)
        assert is_told(condition) is is_constant(condition), condition


@pytest.mark.parametrize("operand", OPERANDS)
def test_a_list_of_choices_is_told_exactly_where_it_matches_no_row(operand: str) -> None:
    for first, second in product(LITERALS, LITERALS):
        condition = OPERANDS[operand].is_in([first, second])
        try:
            constant = is_constant(condition)
        except wq.RequestError:
            continue
        # Null beside what is always there is told by `$eq` alone.
        if None not in (first, second):
            assert is_told(condition) is constant, condition


@pytest.mark.parametrize("operand", OPERANDS)
@pytest.mark.parametrize("method", ["starts_with", "ends_with", "matches"])
def test_a_search_in_what_is_no_text_is_told(operand: str, method: str) -> None:
    condition = getattr(OPERANDS[operand], method)("a")
    assert is_told(condition) is is_constant(condition)


TOLD = {
    "latency_ms holds numbers": (
        F("latency_ms") > "500",
        (
            "WQ802 at /query/$expr/$gt: `latency_ms` holds numbers, with which a text never compares; "
            "write the literal without quotes"
        ),
    ),
    "a name is text": (
        F("op_name") == 5,
        (
            "WQ802 at /query/$expr/$eq: `op_name` holds text, with which a number never compares; "
            "write the literal in quotes, or `$convert` the other side"
        ),
    ),
    "a status that there is not": (
        F("status") == "errors",
        (
            "WQ803 at /query/$expr/$eq: the text is none that `status` ever is: "
            "`success`, `error`, `descendant_error`, `running`; nearest: `error`"
        ),
    ),
    "a type that there is not": (
        F("inputs.a").type() != "strings",
        (
            "WQ803 at /query/$expr/$ne: the text is none that `$type` ever is: `missing`, `null`, `bool`, `number`, "
            "`string`, `array`, `object`, `timestamp`; nearest: `string`"
        ),
    ),
    "the empty text beside a time, which is like null there": (
        F("started_at") == "",
        "WQ802 at /query/$expr/$eq: `started_at` holds times in every row, and is never null",
    ),
    "two fields": (
        F("started_at") > F("inputs.t"),
        (
            "WQ802 at /query/$expr/$gt: `started_at` holds times and `inputs.t` holds JSON values, which never "
            "compare; `$convert` makes one type of both"
        ),
    ),
    "a list": (
        F("input_refs") == "x",
        (
            "WQ802 at /query/$expr/$eq: `input_refs` holds a list, with which a text never compares; "
            "`$anyElement` asks for a member, `$contains` for a text in one"
        ),
    ),
    "order and null": (
        F("latency_ms") > None,  # type: ignore[operator]
        (
            "WQ802 at /query/$expr/$gt: nothing is less or greater than null, so `$gt` is true for no row; "
            "`$eq` with null asks whether something is missing or null"
        ),
    ),
    "elements of a text": (
        F("op_name").any(lambda each: each == "a"),
        "WQ802 at /query/$expr/$anyElement: `op_name` holds text, and has no elements",
    ),
    "calculating with text": (
        F("op_name") * 2 > 5,
        (
            "WQ802 at /query/$expr/$gt/0/$multiply: `op_name` holds text, and `$multiply` of anything but numbers is "
            "always null; `$convert` to `double` makes a number of it"
        ),
    ),
    "inside a condition on elements": (
        F("inputs.list").any(lambda each: (each["a"] == "x") & (F("duration") > "5")),
        (
            "WQ802 at /query/$expr/$anyElement/where/$and/1/$gt: `duration` holds numbers, with which a text never "
            "compares; write the literal without quotes"
        ),
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_no_row_satisfies_is_told_with_its_place_and_what_may_have_been_meant(name: str) -> None:
    condition, text = TOLD[name]
    assert [str(warning) for warning in warned(condition)] == [text]


def test_times_that_are_subtracted_are_told_of_the_fields_that_say_how_long_a_call_took() -> None:
    first, second = warned(F("ended_at") - F("started_at") > 5)
    assert first.hint == second.hint
    assert first.hint is not None
    assert "`latency_ms`" in first.hint


@pytest.mark.parametrize(
    "condition",
    [
        F("inputs.a") > "500",
        F("inputs.a") == 5,
        F("latency_ms") == "",
        F("latency_ms") == None,  # noqa: E711
        F("started_at") > "2026-01-01",
        F("started_at") > 5,
        F("status").is_in(["error", "success"]),
        F("status") > "f",
        F("status").starts_with("fail"),
        F("op_name").is_in([]),
        F("op_name").is_in([5, "a"]),
        F("inputs.a").any(lambda each: each == 5),
    ],
    ids=repr,
)
def test_what_some_row_may_satisfy_is_not_told(condition: wq.Expression) -> None:
    assert warned(condition) == []


def test_of_a_list_one_unknown_text_is_enough() -> None:
    (warning,) = warned(F("status").is_in(["error", "runing"]))
    assert (warning.code, warning.hint) == ("WQ803", "nearest: `running`")


def test_what_a_shape_is_warned_of_has_the_place_of_the_request_that_asks() -> None:
    """The two have one shape, and the second is compiled out of the cache."""
    api.clear_cache()
    condition = F("latency_ms") > "500"
    plain = wq.CallsQueryReq(project_id="p")
    (first,) = warned(condition)
    (second,) = wq.compile(plain, "duckdb", where=condition).warnings
    assert (str(first.at), str(second.at)) == ("/query/$expr/$gt", "/where/$expr/$gt")


def test_whether_a_text_is_known_is_asked_for_each_request_of_a_shape() -> None:
    api.clear_cache()
    for value, number in (("error", 0), ("eror", 1), ("running", 0), ("x", 1)):
        assert len(warned(F("status") == value)) == number, value


def test_a_warning_shows_no_value() -> None:
    for condition in (F("op_name") == 987654, F("latency_ms") > "secret", F("status") == "secret"):
        (warning,) = warned(condition)
        assert "987654" not in str(warning)
        assert "secret" not in str(warning)


def test_keys_that_were_ignored_stand_before_what_no_row_satisfies() -> None:
    body = {"project_id": "p", "nope": 1, "query": (F("op_name") == 5).to_json()}
    compiled = wq.compile(wq.parse_request("calls_query", body, unknown_keys="ignore"), "sqlite")
    assert [(warning.code, str(warning.at)) for warning in compiled.warnings] == [
        ("WQ801", "/nope"),
        ("WQ802", "/query/$expr/$eq"),
    ]
    assert pickle.loads(pickle.dumps(compiled)) == compiled


@pytest.mark.share(2)
def test_a_result_has_the_warnings_of_its_request(db: wq.Database) -> None:
    request = wq.CallsQueryReq(project_id="northwind/support-bot", limit=1)
    result = db.run(request, where=F("op_name") == 5)
    assert result.calls == []
    assert [warning.code for warning in result.metadata["warnings"]] == ["WQ802"]


def test_the_texts_that_a_status_may_be_are_those_that_are_computed() -> None:
    """The catalogue lists them, the rule of the field writes them."""
    from weave_query.binding.derived import status
    from weave_query.binding.nodes import Case, Constant

    rule = status()
    assert isinstance(rule, Case)
    results = (*(result for _, result in rule.branches), rule.default)
    texts = {result.value for result in results if isinstance(result, Constant)}
    assert texts == set(CALL_FIELDS.fields["status"].values)


@pytest.mark.parametrize(
    "path",
    [
        "inputs.messages[0].role",
        "inputs.[0]",
        "inputs.messages.*.role",
        "inputs.a[*]",
        "output.choices[].text",
        "inputs.**",
    ],
)
def test_a_path_in_the_syntax_of_another_language_is_told(path: str) -> None:
    condition = {"$expr": {"$or": [{"$eq": [{"$getField": "op_name"}, "a"]}, {"$eq": [{"$getField": path}, 1]}]}}
    request = wq.CallsQueryReq(project_id="p", query=wq.Query(condition))
    (warning,) = wq.compile(request, "duckdb").warnings
    assert (warning.code, str(warning.at)) == ("WQ804", "/query/$expr/$or/1/$eq/0/$getField")
    assert warning.hint == "an element is written `inputs.messages.0.role`, `$anyElement` asks for any"


@pytest.mark.parametrize("path", ["inputs..a", "inputs.", "inputs.a.", "feedback.[x].payload..y"])
def test_a_path_with_an_empty_key_is_told(path: str) -> None:
    (warning,) = wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=wq.F(path) == 1).warnings
    assert (warning.code, str(warning.at)) == ("WQ804", "/where/$expr/$eq/0/$getField")
    assert warning.hint == "a dot stands between two keys"


@pytest.mark.parametrize("path", ["inputs.messages.0.role", "inputs.a*b", "inputs.[x]", "inputs.[", "inputs.a.b]"])
def test_other_paths_are_not_doubted(path: str) -> None:
    request = wq.CallsQueryReq(project_id="p", query=wq.Query({"$expr": {"$eq": [{"$getField": path}, 1]}}))
    assert wq.compile(request, "duckdb").warnings == ()
