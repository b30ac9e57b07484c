"""Testing: the rounds of a fuzz. Each loads rows into all, then puts requests to all until something differs.

hypothesis draws the requests. Request and rows of a difference are shrunk in turns after that, since rows are loaded
once a round and few rows are asked faster than many.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

from weave_query.testing.coverage import Cell, depth, shape
from weave_query.testing.differential import Answer, Counted, Participant, Refused, Rows, Verdict, compare
from weave_query.testing.fuzz.directed import condition_for
from weave_query.testing.fuzz.findings import Finding, FuzzReport
from weave_query.testing.minimize import minimal_body, minimal_rows
from weave_query.testing.strategies import corpus, vocabulary
from weave_query.testing.strategies import requests as random_requests

Call = dict[str, Any]
Body = dict[str, Any]

_FORESTS = 100
_REQUESTS_A_ROUND = 800
_DEEP = 3
# A cell of the table of coverage that is empty is asked for so often, then it is given up; so many of them in a round.
_ATTEMPTS = 5
_CELLS_A_ROUND = 200


def fuzz(
    participants: Sequence[Participant],
    *,
    seconds: float,
    seed: int = 0,
    depth: int = 3,
    most: int = 10,
    requests: int | None = None,
    progress: Callable[[FuzzReport], None] | None = None,
) -> FuzzReport:
    """Put random requests to all of `participants` for `seconds`; the first is the judge, the others must agree.

    Rows of projects whose names begin with `fuzz-` are loaded into each and stay. depth: connectives of a condition
    above each other. most: differences after which the run ends. requests: after so many it ends too, None for no
    bound. progress: called a few times a second. The requests of a round depend on the seed and the number of the round
    alone, so a difference is found again.
    """
    run = _Run(participants, seconds=seconds, seed=seed, depth=depth, most=most, progress=progress)
    run.requests = requests
    while run.goes_on():
        run.round()
    return run.report


class _Run:
    def __init__(
        self,
        participants: Sequence[Participant],
        *,
        seconds: float,
        seed: int,
        depth: int,
        most: int,
        progress: Callable[[FuzzReport], None] | None,
    ) -> None:
        self.participants = participants
        self.judge = participants[0]
        self.report = FuzzReport(seed, tuple(each.name for each in participants))
        self._progress = progress
        self._start = time.monotonic()
        self._seconds = seconds
        self.depth = depth
        self._most = most
        self.requests: int | None = None
        self._seen: set[str] = set()
        self._shapes: set[str] = set()
        self.tried: Counter[Cell] = Counter()
        self._next_progress = 0.0
        self._scratch = 0

    def goes_on(self) -> bool:
        """Is there time left, and not enough found?"""
        self.report.seconds = time.monotonic() - self._start
        if len(self.report.findings) >= self._most:
            self.report.stopped = f"ended after {self._most}"
        if self.requests is not None and self.report.asked >= self.requests:
            return False
        return self.report.seconds < self._seconds and self.report.stopped is None

    def round(self) -> None:
        """One corpus of rows and the requests about it."""
        number = self.report.rounds
        base = self.report.seed * 1_000_003 + number
        most, other = _projects(base)
        rows = corpus(seed=base, forests=_FORESTS, projects=(*[most] * 5, other), belongings=True)
        for participant in self.participants:
            participant.load(rows)
        self.report.rounds += 1
        self.report.rows += len(rows)
        _Round(self, rows, base, number).go()

    def tell(self) -> None:
        """Show the figures, a few times a second."""
        now = time.monotonic()
        self.report.seconds = now - self._start
        if self._progress is not None and now >= self._next_progress:
            self._next_progress = now + 0.25
            self._progress(self.report)

    def count(self, body: Body, total: int, expected: Answer) -> None:
        """Count a condition that was not asked before. total: the calls it was asked about; expected: the answer."""
        condition = body.get("query", {}).get("$expr")
        text = json.dumps(condition)
        if condition is None or text in self._seen:
            return
        self._seen.add(text)
        report, form = self.report, shape(condition)
        report.conditions += 1
        report.shapes += form not in self._shapes
        self._shapes.add(form)
        report.deep += depth(condition) >= _DEEP
        report.pairs += total
        report.coverage.add(condition, refused=isinstance(expected, Refused))
        report.some += 0 < self._selected(body, expected) < total

    def _selected(self, body: Body, expected: Answer) -> int:
        """How many calls the condition of a request selects, without what stands beside it. expected: its answer."""
        if not body.keys() <= {"project_id", "query", "columns", "sort_by"}:
            body = {"project_id": body["project_id"], "query": body["query"], "columns": ["id"]}
            expected = self.judge.answer("calls_query", body)
        match expected:
            case tuple():
                return len(expected)
            case Rows():
                return len(expected.ids)
            case Counted():
                return expected.count
            case _:
                return 0

    def verdict(self, expected: Answer, found: Answer) -> tuple[Verdict, str | None]:
        """How an answer stands to the judge's, and under what it is set aside."""
        verdict = compare(expected, found)
        if verdict is Verdict.REFUSES:
            capabilities = (
                each.capability for each in (found, expected) if isinstance(each, Refused) and each.declared
            )
            return verdict, f"lacks `{next(capabilities)}`"
        return verdict, None

    def differs(self, participant: Participant, kind: str, body: Body) -> bool:
        """Does somebody's answer to a request differ from the judge's?"""
        expected, found = self.judge.answer(kind, body), participant.answer(kind, body)
        return self.verdict(expected, found)[0] is Verdict.DIFFERS

    def keep(self, rows: Sequence[Call], wrong: Sequence[Participant], kind: str, body: Body, number: int) -> None:
        """Make what differs small and keep it. What has all that a finding has is only counted."""
        participant, *others = wrong
        if any(known.covers(participant.name, kind, body) for known in self.report.findings):
            self.report.alike += 1
            return

        def on_rows(some: list[Call]) -> bool:
            return self.differs(participant, kind, self._elsewhere(some, body, participant))

        mine = [row for row in rows if row["project_id"] == body["project_id"]]
        suspects = _suspects(self.judge.answer(kind, body), participant.answer(kind, body))
        fewer = minimal_rows(mine, on_rows, suspects=suspects)
        body = self._elsewhere(fewer, body, participant)
        body = minimal_body(body, lambda smaller: self.differs(participant, kind, smaller))
        fewer = minimal_rows(fewer, on_rows)
        small = self._elsewhere(fewer, body, participant, *others)
        found = participant.answer(kind, small)
        alike = [participant.name, *(each.name for each in others if each.answer(kind, small) == found)]
        self.report.findings.append(
            Finding(
                judge=self.judge.name,
                participants=tuple(alike),
                kind=kind,
                body={**body, "project_id": "p"},
                rows=tuple({**row, "project_id": "p"} for row in fewer),
                expected=self.judge.answer(kind, small),
                found=found,
                seed=self.report.seed,
                round=number,
            )
        )

    def _elsewhere(self, rows: Sequence[Call], body: Body, *participants: Participant) -> Body:
        """The rows loaded as those of a project of their own, and the request put to that one."""
        self._scratch += 1
        project = f"fuzz-{self.report.seed}/scratch-{self._scratch}"
        for each in (self.judge, *participants):
            each.load([{**row, "project_id": project} for row in rows])
        return {**body, "project_id": project}


