"""The suite on all engines: every case passes, or is excused by a capability that the engine says it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.sampling import first_ones
from weave_query.testing import LEVELS, Session, Status, conform, load_cases

CASES = load_cases()
PARTS = 3
# What an engine of ours lacks.
LACKING = {"sqlite": ("regular_expressions",)}


@pytest.fixture(scope="module")
def sessions(engines: Engines) -> Callable[[str], Session]:
    """One session of an engine, however often pytest changes between them."""
    return cache(lambda engine: Session(engines.open(engine, "conformance")))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("part", first_ones(range(PARTS), 1))
def test_an_engine_gives_the_answer_of_every_case_and_skips_what_it_lacks(
    level: str, engine: str, part: int, sessions: Callable[[str], Session]
) -> None:
    """A part is one of three cases, on each engine others: together the five ask all. The other parts are long, and
    `make conformance` asks all."""
    first = (ENGINES.index(engine) + part) % PARTS
    found = [sessions(engine).run(case) for case in [case for case in CASES if case.level == level][first::PARTS]]
    assert found
    wrong = [each for each in found if each.status not in (Status.PASSED, Status.SKIPPED)]
    assert not wrong, "\n\n".join("\n".join((each.case.id, *each.lines, *each.sql)) for each in wrong)
    skipped = Counter(each.capability for each in found if each.status is Status.SKIPPED)
    lacking = {name: sum(name in each.case.needs for each in found) for name in LACKING.get(engine, ())}
    assert skipped == Counter(lacking)


def test_sqlite_with_functions_of_its_driver_skips_nothing(engines: Engines) -> None:
    """What a backend does not declare it may answer all the same, and rightly."""
    report = conform(engines.open("sqlite", options=wq.Options(driver_functions=True)), ["strings"])
    assert {outcome.status for outcome in report.outcomes} == {Status.PASSED}


@pytest.mark.share(7)
def test_a_second_run_on_the_same_database_is_the_same(engine: str, engines: Engines) -> None:
    """Rows are replaced by key, so nothing is there twice."""
    db = engines.open(engine, "conformance_again")
    cases = [case for case in CASES if case.level == "core"][::PARTS]
    first, second = (conform(db, cases=cases) for _ in range(2))
    assert first.passed
    assert [found.status for found in second.outcomes] == [found.status for found in first.outcomes]
    assert db.run(wq.CallsQueryReq(project_id="p")).calls == []
