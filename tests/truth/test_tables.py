"""The tables of truth: they are what the page shows, and every engine says the same."""

from __future__ import annotations

from collections import Counter

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.truth.asking import answers, asked_of
from tests.truth.operators import OPERATORS, Operator
from tests.truth.page import DOCUMENT, all_answers, document, load, opened
from weave_query.syntax.json import OPERATORS as KNOWN


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, str]]:
    with opened() as evaluator:
        return all_answers(evaluator)


def test_the_page_is_what_the_evaluator_says(expected: dict[str, dict[str, str]]) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(expected), "`make docs` writes it"


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
@pytest.mark.parametrize("engine", SQL_ENGINES)
@pytest.mark.share(9)
def test_every_engine_says_the_same(
    engine: str, operator: Operator, engines: Engines, expected: dict[str, dict[str, str]]
) -> None:
    db = engines.filled(engine, "truth", load, wq.Options(driver_functions=True))
    assert answers(db, operator) == expected[operator.name]


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_no_table_says_the_same_of_everything(operator: Operator, expected: dict[str, dict[str, str]]) -> None:
    assert len(expected[operator.name]) == len(asked_of(operator))
    assert len(Counter(expected[operator.name].values())) >= 2


def test_every_operator_has_a_table() -> None:
    named = {each.name.partition(" ")[0] for each in OPERATORS}
    assert set(KNOWN) - named == {"$getField", "$literal", "$feedback"}
