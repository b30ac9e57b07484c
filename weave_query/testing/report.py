"""Testing: the outcomes of a database as a report, and reports as JSON and Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from weave_query.capabilities import Approximation
from weave_query.testing.model import LEVELS
from weave_query.testing.running import Outcome, Status

Declared = bool | int | Mapping[str, Any] | None
"""A capability in a report: one that has parts is a mapping of them."""
FORMAT = 1
PASSED, FAILED, NOT_RUN = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of one database.

    target: its url without secrets. unreachable: why nothing was run, or None. capabilities: what its backend declares,
    by name. trace: where the exception came from that says why.
    """

    target: str
    backend: str | None
    outcomes: tuple[Outcome, ...]
    unreachable: str | None = None
    capabilities: Mapping[str, Declared] = field(default_factory=dict)
    trace: str | None = None

    def of(self, status: Status, level: str | None = None) -> tuple[Outcome, ...]:
        """The outcomes of a status, of one level or of all."""
        return tuple(found for found in self.outcomes if found.status is status and level in (None, found.case.level))

    @property
    def passed(self) -> bool:
        """Was every case run and right, but for those that a lacking capability excuses? Without one right answer
        nothing was checked, which is no pass."""
        return bool(self.of(Status.PASSED)) and not self.of(Status.FAILED) and not self.of(Status.NOT_RUN)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that were asked, in their order."""
        there = {found.case.level for found in self.outcomes}
        return tuple(level for level in LEVELS if level in there)

    @property
    def seconds(self) -> float:
        """How long the cases took, without loading."""
        return sum(found.seconds for found in self.outcomes)


def exit_code(reports: Sequence[Report]) -> int:
    """PASSED, FAILED when a case failed, else NOT_RUN when one was not run, or all of a database were skipped."""
    if any(report.of(Status.FAILED) for report in reports):
        return FAILED
    return PASSED if reports and all(report.passed for report in reports) else NOT_RUN


def counted(report: Report, level: str | None = None) -> dict[str, int]:
    """How many cases of each status, under its name."""
    return {status.value: len(report.of(status, level)) for status in Status}


def summed(report: Report, level: str | None = None) -> str:
    """`56 passed, 4 skipped`: what there is, the failures first."""
    counts = counted(report, level)
    order = (Status.FAILED, Status.NOT_RUN, Status.PASSED, Status.SKIPPED)
    return ", ".join(f"{counts[status.value]} {status.value}" for status in order if counts[status.value]) or "none"


def skipped(report: Report) -> list[str]:
    """`16 skipped: the backend lacks ...`, a line for each reason."""
    reasons = Counter(line for found in report.of(Status.SKIPPED) for line in found.lines)
    return [f"{count} skipped: {reason}" for reason, count in reasons.items()]


def unfinished(report: Report) -> list[str]:
    """Why a database without a failure has not passed, a line for each reason, as people read it."""
    if report.unreachable is not None:
        return [f"not run: {report.unreachable}"]
    if not report.of(Status.PASSED) and not report.of(Status.FAILED) and not report.of(Status.NOT_RUN):
        return ["nothing was checked: " + ("every case was skipped" if report.outcomes else "there was no case")]
    reasons = Counter(line for found in report.of(Status.NOT_RUN) for line in found.lines)
    return [f"{count} not run: {reason}" for reason, count in reasons.items()]


def alike(reports: Sequence[Report]) -> list[tuple[list[str], list[Outcome]]]:
    """The failures, those together that differ in the same way: the databases, and the cases on one of these."""
    of_case: dict[tuple[str, tuple[str, ...]], tuple[list[str], Outcome]] = {}
    for report in reports:
        for found in report.of(Status.FAILED):
            of_case.setdefault((found.case.id, found.lines), ([], found))[0].append(report.target)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[list[str], list[Outcome]]] = {}
    for targets, found in of_case.values():
        groups.setdefault((tuple(targets), found.lines), (targets, []))[1].append(found)
    return list(groups.values())


def to_json(reports: Sequence[Report]) -> dict[str, Any]:
    """The reports as a document: {format, version, date, passed, targets: [{target, backend, levels, cases, ...}]}."""
    return {
        "format": FORMAT,
        "version": _version(),
        "date": _now(),
        "passed": exit_code(reports) == PASSED,
        "targets": [_target(report) for report in reports],
    }


def _target(report: Report) -> dict[str, Any]:
    return {
        "target": report.target,
        "backend": report.backend,
        "passed": report.passed,
        "unreachable": report.unreachable,
        "capabilities": dict(report.capabilities),
        "seconds": round(report.seconds, 3),
        "levels": {level: counted(report, level) for level in report.levels},
        "cases": [_outcome(found) for found in report.outcomes],
    }


def _outcome(found: Outcome) -> dict[str, Any]:
    return {
        "name": found.case.name,
        "level": found.case.level,
        "status": found.status.value,
        "capability": found.capability,
        "difference": list(found.lines),
        "missing": list(found.missing),
        "unexpected": list(found.unexpected),
        "seconds": round(found.seconds, 4),
    }


def to_markdown(reports: Sequence[Report]) -> str:
    """The reports for people: a table of levels and databases, then every failure with its reason."""
    lines = ["# Conformance", "", f"weave_query {_version()}, {_now()}", "", *_table(reports)]
    for report in reports:
        lines += [f"\n`{report.target}`: {_escaped(reason)}" for reason in unfinished(report)]
        lines += [f"\n`{report.target}`: {_escaped(reason)}" for reason in skipped(report)]
        if report.capabilities:
            declared = ", ".join(f"`{name}` {_declared(name, value)}" for name, value in report.capabilities.items())
            lines.append(f"\n`{report.target}` declares: {declared}")
    for report in reports:
        for found in report.of(Status.FAILED):
            lines += ["", *_failure(report, found)]
    return "\n".join(lines) + "\n"


def _table(reports: Sequence[Report]) -> list[str]:
    levels = [level for level in LEVELS if any(level in report.levels for report in reports)]
    rows = [["level", *(f"`{report.target}`" for report in reports)], ["---"] * (len(reports) + 1)]
    rows += [[level, *(summed(report, level) for report in reports)] for level in levels]
    rows.append(["all", *(summed(report) for report in reports)])
    return ["| " + " | ".join(row) + " |" for row in rows]


def _failure(report: Report, found: Outcome) -> list[str]:
    lines = [f"## {found.case.level}/{found.case.name} on `{report.target}`", "", _escaped(found.case.why), ""]
    lines += ["```json", request_text(found), "```", "", "```text", *found.lines, "```"]
    for statement in found.sql:
        lines += ["", "```sql", statement, "```"]
    return lines


def explained(found: Outcome) -> list[str]:
    """An outcome that is not as it should be, in lines: the case, why it is there, its request, the difference."""
    lines = [f"{found.case.level}/{found.case.name}: {found.status.value}", f"  why: {found.case.why}"]
    return [*lines, f"  request: {request_text(found)}", *(f"  {line}" for line in found.lines)]


def request_text(found: Outcome) -> str:
    """The request of a case in one line."""
    return json.dumps(found.case.body(), ensure_ascii=False)


def _declared(name: str, value: Declared) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return str(Approximation(**value))
    return str(value) if value is not None else "none" if name == "approximate_percentiles" else "unbounded"


def _version() -> str:
    try:
        return version("weave-query")
    except PackageNotFoundError:
        return "not installed as a distribution"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
