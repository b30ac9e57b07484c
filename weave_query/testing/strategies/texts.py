"""Testing: what searches look for: a part of a text, or a regular expression of the language that may match it."""

from __future__ import annotations

from hypothesis import strategies as st

from weave_query.testing.strategies.documents import Json

_ATOMS = (
    *(".", "\\d", "\\w", "\\s", "[^a-z]", "[0-9.]", "[K-Sé]", "[^\\w]", "(a|b)", "(?:e|)", "\\.", "é", "S", "[\\d-]"),
)
_QUANTIFIERS = ("", "", "", "", "*", "+", "?", "{2}", "{1,}", "{0,3}")
_SPECIAL = "\\.^$|?*+()[]{}"


def part_of(value: Json) -> st.SearchStrategy[Json]:
    """The value itself, or a few letters of it, in either case. What is no text is itself."""
    if not isinstance(value, str) or not value:
        return st.just(value)
    pieces = st.tuples(st.integers(0, len(value) - 1), st.integers(1, 4))
    part = pieces.map(lambda piece: value[piece[0] : piece[0] + piece[1]])
    return st.one_of(part, st.just(value), part.map(str.upper), part.map(str.lower))


@st.composite
def pattern_of(draw: st.DrawFn, value: Json) -> str:
    """The first letters of a text with atoms before, in or after them, sometimes anchored."""
    letters = [f"\\{each}" if each in _SPECIAL else each for each in (value[:5] if isinstance(value, str) else "")]
    for _ in range(draw(st.integers(0, 2))):
        atom = draw(st.sampled_from(_ATOMS)) + draw(st.sampled_from(_QUANTIFIERS))
        letters.insert(draw(st.integers(0, len(letters))), atom)
    before = draw(st.sampled_from(("", "", "", "^", "(?:^| )", "x|")))
    return before + "".join(letters) + draw(st.sampled_from(("", "", "", "$")))
