"""The judge itself, against examples that can be checked by eye: who judges engines has to be right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.build import (
    add,
    by,
    contains,
    divide,
    ends,
    eq,
    every,
    get,
    gt,
    if_null,
    is_in,
    lit,
    lt,
    matches,
    multiply,
    ne,
    no,
    size,
    some,
    starts,
    subtract,
    this,
    to,
    type_of,
)
from tests.oracle.evaluate import condition
from tests.oracle.order import ordered
from tests.oracle.paths import Step, read_path
from tests.oracle.query import calls_query, calls_query_stats
from tests.oracle.rows import response_row, selected
from tests.oracle.times import read_time
from tests.oracle.values import OracleError, fold, spelled_number, to_int, to_string

BASE = {
    "id": "x",
    "project_id": "p",
    "op_name": "weave:///p/op/name:v1",
    "trace_id": "t",
    "started_at": "2025-01-01T00:00:00Z",
}


def row(value: Any = None, **columns: Any) -> dict[str, Any]:
    return {**BASE, "inputs": {"v": value}, "summary": {}, **columns}


def holds(expr: Any, call: dict[str, Any]) -> bool:
    return condition({"$expr": expr})(call)


V = get("inputs.v")
GONE = get("inputs.gone")
TRUE_ABOUT_VALUES = [
    ("text and number match either way round", 5, eq(V, "5")),
    ("and so do number and text", "5", eq(V, 5)),
    ("a fraction is above an integer", 0.7, gt(V, 0)),
    ("a number is no boolean", 1, no(eq(V, True))),
    ("text is the boolean that it spells", "true", eq(V, True)),
    ("text orders by code point", "b", gt(V, "B")),
    ("text that spells a number orders as it", "9", lt(V, 10)),
    ("beside text it stays text", "9", gt(V, "10")),
    ("text that spells nothing is in no order with numbers", "x", no(gt(V, 0))),
    ("neighbours beyond 2^53 differ", 2**53 + 1, gt(V, 2**53)),
    ("an integer beside a double is compared as a double", 2**53 + 1, eq(V, float(2**53))),
    ("null is empty beside the empty text", None, eq(V, "")),
    ("an operator's null is not", None, no(eq(to("string", V), ""))),
    ("two missing fields are not equal", None, no(eq(GONE, GONE))),
    ("a missing field is null", 1, eq(GONE, None)),
    ("$not is the complement", 1, no(gt(GONE, 5))),
    ("null is found in a list", None, is_in(V, 1, None)),
    ("a container equals nothing", [1], no(eq(V, V))),
    ("a container's scalars have texts", {"k": [1, "abc"]}, contains(V, "bc")),
    ("its keys, too", {"key": None}, contains(V, "key")),
    ("null has none", None, no(contains(V, ""))),
    ("a number has one", 140, contains(V, 4)),
    ("folding is Unicode", "ÉCOLE", contains(V, "école", folded=True)),
    ("one letter to one letter", "straße", no(contains(V, "STRASSE", folded=True))),
    ("size counts code points", "añ😀", eq(size(V), 3)),
    ("size of a number is null", 5, eq(size(V), None)),
    ("conversion cuts toward zero", -1.9, eq(to("int", V), -1)),
    ("the empty list is a true condition", [], V),
    ("0 is a false one", 0, no(V)),
    ("$ne is the complement of $eq", [1], ne(V, V)),
    ("and so of a missing field", 1, ne(GONE, 5)),
    ("an empty text starts every text", "a", starts(V, "")),
    ("a number has no start", 5, no(starts(V, "5"))),
    ("a text ends in itself", "né", ends(V, "né")),
    ("a path that leads nowhere is missing", 1, eq(type_of(GONE), "missing")),
    ("null is null", None, eq(type_of(V), "null")),
    ("a boolean is no number", True, eq(type_of(V), "bool")),
    ("an operator without result is null", None, eq(type_of(if_null(V, GONE)), "null")),
    ("null is passed over", None, eq(if_null(GONE, V, lit(7)), 7)),
    ("a choice of a path is lenient", "5", eq(if_null(V, lit(1)), 5)),
    ("so is the literal in it", None, eq(if_null(V, lit("5")), 5)),
    ("a choice is no field itself", None, no(eq(if_null(V, GONE), ""))),
    ("sums are doubles", 2**53, eq(add(V, 1), 2**53)),
    ("sums go from the left", 5, eq(add(V, 1, 0.5), 6.5)),
    ("text is no operand", "5", eq(add(V, 1), None)),
    ("nothing is divided by 0", 1, eq(divide(V, 0), None)),
    ("a large number is no operand", 1e151, eq(multiply(V, 0), None)),
    ("nor is a large result", 1e150, eq(multiply(V, V, 0), None)),
    ("but it is a result", 2.0**400, eq(multiply(V, V), 2.0**800)),
    ("a difference", 5, eq(subtract(V, 7), -2)),
    ("some element", [1, "5"], some(V, eq(this(), 5))),
    ("every element", [6, "5"], every(V, gt(this(), 4))),
    ("every element of none", [], every(V, False)),
    ("no element of what is no array", {"0": 1}, no(some(V, True))),
    ("nor every element", "text", no(every(V, True))),
    ("the innermost element", [[1], [2]], some(V, every(this(), eq(this(), 2)))),
    ("below an element", [{"k": [7]}], some(V, eq(this("k.0"), get("inputs.v.0.k.0")))),
    ("a pattern is searched for", "xab", matches(V, "a[bc]")),
    ("a point is no newline", "a\nb", no(matches(V, "a.b"))),
    ("a class may take one", "a\nb", matches(V, "a[^x]b")),
    ("the end is the end", "a\n", no(matches(V, "a$"))),
    ("digits are ASCII", "१", no(matches(V, "\\d"))),
    ("patterns fold letter by letter", "STRAẞE", matches(V, "straße", folded=True)),
    ("so do classes", "É", matches(V, "^[à-ý]$", folded=True)),
    ("also those that exclude", "É", no(matches(V, "^[^à-ý]$", folded=True))),
    ("a shorthand does not", "ſ", no(matches(V, "[\\w]", folded=True))),
]


@pytest.mark.parametrize(
    ("value", "expr"), [case[1:] for case in TRUE_ABOUT_VALUES], ids=[c[0] for c in TRUE_ABOUT_VALUES]
)
def test_it_is_true_that(value: Any, expr: Any) -> None:
    assert holds(expr, row(value))


@pytest.mark.parametrize(
    ("text", "number"),
    [("-0", 0), ("1.50", 1.5), ("1e2", 100.0), ("01", None), ("+1", None), ("1e100", None), (".5", None), ("१", None)],
)
def test_text_spells_a_number_by_the_grammar_alone(text: str, number: float | None) -> None:
    assert spelled_number(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-0.0, "0"),
        (2.0**53, "9007199254740992"),
        (1e16, "1e+16"),
        (0.1 + 0.2, "0.3"),
        (True, "true"),
        ([], None),
    ],
)
def test_a_double_prints_with_fifteen_digits(value: Any, text: str | None) -> None:
    assert to_string(value) == text


def test_a_double_beyond_the_safe_integers_has_no_int() -> None:
    assert to_int(2.0**53) == 2**53
    assert to_int(1e16) is None
    assert to_int("1e2") == 100


def test_paths_split_at_dots_that_are_not_escaped() -> None:
    assert read_path("a.b\\.c.0.01.\\d") == (
        "a",
        (Step("b.c", None), Step("0", 0), Step("01", None), Step("\\d", None)),
    )
    assert read_path(["a", "0", 0]) == ("a", (Step("0", None), Step(None, 0)))


def test_a_literal_beside_a_date_is_a_time() -> None:
    call = row(ended_at="2025-10-26T01:30:00.250000Z")
    for spelled in ("2025-10-26T03:30:00.25+02:00", 1761442200.25, "2025-10-26 01:30:00,25"):
        assert holds(eq(get("ended_at"), lit(spelled)), call)
    with pytest.raises(OracleError):
        condition({"$expr": gt(get("ended_at"), "soon")})


def test_a_day_is_midnight_in_utc() -> None:
    assert read_time("1970-01-02").micros == 86_400_000_000


def test_an_empty_exception_is_no_error() -> None:
    assert holds(eq(get("status"), "running"), row(exception=""))
    assert holds(eq(get("exception"), None), row(exception=""))


def test_a_trace_name_is_the_display_name_or_the_name_in_the_reference() -> None:
    assert holds(eq(get("trace_name"), "name"), row(display_name=""))
    assert holds(eq(get("trace_name"), "shown"), row(display_name="shown"))
    assert holds(eq(get("trace_name"), "plain"), row(op_name="plain"))


def test_documents_sort_by_class_in_both_directions() -> None:
    values: list[Any] = [None, [1], "b", True, 3, "10", -1.5]
    calls = [row(value, id=str(position)) for position, value in enumerate(values)]
    shown = [call["inputs"]["v"] for call in ordered(calls, by("inputs.v"))]
    assert shown == [-1.5, 3, "10", "b", True, [1], None]
    shown = [call["inputs"]["v"] for call in ordered(calls, by("-inputs.v"))]
    assert shown == ["10", 3, -1.5, True, "b", [1], None]


def test_ties_are_broken_by_id_descending_unless_the_start_is_last() -> None:
    calls = [row(1, id="a"), row(1, id="b")]
    assert [call["id"] for call in ordered(calls, by("inputs.v"))] == ["b", "a"]
    assert [call["id"] for call in ordered(calls, by("inputs.v", "started_at"))] == ["a", "b"]
    assert [call["id"] for call in ordered(calls, None)] == ["a", "b"]


def test_unset_columns_are_last_in_both_directions() -> None:
    calls = [row(id="a"), row(id="b", display_name="x"), row(id="c", display_name="y")]
    assert [call["id"] for call in ordered(calls, by("display_name"))] == ["b", "c", "a"]
    assert [call["id"] for call in ordered(calls, by("-display_name"))] == ["c", "b", "a"]


def test_a_row_shows_what_was_asked_for_and_computes_the_rest() -> None:
    call = row(7, ended_at="2025-01-01T00:00:01.999900Z", display_name="shown")
    shown = response_row(call, selected(["status"]))
    assert shown["inputs"] == {}
    assert shown["wb_user_id"] is None
    assert shown["display_name"] == "shown"
    assert shown["summary"] == {
        "weave": {"status": "success", "trace_name": "shown", "latency_ms": 1999, "display_name": "shown"}
    }


def test_a_count_is_cut_at_its_limit() -> None:
    calls = [row(id=str(number)) for number in range(3)]
    assert calls_query_stats({"project_id": "p", "limit": 2}, calls) == {"count": 2, "has_more": True}
    assert calls_query_stats({"project_id": "p", "limit": 3}, calls) == {"count": 3, "has_more": False}


@pytest.mark.parametrize(
    "request_",
    [
        {"limit": -1},
        {"nope": 1},
        {"filter": {"nope": []}},
        {"columns": ["nope"]},
        {"sort_by": by("input_refs")},
        {"sort_by": [{"field": "id", "direction": "ASC"}]},
        {"query": {"$expr": {"$or": []}}},
        {"query": {"$expr": eq(get("nope"), 1)}},
        {"query": {"$expr": eq(get("op_name.x"), 1)}},
        {"query": {"$expr": eq(get("summary.weave.nope"), 1)}},
        {"query": {"$expr": eq(V, lit([1]))}},
        {"query": {"$expr": {"$eq": [V]}}},
        {"query": {"$expr": contains(V, V, folded=True)}},
        {"query": {"$expr": eq(get("ended_at"), True)}},
        {"query": {"$expr": eq(if_null(get("ended_at"), get("started_at")), "soon")}},
        {"query": {"$expr": eq(this(), 1)}},
        {"query": {"$expr": some(this(), True)}},
        {"query": {"$expr": if_null(V)}},
        {"query": {"$expr": {"$subtract": [1, 2, 3]}}},
        {"query": {"$expr": matches(V, "a**")}},
        {"query": {"$expr": matches(V, "\\b")}},
        {"query": {"$expr": matches(V, "(a")}},
        {"query": {"$expr": matches(V, "[]a]")}},
        {"query": {"$expr": matches(V, "(x{100}){11}")}},
    ],
    ids=str,
)
def test_these_requests_are_errors(request_: dict[str, Any]) -> None:
    with pytest.raises(OracleError):
        calls_query({"project_id": "p", **request_}, [row()])


def test_case_folds_one_letter_at_a_time() -> None:
    assert fold("ẞß") == "ßß"
    assert fold("Kſ") == "ks"
    assert fold("İ") == "İ"
