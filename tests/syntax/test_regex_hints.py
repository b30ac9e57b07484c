"""What other dialects of regular expressions have is called by its name, with what to write in its place."""

from __future__ import annotations

import pytest

from weave_query import CallsQueryReq, F, Query, compile
from weave_query.errors import ParseError
from weave_query.syntax.regex import parse_regex

HINTS = [
    ("(?i)error", 1, "a flag in the pattern", "`case_insensitive` beside the pattern ignores case"),
    ("(?i:error)", 1, "a flag in the pattern", "`$contains`"),
    ("(?s)a.b", 1, "a flag in the pattern", r"`(.|\s)`"),
    (r"\berror\b", 1, "a word boundary", r"`(^|[^\w])`"),
    ("a+?", 3, "a lazy quantifier", "leave out the `?`"),
    ("a{2,}?", 6, "a lazy quantifier", "leave out the `?`"),
    ("a++", 3, "a possessive quantifier", "without its `+`"),
    (r"(a)\1", 4, "a backreference", None),
    ("a(?=b)", 2, "a lookahead", None),
    ("a(?!b)", 2, "a negative lookahead", "`$not`"),
    ("(?<=a)b", 1, "a lookbehind", None),
    ("(?<!a)b", 1, "a negative lookbehind", "`$not`"),
    ("(?<name>a)", 1, "a named group", "`(...)`"),
    ("(?P=name)", 1, "a backreference", None),
    (r"\Aa\Z", 1, r"`\A`", "`^`"),
    (r"[\W]", 2, r"`\W`", r"`[^\w]`"),
    (r"a\n", 2, "an escape of a control character", "the character itself"),
    (r"\p{L}", 1, "a class of Unicode", "a class lists"),
    ("[[:digit:]]", 2, "a POSIX class", r"`\d`"),
]


@pytest.mark.parametrize(("text", "place", "name", "hint"), HINTS, ids=[case[0] for case in HINTS])
def test_a_construct_of_another_dialect_is_named(text: str, place: int, name: str, hint: str | None) -> None:
    with pytest.raises(ParseError) as caught:
        parse_regex(text)
    error = caught.value
    assert f"wrong at character {place}, at " in error.message
    assert f": {name} is not in the language" in error.message
    if hint is None:
        assert error.hint is None
    else:
        assert hint in str(error.hint)


@pytest.mark.parametrize("text", [r"(^|[^\w])error([^\w]|$)", r"(.|\s)", r"[^\d][^\w][^\s]", "[a-zà-ÿ]+", "\n"])
def test_what_the_hints_say_to_write_is_in_the_language(text: str) -> None:
    parse_regex(text)
    assert compile(CallsQueryReq(project_id="p", query=Query(F("op_name").matches(text))), "duckdb").sql
