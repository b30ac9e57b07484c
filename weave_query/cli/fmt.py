"""`weave-query fmt`: texts in their canonical form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from weave_query.cli import problems
from weave_query.cli.reading import KINDS, NoFileError
from weave_query.cli.screen import Screen
from weave_query.errors import WeaveQueryError, shown


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "fmt",
        help="write queries in their canonical form",
        description="Print a query or a condition in its canonical form: a clause a line, in one order, comments kept. "
        "Files of texts are written back; `--check` only tells which are not in it. JSON is printed as text.",
    )
    parser.add_argument("sources", nargs="+", metavar="QUERY", help="a text, JSON, or files of texts; - is stdin")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where something would change")
    parser.add_argument("--kind", choices=KINDS, default="calls_query", metavar="KIND", help="what JSON asks for")
    parser.set_defaults(command=_fmt)


def _fmt(args: argparse.Namespace, screen: Screen) -> int:
    failed = changed = False
    for source in args.sources:
        file = Path(source) if _is_file(source) else None
        try:
            text = _text(source, file)
            written = _written(text, args.kind)
        except NoFileError:
            raise
        except WeaveQueryError as error:
            problems.report(error)
            failed = True
            continue
        is_same = written == text.rstrip("\n")
        changed |= not is_same
        if args.check:
            if not is_same:
                screen.line(f"would change: {source if file is not None else shown(text, 80)}")
        elif file is None or _is_json(text):
            # A file of JSON stays what it is: a text has no project.
            screen.line(written)
        elif not is_same:
            file.write_text(f"{written}\n", encoding="utf-8")
            screen.note(f"formatted {file}")
    return 1 if failed or (args.check and changed) else 0


def _is_file(source: str) -> bool:
    try:
        return Path(source).is_file()
    except (OSError, ValueError):
        return False


def _text(source: str, file: Path | None) -> str:
    if source == "-":
        return sys.stdin.read()
    if file is None:
        return source
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoFileError(f"no query can be read from {shown(source, 256)}") from error


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _written(text: str, kind: str) -> str:
    from weave_query.requests.parse import parse_request
    from weave_query.requests.text import format_text, write_query

    if _is_json(text):
        return write_query(parse_request(kind, text))
    return format_text(text)
