"""Text and JSON say the same: whatever condition there is, its text means it, and its text is its only one."""

from __future__ import annotations

from random import Random

import pytest

from tests.text.random_conditions import condition
from weave_query.syntax.json import parse
from weave_query.syntax.print import to_json
from weave_query.syntax.text import parse_text, to_text


@pytest.mark.parametrize("seed", range(4))
def test_json_to_text_to_json_is_the_identity(seed: int) -> None:
    random = Random(seed)
    for number in range(500):
        expr = parse(condition(random, 1 + number % 6))
        text = to_text(expr)
        assert repr(to_json(parse_text(text))) == repr(to_json(expr)), text
        assert to_text(parse_text(text)) == text


@pytest.mark.parametrize("seed", range(2))
def test_a_text_in_lines_means_the_same(seed: int) -> None:
    random = Random(f"lines {seed}")
    for number in range(300):
        expr = parse(condition(random, 1 + number % 6))
        text = to_text(expr, width=40)
        assert parse_text(text) == expr, text
        assert to_text(parse_text(text), width=40, spelled=True) == text
