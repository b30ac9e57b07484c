"""The text that is stored for a JSON value."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weave_query.loading import MAX_DEPTH
from weave_query.loading.canonical import Refusal, canonical

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-(2**63), "-9223372036854775808"),
        (2**63 - 1, "9223372036854775807"),
        (2**63, "9223372036854775808.0"),
        (-(2**63) - 1, "-9223372036854775809.0"),
        (123456789012345678901234567890, "123456789012345678901234567890.0"),
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (5e-324, "5e-324"),
        (float(2**53 - 1), "9007199254740991.0"),
        (float(2**53), "9007199254740992.0"),
        (1e16, "10000000000000000.0"),
        (-1e16, "-10000000000000000.0"),
        (1.2345678901234568e18, "1234567890123456800.0"),
        (1e300, "1" + "0" * 300 + ".0"),
        (True, "true"),
        ("é\u0301 😀 \u2028 \t \x01 \"\\/", '"é\u0301 😀 \u2028 \\t \\u0001 \\"\\\\/"'),
        ([1, (2, [])], "[1,[2,[]]]"),
        ({"b": 1, "a": {"": 1e16, "x": None, "t": True, "s": "\\"}},
         '{"b":1,"a":{"":10000000000000000.0,"x":null,"t":true,"s":"\\\\"}}'),
    ],
)  # fmt: skip
def test_a_value_has_one_text(value: Any, text: str) -> None:
    assert canonical(value) == text


def test_none_is_absence() -> None:
    assert canonical(None) is None


@given(VALUES)
def test_the_text_reads_as_the_same_value(value: Any) -> None:
    """An integer stays one within 64 bits and is a double beyond; a double never turns into an integer."""

    def as_stored(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: as_stored(member) for key, member in item.items()}
        if isinstance(item, list):
            return [as_stored(member) for member in item]
        beyond = isinstance(item, int) and not -(2**63) <= item < 2**63
        return (type(item), item) if not beyond else (float, float(item))

    text = canonical(value)
    assert as_stored(None if text is None else json.loads(text)) == as_stored(value)


@pytest.mark.parametrize(
    ("value", "at", "message"),
    [
        (math.nan, "", "nan is no JSON number"),
        ({"a": [1, math.inf]}, "/a/1", "inf is no JSON number"),
        ({"a": 10**309}, "/a", "beyond the range of a double"),
        ([{"a/b": "\0"}], "/0/a~1b", "a NUL character"),
        ({"a": {"\0": 1}}, "/a/\\x00", "a NUL character"),
        (["ok", "\ud800"], "/1", "a lone surrogate"),
        ({"a": {1: 2}}, "/a", "a key is of the type int"),
        ({"a": {1, 2}}, "/a", "the type set is no JSON"),
        ({"a": b"x"}, "/a", "the type bytes is no JSON"),
    ],
)
def test_what_engines_read_differently_is_refused_with_its_place(value: Any, at: str, message: str) -> None:
    with pytest.raises(Refusal) as caught:
        canonical(value)
    assert str(caught.value.at) == at
    assert message in caught.value.message


@pytest.mark.parametrize("wide", [False, True])
def test_nesting_is_bounded(wide: bool) -> None:
    """Arrays and objects alike, with numbers that the plain writer can write and with others."""

    def nested(depth: int) -> Any:
        value: Any = 1e300 if wide else 1
        for level in range(depth):
            value = [value] if level % 2 else {"a": value}
        return value

    text = canonical(nested(MAX_DEPTH))
    assert text is not None
    assert json.loads(text) == nested(MAX_DEPTH)
    for depth in (MAX_DEPTH + 1, 5000):
        with pytest.raises(Refusal, match="nested deeper than 512 levels"):
            canonical(nested(depth))


def test_a_value_that_contains_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(Refusal, match="nested deeper"):
        canonical(endless)
