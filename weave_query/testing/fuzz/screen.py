"""Testing: what a run of the fuzz shows while it runs and when it is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

from weave_query.testing.fuzz.findings import Report


class Progress:
    """One line on stderr: written over on a terminal, every half minute elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = 0.0

    def __call__(self, report: Report) -> None:
        if self._terminal:
            print(f"\r{report.line()}", end="\033[K", file=sys.stderr, flush=True)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + 30
            print(report.line(), file=sys.stderr, flush=True)


def finish(report: Report, folder: str, urls: Mapping[str, str]) -> int:
    """Print the report, save a script for each difference. Returns the exit code, 1 when there is one."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    print("\n".join(report.lines()))
    for number, difference in enumerate(report.differences, start=1):
        path = Path(folder) / f"seed-{report.seed}-{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(difference.script(dict(urls)), encoding="utf-8")
        print(f"saved {path}")
    return 1 if report.differences else 0
