"""Testing: JSON values and documents that engines read differently when nobody takes care.

Everything is plain Python: dicts, lists, texts, ints, floats, booleans, None. With `storable` (the default) the door of
`Database.load` takes all of it; without, NUL, lone surrogates, NaN and numbers beyond a double are among it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

Json = Any

# The simplest first: that is where shrinking goes. Ends of exactness (2^53), of 64 bits, of a double, and neighbours.
NUMBERS: tuple[int | float, ...] = (
    *(0, 1, 2, 5, 10, -1, 42, 0.5, 1.0, 5.0, 0.1, 0.7, 1.5, -0.5, -0.0, 100, -3, 2.5, 1e-7, 0.0001, 123456789012345.6),
    *(0.30000000000000004, 2.9999999999999996, 1e14 + 0.5, 1e15, 1e16, 1e20, 1e21, 1e100, 1e300, 5e-324),
    *(
        2**53 - 1,
        2**53,
        2**53 + 1,
        -(2**53) - 1,
        2.0**53,
        2**62 + 1,
        2**63 - 1,
        -(2**63),
        2**63,
        2**64 - 1,
        2**64,
        2**70,
    ),
    1.7976931348623157e308,
)
# Text that spells another type, or nearly; letters that fold; composed and decomposed; what quoting breaks on.
TEXTS: tuple[str, ...] = (
    *("", "a", "b", "0", "1", "5", "true", "false", "ab", "B", "Z", "z", " ", "null", "5.0", "0.5", "-1", "-0", "1e5"),
    *(
        "1.0",
        "01",
        "+1",
        ".5",
        "5.",
        " 5",
        "1E+2",
        "1e-7",
        "1e100",
        "1e309",
        "True",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "१२",
    ),
    *("9007199254740993", "9223372036854775807", "9223372036854775808", "1" * 40, "1" * 41, "0." + "1" * 39),
    *("é", "e\u0301", "É", "ß", "ẞ", "ss", "SS", "İ", "i", "ı", "\u212a", "k", "ſ", "s", "σ", "ς", "Σ", "ǅ", "ﬁ", "😀"),
    *(
        "\uffee",
        "ÀÉÎõü",
        "a.b",
        'say "hi"',
        "back\\slash",
        "\\",
        '"',
        "'",
        "100%",
        "under_score",
        "line\nbreak",
        "tab\t",
    ),
    *(
        "\u0001",
        "\u007f",
        "\u00a0",
        "\u2028",
        "2025-10-26",
        "2025-10-26T01:30:00Z",
        "[1]",
        "{}",
        '{"a": 1}',
        "$eq",
        "x" * 300,
    ),
)
KEYS: tuple[str, ...] = (
    *(
        "a",
        "b",
        "k",
        "0",
        "1",
        "2",
        "c",
        "a.b",
        "",
        "01",
        "-1",
        "+1",
        "a b",
        '"',
        "\\",
        "'",
        "$",
        "$eq",
        "*",
        "/",
        "~",
        "#",
    ),
    *(
        "\n",
        "é",
        "e\u0301",
        "É",
        "😀",
        "5",
        "true",
        "[0]",
        "a\\.b",
        'say "hi"',
        "%s",
        "?",
        ":p",
        "{p}",
        "2147483648",
        "__proto__",
    ),
)
_LETTERS = "ab zBZ019.-+eE\"\\'`$%_*?/~:;{}[]()éÉß😀\u0301\u212aſς\n\t"
_NOT_STORABLE: tuple[Json, ...] = ("\0", "a\0b", "\ud800", float("nan"), float("inf"), 10**400)


@cache
def keys() -> st.SearchStrategy[str]:
    """Keys of objects: dots, quotes, backslashes, spaces, none at all, digits, `01`, `$eq`, letters of many scripts."""
    return st.sampled_from(KEYS) | st.text(_LETTERS, max_size=4)


@cache
def json_scalars(*, storable: bool = True) -> st.SearchStrategy[Json]:
    """Scalars: mostly those that stand in the tables above, some drawn freely."""
    drawn = (
        st.sampled_from(NUMBERS),
        st.sampled_from(TEXTS),
        st.sampled_from((True, False, None)),
        st.integers(-20, 20),
        st.integers(-100_000, 100_000).map(lambda number: number / 100),
        st.integers(-(2**63), 2**64) | st.floats(allow_nan=False, allow_infinity=False),
        st.text(_LETTERS, max_size=8),
        st.integers(-20, 20).map(str),
    )
    return st.one_of(*drawn) if storable else st.one_of(*drawn, st.sampled_from(_NOT_STORABLE))


@cache
def json_values(*, storable: bool = True, max_leaves: int = 8) -> st.SearchStrategy[Json]:
    """Any JSON value: a scalar, or containers of at most about `max_leaves` of them, empty ones too."""
    return st.recursive(
        json_scalars(storable=storable),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys(), inner, max_size=4),
        max_leaves=max_leaves,
    )


@cache
def json_documents(*, storable: bool = True, max_leaves: int = 8) -> st.SearchStrategy[dict[str, Json]]:
    """Objects, as inputs, attributes and summaries are: null stands beside missing, containers in each other."""
    return st.dictionaries(keys(), json_values(storable=storable, max_leaves=max_leaves), max_size=4)
