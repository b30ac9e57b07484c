"""`weave-query run`: a request against a database."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from weave_query.cli import problems
from weave_query.cli.reading import add_request, request_of, where_of
from weave_query.cli.rows import DEFAULT_COLUMNS, Reader, reader, show_calls
from weave_query.cli.screen import Screen

if TYPE_CHECKING:
    from weave_query.requests.base import Result
    from weave_query.requests.calls import CallsQueryReq


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "run",
        help="run a request against a database",
        description="Compile a request for a database, run it and print the answer. A table shortens long values, "
        "names of ops and exceptions; json and jsonl have everything that was selected.",
    )
    parser.add_argument("--url", required=True, help="the database, such as duckdb:///traces.duckdb")
    add_request(parser)
    parser.add_argument("--format", choices=("table", "json", "jsonl"), default="table", help="default: table")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument(
        "--columns", metavar="A,B", help="columns to select and to show; paths such as inputs.model too"
    )
    parser.set_defaults(command=lambda args, screen: _run(parser, args, screen))


def _run(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.api import connect
    from weave_query.requests.calls import CallsQueryReq, CallsQueryRes

    request, where = request_of(args), where_of(args)
    problems.warn(request.warnings)
    columns: dict[str, Reader] = {}
    if isinstance(request, CallsQueryReq):
        request, columns = _selected(request, args)
    elif args.columns:
        parser.error(f"--columns is of calls_query, the request is a {args.kind}")
    with connect(args.url) as db:
        result = db.run(request, where=where)
    if args.format != "table":
        _print_json(screen, args.format, result)
    elif isinstance(result, CallsQueryRes):
        show_calls(screen, result, columns)
    else:
        facts = result.model_dump(mode="json", exclude_none=True)
        screen.table(tuple(facts), [tuple(facts.values())])
    return 0


def _selected(request: CallsQueryReq, args: argparse.Namespace) -> tuple[CallsQueryReq, dict[str, Reader]]:
    """The request with the columns that are shown, and how to read them. A table of all columns fits nowhere."""
    asked = args.columns.split(",") if args.columns else list(request.columns or ())
    chosen = asked or (list(DEFAULT_COLUMNS) if args.format == "table" else [])
    shown = chosen if args.columns or "id" in chosen else [*chosen, "id"]
    return request.model_copy(update={"columns": chosen}), {name: reader(name) for name in shown}


def _print_json(screen: Screen, format: str, result: Result) -> None:
    found = result.model_dump(mode="json")
    if format == "json" or "calls" not in found:
        screen.json(found, pretty=format == "json")
    else:
        for call in found["calls"]:
            screen.line(json.dumps(call, ensure_ascii=False))
