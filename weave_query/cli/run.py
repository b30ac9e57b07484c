"""`weave-query run`: a request against a database."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave_query.cli import findings, problems
from weave_query.cli.arguments import count
from weave_query.cli.cautions import cautions
from weave_query.cli.cut_buckets import cut_buckets
from weave_query.cli.groups import show_groups, with_unit
from weave_query.cli.lists import LISTS, listed, together, told
from weave_query.cli.lists import counted as number_of
from weave_query.cli.reading import Asked, add_lint, add_request, add_timeout, asked
from weave_query.cli.rows import Reader, counted, default_columns, is_shown, reader, show_calls
from weave_query.cli.screen import Screen
from weave_query.cli.text import Rounded, raw
from weave_query.columns import completed
from weave_query.errors import ROOT
from weave_query.urls import existing_only
from weave_query.warnings import QueryWarning

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.requests.base import Request, Result
    from weave_query.requests.calls import CallsQueryReq


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "run",
        help="run a request against a database",
        description="Compile a request for a database, run it and print the answer. A table shortens long values, "
        "names of ops and exceptions; csv has the same columns with whole values, documents as JSON; json and jsonl "
        "have everything that was selected.",
    )
    parser.add_argument("--url", required=True, help="the database, such as duckdb:///traces.duckdb")
    add_request(parser)
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "jsonl", "arrow"),
        default="table",
        help="default: table; arrow is a file of Apache Arrow, with the extra arrow",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the answer goes (default: stdout)")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument(
        "--columns", metavar="A,B", help="columns to select and to show; paths such as inputs.model too"
    )
    parser.add_argument(
        "--limit",
        type=count,
        metavar="N",
        help="rows at most, in the place of the request's own limit; of calls_query and calls_query_stats",
    )
    add_lint(parser)
    add_timeout(parser)
    parser.set_defaults(command=lambda args, screen: _run(parser, args, screen))


def _run(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.api import connect

    if args.format == "arrow" and args.output is None and screen.columns is not None:
        parser.error("an Arrow file is no text: --output says where it goes")
    ask = asked(args)
    with connect(existing_only(args.url), options=ask.options) as db:
        with _into(parser, args, screen) as target:
            result = answer(parser, args, target, db, ask)
        if args.lint:
            findings.tell(db, ask, result)
    return 0


@contextmanager
def _into(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> Iterator[Screen]:
    """Where the text of an answer goes: the screen, or a file, which stays as it is where there is no answer."""
    if args.output is None or args.format == "arrow":
        yield screen
        return
    kept = io.StringIO()
    with redirect_stdout(kept):
        yield Screen()
    try:
        args.output.write_text(kept.getvalue(), encoding="utf-8")
    except OSError as error:
        parser.error(f"the file {args.output} cannot be written ({type(error).__name__})")
    screen.note(f"wrote {args.output}")


def answer(
    parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen, db: Database, ask: Asked
) -> Result:
    """Run what was asked, and show the answer as `format`, `columns` and `limit` of the arguments say. Returns it."""
    from weave_query.requests.aggregate import AggregateRes
    from weave_query.requests.calls import CallsQueryReq, CallsQueryRes, CallsQueryStatsReq

    request, where = ask.request, ask.where
    if args.limit is not None:
        if not isinstance(request, (CallsQueryReq, CallsQueryStatsReq)):
            parser.error(
                f"--limit is of calls_query and calls_query_stats, the request is of {args.kind}, which has its own: "
                f"`limit {args.limit}` in a query in text"
            )
        request = request.model_copy(update={"limit": args.limit})
    columns: dict[str, Reader] = {}
    if isinstance(request, CallsQueryReq):
        request, columns = _selected(request, args, screen)
    elif args.columns:
        parser.error(f"--columns is of calls_query, the request is of {args.kind}")
    compiled = db.compile(request, where=where)
    problems.warn(compiled.warnings)
    result = db.run_compiled(compiled)
    if args.format in ("json", "jsonl"):
        _print_json(screen, args.format, result)
    elif isinstance(result, AggregateRes):
        if args.format == "arrow":
            names = [column.name for column in result.columns]
            _print_rows(screen, args, names, [[row[name] for name in names] for row in result.rows], result)
        else:
            show_groups(screen, result, args.format)
    elif not isinstance(result, CallsQueryRes):
        _print_answer(screen, args, result, getattr(request, "limit", None))
    elif args.format in ("csv", "arrow"):
        rows = ([read(call) for read in columns.values()] for call in result.calls)
        _print_rows(screen, args, tuple(columns), rows, result)
    else:
        beside = {"id"} - set(getattr(request, "columns", None) or ())
        show_calls(screen, result, columns, _count(request, len(result.calls)), beside)
    if args.format == "table" and (cut := cut_buckets(request, result, compiled)) is not None:
        screen.note(cut)
    for each in cautions(request, result):
        problems.caution(each)
    return result


# What a request may add to the summaries, and the columns that tell of it without them.
_IN_SUMMARY = {"include_costs": ("cost",), "include_feedback": ()}


def _selected(
    request: CallsQueryReq, args: argparse.Namespace, screen: Screen
) -> tuple[CallsQueryReq, dict[str, Reader]]:
    """The request with the columns that are shown, and how to read them. A table of all columns fits nowhere."""
    wanted = [name.strip() for name in args.columns.split(",")] if args.columns else list(request.columns or ())
    if args.format in ("json", "jsonl"):
        return request.model_copy(update={"columns": wanted}), {}
    chosen = wanted or list(default_columns(screen))
    places = ROOT.child("columns")  # `--columns` stands in the place of the request's own
    visible = [name for position, name in enumerate(chosen) if is_shown(name, places.child(position))]
    for name in chosen:
        if name not in visible:
            problems.note(f"`{name}` can be queried, but is not part of a result")
    for key, instead in _IN_SUMMARY.items():
        if getattr(request, key) and not {"summary", *instead} & set(visible):
            ways = " or ".join((*(f"`--columns {name}`" for name in instead), "`--format json`"))
            problems.note(f"what `{key}` adds is in `summary`, which is not shown; {ways} shows it")
    if not args.columns:
        visible = completed(visible)
    short = args.format == "table"
    readers = {name: reader(name, short=short) for name in visible or ["id"]}
    return request.model_copy(update={"columns": chosen}), readers


def _count(request: Request, number: int) -> str:
    return counted(number, limit=getattr(request, "limit", None), offset=getattr(request, "offset", None))


def _print_answer(screen: Screen, args: argparse.Namespace, result: Result, limit: int | None) -> None:
    """An answer that is no list of calls: the rows of its list, or all that it says as one row."""
    answer = result.model_dump(mode="json")
    found = listed(answer)
    known = [each for key in ("call_columns", "usage_columns") for each in result.metadata.get(key, ())]
    units = {each.name: each.unit for each in known}
    if not found:
        facts = result.model_dump(mode="json", exclude_none=True)
        _print_rows(screen, args, tuple(facts), [tuple(facts.values())], result)
    elif args.format in ("csv", "arrow"):
        header, rows = together(found) if len(found) > 1 else (found[0].header, [row.values() for row in found[0].rows])
        # A file is written in any case; an empty list has no columns.
        if header or args.format == "arrow":
            _print_rows(screen, args, header, map(list, rows), result)
    else:
        for number, each in enumerate(found):
            if number:
                screen.line()
            if each.rows:
                head = [with_unit(name, units.get(name)) for name in each.header]
                screen.table(head, [[_told(name, value) for name, value in row.items()] for row in each.rows])
            screen.note(each.count_within(limit))
        if unfinished := answer.get("unfinished_call_ids"):
            screen.note(f"not ended: {number_of(len(unfinished), 'call')}")


def _told(name: str, value: Any) -> Any:
    """A value as a table has it: the beginning of a bucket as a time, a number rounded. json and csv keep it."""
    return Rounded(value) if isinstance(value, float) else told(name, value)


def _print_rows(
    screen: Screen, args: argparse.Namespace, header: Sequence[str], rows: Iterable[Sequence[Any]], result: Result
) -> None:
    if args.format == "csv":
        screen.csv(header, rows)
    elif args.format == "arrow":
        from weave_query.cli.arrow import write_arrow

        number = write_arrow(args.output, header, list(rows), result)
        if args.output is not None:
            screen.note(f"wrote {number_of(number, 'row')} to {args.output}")
    else:
        screen.table(header, list(rows))


def _print_json(screen: Screen, format: str, result: Result) -> None:
    found = result.model_dump(mode="json")
    lines = _lines(found)
    if format == "json" or lines is None:
        known = {name: _plain(value) for name, value in result.metadata.items()}
        screen.json({**found, "metadata": known} if known else found, pretty=format == "json")
    else:
        for line in lines:
            screen.line(json.dumps(line, ensure_ascii=False))


def _lines(found: Mapping[str, Any]) -> Sequence[Any] | None:
    """The rows of an answer, None where it has none. Of several lists, each row says which it is of."""
    for name in ("calls", "rows"):
        if name in found:
            rows: Sequence[Any] = found[name]
            return rows
    names = [name for name in LISTS if name in found]
    lists = {each.name: each.rows for each in listed(found)}
    several = len(names) > 1
    lines = [{"list": name, **row} if several else row for name in names for row in lists.get(name, ())]
    return lines if names else None


def _plain(value: Any) -> Any:
    """A fact of the metadata as JSON."""
    from weave_query.requests.aggregate import AggregateColumn

    match value:
        case datetime():
            return raw(value)
        case QueryWarning():
            return problems.warning_to_json(value)
        case AggregateColumn():
            return value.model_dump(mode="json")
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value
