"""Formatting: one form, which means the same, with every comment in it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from random import Random

import pytest

from tests.text.test_errors import CORPUS
from weave_query.requests.text import format_text, read_query
from weave_query.syntax.text import parse_text
from weave_query.syntax.text.parser import is_query

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
_BREAK = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|( )")


def meaning(text: str) -> object:
    if not is_query(text):
        return parse_text(text, now=NOW)
    found = read_query(text, "acme/bot", now=NOW)
    return found.request, found.where


@pytest.mark.parametrize("text", CORPUS)
@pytest.mark.share(2)
def test_a_formatted_text_means_the_same_and_stays(text: str) -> None:
    for width in (100, 30):
        written = format_text(text, width=width)
        assert meaning(written) == meaning(text), written
        assert format_text(written, width=width) == written


@pytest.mark.parametrize("seed", range(3))
def test_no_comment_is_lost_and_none_changes_the_meaning(seed: int) -> None:
    random = Random(seed)
    for text in random.sample(CORPUS, 60):
        places = [found.start() for found in _BREAK.finditer(text) if found[1]]
        said = text
        for number, place in enumerate(sorted(random.sample(places, min(3, len(places))), reverse=True)):
            said = f"{said[:place]} # note {number}\n{said[place:]}"
        said = f"# first\n{said}\n# last"
        if (is_query(text) and not is_query(said)) or "2025-11-01 10:30:15" in text:
            continue
        written = format_text(said)
        assert sorted(re.findall(r"# [^#\n]*\w", written)) == sorted(re.findall(r"# [^#\n]*\w", said)), written
        assert meaning(written) == meaning(said), written
        again = format_text(written)
        assert sorted(re.findall(r"# [^#\n]*\w", again)) == sorted(re.findall(r"# [^#\n]*\w", said))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("latency_ms > 2000 AND  started_at>now()-1d", "latency > 2000 and started_at > now() - 1d"),
        ("started_at in (2025-11-01, '2025-11-02')", 'started_at in (2025-11-01, "2025-11-02")'),
        (
            "CALLS limit 5 # few\nwhere a=1\n# second\nand b=2 # b\norder by latency",
            "calls\nwhere a = 1\n  # second\n  and b = 2  # b\nsort by latency\nlimit 5  # few",
        ),
        ("stats latency p50 last 7d by 60m", "stats latency p50\nby 1h\nlast 7d"),
        (
            "stats latency_ms from now() -7d to 2025-11-01 10:30",
            "stats latency\nfrom now() - 7d to 2025-11-01T10:30",
        ),
        ("# what it is\ncalls", "# what it is\ncalls"),
        ("calls\n# the end", "calls\n# the end"),
        (
            "aggregate count() by latency_ms having latency_ms > 1",
            "aggregate count()\nby latency\nhaving latency_ms > 1",
        ),
        (
            "aggregate p95(latency) by op having p95_latency_ms>1s # slow",
            "aggregate p95(latency)\nby op\nhaving p95_latency_ms > 1s  # slow",
        ),
    ],
)
def test_the_form(text: str, written: str) -> None:
    assert format_text(text) == written


def test_a_long_condition_stands_in_lines() -> None:
    text = " and ".join(f'inputs.field_{n} = "value {n}"' for n in range(4)) + ' and (inputs.a = "x" or inputs.b = "y")'
    assert format_text(f"calls where {text}", width=40).split("\n") == [
        "calls",
        'where inputs.field_0 = "value 0"',
        '  and inputs.field_1 = "value 1"',
        '  and inputs.field_2 = "value 2"',
        '  and inputs.field_3 = "value 3"',
        "  and (",
        '    inputs.a = "x"',
        '      or inputs.b = "y"',
        "  )",
    ]
