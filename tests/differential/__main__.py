"""`make fuzz`: all engines of the project and both judges, until the time is over."""

from __future__ import annotations

import argparse
import sys

from tests.differential.participants import URLS, everybody
from tests.engines import SQL_ENGINES, engines
from weave_query.cli.fuzz import add_options, ask


def main() -> int:
    """Fuzz all. Returns the exit code of `weave-query fuzz`."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential")
    add_options(parser)
    parser.add_argument("--engine", action="append", choices=SQL_ENGINES, help="only this one, beside both judges")
    args = parser.parse_args()
    with engines() as opened:
        return ask(everybody(opened, "fuzz", args.engine or SQL_ENGINES), args, URLS)


if __name__ == "__main__":
    sys.exit(main())
