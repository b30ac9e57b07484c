"""The suite on all engines: every case passes, or is excused by a capability that the engine says it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

import weave_query as wq
from tests.engines import Engines
from weave_query.testing import Case, Outcome, Session, Status, conform, load_cases

CASES = load_cases()
# What an engine of ours lacks, and how many cases that excuses.
SKIPPED = {"sqlite": {"regular_expressions": sum("regular_expressions" in case.needs for case in CASES)}}


Ask = Callable[[Case], Outcome]


@pytest.fixture(scope="module")
def sessions(engines: Engines) -> Callable[[str], Ask]:
    """One session of an engine, however often pytest changes between them."""
    return cache(lambda engine: cache(Session(engines.open(engine, "conformance")).run))


@pytest.fixture(scope="module")
def asked(engine: str, sessions: Callable[[str], Ask]) -> Ask:
    """Asks an engine, each case once."""
    return sessions(engine)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_engine_gives_the_answer_of_the_case(case: Case, asked: Ask) -> None:
    found = asked(case)
    assert found.status in (Status.PASSED, Status.SKIPPED), "\n".join((*found.lines, *found.sql))


def test_what_is_skipped_is_what_the_engine_lacks(engine: str, asked: Ask) -> None:
    skipped = [found for case in CASES if (found := asked(case)).status is Status.SKIPPED]
    counts = Counter(found.capability for found in skipped)
    assert counts == SKIPPED.get(engine, {})


def test_sqlite_with_functions_of_its_driver_skips_nothing(engines: Engines) -> None:
    """What a backend does not declare it may answer all the same, and rightly."""
    report = conform(engines.open("sqlite", options=wq.Options(driver_functions=True)), ["strings"])
    assert {outcome.status for outcome in report.outcomes} == {Status.PASSED}


def test_a_second_run_on_the_same_database_is_the_same(engine: str, engines: Engines) -> None:
    """Rows are replaced by key, so nothing is there twice."""
    db = engines.open(engine, "conformance_again")
    first, second = (conform(db, ["core"]) for _ in range(2))
    assert first.passed
    assert [found.status for found in second.outcomes] == [found.status for found in first.outcomes]
    assert db.run(wq.CallsQueryReq(project_id="p")).calls == []
