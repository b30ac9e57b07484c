"""`F`: what Python writes is what JSON writes."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

import numpy
import pytest

import weave_query as wq
from weave_query import Expression, F, all_of, any_of, has_feedback
from weave_query.errors import LimitError, ParseError
from weave_query.syntax import parse
from weave_query.syntax.expr import And, Arithmetic, Or
from weave_query.syntax.print import to_json
from weave_query.syntax.python import to_python

A, B, C = F("inputs.a"), F("inputs.b"), F("inputs.c")
JSON_A, JSON_B, JSON_C = ({"$getField": f"inputs.{name}"} for name in "abc")


class Color(Enum):
    RED = "red"
    BAD = (1, 2)


class Level(IntEnum):
    HIGH = 3


class Word(StrEnum):
    YES = "yes"


# An expression, its JSON, and how it shows itself.
EXAMPLES: list[tuple[Expression, object, str]] = [
    (F("inputs.a"), JSON_A, 'F("inputs.a")'),
    (F("inputs.a\\.b.0"), {"$getField": "inputs.a\\.b.0"}, 'F("inputs.a\\\\.b.0")'),
    (F("inputs", "a.b", 0), {"$getField": ["inputs", "a.b", 0]}, 'F("inputs", "a.b", 0)'),
    (F("inputs")["a.b"][0], {"$getField": ["inputs", "a.b", 0]}, 'F("inputs", "a.b", 0)'),
    (F("inputs.0")["x"], {"$getField": "inputs.0.x"}, 'F("inputs.0.x")'),
    (F("inputs")["0"], {"$getField": ["inputs", "0"]}, 'F("inputs", "0")'),
    (F("feedback.[T].payload")["x"], {"$getField": "feedback.[T].payload.x"}, 'F("feedback.[T].payload.x")'),
    (F("feedback", "[T]"), {"$getField": ["feedback", "[T]"]}, 'F("feedback", "[T]")'),
    (A == "x", {"$eq": [JSON_A, "x"]}, 'F("inputs.a") == "x"'),
    (A != B, {"$ne": [JSON_A, JSON_B]}, 'F("inputs.a") != F("inputs.b")'),
    (A < 1.5, {"$lt": [JSON_A, 1.5]}, 'F("inputs.a") < 1.5'),
    (A <= True, {"$lte": [JSON_A, True]}, 'F("inputs.a") <= True'),
    (A > 5, {"$gt": [JSON_A, 5]}, 'F("inputs.a") > 5'),
    (A >= B, {"$gte": [JSON_A, JSON_B]}, 'F("inputs.a") >= F("inputs.b")'),
    (5 < A, {"$gt": [JSON_A, 5]}, 'F("inputs.a") > 5'),  # noqa: SIM300
    ("x" == A, {"$eq": [JSON_A, "x"]}, 'F("inputs.a") == "x"'),  # type: ignore[list-item]  # noqa: SIM300
    (A + 1 < B, {"$lt": [{"$add": [JSON_A, 1]}, JSON_B]}, '(F("inputs.a") + 1) < F("inputs.b")'),
    (A == None, {"$eq": [JSON_A, None]}, 'F("inputs.a").is_null()'),  # noqa: E711
    (A != None, {"$ne": [JSON_A, None]}, 'F("inputs.a") != None'),  # noqa: E711
    (A.is_null(), {"$eq": [JSON_A, None]}, 'F("inputs.a").is_null()'),
    (A.exists(), {"$convert": {"input": JSON_A, "to": "exists"}}, 'F("inputs.a").exists()'),
    (A.convert("int"), {"$convert": {"input": JSON_A, "to": "int"}}, 'F("inputs.a").convert("int")'),
    (
        A.is_in([1, "x", None, B]),
        {"$in": [JSON_A, [1, "x", None, JSON_B]]},
        'F("inputs.a").is_in([1, "x", None, F("inputs.b")])',
    ),
    (A.is_in(n for n in (1, 2)), {"$in": [JSON_A, [1, 2]]}, 'F("inputs.a").is_in([1, 2])'),
    (A.is_in({"b", "a"}), {"$in": [JSON_A, ["a", "b"]]}, 'F("inputs.a").is_in(["a", "b"])'),
    (A.is_in(()), {"$in": [JSON_A, []]}, 'F("inputs.a").is_in([])'),
    (A & B, {"$and": [JSON_A, JSON_B]}, 'F("inputs.a") & F("inputs.b")'),
    ((A == 1) | ~B, {"$or": [{"$eq": [JSON_A, 1]}, {"$not": JSON_B}]}, '(F("inputs.a") == 1) | ~F("inputs.b")'),
    (A & B & C, {"$and": [JSON_A, JSON_B, JSON_C]}, 'F("inputs.a") & F("inputs.b") & F("inputs.c")'),
    (A | (B | C), {"$or": [JSON_A, JSON_B, JSON_C]}, 'F("inputs.a") | F("inputs.b") | F("inputs.c")'),
    (A & B | C, {"$or": [{"$and": [JSON_A, JSON_B]}, JSON_C]}, '(F("inputs.a") & F("inputs.b")) | F("inputs.c")'),
    (~(A == 1), {"$not": {"$eq": [JSON_A, 1]}}, '~(F("inputs.a") == 1)'),
    (A.contains("x"), {"$contains": {"input": JSON_A, "substr": "x"}}, 'F("inputs.a").contains("x")'),
    (
        A.contains("x", case_insensitive=True),
        {"$contains": {"input": JSON_A, "substr": "x", "case_insensitive": True}},
        'F("inputs.a").contains("x", case_insensitive=True)',
    ),
    (A.starts_with("x"), {"$startsWith": [JSON_A, "x"]}, 'F("inputs.a").starts_with("x")'),
    (A.ends_with(B), {"$endsWith": [JSON_A, JSON_B]}, 'F("inputs.a").ends_with(F("inputs.b"))'),
    (A.matches("^a+"), {"$regexMatch": {"input": JSON_A, "regex": "^a+"}}, 'F("inputs.a").matches("^a+")'),
    (
        A.matches("a", case_insensitive=True),
        {"$regexMatch": {"input": JSON_A, "regex": "a", "case_insensitive": True}},
        'F("inputs.a").matches("a", case_insensitive=True)',
    ),
    (A.size() > 2, {"$gt": [{"$size": JSON_A}, 2]}, 'F("inputs.a").size() > 2'),
    (A.type() == "null", {"$eq": [{"$type": JSON_A}, "null"]}, 'F("inputs.a").type() == "null"'),
    (A.if_null(B, 0), {"$ifNull": [JSON_A, JSON_B, 0]}, 'F("inputs.a").if_null(F("inputs.b"), 0)'),
    (A + 1, {"$add": [JSON_A, 1]}, 'F("inputs.a") + 1'),
    (1 + A, {"$add": [1, JSON_A]}, '1 + F("inputs.a")'),
    (A + B + 1, {"$add": [JSON_A, JSON_B, 1]}, 'F("inputs.a") + F("inputs.b") + 1'),
    (A + (B + 1), {"$add": [JSON_A, {"$add": [JSON_B, 1]}]}, 'F("inputs.a") + (F("inputs.b") + 1)'),
    (A - B - 1, {"$subtract": [{"$subtract": [JSON_A, JSON_B]}, 1]}, '(F("inputs.a") - F("inputs.b")) - 1'),
    (1 - A, {"$subtract": [1, JSON_A]}, '1 - F("inputs.a")'),
    (2 * A * B, {"$multiply": [2, JSON_A, JSON_B]}, '2 * F("inputs.a") * F("inputs.b")'),
    (1 / A / 2, {"$divide": [{"$divide": [1, JSON_A]}, 2]}, '(1 / F("inputs.a")) / 2'),
    ((A + 1) * 2, {"$multiply": [{"$add": [JSON_A, 1]}, 2]}, '(F("inputs.a") + 1) * 2'),
    (
        A.any(lambda x: x["role"] == "tool"),
        {"$anyElement": {"input": JSON_A, "where": {"$eq": [{"$getField": "$$this.role"}, "tool"]}}},
        'F("inputs.a").any(lambda x: x["role"] == "tool")',
    ),
    (
        A.all(lambda x: x.exists() & B),
        {
            "$allElements": {
                "input": JSON_A,
                "where": {"$and": [{"$convert": {"input": {"$getField": "$$this"}, "to": "exists"}}, JSON_B]},
            }
        },
        'F("inputs.a").all(lambda x: x.exists() & F("inputs.b"))',
    ),
    (
        A.any(lambda x: x["calls"][0].any(lambda y: y["n"] > 1) | x["done"]),
        {
            "$anyElement": {
                "input": JSON_A,
                "where": {
                    "$or": [
                        {
                            "$anyElement": {
                                "input": {"$getField": ["$$this", "calls", 0]},
                                "where": {"$gt": [{"$getField": "$$this.n"}, 1]},
                            }
                        },
                        {"$getField": "$$this.done"},
                    ]
                },
            }
        },
        'F("inputs.a").any(lambda x: x["calls"][0].any(lambda y: y["n"] > 1) | x["done"])',
    ),
    (
        A.any(lambda _: F("$$this.0.a") == 1),
        {"$anyElement": {"input": JSON_A, "where": {"$eq": [{"$getField": "$$this.0.a"}, 1]}}},
        'F("inputs.a").any(lambda x: F("$$this.0.a") == 1)',
    ),
    (
        Expression.literal("gpt-4").starts_with(A),
        {"$startsWith": ["gpt-4", JSON_A]},
        'Expression.literal("gpt-4").starts_with(F("inputs.a"))',
    ),
    (Expression.literal(1) + 2, {"$add": [1, 2]}, "Expression.literal(1) + 2"),
    (all_of([A, B]), {"$and": [JSON_A, JSON_B]}, 'F("inputs.a") & F("inputs.b")'),
    (all_of(A, B), {"$and": [JSON_A, JSON_B]}, 'F("inputs.a") & F("inputs.b")'),
    (any_of(A, B | C), {"$or": [JSON_A, JSON_B, JSON_C]}, 'F("inputs.a") | F("inputs.b") | F("inputs.c")'),
    (all_of(A), JSON_A, 'F("inputs.a")'),
    (any_of(), False, "Expression.literal(False)"),
    (any_of([A | B, C]), {"$or": [JSON_A, JSON_B, JSON_C]}, 'F("inputs.a") | F("inputs.b") | F("inputs.c")'),
    (all_of([A == 1]), {"$eq": [JSON_A, 1]}, 'F("inputs.a") == 1'),
    (all_of([]), True, "Expression.literal(True)"),
    (any_of([]), False, "Expression.literal(False)"),
    (
        all_of([A, B]) == C,
        {"$eq": [{"$and": [JSON_A, JSON_B]}, JSON_C]},
        'all_of([F("inputs.a"), F("inputs.b")]) == F("inputs.c")',
    ),
    (A != all_of([~B]), {"$ne": [JSON_A, {"$not": JSON_B}]}, 'F("inputs.a") != all_of([~F("inputs.b")])'),  # noqa: SIM300
    (A == 'say "x"', {"$eq": [JSON_A, 'say "x"']}, 'F("inputs.a") == \'say "x"\''),
]
NAMES = {"Expression": Expression, "F": F, "all_of": all_of, "any_of": any_of}
each_example = pytest.mark.parametrize(("expression", "json", "shown"), EXAMPLES, ids=[shown for *_, shown in EXAMPLES])


@each_example
def test_an_expression_is_what_its_json_is(expression: Expression, json: object, shown: str) -> None:
    assert expression.expr == parse(json)
    assert parse(expression.to_json()) == expression.expr
    assert wq.Query(expression).expr == expression.expr
    assert wq.Query(expression) == wq.Query({"$expr": json})


@each_example
def test_an_expression_shows_itself_as_python_that_builds_it(expression: Expression, json: object, shown: str) -> None:
    assert repr(expression) == str(expression) == shown
    assert eval(shown, NAMES).expr == expression.expr


@each_example
def test_an_expression_survives_copying_and_pickling(expression: Expression, json: object, shown: str) -> None:
    for again in (copy.copy(expression), copy.deepcopy(expression), pickle.loads(pickle.dumps(expression))):
        assert type(again) is type(expression)
        assert again.expr == expression.expr
        assert repr(again) == shown


# Values.


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (datetime(2026, 3, 7, 9, 30), "2026-03-07T09:30:00Z"),
        (datetime(2026, 3, 7, 9, 30, 0, 1, tzinfo=UTC), "2026-03-07T09:30:00.000001Z"),
        (datetime(2026, 3, 7, 1, tzinfo=timezone(timedelta(hours=-5, minutes=-30))), "2026-03-07T06:30:00Z"),
        (datetime(1, 1, 1), "0001-01-01T00:00:00Z"),
        (date(2026, 3, 7), "2026-03-07"),
        *[(Color.RED, "red"), (Level.HIGH, 3), (Word.YES, "yes"), (2**70, 2**70), ("", ""), (False, False)],
    ],
)
def test_a_value_becomes_a_literal_of_the_language(value: Any, literal: object) -> None:
    found = A.__eq__(value).expr
    assert found == parse({"$eq": [JSON_A, literal]})
    assert type(found.right.value) is type(literal)  # type: ignore[union-attr]


def test_an_integer_of_another_library_is_one_on_both_sides() -> None:
    five = numpy.int64(5)
    assert [
        repr(found) for found in (five == A, five == A, A.is_in(numpy.array([1, 2])), five + A, A[numpy.int8(0)])
    ] == [
        'F("inputs.a") == 5',
        'F("inputs.a") == 5',
        'F("inputs.a").is_in([1, 2])',
        '5 + F("inputs.a")',
        'F("inputs", "a", 0)',
    ]
    assert type((five == A).expr.right.value) is int  # type: ignore[union-attr]


def test_a_time_means_the_same_microsecond_beside_a_column() -> None:
    east = timezone(timedelta(hours=2))
    time = datetime(2026, 3, 7, 11, 0, 0, 123456, tzinfo=east)
    compiled = wq.compile(wq.CallsQueryReq(project_id="p"), "sqlite", where=F("started_at") >= time)
    assert int(time.timestamp()) * 1_000_000 + 123456 in compiled.params.values()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"a": 1}, "a Python `dict` is no value of an expression; values are str, int"),
        ([1], "a Python `list` is no value of an expression; `.is_in\\(\\[...\\]\\)` compares"),
        ({1}, "a Python `set` is no value"),
        (Decimal("1.5"), "a Python `Decimal` is no value of an expression; .* `float"),
        (b"x", "a Python `bytes` is no value of an expression; values are"),
        (Color.BAD, "a Python `tuple` is no value"),
        (object(), "a Python `object` is no value"),
        (wq.Query(A), "a Python `Query` is no value"),
        (timedelta(1), "a Python `timedelta` is no value .*`latency_ms` milliseconds"),
        (Fraction(1, 2), "a Python `Fraction` is no value of an expression; .* `float"),
        (UUID(int=1), "a Python `UUID` is no value of an expression; `str"),
        (numpy.bool_(True), r"a Python `numpy\.bool_?` is no value of an expression; `\.item\(\)`"),
        (numpy.float32(1.5), r"a Python `float32` is no value of an expression; `\.item\(\)`"),
        (numpy.array([1, 2]), r"a Python `ndarray` is no value of an expression; `\.is_in\(values\.tolist\(\)\)`"),
        (numpy.timedelta64(1, "s"), "a Python `timedelta64` is no value of an expression; a duration is a number"),
        (numpy.datetime64("2025-01-01", "ns"), "a Python `datetime64` is no value of an expression; .*datetime64.us"),
        (float("nan"), "the number is not finite"),
        (float("inf"), "the number is not finite"),
        (10**400, "the number is beyond the range of a double"),
        ("a\x00", "the text has a NUL character"),
        ("\ud800", "the text has a lone surrogate"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))), "the time is not within the years 1 to 9999"),
    ],
)
def test_what_is_no_value_of_the_language_is_refused(value: Any, told: str) -> None:
    uses: tuple[Callable[[], object], ...] = (
        *(lambda: F("id") > value, lambda: value != A, lambda: A.is_in([value]), lambda: A.if_null(value)),
        *(lambda: A.contains(value), lambda: Expression.literal(value)),
    )
    for use in uses:
        with pytest.raises(ParseError, match=f"WQ101: {told}"):
            use()


# Size.


def test_a_long_chain_is_flat() -> None:
    conditions = [F("inputs.n") != n for n in range(1000)]
    by_sign: dict[type, Expression] = {And: conditions[0], Or: conditions[0]}
    for condition in conditions[1:]:
        by_sign[And] &= condition
        by_sign[Or] |= condition
    for kind, listed in ((And, all_of(conditions)), (Or, any_of(conditions))):
        assert isinstance(listed.expr, kind)
        assert len(listed.expr.items) == 1000  # type: ignore[attr-defined]
        assert by_sign[kind].expr == listed.expr
        assert wq.Query(listed).expr == listed.expr
    total = A
    for _ in range(1000):
        total = total + 1
    assert isinstance(total.expr, Arithmetic)
    assert len(total.expr.items) == 1001


def test_an_expression_as_deep_as_parsing_allows_can_be_built_and_none_deeper() -> None:
    deep: Expression = A
    for _ in range(99):
        deep = ~deep
    assert wq.Query(deep).expr == deep.expr
    with pytest.raises(LimitError) as caught:
        _ = ~deep
    assert caught.value.limit == "depth"
    with pytest.raises(LimitError):
        wq.Query({"$expr": {"$not": [deep.to_json()["$expr"]]}})


# Fields, attributes, and what Python's libraries ask for.


def test_arguments_below_a_path_mean_what_brackets_mean() -> None:
    """The first argument is path text, whatever follows it."""
    same = [
        (F("inputs.a", "c"), F("inputs.a")["c"]),
        (F("inputs.a", "gpt-4.1", 0), F("inputs.a")["gpt-4.1"][0]),
        (F("inputs", "a.b", 0), F("inputs")["a.b"][0]),
        (F("$$this.a", "b"), F("$$this")["a"]["b"]),
        (F("feedback.[x.y]", "payload"), F("feedback.[x.y]")["payload"]),
    ]
    for arguments, brackets in same:
        assert arguments.expr == brackets.expr
        assert eval(repr(arguments), NAMES).expr == arguments.expr
    assert F("inputs.a", "c").to_json() == {"$expr": {"$getField": "inputs.a.c"}}


def test_a_list_path_whose_field_has_a_dot_is_spelled_with_a_backslash() -> None:
    written = {"$getField": ["in.puts", "a", 0]}
    assert to_python(parse(written)) == 'F("in\\\\.puts", "a", 0)'
    assert eval(to_python(parse(written)), NAMES).expr == parse(written)


def test_arguments_and_a_number_in_the_text_do_not_mix() -> None:
    with pytest.raises(ParseError, match="text and lists do not mix"):
        F("inputs.0", 1)


@pytest.mark.parametrize(
    ("use", "hint"),
    [
        (lambda: F("a").startswith("x"), "nearest: `starts_with`"),
        (lambda: F("a").isin([1]), "nearest: `is_in`"),
        (lambda: F("a").is_not_null(), "nearest: `exists`"),
        (lambda: F("a").count(), "nearest: `size`"),
        (lambda: F("a").in_([1]), "nearest: `is_in`"),
        (lambda: F("a").eq(1), "write `==`"),
        (lambda: F("a").gte(1), "write `>=`"),
        (lambda: (F("a") + 1).matchs("x"), "nearest: `matches`"),
        (lambda: F("inputs.message").role == "tool", 'what is below a field is written in brackets, `["role"]`'),
        (lambda: F("inputs").any(lambda x: x.role == "tool"), 'in brackets, `["role"]`'),
        (lambda: (F("a") == 1).quux, "docs/python.md lists the methods"),
    ],
)
def test_an_attribute_that_there_is_not_is_told_with_what_may_have_been_meant(
    use: Callable[[], object], hint: str
) -> None:
    with pytest.raises(ParseError, match="an expression has no method") as caught:
        use()
    assert isinstance(caught.value, AttributeError)
    assert hint in str(caught.value)


def test_what_libraries_ask_of_an_object_is_answered_as_python_does() -> None:
    for expression in (F("a"), F("a")["b"][0], F("a") == 1):
        assert not hasattr(expression, "role")
        for name in ("__array__", "__dataframe__", "_repr_html_", "__wrapped__", "__deepcopy__"):
            with pytest.raises(AttributeError) as caught:
                getattr(expression, name)
            assert not isinstance(caught.value, ParseError)
        for twin in (copy.copy(expression), copy.deepcopy(expression), pickle.loads(pickle.dumps(expression))):
            assert (type(twin), twin.expr) == (type(expression), expression.expr)
        assert inspect.signature(type(expression))
        assert not inspect.isawaitable(expression)
        assert not callable(expression)


def test_a_time_that_is_none_is_refused_by_its_name() -> None:
    import pandas

    with pytest.raises(ParseError, match="a `NaTType` is no time") as caught:
        _ = F("started_at") > pandas.NaT
    assert caught.value.hint == "`.is_null()` asks for what has no value"
    later = F("started_at") > pandas.Timestamp("2026-03-07T09:00:00Z")
    assert later.expr == (F("started_at") > "2026-03-07T09:00:00Z").expr


def test_feedback_of_a_type_needs_no_condition() -> None:
    some = has_feedback("note")
    assert to_json(some._expr) == {"$feedback": {"type": "note", "where": {"$literal": True}}}
    assert repr(some) == 'has_feedback("note")'
    assert repr(has_feedback("note", F("payload.n") == 1)) == 'has_feedback("note", F("payload.n") == 1)'
