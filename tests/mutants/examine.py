"""What the conformance suite says of each fault, and whether the suite may be trusted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.engines import SQL_ENGINES
from tests.mutants.build import broken
from tests.mutants.faults import Fault
from weave_query.api import Database
from weave_query.testing import Case, Outcome, RowSet, Status, load_cases, load_rows, run_case

LEAST_FAULTS = 40
LEAST_NEUTRAL = 5
LEAST_OF_AN_ENGINE = 8
MOST_OF_A_CASE = 3
# A fault that breaks everything shows nothing about the case that is named for it.
LEAST_PASSING = 0.8


@dataclass(frozen=True)
class Examined:
    """A fault and the names of the cases that failed because of it. asked: how many cases there were."""

    fault: Fault
    failed: tuple[str, ...]
    asked: int

    @property
    def passing(self) -> float:
        """The share of the cases, other than the one that must fail, that did not."""
        others = self.asked - (not self.fault.is_neutral)
        return 1 - sum(name != self.fault.killed_by for name in self.failed) / others

    @property
    def complaint(self) -> str | None:
        """Why the suite does not treat this fault as it should, or None."""
        if self.fault.is_neutral:
            return f"changes no meaning, and fails {', '.join(self.failed[:5])}" if self.failed else None
        if self.fault.killed_by not in self.failed:
            return f"`{self.fault.killed_by}` does not catch it (failed: {', '.join(self.failed[:5]) or 'none'})"
        if self.passing < LEAST_PASSING:
            return f"passes only {self.passing:.0%} of the other cases"
        return None


def loaded(db: Database, cases: Sequence[Case]) -> None:
    """Load the rows of the cases."""
    sets: dict[str, RowSet] = {case.rows.project: case.rows for case in cases}
    load_rows(db, sets.values())


def examine(db: Database, fault: Fault, cases: Sequence[Case]) -> Examined:
    """Ask all cases of a database with the fault."""
    with broken(db, fault) as mutant:
        outcomes = [run_case(mutant, case) for case in cases]
    return Examined(fault, tuple(failures(outcomes)), len(cases))


def failures(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.status is Status.FAILED:
            yield outcome.case.name


def complaints_of_the_set(all_faults: Sequence[Fault]) -> Iterator[str]:
    """What is wrong with the faults as a set: too few, or too many for one case."""
    seeded = [fault for fault in all_faults if not fault.is_neutral]
    neutral = len(all_faults) - len(seeded)
    if len(seeded) < LEAST_FAULTS:
        yield f"there are {len(seeded)} faults, at least {LEAST_FAULTS} are asked for"
    if neutral < LEAST_NEUTRAL:
        yield f"there are {neutral} edits that change no meaning, at least {LEAST_NEUTRAL} are asked for"
    of_engine = Counter(fault.engine for fault in seeded)
    for engine in SQL_ENGINES:
        if of_engine[engine] < LEAST_OF_AN_ENGINE:
            yield f"{engine} has {of_engine[engine]} faults, at least {LEAST_OF_AN_ENGINE} are asked for"
    known = {case.name for case in load_cases()}
    for name, count in Counter(fault.killed_by for fault in seeded).items():
        if count > MOST_OF_A_CASE:
            yield f"the case `{name}` is named for {count} faults, at most {MOST_OF_A_CASE} may be"
        if name not in known:
            yield f"there is no case `{name}`"
    for name, count in Counter(fault.id for fault in all_faults).items():
        if count > 1:
            yield f"there are {count} faults with the name {name}"
