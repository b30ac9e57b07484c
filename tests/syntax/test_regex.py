"""The grammar of `$regexMatch`: what a pattern means, and where one that is refused is wrong."""

from __future__ import annotations

import pytest

import weave_query as wq
from weave_query.errors import ParseError
from weave_query.syntax.pattern import ANY, Anchor, CharacterClass, Choice, Pattern, Repeat, Sequence
from weave_query.syntax.regex import parse_regex
from weave_query.syntax.regex_size import Size, size_of


def one(*characters: str) -> CharacterClass:
    """A class of single characters, ascending."""
    return CharacterClass(tuple((ord(each), ord(each)) for each in characters))


A, B = one("a"), one("b")
DIGIT = CharacterClass(((48, 57),))
MEANINGS: list[tuple[str, Pattern]] = [
    ("", Sequence(())),
    ("a", A),
    ("ab", Sequence((A, B))),
    ("a|b", Choice((A, B))),
    ("a|", Choice((A, Sequence(())))),
    ("(a|b)", Choice((A, B))),
    ("(?:ab)*", Repeat(Sequence((A, B)), 0, None)),
    ("()", Sequence(())),
    ("^a$", Sequence((Anchor(end=False), A, Anchor(end=True)))),
    ("a^b", Sequence((A, Anchor(end=False), B))),
    (".", ANY),
    ("\\d", DIGIT),
    ("\\w", CharacterClass(((48, 57), (65, 90), (95, 95), (97, 122)))),
    ("\\s", CharacterClass(((9, 13), (32, 32)))),
    ("\\.", one(".")),
    ("\\\\", one("\\")),
    ("-", one("-")),
    ("😀", one("😀")),
    ("a*", Repeat(A, 0, None)),
    ("a+", Repeat(A, 1, None)),
    ("a?", Repeat(A, 0, 1)),
    ("a{3}", Repeat(A, 3, 3)),
    ("a{0,255}", Repeat(A, 0, 255)),
    ("a{2,}", Repeat(A, 2, None)),
    ("(a*)*", Repeat(Repeat(A, 0, None), 0, None)),
    ("[ab]", CharacterClass(((97, 98),))),
    ("[b-da-b]", CharacterClass(((97, 100),))),
    ("[a-]", one("-", "a")),
    ("[-a]", one("-", "a")),
    ("[^a]", CharacterClass(((97, 97),), negated=True)),
    ("[a^]", one("^", "a")),
    ("[\\]\\[]", one("[", "]")),
    ("[.$]", one("$", ".")),
    ("[\\d-]", CharacterClass(((45, 45), (48, 57)))),
    ("\n", one("\n")),
    ("(a?){255}", Repeat(Repeat(A, 0, 1), 255, 255)),
    ("(((x{10}){10}){10})", Repeat(Repeat(Repeat(one("x"), 10, 10), 10, 10), 10, 10)),
]


@pytest.mark.parametrize(("text", "pattern"), MEANINGS, ids=[repr(text) for text, _ in MEANINGS])
def test_a_pattern_means(text: str, pattern: Pattern) -> None:
    assert parse_regex(text) == pattern


FOLDED: list[tuple[str, Pattern]] = [
    ("a", one("A", "a")),
    ("k", one("K", "k", "\u212a")),
    ("ß", one("ß", "ẞ")),
    ("5", one("5")),
    ("\\.", one(".")),
    ("[r-t]", CharacterClass(((82, 84), (114, 116), (0x17F, 0x17F)))),
    ("[^s]", CharacterClass(((83, 83), (115, 115), (0x17F, 0x17F)), negated=True)),
    ("\\w", CharacterClass(((48, 57), (65, 90), (95, 95), (97, 122)))),
    ("[\\w]", CharacterClass(((48, 57), (65, 90), (95, 95), (97, 122)))),
]


@pytest.mark.parametrize(("text", "pattern"), FOLDED, ids=[repr(text) for text, _ in FOLDED])
def test_without_case_a_letter_is_all_its_cases(text: str, pattern: Pattern) -> None:
    assert parse_regex(text, case_insensitive=True) == pattern


