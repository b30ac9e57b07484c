"""`weave-query preview`: the page on which requests are written, compiled and run."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from weave_query.cli.arguments import count, positive, seconds
from weave_query.cli.demo import checkout, files_of
from weave_query.cli.progress import load_files
from weave_query.cli.reading import POLICIES
from weave_query.cli.screen import Screen
from weave_query.urls import existing_only, readable_url

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.options import Options, StoredUsage

PORT = 8265


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "preview",
        help="a page to write requests on, with their SQL and answers",
        description="Serve a page on this machine: a request as text and JSON side by side, its SQL in every dialect, "
        "its plan, and the answer of a database. It only reads: what is run are compiled requests. Without --url, the "
        "database is the recorded calls of a source checkout in an embedded DuckDB. Needs the extra preview.",
    )
    parser.add_argument("--url", help="the database, such as duckdb:///traces.duckdb")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the recorded calls (default: of the source checkout)")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (127.0.0.1, this machine only)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"0 for a free one (default: {PORT})")
    parser.add_argument(
        "--name", action="append", default=[], help="another name of this machine that the page may be asked by"
    )
    parser.add_argument("--rows", type=positive, default=200, metavar="N", help="rows of an answer at most (200)")
    parser.add_argument(
        "--timeout-seconds",
        "--timeout",
        type=seconds,
        default=30.0,
        metavar="SECONDS",
        help="for one statement of the database (30)",
    )
    parser.add_argument(
        "--stored-usage",
        choices=POLICIES,
        help="what the stored summary of a call counts, as for `run`, until the page chooses "
        "(default: own, and auto for the recorded calls)",
    )
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    parser.set_defaults(command=lambda args, screen: _preview(parser, args, screen))


def _port(text: str) -> int:
    number = count(text)
    if number > 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _preview(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.options import Options
    from weave_query.preview_page.answers import Preview
    from weave_query.preview_page.server import Server

    # The recorded calls hold the usage of those below them.
    policy: StoredUsage = args.stored_usage or ("own" if args.url is not None else "auto")
    options = Options(timeout_seconds=args.timeout_seconds, stored_usage=policy)
    with _database(parser, args, screen, options) as found:
        db, title = found.db, found.title
        preview = Preview(db, options, rows=args.rows, title=title, projects=found.projects, now=found.now)
        try:
            server = Server(preview, args.host, args.port, args.name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            parser.error(f"{args.host}:{args.port} cannot be listened on: {reason}; `--port 0` takes a free port")
        with server:
            screen.line(f"{title}: {server.url}")
            screen.note("It ends with Ctrl+C.")
            sys.stdout.flush()  # who started it in a pipe reads the address there
            if args.open:
                import webbrowser

                webbrowser.open(server.url)
            server.serve_forever()
    return 0


@dataclass(frozen=True)
class _Opened:
    """What the page is for. title: what to call the database. projects: those that are known. now: the clock, which for
    recorded calls stands where they end."""

    db: Database | None
    title: str
    projects: tuple[str, ...] = ()
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@contextmanager
def _database(
    parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen, options: Options
) -> Iterator[_Opened]:
    """The database; none where there are no recorded calls."""
    from weave_query.api import connect

    if args.url is not None:
        with connect(existing_only(args.url), options=options) as db:
            yield _Opened(db, readable_url(args.url))
        return
    found = files_of(args.data or checkout())
    if "calls" not in found:
        if args.data is not None:
            parser.error(f"no calls.jsonl.gz in {args.data}")
        screen.note("No --url, and the recorded calls are in a source checkout: the page compiles, and runs nothing.")
        yield _Opened(None, "no database")
        return
    with connect("duckdb://", options=options) as db:
        load_files(db, found)
        projects, latest = _seen(found["calls"])
        title = f"recorded calls in DuckDB, until {latest:%Y-%m-%d %H:%M} UTC"
        yield _Opened(db, title, projects, now=lambda: latest + timedelta(microseconds=1))


def _seen(calls: Path) -> tuple[tuple[str, ...], datetime]:
    """The projects of a file of calls, and the beginning of the last. No statement tells: each reads one project."""
    with gzip.open(calls, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    latest = max((datetime.fromisoformat(row["started_at"]) for row in rows), default=datetime.now(UTC))
    return tuple(sorted({row["project_id"] for row in rows})), latest
