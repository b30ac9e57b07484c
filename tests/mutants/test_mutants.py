"""Each fault is caught by the case that is named for it, each edit without meaning by none of a sample. `make mutants`
runs every case against every fault, which takes minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.mutants.build import broken
from tests.mutants.examine import Examined, complaints_of_the_set, examine, loaded
from tests.mutants.faults import Fault, StaleFaultError, faults, source_of
from weave_query.api import Database
from weave_query.testing import Status, load_cases, run_case

FAULTS = faults()
CASES = {case.name: case for case in load_cases()}
NAMED = frozenset(fault.killed_by for fault in FAULTS if fault.killed_by)
# Of all levels and most topics, in a second or two.
SAMPLE = tuple(load_cases())[::19]
SEEDED = [fault for fault in FAULTS if not fault.is_neutral]
NEUTRAL = [fault for fault in FAULTS if fault.is_neutral]


Sound = Callable[[str], Database]


@pytest.fixture(scope="module")
def sound(engines: Engines) -> Sound:
    """Opens the database of an engine once, with the rows of the cases that are asked here."""

    @cache
    def opened(engine: str) -> Database:
        db = engines.open(engine, "mutants", wq.Options(driver_functions=True))
        loaded(db, [*SAMPLE, *(CASES[name] for name in sorted(NAMED & CASES.keys()))])
        return db

    return opened


def test_there_are_enough_faults_for_every_engine_and_none_leans_on_one_case() -> None:
    assert list(complaints_of_the_set(FAULTS)) == []


def test_a_set_of_faults_that_shows_too_little_is_told_so() -> None:
    few = [replace(SEEDED[0], engine="duckdb", name="twice", killed_by="no-such-case")] * 4
    found = "\n".join(complaints_of_the_set(few))
    for part in (
        "there are 4 faults, at least 40",
        "there are 0 edits that change no meaning",
        "`no-such-case` is named for 4 faults",
        "there is no case `no-such-case`",
        "there are 4 faults with the name duckdb-twice",
        "duckdb has 4 faults",
        "sqlite has 0 faults",
    ):
        assert part in found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_changes_a_piece_of_the_source_that_stands_there_once(fault: Fault) -> None:
    assert fault.source != source_of(fault.module)
    compile(fault.source, fault.id, "exec")


def test_a_fault_whose_piece_is_gone_says_so_in_a_line() -> None:
    with pytest.raises(StaleFaultError, match=r"^sqlite-old: its piece stands 0 times in weave_query\.lowering\.sql$"):
        _ = Fault("sqlite", "old", "weave_query.lowering.sql", "what was there", "", "It was there.").source


@pytest.mark.parametrize("engine", SQL_ENGINES)
def test_without_any_fault_what_is_asked_here_passes(engine: str, sound: Sound) -> None:
    asked = [*SAMPLE, *(CASES[fault.killed_by] for fault in SEEDED if fault.engine == engine and fault.killed_by)]
    assert [case.name for case in asked if run_case(sound(engine), case).status is Status.FAILED] == []


@pytest.mark.parametrize("fault", SEEDED, ids=lambda fault: fault.id)
@pytest.mark.share(8)
def test_the_named_case_catches_each_fault(fault: Fault, sound: Sound) -> None:
    """With a wrong answer: an error would show that the SQL is broken, not that the case looks at what is wrong."""
    with broken(sound(fault.engine), fault) as mutant:
        found = run_case(mutant, CASES[str(fault.killed_by)])
    assert found.status is Status.FAILED
    assert not re.search(r": WQ\d{3}|: \w+Error", found.lines[0]), found.lines


@pytest.mark.parametrize("fault", NEUTRAL, ids=lambda fault: fault.id)
@pytest.mark.share(10)
def test_no_case_of_a_sample_catches_an_edit_without_meaning(fault: Fault, sound: Sound) -> None:
    assert examine(sound(fault.engine), fault, SAMPLE).failed == ()


def test_a_fault_is_gone_when_its_database_is(sound: Sound) -> None:
    fault = next(fault for fault in SEEDED if fault.id == "sqlite-offset-alone-finds-nothing")
    case = CASES["an-offset"]
    db = sound("sqlite")
    with broken(db, fault) as mutant:
        assert run_case(mutant, case).status is Status.FAILED
    assert run_case(db, case).status is Status.PASSED


def test_the_share_of_passing_cases_leaves_the_named_one_out() -> None:
    def examined(failed: tuple[str, ...]) -> Examined:
        return Examined(replace(SEEDED[0], killed_by="named"), failed, asked=11)

    assert examined(("named", "a")).passing == pytest.approx(0.9)
    assert examined(("named", "a", "b")).complaint is None
    assert examined(("named", "a", "b", "c")).complaint == "passes only 70% of the other cases"
    assert examined(("a",)).complaint == "`named` does not catch it (failed: a)"
