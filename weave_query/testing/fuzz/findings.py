"""Testing: what a run of the fuzz found: figures, differences, and the scripts that show them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pprint import pformat
from typing import Any

from weave_query.testing.coverage import Coverage, operators
from weave_query.testing.differential import Answer, told

Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A request and rows, as small as they would become, to which some give another answer than the judge.

    seed, round: where it was found; the same run finds it again.
    """

    judge: str
    participants: tuple[str, ...]
    kind: str
    body: dict[str, Any]
    rows: tuple[Row, ...]
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
                f"  over {len(self.rows)} row{'s' * (len(self.rows) != 1)}: {_cut(rows)}",
                f"  {self.judge}: {told(self.expected)}",
                f"  {names}: {told(self.found)}",
            )
        )

    def covers(self, participant: str, kind: str, body: dict[str, Any]) -> bool:
        """May a request that differs do so for the same reason? It has every operator of this one."""
        mine, theirs = (set(operators(each.get("query", {}).get("$expr"))) for each in (self.body, body))
        return participant in self.participants and kind == self.kind and mine <= theirs

    def script(self, urls: dict[str, str]) -> str:
        """A script that shows the difference. urls: by name of a participant, those that a script can open."""
        return _SCRIPT.format(
            told="\n".join(f"# {line}" for line in str(self).splitlines() if not line.startswith("  over")),
            rows=pformat([_given(row) for row in self.rows], width=110, sort_dicts=False),
            kind=self.kind,
            body=pformat(self.body, width=110, sort_dicts=False),
            urls=tuple(urls[name] for name in (self.judge, *self.participants) if name in urls),
        )


@dataclass
class Report:
    """The figures of a run.

    asked: requests put. conditions: distinct ones. some: of these, those that select some calls of their project and
    not all. set_aside: by participant, refusals of one alone by their code, and what is known. agreed_wrong: requests
    that all say are wrong. alike: further requests that differ and have the operators of a known difference. stopped:
    why the run ended before its time, or None.
    """

    seed: int
    participants: tuple[str, ...]
    seconds: float = 0.0
    rounds: int = 0
    rows: int = 0
    asked: int = 0
    conditions: int = 0
    some: int = 0
    agreed_wrong: int = 0
    set_aside: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    alike: int = 0
    stopped: str | None = None

    def line(self) -> str:
        """The figures so far, on one line."""
        return (
            f"{self.seconds:5.0f} s  {self.rounds} rounds, {self.rows:,} rows, {self.conditions:,} conditions, "
            f"{self.some:,} select some, {len(self.differences)} differences"
        )

    def lines(self) -> list[str]:
        """The whole report."""
        share = f" ({100 * self.some // self.conditions} %)" if self.conditions else ""
        stood, possible = self.coverage.cells()
        return [
            f"seed {self.seed}, {self.seconds:.0f} s, {self.rounds} rounds of rows, {self.rows:,} rows",
            f"{' = '.join(self.participants)}",
            f"{self.asked:,} requests, {self.conditions:,} distinct conditions",
            f"{self.some:,}{share} select some of the rows and not all",
            f"{self.agreed_wrong:,} requests that all refuse alike",
            *(f"{count:,} answers of {name} set aside: {why}" for (name, why), count in sorted(self.set_aside.items())),
            f"{len(self.differences)} differences" + (f"; {self.stopped}" if self.stopped else ""),
            *([f"{self.alike:,} more requests that differ and have the operators of one of these"] * bool(self.alike)),
            "",
            *(line for difference in self.differences for line in (*str(difference).splitlines(), "")),
            "operators by what stands beside them, and by the operators above them (d0 is the top):",
            "",
            *self.coverage.table(),
            "",
            f"{stood:,} of {possible:,} combinations of operator, operand and depth stood.",
            *(f"never beside {line}" for line in self.coverage.holes()),
        ]


def _given(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def _cut(text: str) -> str:
    return text if len(text) <= 2000 else text[:2000] + "…"


_SCRIPT = '''"""Two who should agree and do not. Run it with the drivers of both installed."""
{told}
import weave_query as wq

rows = {rows}
body = {body}

for url in {urls!r}:
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=rows)
        try:
            print(url, db.run(wq.parse_request({kind!r}, body)).model_dump_json())
        except wq.WeaveQueryError as error:
            print(url, error)
'''
