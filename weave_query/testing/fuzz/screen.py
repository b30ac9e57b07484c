"""Testing: what a run of the fuzz leaves when it is over: its report on stdout, scripts of differences in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weave_query.testing.fuzz.findings import FuzzReport

AGREED, DIFFERED, NOTHING = 0, 1, 3


def finish(report: FuzzReport, folder: str, urls: Mapping[str, str], *, covered: bool = False) -> int:
    """Print the report, save a script for each difference. urls: by participant, those that a script can open.
    covered: say too which operators stood beside what.

    Returns the exit code: DIFFERED when there is a difference, else NOTHING when somebody gave no answer at all.
    """
    print("\n".join(report.lines(covered=covered)))
    for number, finding in enumerate(report.findings, start=1):
        path = Path(folder) / f"seed-{report.seed}-{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(finding.script(dict(urls)), encoding="utf-8")
        print(f"saved {path}")
    if report.findings:
        return DIFFERED
    return NOTHING if report.silent else AGREED
