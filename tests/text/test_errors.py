"""What is wrong with a text: an error at a place of it, and never anything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from weave_query.errors import RequestError
from weave_query.requests.text import read_query
from weave_query.syntax.text import Span, parse_text
from weave_query.syntax.text.parser import is_query

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
CORPUS = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8").splitlines()


def read(text: str) -> None:
    """Read a condition or a query, as it begins."""
    if is_query(text):
        read_query(text, "acme/bot", now=NOW)
    else:
        parse_text(text, now=NOW)


def spoiled(text: str) -> Iterator[str]:
    """Every prefix, and the text with one character less or one twice."""
    for place in range(len(text)):
        yield text[:place]
        yield text[:place] + text[place + 1 :]
        yield text[: place + 1] + text[place:]


def check(text: str) -> None:
    error = problem(text)
    if error is None:
        return
    assert isinstance(error.at, Span), text
    assert 0 <= error.at.start <= error.at.end <= len(text), text
    assert error.message
    assert "Token" not in str(error)
    line, marks = error.at.excerpt(width=1000).split("\n")
    assert set(marks.strip()) == {"^"}
    assert line in text.split("\n")


def problem(text: str) -> RequestError | None:
    try:
        read(text)
    except RequestError as error:
        return error
    return None


def test_the_corpus_is_large_and_valid() -> None:
    assert len(set(CORPUS)) >= 200
    for text in CORPUS:
        read(text)


@pytest.mark.parametrize("text", CORPUS)
@pytest.mark.share(3)
def test_what_is_spoiled_is_a_query_or_an_error_at_its_place(text: str) -> None:
    for each in spoiled(text):
        check(each)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("inputs.a = ", "1:11", "the text ends where a field or a value is expected"),
        ("inputs.a == = 1", "1:13", "`=` stands where a field or a value is expected"),
        ("inputs.a && inputs.b", "1:10", "`&&` stands where a comparison, `and`, `or` or the end"),
        ("a = 1 && b = 2", "1:7", "; `and` joins conditions"),
        ("a = 1 || b = 2", "1:7", "; `or` joins conditions"),
        ("inputs.gpt-4.x = 1", "1:13", 'a key with other characters stands in brackets: `inputs["gpt-4"]`'),
        ("a = b = c", "1:7", "a comparison has two sides"),
        ('a like "x"', "1:3", "`contains`, `starts with`, `ends with` and `matches` compare texts"),
        ('a = "abc', "1:5", "the text that begins here has no end"),
        ("a = `abc", "1:5", "the name that begins here has no end"),
        ("(a = 1", "1:7", "the text ends where `)` is expected"),
        ("a = 1)", "1:6", "`)` stands where the end is expected"),
        ("a ande b", "1:3", "nearest: `and`"),
        ('a startswith "x"', "1:3", "`starts with`"),
        ("lenght(a) = 1", "1:1", "is no function"),
        ("size(a, b) = 1", "1:1", "`size` takes one value, there are 2"),
        ("if_null(a) = 1", "1:1", "`if_null` takes two values or more, there is 1"),
        ("inputs.x = 2s", "1:12", "the duration `2s` stands beside no field of time"),
        ("a.0[1] = 1", "1:1", "one path has either the first or the others"),
        ("any(x in a where any(y in b where x = 1))", "1:35", "`x` is no element of the innermost"),
        ("a in 5", "1:6", "`5` stands where `(` is expected"),
        ("", "1:1", "the text ends where a field or a value is expected"),
        ('a = "\\q"', "1:6", "`\\q` is no escape"),
        ("$getField", "1:1", "a field is named without `$`"),
        ("started_at > 2025-13-45", "1:14", "`2025-13-45` is no date"),
        ('a matches "(("', "1:11", "the regular expression is wrong at character 2"),
        ("a[*]", "1:3", "`[*]` stands behind `feedback` alone"),
        ("calls were a = 1", "1:7", "nearest: `where`"),
        ("calls limit 5 limit 6", "1:15", "`limit` stands twice"),
        ("calls limit -5", "1:13", "`-` stands where `all` or a whole number is expected"),
        ("calls\nwhere a = 1\nsort started_at", "3:6", "`started_at` stands where `by` is expected"),
        ("calls filter op_name 'a'", "1:14", "nearest: `op_names`"),
        ("calls with cost", "1:12", "nearest: `costs`"),
        ("calls sort by output limit 99999999999999999999", "1:22", "the number must be at most"),
        ("stats latencies last 1d", "1:7", "nearest: `latency_ms`"),
        ("stats latency mean last 1d", "1:15", "`avg`"),
        ("stats latency p101 last 1d", "1:7", "from 0 to 100"),
        ("stats latency", "1:1", "a range of time is missing"),
        ("stats latency by night last 1d", "1:18", "is no width of buckets"),
        ("aggregate median(latency)", "1:11", "is no function of rows"),
        ("aggregate count() every night last 1d", "1:25", "is no width of buckets"),
        ("feedback by scorer_id", "1:1", "feedback is counted over a range of time"),
        ("feedback by scorer last 1d", "1:13", "scorer_id"),
    ],
)
def test_an_error_says_where_and_what_may_be_meant(text: str, place: str, message: str) -> None:
    with pytest.raises(RequestError) as caught:
        read(text)
    found = next(each for each in (caught.value, *caught.value.others))
    assert str(found.at) == place, str(found)
    assert message in str(found)
