"""`make fuzz`: all engines of the project and both judges, until the time is over."""

from __future__ import annotations

import argparse
import sys

from tests.differential.participants import URLS, everybody
from tests.engines import engines
from weave_query.testing.fuzz import fuzz
from weave_query.testing.fuzz.screen import Progress, finish


def main() -> int:
    """Fuzz all. Returns 1 on a difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--depth", type=int, default=3)
    options = parser.parse_args()
    with engines() as opened:
        report = fuzz(
            everybody(opened, "fuzz"),
            seconds=options.minutes * 60,
            seed=options.seed,
            depth=options.depth,
            progress=Progress(),
        )
    return finish(report, ".fuzz", URLS)


if __name__ == "__main__":
    sys.exit(main())
