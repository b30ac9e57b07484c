"""`weave-query conform`: the conformance suite against databases, a column each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from weave_query.cli import problems
from weave_query.cli.databases import add_driver_functions, known_scheme
from weave_query.cli.layout import Style
from weave_query.cli.progress import steps
from weave_query.cli.screen import Screen
from weave_query.cli.text import printable
from weave_query.errors import shown
from weave_query.options import Options
from weave_query.urls import readable_url

if TYPE_CHECKING:
    from weave_query.cli.progress import Steps
    from weave_query.testing import Case, Outcome, Report

_EPILOG = """\
exit codes:
  0  every case was run and passed, or is excused by a capability that the backend says it lacks
  1  a case failed
  2  wrong usage of the command line
  3  no case failed, but some were not run, or nothing was checked: a database cannot be reached, a library is
     missing, or every case was skipped

The suite makes the tables where they are missing and writes into projects whose names begin with
weave-query-conformance/. Levels and the format of cases are explained in docs/conformance.md."""
_SUFFIXES = (".json", ".md")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "conform",
        help="check that queries mean on a database what they mean everywhere",
        description="Ask databases the cases of the conformance suite and compare their answers with the right ones.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--url", action="append", default=[], help="a database, such as duckdb://; may be repeated")
    parser.add_argument("unnamed", nargs="*", help=argparse.SUPPRESS)
    add_driver_functions(parser)
    parser.add_argument("--level", action="append", metavar="LEVEL", help="a level; may be repeated (default: all)")
    parser.add_argument("--case", metavar="GLOB", help="only the cases whose name, level/name or level-name matches")
    parser.add_argument(
        "--report", action="append", default=[], type=Path, metavar="FILE", help="write a report: file.json or file.md"
    )
    parser.add_argument("--list", action="store_true", help="list the cases instead of asking them")
    parser.add_argument("--json", action="store_true", help="print the report, or the list, as JSON")
    parser.add_argument("--verbose", action="store_true", help="show the SQL of failed cases, and tracebacks")
    parser.set_defaults(command=lambda args, screen: _conform(parser, args, screen))


def _conform(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.testing.report import exit_code, to_json

    if args.unnamed:
        unnamed = shown(readable_url(args.unnamed[0]), 256)
        parser.error(f"{unnamed} stands without an option: a database is named by --url, as in --url duckdb://")
    cases = _cases(parser, args)
    if args.list:
        _print_list(screen, cases, as_json=args.json)
        return 0
    if not args.url:
        parser.error("--url names the database that is asked; --list lists the cases without one")
    for url in args.url:
        known_scheme(parser, url)
    _check_files(parser, args.report)
    options = Options(driver_functions=args.driver_functions)
    with steps() as told:
        reports = [_report(url, cases, options, told) for url in args.url]
    for file in args.report:
        _write(parser, file, reports)
    if args.json:
        screen.json(to_json(reports))
    else:
        _print(screen, reports, verbose=args.verbose)
    return exit_code(reports)


def _cases(parser: argparse.ArgumentParser, args: argparse.Namespace) -> tuple[Case, ...]:
    from weave_query.testing import LEVELS, load_cases
    from weave_query.testing.reading import no_level

    for level in args.level or ():
        if level not in LEVELS:
            refused = no_level(level)
            parser.error(f"{refused.message}; {refused.hint}")
    found = load_cases(args.level)
    if args.case is not None:
        found = tuple(case for case in found if _matches(case, args.case))
        if not found:
            parser.error(f"no case matches {shown(args.case)}; --list lists them")
    return found


def _matches(case: Case, pattern: str) -> bool:
    names = (case.name, case.id, f"{case.level}/{case.name}")
    return any(fnmatchcase(name, pattern) for name in names)


def _check_files(parser: argparse.ArgumentParser, files: Sequence[Path]) -> None:
    """Before anything is asked: a report that cannot be written would be known after minutes."""
    for file in files:
        if file.suffix not in _SUFFIXES:
            parser.error(f"--report takes a file.json or file.md, not {shown(file.name)}")
        if not file.absolute().parent.is_dir():
            parser.error(f"there is no folder {shown(str(file.parent), 256)} for the report")


def _write(parser: argparse.ArgumentParser, file: Path, reports: Sequence[Report]) -> None:
    import json

    from weave_query.testing.report import to_json, to_markdown

    as_json = file.suffix == ".json"
    text = json.dumps(to_json(reports), ensure_ascii=False, indent=2) + "\n" if as_json else to_markdown(reports)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        parser.error(f"the report {shown(str(file), 256)} cannot be written ({type(error).__name__})")


def _report(url: str, cases: Sequence[Case], options: Options, told: Steps | None) -> Report:
    from weave_query.testing import conform

    def progress(outcome: Outcome, done: int, total: int) -> None:
        if told is not None:
            told(readable_url(url), done, total)

    return conform(url, cases=cases, options=options, progress=progress)


def _print_list(screen: Screen, cases: Sequence[Case], *, as_json: bool) -> None:
    if as_json:
        screen.json([{"name": case.name, "level": case.level, "why": case.why, "needs": case.needs} for case in cases])
        return
    header = ("level", "case", "why")
    screen.table(header, [(case.level, case.name, case.why) for case in cases], Style(rigid=header[:2], prose=("why",)))
    screen.note(f"{len(cases)} cases")


def _print(screen: Screen, reports: Sequence[Report], *, verbose: bool) -> None:
    from weave_query.testing.report import alike, skipped

    for targets, outcomes in alike(reports):
        _print_failure(screen, targets, outcomes, verbose=verbose)
    asked = [report for report in reports if report.unreachable is None]
    for report in reports:
        if report not in asked:
            _print_unfinished(report, verbose=verbose)
    if not asked:  # a table of zeros says nothing
        return
    _print_table(screen, reports)
    for report in asked:
        for reason in skipped(report):
            screen.note(f"{report.target}: {reason}")
        _print_unfinished(report, verbose=verbose)


def _print_unfinished(report: Report, *, verbose: bool) -> None:
    from weave_query.testing.report import unfinished

    for reason in unfinished(report):
        problems.note(f"{report.target}: {reason}")
    for line in (report.trace or "").splitlines() if verbose else ():
        problems.note(line)


def _print_failure(screen: Screen, targets: Sequence[str], outcomes: Sequence[Outcome], *, verbose: bool) -> None:
    """What failed in the same way, the first of it in full."""
    from weave_query.testing.report import request_text

    outcome, *others = outcomes
    case = outcome.case
    more = f" and {len(others)} more alike" if others else ""
    screen.heading(f"{case.level}/{case.name}{more} failed on {', '.join(targets)}")
    if others:
        screen.line(f"  alike:    {', '.join(f'{each.case.level}/{each.case.name}' for each in others)}")
    screen.line(f"  why:      {printable(case.why)}")
    screen.line(f"  request:  {printable(request_text(outcome))}")
    for line in outcome.lines:
        screen.line(f"  {printable(line)}")
    for statement in outcome.sql if verbose else ():
        screen.sql(indent(f"{statement};", "  "))
    for line in (outcome.trace or "").splitlines() if verbose else ():
        screen.line(f"  {printable(line)}")
    screen.line()


def _print_table(screen: Screen, reports: Sequence[Report]) -> None:
    """One database: a column per status. Several: a column each."""
    from weave_query.testing.report import counted, summed

    levels = tuple(dict.fromkeys(level for report in reports for level in report.levels))
    if len(reports) == 1:
        counts = {level: counted(reports[0], level) for level in levels} | {"all": counted(reports[0])}
        rows = [(level, *found.values()) for level, found in counts.items()]
        screen.table(("level", *counts["all"]), rows)
    else:
        header = ("level", *(report.target for report in reports))
        cells = [(level, *(summed(report, level) for report in reports)) for level in levels]
        screen.table(header, [*cells, ("all", *map(summed, reports))])
