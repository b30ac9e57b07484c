"""Regular expressions near the bounds of their size: every engine takes what the grammar takes, with one answer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.differential.participants import everybody
from tests.engines import Engines
from weave_query.errors import ParseError
from weave_query.syntax.regex import MAX_ANCHOR_PAIRS, MAX_ARCS, MAX_RANGES, parse_regex
from weave_query.syntax.regex_size import size_of
from weave_query.testing.differential import Participant

ROW = {"project_id": "p", "op_name": "op", "trace_id": "t", "started_at": "2025-10-26T01:00:00Z"}
TEXTS = ["", "a", "ab", "a" * 90, "ab" * 300, "\u0400\u0402" * 40, "x" + "\u0450" * 255 + "z", "1a\n2b" * 50, "😀" * 99]
ROWS = [{**ROW, "id": str(number), "inputs": {"t": text}} for number, text in enumerate(TEXTS)]
# Of every other character, so that nothing melts into one range; RE2 spells the last ones with most instructions.
MANY = ["".join(chr(start + 2 * number) for number in range(100)) for start in (0x400, 0x7F0, 0xFFF0, 0x3FFF0)]
ATOMS = ["a", "[ab]", ".", "[^a]", "\\w", "\u0450", "^", "$", "[\u00bf-\U00084f6b]", "[^\U000bdb53-\U0010ab88]"]
COUNTS = ["{100}", "{255}", "{40}", "{12}", "{0,90}", "{2,}", "*", "?", "+", "{7,255}"]


def _longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.builds("({}){}".format, inner, st.sampled_from(COUNTS))
        | st.lists(inner, min_size=2, max_size=4).map("".join)
        | st.lists(inner, min_size=2, max_size=4).map(lambda found: f"({'|'.join(found)})")
    )


def _share(text: str) -> float:
    """Of the bound that it comes nearest to, 0 where it is refused."""
    try:
        size = size_of(parse_regex(text))
    except ParseError:
        return 0
    return max(size.ranges / MAX_RANGES, size.arcs / MAX_ARCS, size.pairs / MAX_ANCHOR_PAIRS)


classes = st.builds("[{}{}]".format, st.sampled_from(["", "^"]), st.sampled_from(MANY))
large = st.recursive(st.sampled_from(ATOMS) | classes, _longer, max_leaves=12).filter(
    lambda text: len(text) <= 512 and _share(text) > 0.5
)


@pytest.fixture(scope="module")
def asked(engines: Engines) -> list[Participant]:
    """Everybody but the oracle, whose regular expressions are Python's own, with the texts."""
    made = [each for each in everybody(engines, "patterns") if each.name != "oracle"]
    for participant in made:
        participant.load(ROWS)
    return made


def agree(asked: list[Participant], pattern: str) -> None:
    condition = {"$regexMatch": {"input": {"$getField": "inputs.t"}, "regex": pattern}}
    body = {"project_id": "p", "query": {"$expr": condition}, "columns": ["id"]}
    answers = {each.name: each.answer("calls_query", body) for each in asked}
    assert all(isinstance(answer, tuple) for answer in answers.values()), answers
    assert len(set(answers.values())) == 1, answers


@pytest.mark.parametrize("examples", [20, pytest.param(60, marks=pytest.mark.long)])
@pytest.mark.long
def test_every_engine_answers_to_a_pattern_near_a_bound(asked: list[Participant], examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(large)
    def answers(pattern: str) -> None:
        agree(asked, pattern)

    answers()


WIDE = "[\u00bf-\U00084f6b]{125}"
AT_BOUNDS = [
    f"[{MANY[2]}]{{39}}z",
    f"({WIDE * 4}){{8}}",
    "x(a?){255}(b?){190}z",
    "(\u0450?a){2}(.?){180}",
    "(^|$|a){2}(^|b){2}",
    "(a|b|c|d|){108}",
]


@pytest.mark.parametrize("pattern", AT_BOUNDS, ids=range(len(AT_BOUNDS)))
@pytest.mark.share(3)
def test_every_engine_answers_to_a_pattern_at_a_bound(asked: list[Participant], pattern: str) -> None:
    assert _share(pattern) > 0.8
    agree(asked, pattern)
