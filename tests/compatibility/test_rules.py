"""The rules of compatibility: every example is answered as it says, on every engine, and the page shows them all."""

from __future__ import annotations

import pytest

from tests.compatibility.asking import answered, load
from tests.compatibility.page import DOCUMENT, rewritten, shown
from tests.compatibility.reading import Rule, rules
from tests.data.exceptions import RULES as EXCEPTIONS
from tests.engines import Engines

each_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)


def answers(engine: str, engines: Engines, rule: Rule) -> list[object]:
    db = engines.filled(engine, "compatibility", load)
    return [answered(db, rule, asked) for asked in rule.asked]


@each_rule
@pytest.mark.parametrize("engine", ["memory", "sqlite"])
def test_an_example_is_answered_as_it_says(engine: str, rule: Rule, engines: Engines) -> None:
    assert answers(engine, engines, rule) == [asked.answer for asked in rule.asked]


@each_rule
@pytest.mark.parametrize("engine", ["duckdb", "postgres", "chdb"])
@pytest.mark.share(6)
def test_every_other_engine_answers_the_same(engine: str, rule: Rule, engines: Engines) -> None:
    assert answers(engine, engines, rule) == [asked.answer for asked in rule.asked]


def test_every_rule_has_its_number() -> None:
    assert [rule.number for rule in rules()] == list(range(1, 45))


@each_rule
def test_an_example_shows_the_difference(rule: Rule) -> None:
    """Where what the other server answers is known, it is another answer in one line of the table at least."""
    told = [(shown(asked), asked.there) for asked in rule.asked if asked.there]
    assert not told or any(there not in (here, "the same") for here, there in told)


def test_what_the_recorded_cases_allow_are_rules() -> None:
    named = {number for exception in EXCEPTIONS for number in exception.numbers.split()}
    assert named <= {rule.name for rule in rules()}


def test_the_page_is_what_the_rules_say() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == rewritten(text), "`make docs` writes it"
