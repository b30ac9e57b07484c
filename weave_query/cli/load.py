"""`weave-query load`: files of rows into a database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from weave_query.cli.progress import SOURCES, load_files
from weave_query.cli.screen import Screen

_STDIN = Path("-")
_ABOUT = {
    "calls": "calls",
    "feedback": "feedback",
    "prices": "prices of tokens",
    "objects": "object and op versions",
    "tables": "tables of datasets",
    "queue_items": "items of annotation queues",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "load",
        help="load files of JSON lines into a database",
        description="Create the tables where they are missing and load rows. A row replaces the stored one of equal "
        "key, so loading twice changes nothing. A FILE is JSON lines in UTF-8, .gz too; - is stdin.",
    )
    parser.add_argument("--url", required=True, help="the database, such as duckdb:///traces.duckdb")
    for name, about in _ABOUT.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="FILE", type=Path, help=about)
    parser.add_argument("--json", action="store_true", help="print the rows by table as JSON")
    parser.set_defaults(command=lambda args, screen: _load(parser, args, screen))


def _load(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.api import connect

    files = {name: getattr(args, name) for name in SOURCES if getattr(args, name) is not None}
    if not files:
        parser.error("nothing to load; at least one of --calls and its like is needed")
    if list(files.values()).count(_STDIN) > 1:
        parser.error("stdin can be one of the sources")
    with connect(args.url) as db:
        written = load_files(db, {name: sys.stdin.buffer if file == _STDIN else file for name, file in files.items()})
    if args.json:
        screen.json(written)
    else:
        screen.table(("table", "rows"), [(table, f"{rows:,}") for table, rows in written.items()])
    return 0