class _Over(Exception):
    """Ends what draws requests: it would draw all of a round, whether they are asked or not."""


class _Round:
    """The requests of one round."""

    def __init__(self, run: _Run, rows: Sequence[Call], base: int, number: int) -> None:
        self.run = run
        self.rows = rows
        self.base = base
        self.number = number
        self.asked: set[str] = set()
        alive = [row["project_id"] for row in rows if row["deleted_at"] is None]
        self.total = {project: alive.count(project) for project in set(alive)}
        most, other = _projects(base)
        # The few rows of the other project are there to be left out; now and then they are what is asked for.
        self.known = replace(vocabulary(rows), projects=(*[most] * 15, other))

    def go(self) -> None:
        """Ask until the round or the time is over."""

        @hypothesis.seed(self.base)
        @settings(
            max_examples=_REQUESTS_A_ROUND,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        @given(random_requests(self.known, depth=self.run.depth))
        def ask(request: tuple[str, Body]) -> None:
            if self.is_over():
                raise _Over
            self.put(*request)

        self._ask_for_what_is_not_covered()
        with suppress(_Over):
            ask()

    def is_over(self) -> bool:
        """Is nothing more to be asked? A run that is too short for its rows asks something all the same."""
        return self.run.report.asked > 0 and not self.run.goes_on()

    def _ask_for_what_is_not_covered(self) -> None:
        """Ask for operators beside operands, at depths, that no condition had so far."""
        chance, project = Random(self.base), self.known.projects[0]
        empty = [cell for cell in self.run.report.coverage.empty() if self.run.tried[cell] < _ATTEMPTS]
        for cell in chance.sample(empty, min(len(empty), _CELLS_A_ROUND)):
            self.run.tried[cell] += 1
            condition = condition_for(cell, self.known, chance)
            self.put("calls_query", {"project_id": project, "query": {"$expr": condition}, "columns": ["id"]})

    def put(self, kind: str, body: Body) -> None:
        """Put a request to all, once."""
        text = json.dumps((kind, body))
        if text in self.asked or self.is_over():
            return
        self.asked.add(text)
        self.run.report.asked += 1
        expected = self.run.judge.answer(kind, body)
        self.run.count(body, self.total.get(body["project_id"], 0), expected)
        self.run.tell()
        wrong = self.wrong(kind, body, expected)
        if wrong:
            self.run.keep(self.rows, wrong, kind, body, self.number)

    def wrong(self, kind: str, body: Body, expected: Answer) -> list[Participant]:
        """Those who differ from the judge, who answered what was `expected`. What is set aside is counted."""
        self.run.report.answered[self.run.judge.name] += isinstance(expected, (tuple, Rows, Counted))
        found = []
        for participant in self.run.participants[1:]:
            answer = participant.answer(kind, body)
            self.run.report.answered[participant.name] += isinstance(answer, (tuple, Rows, Counted))
            verdict, known = self.run.verdict(expected, answer)
            if verdict is Verdict.DIFFERS:
                found.append(participant)
            elif known is not None:
                self.run.report.set_aside[participant.name, known] += 1
        self.run.report.agreed_wrong += isinstance(expected, Refused) and not found
        return found


def _projects(base: int) -> tuple[str, str]:
    return f"fuzz-{base}/one", f"fuzz-{base}/two"


def _suspects(expected: Answer, found: Answer) -> Sequence[str]:
    """Calls that only one of two answers has, or has otherwise."""
    if isinstance(expected, Rows) and isinstance(found, Rows):
        one, other = (dict(zip(each.rows, each.ids, strict=True)) for each in (expected, found))
        return sorted({{**one, **other}[row] for row in one.keys() ^ other.keys()})
    if isinstance(expected, tuple) and isinstance(found, tuple):
        return sorted(set(expected) ^ set(found))
    return ()
