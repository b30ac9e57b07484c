"""What is hardly meant beside exceptions, which tables show in other words than they are stored in."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import weave_query as wq
from tests.completion.rows import EXAMPLES, SUPPORT
from weave_query.completion import Observed, observe
from weave_query.errors import RequestError
from weave_query.lint import Finding, lint


@pytest.fixture(scope="module")
def db() -> Iterator[wq.Database]:
    with wq.connect("duckdb://") as db:
        db.create_schema()
        db.load(calls=EXAMPLES / "calls.jsonl.gz")
        yield db


@pytest.fixture(scope="module")
def observed(db: wq.Database) -> Observed:
    """Of so few calls that none of them failed; the latest exceptions are looked for by themselves."""
    found = db.fields(SUPPORT, sample=100)
    assert "exception" not in found.columns
    return found


def found_in(text: str, observed: Observed) -> list[Finding]:
    return [each for each in lint(wq.read_query(text, SUPPORT), observed=observed) if each.code == "WQ869"]


def count(db: wq.Database, text: str) -> int:
    return db.run(wq.read_query(f"count {text}", SUPPORT).request).count


@pytest.mark.parametrize(
    "condition",
    [
        'exception starts with "TimeoutError"',
        'exception contains "TimeoutError: connection"',
        'exception = "TimeoutError: connection to db-2 timed out after 30s"',
    ],
)
def test_an_exception_as_it_is_shown_is_told_and_mended(condition: str, db: wq.Database, observed: Observed) -> None:
    (found,) = found_in(f"calls where {condition}", observed)
    assert found.fix is not None
    assert found.fix.applied() == 'calls where exception contains "TimeoutError"'
    assert count(db, f"calls where {condition}") == 0
    assert count(db, found.fix.applied()) > 0


def test_what_is_negated_has_no_fix(observed: Observed) -> None:
    (found,) = found_in('calls where exception not starts with "TimeoutError"', observed)
    assert found.fix is None


@pytest.mark.parametrize(
    "condition",
    ['exception contains "TimeoutError"', 'exception starts with "{"', 'exception contains "db-2"', "exception exists"],
)
def test_what_is_as_it_is_stored_is_left_alone(condition: str, observed: Observed) -> None:
    assert found_in(f"calls where {condition}", observed) == []


def test_exceptions_that_are_texts_are_left_alone() -> None:
    plain = observe([{"id": str(n), "exception": "ValueError: no"} for n in range(9)])
    stored = observe([{"id": str(n), "exception": json.dumps({"type": "ValueError"})} for n in range(9)])
    text = 'calls where exception starts with "ValueError"'
    assert found_in(text, plain) == []
    assert len(found_in(text, stored)) == 1


def test_below_an_exception_is_nothing_and_the_hint_says_what_it_is() -> None:
    with pytest.raises(RequestError) as caught:
        wq.compile(wq.read_query('calls where exception.type = "TimeoutError"', SUPPORT), "duckdb")
    assert "`contains` looks for a part of it" in str(caught.value)
