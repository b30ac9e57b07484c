"""Text and JSON say the same: whatever condition there is, its text means it, and its text is its only one."""

from __future__ import annotations

import contextlib
from collections import Counter
from random import Random

import pytest

from tests.recorded.cases import covered_cases
from tests.text.random_conditions import condition
from tests.text.random_requests import request
from tests.text.sentences import sentence
from tests.text.trips import request_trip, sentence_trip
from weave_query.requests import REQUESTS
from weave_query.requests.unknown import UnknownKeyError
from weave_query.syntax.json import parse
from weave_query.syntax.print import to_json
from weave_query.syntax.text import parse_text, to_text


@pytest.mark.parametrize("seed", range(2))
def test_json_to_text_to_json_is_the_identity(seed: int) -> None:
    random = Random(seed)
    for number in range(500):
        expr = parse(condition(random, 1 + number % 6))
        text = to_text(expr)
        assert repr(to_json(parse_text(text))) == repr(to_json(expr)), text
        assert to_text(parse_text(text)) == text


@pytest.mark.parametrize("seed", range(2))
def test_the_text_of_a_request_asks_what_the_request_asks(seed: int) -> None:
    random = Random(f"requests {seed}")
    kinds = Counter[str]()
    for _ in range(300):
        kind, body = request(random)
        kinds[kind] += 1
        trip = request_trip(kind, body)
        assert trip.difference is None, (trip.difference, trip.text)
    assert len(kinds) == len(REQUESTS)


@pytest.mark.parametrize("seed", range(2))
def test_a_sentence_of_the_grammar_comes_back_or_is_an_error_at_its_place(seed: int) -> None:
    random = Random(f"sentences {seed}")
    for number in range(400):
        trip = sentence_trip(sentence(random, "query" if number % 2 else "only_condition"))
        assert trip.difference is None, (trip.difference, trip.text)


def test_the_recorded_requests_have_a_text() -> None:
    tried = 0
    for case in covered_cases():
        if isinstance(case.request.get("project_id"), str) and case.refusal is None:
            body = {key: value for key, value in case.request.items() if key != "project_id"}
            # One of them has a key that there is not.
            with contextlib.suppress(UnknownKeyError):
                trip = request_trip(case.kind, body)
                assert trip.difference is None, (trip.difference, trip.text)
                tried += 1
    assert tried > 100


@pytest.mark.parametrize("seed", range(2))
def test_a_text_in_lines_means_the_same(seed: int) -> None:
    random = Random(f"lines {seed}")
    for number in range(300):
        expr = parse(condition(random, 1 + number % 6))
        text = to_text(expr, width=40)
        assert parse_text(text) == expr, text
        assert to_text(parse_text(text), width=40, spelled=True) == text
