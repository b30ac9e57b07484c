"""`F`: what only looks right in Python is refused with what to write."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable
from datetime import date

import pytest

import weave_query as wq
from weave_query import Expression, F, all_of, any_of, has_feedback
from weave_query.errors import ParseError, UnknownFieldError

A, B, C = F("inputs.a"), F("inputs.b"), F("inputs.c")


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (
            lambda: A and B,
            "neither true nor false .* `&`, `|` and `~` for `and`, `or`, `not` and chained .* parentheses",
        ),
        (lambda: A or B, "neither true nor false"),
        (lambda: not A, "neither true nor false"),
        (lambda: 1 if A else 2, "neither true nor false"),
        (lambda: 1 < A < 5, "neither true nor false"),
        (lambda: A == B == 1, "neither true nor false"),
        (lambda: A in [B], r"neither true nor false .* `in` is `.is_in"),
        (lambda: (A == 1) == 1 & B, "`&` joins two expressions, and one of these is a Python `int`"),
        (lambda: A == 1 & B == 2, r'`&` joins two .* `\(F\("a"\) == 1\) & \(F\("b"\) == 2\)`'),
        (lambda: A == 1 & B, "`&` joins two expressions"),
        (lambda: A == True & B == False, "`&` joins two expressions, and one of these is a Python `bool`"),  # noqa: E712
        (lambda: A == "x" | B == "y", r"`\|` joins two expressions, and one of these is a Python `str`"),
        (lambda: A == None | B, r"`\|` joins two expressions, and one of these is a Python `NoneType`"),
        (lambda: A & 1, "`&` joins two expressions, and one of these is a Python `int`"),
        (lambda: A | wq.Query(B), r"`\|` joins two expressions, and one of these is a Python `Query`"),
        (lambda: A & B == 2, "what `&`, `|` and `~` make is neither compared"),
        (lambda: A == B & C, "what `&`, `|` and `~` make is neither compared"),
        (lambda: A == B | C == 2, "what `&`, `|` and `~` make is neither compared"),
        (lambda: A.exists() | B > 1, "what `&`, `|` and `~` make is neither compared"),
        (lambda: ~A == 1, r"neither compared .* `~\(F\("),
        (lambda: ~A + 1, "what `&`, `|` and `~` make is neither compared nor calculated with"),
        (lambda: (A == 1) & B.exists, r"a method stands here, and not what it gives; write `\.exists\(\)`"),
        (lambda: B.exists & (A == 1), r"write `\.exists\(\)`"),
        (lambda: (A == 1) | B.contains, r"write `\.contains\(\.\.\.\)`"),
        (lambda: A.exists == True, r"write `\.exists\(\)`"),  # noqa: E712
        (lambda: A.size > 3, r"write `\.size\(\)`"),
        (lambda: B == A.size, r"write `\.size\(\)`"),  # noqa: SIM300
        (lambda: ~A.is_null, r"write `\.is_null\(\)`"),
        (lambda: 1 if A.exists else 2, r"write `\.exists\(\)`"),
        (lambda: all_of(A, B.exists), r"write `\.exists\(\)`"),
        (lambda: all_of(B.exists), r"write `\.exists\(\)`"),
        (lambda: A.any(lambda x: x.exists), r"write `\.exists\(\)`"),
        (lambda: has_feedback("a", F("payload.x").exists), r"write `\.exists\(\)`"),
        (lambda: wq.Query(A.exists), r"write `\.exists\(\)`"),
        (lambda: wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=A.exists), r"write `\.exists\(\)`"),
        (lambda: (A == 1) & True, r"the same for every row is `Expression\.literal\(True\)`"),
        (lambda: True & (A == 1), r"the same for every row is `Expression\.literal\(True\)`"),
        (lambda: (A == 1) & None, "where there is no condition, leave it out"),
        (lambda: all_of([A, True]), r"write `Expression\.literal\(True\)`"),
        (lambda: any_of([A, None]), "leave it out"),
        (lambda: A % 2, "expressions have no `%`: arithmetic is `\\+`, `-`, `\\*` and `/`"),
        (lambda: 2**A, r"expressions have no `\*\*`"),
        (lambda: A // 2, r'no `//`: .* `\(F\("a"\) / 2\)\.convert\("int"\)` cuts the fraction off'),
        (lambda: -A, r'no `-x`: .* `0 - F\("a"\)` is the negative'),
        (lambda: abs(A), "expressions have no `abs`: .* two comparisons"),
        (F, r'`F` is called as `F\(path, \*keys\)`; as in `F\("inputs\.model"\)`'),
        (lambda: F(inputs="a"), r"`F` is called as `F\(path, \*keys\)`"),
        (lambda: A.contains("x", True), r"`contains` is called as `contains\(text, \*, case_insensitive=False\)`"),
        (lambda: A.is_in(1, 2), r"`is_in` is called as `is_in\(values\)`; several values are a list"),
        (lambda: A.exists(1), r"`exists` is called as `exists\(\)`"),
        (has_feedback, r"`has_feedback` is called as `has_feedback\(type, where=None\)`"),
        (lambda: "x" in A, "Python's `in` cannot be asked of rows; `.contains"),
        (lambda: list(A), "no elements before it is asked of rows; `.any"),
        (lambda: max(*A), "no elements before"),
        (lambda: len(A), "no length before it is asked of rows; `.size"),
        (lambda: A + "x", r"`\+` takes numbers and expressions, this is a Python `str`"),
        (lambda: "x" + A, r"`\+` takes numbers and expressions, this is a Python `str`"),
        (lambda: A * True, r"`\*` takes numbers and expressions, this is a Python `bool`"),
        (lambda: A / None, "`/` takes numbers and expressions"),
        (lambda: A - date(2026, 1, 1), "`-` takes numbers and expressions"),
        (lambda: A.is_in("abc"), "`is_in` takes a list of values, this is a Python `str`"),
        (lambda: A.is_in(B), "`is_in` takes a list of values, this is an expression"),
        (lambda: A.is_in({"a": 1}), "`is_in` takes a list of values, this is a Python `dict`"),
        (lambda: A.is_in(5), "`is_in` takes a list of values, this is a Python `int`"),
        (lambda: A.convert("float"), "`float` is not a type to convert to; there are `double`"),
        (lambda: A.convert(int), "the class `int` is not a type to convert to"),
        (lambda: A.matches("(a"), "the regular expression is wrong at character 1"),
        (lambda: A.matches(5), "`matches` takes a regular expression as text, this is a Python `int`"),
        (lambda: A.contains(B, case_insensitive=True), "`contains` takes a value, and no expression"),
        (lambda: A.any(B == 1), "`any` takes a function of the element, this is an expression; `.any"),
        (lambda: A.all(lambda x: True), "the condition on an element is an expression, this is a Python `bool`"),
        (lambda: all_of(5), "`all_of` takes expressions, or a list of them, this is a Python `int`"),
        (lambda: any_of(A, "b"), "`any_of` takes expressions, one of these is a Python `str`"),
        (lambda: any_of([A], [B]), "`any_of` takes expressions, one of these is a Python `list`"),
        (lambda: any_of([A, True]), "`any_of` takes expressions, one of these is a Python `bool`"),
        (lambda: A.contains("x", case_insensitive="no"), "`case_insensitive` is true or false, this is text"),
        (lambda: A.matches("x", case_insensitive=0), "`case_insensitive` is true or false, this is a number"),
        (lambda: A.any(lambda: True), r"`any` takes is called with one argument, the element; `\.any\(lambda x:"),
        (lambda: A.all(lambda x, y: x == y), "`all` takes is called with one argument, the element"),
        (
            lambda: (A == 1)["b"],
            r'only a field has keys .* brackets stand behind the field: `F\("inputs"\)\["b"\] == 1`',
        ),
        (lambda: F["inputs.a"], r'`F` is called, .*`F\("inputs\.a"\)`'),
        (lambda: int(A), r'so Python\'s `int` cannot read it; `\.convert\("int"\)`'),
        (lambda: float(A), r'so Python\'s `float` cannot read it; `\.convert\("double"\)`'),
        (lambda: Expression("x"), r"an `Expression` is not made by its name; a field begins one"),
        (lambda: A == F, "the class `F` is no value of an expression"),
        (lambda: A & F, "`&` joins two expressions, and one of these is the class `F`"),
        (lambda: wq.compile(wq.CallsQueryReq(project_id="p"), "duckdb", where=F), "in JSON, this is the class `F`"),
        (lambda: F(""), "a field name is empty"),
        (lambda: F("", "a"), "a field name is empty"),
        (lambda: F(".a"), "a field name is empty"),
        (lambda: F(5), "a field is named by a text, this is a Python `int`"),
        (lambda: F("feedback.[x"), "has no `]` that closes"),
        (lambda: F("a\x00"), "NUL"),
        (lambda: F("a", "\ud800"), "surrogate"),
        (lambda: F("a", -1), "an index an integer from 0 to 2147483647, this is -1"),
        (lambda: F("a")[2**31], "an index an integer from 0"),
        (lambda: F("a")[1.0], "this is a Python `float`"),
        (lambda: F("a")[True], "this is a Python `bool`"),
        (lambda: F("a")[0:2], "this is a Python `slice`"),
        (lambda: F("a.0")["b"][1], r"no key or index in brackets can follow the path text `a\.0\.b`"),
        (lambda: F("feedback.[x].payload")[0], "no key or index in brackets can follow"),
        (lambda: F("feedback.[x].payload")["a]"], "no key or index in brackets can follow"),
    ],
)
def test_what_only_looks_right_is_refused_with_what_to_write(use: Callable[[], object], told: str) -> None:
    with pytest.raises(ParseError, match=f"^WQ101: .*{told}" if told[0] != "^" else told):
        use()


def test_what_a_function_of_the_caller_raises_stays_as_it_is() -> None:
    def broken(x: F) -> Expression:
        raise TypeError("of the caller")

    with pytest.raises(TypeError, match="of the caller"):
        A.any(broken)


def test_a_field_after_a_dot_is_told_how_it_is_named() -> None:
    with pytest.raises(
        ParseError, match=r'`F` has no attribute `inputs`; a field is named by a text, `F\("inp'
    ) as caught:
        _ = F.inputs.a  # type: ignore[attr-defined]
    assert isinstance(caught.value, AttributeError)
    assert not hasattr(F, "outputs")
    assert F.exists is Expression.exists
    assert inspect.signature(F.contains).parameters.keys() == {"self", "text", "case_insensitive"}


def test_an_element_can_only_be_used_where_it_is_the_innermost() -> None:
    with pytest.raises(ParseError, match="uses an element of another"):
        F("inputs.a").any(lambda x: x["b"].any(lambda y: y["n"] == x["n"]))
    kept: list[F] = []
    F("inputs.a").any(lambda x: kept.append(x) or x.exists())  # type: ignore[func-returns-value]
    with pytest.raises(ParseError, match="uses an element of another"):
        F("inputs.b").all(lambda _: kept[0] == 1)
    with pytest.raises(UnknownFieldError, match=r"`\$\$this` is an element"):
        wq.compile(wq.CallsQueryReq(project_id="p"), "sqlite", where=kept[0] == 1)


def test_expressions_are_not_hashable_and_queries_of_them_are() -> None:
    assert not isinstance(A, Hashable)
    with pytest.raises(TypeError, match="unhashable type: 'F'"):
        hash(A)
    assert len({wq.Query(A == 1), wq.Query(F("inputs")["a"] == 1)}) == 1


def test_an_expression_cannot_be_changed() -> None:
    for name in ("expr", "anything"):
        with pytest.raises(AttributeError):
            setattr(A, name, B.expr)