MANY = "".join(chr(0x400 + 2 * number) for number in range(250))
REFUSED: list[tuple[str, int, str]] = [
    ("*", 1, "a quantifier follows nothing"),
    ("a|+", 3, "a quantifier follows nothing"),
    ("(?)", 1, "a group is"),
    ("(?i)a", 1, "a flag in the pattern"),
    ("(?=a)", 1, "a group is"),
    ("(?P<n>a)", 1, "a named group"),
    ("a**", 3, "a quantifier cannot be repeated"),
    ("a*?", 3, "a lazy quantifier"),
    ("a{2}{3}", 5, "a quantifier cannot be repeated"),
    ("^*", 2, "an anchor cannot be repeated"),
    ("a$?", 3, "an anchor cannot be repeated"),
    ("ab(", 3, "the group is not closed"),
    ("(a", 1, "the group is not closed"),
    ("a)", 2, "`)` closes no group"),
    ("a]", 2, "is the character"),
    ("a}", 2, "is the character"),
    ("a{", 2, "a count is"),
    ("a{}", 2, "a count is"),
    ("a{,3}", 2, "a count is"),
    ("a{1,2", 2, "a count is"),
    ("a{x}", 2, "a count is"),
    ("a{१}", 2, "a count is"),
    ("a{256}", 2, "a count is at most 255"),
    ("a{3,2}", 2, "from the smaller"),
    ("\\", 1, "an escape is"),
    ("a\\b", 2, "a word boundary"),
    ("\\D", 1, "`\\D` is not in"),
    ("\\n", 1, "an escape of a control character"),
    ("\\1", 1, "an escape is"),
    ("\\x41", 1, "an escape by number"),
    ("[", 1, "the class is not closed"),
    ("a[b", 2, "the class is not closed"),
    ("[]", 1, "a class has at least one character"),
    ("[^]", 1, "a class has at least one character"),
    ("[[:alpha:]]", 2, "a POSIX class"),
    ("[b-a]", 3, "from the smaller"),
    ("[a-\\d]", 3, "from the smaller"),
    ("[\\b]", 2, "a word boundary"),
    ("((a{40}){30})", 1, "multiply to more than 1000"),
    (f"[{MANY}]{{17}}", 1, "more than 4,000 ranges of characters"),
    ("((a?){90}){5}", 1, "in more than 100,000 ways"),
    (MANY + "([^a]?){40}", 1, "in more than 100,000 ways"),
    ("(^|$|a){5}", 1, "more than 16 pairs of anchors"),
    ("(((($)?){2}){3})*", 1, "more than 16 pairs of anchors"),
    ("(" * 51 + ")" * 51, 52, "deeper than 50"),
]


@pytest.mark.parametrize(("text", "place", "fact"), REFUSED, ids=[repr(case[0])[:20] for case in REFUSED])
def test_a_pattern_is_refused_at_its_place(text: str, place: int, fact: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_regex(text)
    message = str(caught.value)
    assert f"wrong at character {place}" in message, message
    assert fact in message, message


SIZES = [
    ("abc", Size(3, 2, 1, 1, empty=False)),
    ("a?b?", Size(2, 1, 2, 2)),
    ("(a|b)*", Size(2, 4, 2, 2)),
    ("a{2,}", Size(3, 3, 1, 2, empty=False)),
    ("a{2,4}", Size(4, 3, 1, 3, empty=False)),
    ("(a?){4}", Size(4, 6, 4, 4)),
    # What lies below `a`, `a`, and what lies above `b`.
    ("a[^b]", Size(3, 3, 1, 1, empty=False)),
    ("^a|b$", Size(4, 0, 2, 2, empty=False, leading=1, trailing=1)),
    ("(^|,)a?(,|$)", Size(5, 3, 3, 3, pairs=1, leading=2, trailing=2)),
    ("(^|$){2}", Size(4, pairs=4, leading=4, trailing=4)),
]


@pytest.mark.parametrize(("text", "size"), SIZES, ids=[text for text, _ in SIZES])
def test_the_size_of_a_pattern_is_as_counted_by_hand(text: str, size: Size) -> None:
    assert size_of(parse_regex(text)) == size


def test_a_request_tells_where_its_pattern_stands() -> None:
    expr = {"$not": [{"$regexMatch": {"input": {"$getField": "id"}, "regex": {"$literal": "a("}}}]}
    with pytest.raises(ParseError, match=r"at /query/\$expr/\$not/0/\$regexMatch/regex/\$literal.*character 2"):
        wq.parse_request("calls_query", {"project_id": "p", "query": {"$expr": expr}})
