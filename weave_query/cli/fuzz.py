"""`weave-query fuzz`: random requests over random rows, put to databases that must agree."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from weave_query.api import connect
from weave_query.cli import problems
from weave_query.cli.databases import add_driver_functions, known_scheme
from weave_query.cli.progress import steps
from weave_query.cli.screen import Screen
from weave_query.errors import WeaveQueryError
from weave_query.options import Options
from weave_query.urls import readable_url

if TYPE_CHECKING:
    from weave_query.testing.differential import Participant
    from weave_query.testing.fuzz import FuzzReport

_EPILOG = """\
exit codes:
  0  all agree
  1  a difference was found
  2  wrong usage of the command line
  3  nothing was checked: a database cannot be reached, or answered nothing

Rows are loaded into projects whose names begin with fuzz- and stay there: use empty databases. What differs is made
small and saved as a script that shows it. docs/differential.md explains the report."""
_UNREACHABLE = 3


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "fuzz",
        help="put random requests to databases that must agree",
        description="Put random requests over random rows to databases, and compare their answers with a judge's.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--url", action="append", default=[], help="a database that must agree, such as duckdb://; may be repeated"
    )
    parser.add_argument("--against", default="memory://", metavar="URL", help="the judge (default: memory://)")
    add_driver_functions(parser)
    add_options(parser)
    parser.set_defaults(command=lambda args, screen: _fuzz(parser, args, screen))


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a run, whoever answers."""
    parser.add_argument("--minutes", type=float, default=1.0, metavar="N", help="how long (default: 1)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed asks the same (default: 0)")
    parser.add_argument(
        "--depth", type=int, default=3, metavar="N", help="connectives of a condition above each other (default: 3)"
    )
    parser.add_argument("--requests", type=int, metavar="N", help="end after so many requests, if that is sooner")
    parser.add_argument("--most", type=int, default=10, metavar="N", help="end after so many differences (default: 10)")
    parser.add_argument(
        "--save", default=".fuzz", metavar="FOLDER", help="where scripts of differences go (default: .fuzz)"
    )
    parser.add_argument("--verbose", action="store_true", help="show too which operators stood beside what")


def ask(
    participants: Sequence[Participant],
    args: argparse.Namespace,
    urls: Mapping[str, str],
) -> int:
    """Run the fuzz with the options of `add_options`, print its report, return the exit code.

    urls: by name of a participant, for scripts.
    """
    from weave_query.testing.fuzz import fuzz
    from weave_query.testing.fuzz.screen import finish

    seconds = args.minutes * 60
    with steps() as told:

        def progress(report: FuzzReport) -> None:
            if told is not None:
                told("fuzz, seconds", min(int(report.seconds), int(seconds)), int(seconds), report.line())

        report = fuzz(
            participants,
            seconds=seconds,
            seed=args.seed,
            depth=args.depth,
            most=args.most,
            requests=args.requests,
            progress=progress,
        )
    return finish(report, args.save, urls, covered=args.verbose)


def _fuzz(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    import weave_query.testing.strategies  # noqa: F401 (what it needs is told before a database is opened)
    from weave_query.testing.differential import DatabaseParticipant

    if not args.url:
        parser.error("--url names a database that must agree with the judge")
    urls = (args.against, *args.url)
    for url in urls:
        known_scheme(parser, url)
    options = Options(driver_functions=args.driver_functions)
    with ExitStack() as stack:
        participants = []
        for number, url in enumerate(urls):
            name = readable_url(url) + f" ({number})" * (urls.count(url) > 1)
            try:
                db = stack.enter_context(connect(url, options=options))
                participants.append(DatabaseParticipant(db, name))
            except WeaveQueryError as error:
                problems.report_of([name], error)
                return _UNREACHABLE
        return ask(participants, args, {each.name: url for each, url in zip(participants, urls, strict=True)})
