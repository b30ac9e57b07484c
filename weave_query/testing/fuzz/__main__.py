"""Testing: `python -m weave_query.testing.fuzz`: backends by url against a judge by url."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from weave_query.api import connect
from weave_query.errors import WeaveQueryError
from weave_query.testing.differential import DatabaseParticipant
from weave_query.testing.fuzz.run import fuzz
from weave_query.testing.fuzz.screen import Progress, finish


def main(arguments: list[str] | None = None) -> int:
    """Fuzz. Returns 0 when all agree, 1 on a difference, 2 when it cannot begin."""
    options = _parser().parse_args(arguments)
    try:
        with ExitStack() as stack:
            participants = [
                DatabaseParticipant(stack.enter_context(connect(url)), url) for url in (options.against, *options.url)
            ]
            report = fuzz(
                participants,
                seconds=options.minutes * 60,
                seed=options.seed,
                depth=options.depth,
                most=options.most,
                progress=Progress(),
            )
    except WeaveQueryError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return finish(report, options.save, {each.name: each.name for each in participants})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m weave_query.testing.fuzz",
        description="Put random requests over random rows to databases that must agree. Rows stay in the databases, "
        "in projects named fuzz…: use empty ones.",
    )
    parser.add_argument(
        "--url", action="append", required=True, help="a database that must agree; may stand several times"
    )
    parser.add_argument("--against", default="memory://", metavar="URL", help="the judge (memory://)")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (1)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed asks the same (0)")
    parser.add_argument("--depth", type=int, default=3, help="connectives of a condition above each other (3)")
    parser.add_argument("--most", type=int, default=10, help="end after so many differences (10)")
    parser.add_argument("--save", default=".fuzz", metavar="FOLDER", help="where scripts of differences go (.fuzz)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
