"""`weave-query demo`: recorded calls in an embedded DuckDB, seven questions, a count, and SQL in every dialect."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from weave_query.cli.arguments import positive
from weave_query.cli.compile import compiled, print_compiled
from weave_query.cli.groups import show_groups
from weave_query.cli.layout import Style
from weave_query.cli.progress import SOURCES, load_files
from weave_query.cli.questions import (
    COUNT,
    COUNTED,
    GROUPED,
    QUESTIONS,
    USAGE,
    USED,
    USED_NOTE,
    Grouped,
    Question,
)
from weave_query.cli.rows import Reader, counted, reader, show_calls
from weave_query.cli.screen import Screen
from weave_query.registry import get_backend

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.options import StoredUsage
    from weave_query.requests.base import Request

_ROOMY = 120
_DIALECTS = ("clickhouse", "postgres", "duckdb", "sqlite")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "demo",
        help="recorded calls, some questions, their answers and SQL",
        description="Load recorded calls into an embedded DuckDB file, ask them seven questions, count some, show the "
        "SQL of the count in all four dialects. Needs the extra duckdb. Running it again replaces what it made.",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the recorded calls (default: of the source checkout)")
    parser.add_argument("--folder", type=Path, default=Path(".demo"), metavar="DIR", help="for the database (.demo)")
    parser.add_argument("--rows", type=positive, default=5, metavar="N", help="rows of each answer (default: 5)")
    parser.add_argument(
        "--verbose", action="store_true", help="the requests too, and in all four dialects the SQL for calls"
    )
    parser.set_defaults(command=lambda args, screen: _demo(parser, args, screen))


def _demo(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.requests.calls import CallsQueryReq

    clock = _Clock()
    files = files_of(args.data or checkout())
    if "calls" not in files:
        parser.error(
            f"no calls.jsonl.gz in {args.data or checkout()}; the recorded calls are in examples/data of a source "
            "checkout, which `make demo` takes, and not in the package: `--data DIR` names the folder"
        )
    try:
        args.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser.error(f"the folder {args.folder} cannot be made ({type(error).__name__})")
    screen.line(
        "weave_query answers the requests of LLM-trace clients from the tables of a server: one request, the same "
        "answer on\nClickHouse, Postgres, DuckDB and SQLite. Here it asks recorded calls."
    )
    screen.line()
    with _database(args.folder / "calls.duckdb") as db:
        with clock.of("loading"):
            written = load_files(db, files)
        screen.line(
            f"{sum(written.values()):,} rows, of them {written['calls']:,} calls, in {args.folder}/calls.duckdb"
        )
        for number, question in enumerate(QUESTIONS, 1):
            screen.line()
            screen.heading(f"{number}. {question.text}")
            body = _ask(screen, db, question, args.rows, clock)
            if args.verbose:
                screen.line()
                screen.document(body)
                _show_sql(screen, CallsQueryReq(**body), clock)
        answerable = [grouped for grouped in GROUPED if grouped.needs in files]
        for number, grouped in enumerate(answerable, len(QUESTIONS) + 1):
            screen.line()
            screen.heading(f"{number}. {grouped.text}")
            body = _group(screen, db, grouped, args.rows, clock)
            if args.verbose:
                screen.line()
                screen.document(body)
        screen.line()
        screen.heading(f"{len(QUESTIONS) + len(answerable) + 1}. {USED}")
        _compare_policies(screen, db, args.rows, clock)
        if args.verbose:
            screen.line()
            screen.document(USAGE)
        screen.line()
        screen.heading(f"{len(QUESTIONS) + len(answerable) + 2}. {COUNTED}")
        _count(screen, db, clock)
    screen.line()
    if not args.verbose:
        screen.note("The other requests and their SQL: `weave-query demo --verbose`, or `make demo VERBOSE=1`.")
    screen.note(clock.summary())
    return 0


def checkout() -> Path:
    """Where the recorded calls are in a source checkout."""
    return Path(__file__).resolve().parents[2] / "examples" / "data"


def files_of(folder: Path) -> dict[str, Path]:
    found = {name: folder / f"{name}.jsonl.gz" for name in SOURCES}
    return {name: file for name, file in found.items() if file.is_file()}


@contextmanager
def _database(file: Path) -> Iterator[Database]:
    from weave_query.api import connect

    with connect(f"duckdb:///{quote(str(file))}") as db:
        yield db


def _ask(screen: Screen, db: Database, question: Question, rows: int, clock: _Clock) -> dict[str, Any]:
    """Show the rows of the answer. Returns the body of the request."""
    from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq

    body = {**question.request, "limit": rows}
    request = CallsQueryReq(**body)
    with clock.of("answering"):
        result = db.run(request)
        count = db.run(CallsQueryStatsReq(project_id=request.project_id, filter=request.filter, query=request.query))
    screen.line()
    show_calls(screen, result, _readers(screen, question), counted(len(result.calls), of=count.count))
    if question.note:
        screen.line()
        screen.note(question.note)
    return body


def _group(screen: Screen, db: Database, question: Grouped, rows: int, clock: _Clock) -> dict[str, Any]:
    """Show the groups of the answer. Returns the body of the request."""
    from weave_query.requests.aggregate import AggregateReq

    body = {**question.request, "limit": rows}
    with clock.of("answering"):
        result = db.run(AggregateReq(**body))
    screen.line()
    show_groups(screen, result, "table")
    return body


def _compare_policies(screen: Screen, db: Database, rows: int, clock: _Clock) -> None:
    """Show the tokens of models, as stored usage is read by default and with `auto`, the greatest first."""
    from weave_query.api import compile
    from weave_query.options import Options
    from weave_query.requests.stats import CallStatsReq, CallStatsRes

    found: list[dict[str, int]] = []
    policies: tuple[StoredUsage, ...] = ("own", "auto")
    for policy in policies:
        with clock.of("answering"):
            asked = compile(CallStatsReq(**USAGE), db.backend, options=Options(stored_usage=policy))
            answer = db.run_compiled(asked)
        buckets = answer.usage_buckets if isinstance(answer, CallStatsRes) else []
        tokens: dict[str, int] = {}
        for bucket in buckets:
            tokens[bucket["model"]] = tokens.get(bucket["model"], 0) + bucket["sum_total_tokens"]
        found.append(tokens)
    own, auto = found
    models = sorted(own, key=lambda model: (-own[model], model))
    header = ("model", *(f"tokens, read as {policy}" for policy in policies))
    screen.line()
    screen.table(header, [(model, own[model], auto.get(model, 0)) for model in models[:rows]], Style(rigid=header[1:]))
    screen.note(f"first {min(rows, len(models))} of {len(models)} models")
    screen.line()
    screen.note(USED_NOTE)


def _count(screen: Screen, db: Database, clock: _Clock) -> None:
    from weave_query.requests.calls import CallsQueryStatsReq

    request = CallsQueryStatsReq(**COUNT)
    with clock.of("answering"):
        count = db.run(request).count
    screen.line()
    screen.line(f"{count:,}")
    screen.line()
    screen.document(COUNT)
    _show_sql(screen, request, clock, inline=True)


def _show_sql(screen: Screen, request: Request, clock: _Clock, *, inline: bool = False) -> None:
    for dialect in _DIALECTS:
        screen.line()
        with clock.of("compiling"):
            found = compiled(request, None, get_backend(dialect), pretty=True, inline=inline)
        print_compiled(screen, found)


def _readers(screen: Screen, question: Question) -> dict[str, Reader]:
    """How to read the columns that there is room for."""
    return {name: reader(name) for name in question.columns if screen.has(_ROOMY) or name not in question.roomy}


class _Clock:
    """How long each part took, in order."""

    def __init__(self) -> None:
        self._begun = perf_counter()
        self._parts: dict[str, float] = {}

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        begun = perf_counter()
        yield
        self._parts[part] = self._parts.get(part, 0.0) + perf_counter() - begun

    def summary(self) -> str:
        parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self._parts.items())
        return f"{parts}; {perf_counter() - self._begun:.1f} s in all"
