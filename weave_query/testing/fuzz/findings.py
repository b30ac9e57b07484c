"""Testing: what a run of the fuzz found: figures, differences, and the scripts that show them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pprint import pformat
from typing import Any

from weave_query.testing.belongings import tables
from weave_query.testing.coverage import Coverage, operators
from weave_query.testing.differential import Answer, Call, told


@dataclass(frozen=True)
class Finding:
    """A request and rows, as small as they would become, to which some give another answer than the judge.

    seed, round: where it was found; the same run finds it again.
    """

    judge: str
    participants: tuple[str, ...]
    kind: str
    body: dict[str, Any]
    rows: tuple[Call, ...]
    expected: Answer
    found: Answer
    seed: int
    round: int

    def __str__(self) -> str:
        names, rows = ", ".join(self.participants), json.dumps(self.rows, ensure_ascii=False)
        return "\n".join(
            (
                f"{names} against {self.judge} (seed {self.seed}, round {self.round})",
                f"  {self.kind} {json.dumps(self.body, ensure_ascii=False)}",
                f"  over {counted(len(self.rows), 'row')}: {_cut(rows)}",
                f"  {self.judge}: {told(self.expected)}",
                f"  {names}: {told(self.found)}",
            )
        )

    def covers(self, participant: str, kind: str, body: dict[str, Any]) -> bool:
        """May a request that differs do so for the same reason? It has all that this one has.

        What differs without any operator is about the order, pages, the filter or the rows that are shown, and covers
        only requests without operators that have the same of these.
        """
        (mine, ours), (theirs, others) = map(_needs, (self.body, body))
        alike = mine <= theirs and ours <= others if mine else not theirs and ours == others
        return participant in self.participants and kind == self.kind and alike

    def script(self, urls: dict[str, str]) -> str:
        """A script that shows the difference. urls: by name of a participant, those that a script can open."""
        return _SCRIPT.format(
            told="\n".join(f"# {line}" for line in str(self).splitlines() if not line.startswith("  over")),
            rows=pformat(_given_tables(self.rows), width=110, sort_dicts=False),
            kind=self.kind,
            body=pformat(self.body, width=110, sort_dicts=False),
            urls=tuple(urls[name] for name in (self.judge, *self.participants) if name in urls),
        )


@dataclass
class FuzzReport:
    """The figures of a run.

    asked: requests put. answered: by participant, those to which it gave calls or a count. conditions: distinct
    ones. shapes: of these, those that differ in operators or in the kinds of fields and literals; deep: those with
    three operators inside each other; pairs: of a condition and a call that it was asked about. some: of the
    conditions, those that select some calls of their project and not all. set_aside: by participant, refusals of
    one alone by the capability that its backend lacks, and what is known. agreed_wrong: requests that all say are
    wrong. alike: further requests that differ and have what a finding has. stopped: why the run ended before its
    time, or None.
    """

    seed: int
    participants: tuple[str, ...]
    seconds: float = 0.0
    rounds: int = 0
    rows: int = 0
    asked: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    conditions: int = 0
    shapes: int = 0
    deep: int = 0
    pairs: int = 0
    some: int = 0
    agreed_wrong: int = 0
    set_aside: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    alike: int = 0
    stopped: str | None = None

    @property
    def silent(self) -> tuple[str, ...]:
        """Participants that gave no answer to any request: about them nothing was checked."""
        return tuple(name for name in self.participants if not self.answered[name])

    def line(self) -> str:
        """The figures so far, on one line."""
        return (
            f"{counted(self.rounds, 'round')}, {counted(self.conditions, 'condition')}, {self.some:,} select some, "
            f"{counted(len(self.findings), 'difference')}"
        )

    def lines(self, *, covered: bool = True) -> list[str]:
        """The whole report: the figures, what differed, and last what was `covered`."""
        return [
            f"seed {self.seed}, {self.seconds:.0f} s, {counted(self.rounds, 'round')} of {counted(self.rows, 'row')}",
            f"{' = '.join(self.participants)}",
            *self._figures(),
            "",
            *(line for finding in self.findings for line in (*str(finding).splitlines(), "")),
            f"{counted(len(self.findings), 'difference')}" + (f"; {self.stopped}" if self.stopped else ""),
            *([f"{counted(self.alike, 'more request')} that differ and have what one of these has"] * bool(self.alike)),
            *(f"{name} answered nothing: nothing was checked" for name in self.silent),
            *(("", *self.coverage.lines()) if covered else ()),
        ]

    def _share(self, count: int) -> str:
        return f" ({100 * count // self.conditions} %)" if self.conditions else ""

    def _figures(self) -> list[str]:
        asked = ("request", self.asked), ("distinct condition", self.conditions), ("distinct shape", self.shapes)
        return [
            ", ".join(counted(number, noun) for noun, number in asked),
            f"{self.deep:,}{self._share(self.deep)} with three or more operators inside each other",
            f"{counted(self.pairs, 'pair')} of a condition and a call",
            f"{self.some:,}{self._share(self.some)} select some of the rows and not all",
            f"{counted(self.agreed_wrong, 'request')} that all refuse alike",
            *(
                f"{counted(count, 'answer')} of {name} set aside: {why}"
                for (name, why), count in sorted(self.set_aside.items())
            ),
        ]


def counted(number: int, noun: str) -> str:
    """`1 row`, `2,000 rows`."""
    return f"{number:,} {noun}" + "s" * (number != 1)


def _needs(body: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The operators of a request, and what stands beside its query, `columns` where it shows more than ids."""
    others = {name for name in ("filter", "sort_by", "limit", "offset") if name in body}
    shown = {"columns"} if body.get("columns") != ["id"] else set()
    return set(operators(body.get("query", {}).get("$expr"))), others | shown


def _given_tables(rows: tuple[Call, ...]) -> dict[str, list[Call]]:
    return {name: [_given(row) for row in found] for name, found in tables(rows).items()}


def _given(row: Call) -> Call:
    return {name: value for name, value in row.items() if value is not None}


def _cut(text: str) -> str:
    return text if len(text) <= 2000 else text[:2000] + "…"


_SCRIPT = '''"""Two who should agree and do not. Run it with the drivers of both installed."""
{told}
import weave_query as wq

tables = {rows}
body = {body}

for url in {urls!r}:
    with wq.connect(url) as db:
        db.create_schema()
        db.load(**tables)
        try:
            print(url, db.run(wq.parse_request({kind!r}, body)).model_dump_json())
        except wq.WeaveQueryError as error:
            print(url, error)
'''
