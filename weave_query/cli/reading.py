"""Requests from the command line: a file, JSON text or stdin comes in, a request goes out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave_query.errors import Location, ParseError, nearest, shown

if TYPE_CHECKING:
    from weave_query.options import Options
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query


_WHERE = Location(token="where")
# Those of `REQUESTS`, which is not imported for every call of the command line.
KINDS = (
    *("calls_query", "calls_query_stats", "call_stats", "trace_usage", "calls_usage"),
    *("feedback_aggregate", "feedback_stats", "feedback_query", "threads_query", "aggregate"),
)
# Those of `StoredUsage`.
POLICIES = ("own", "cumulative", "auto")


class NoFileError(ParseError):
    """The file of a request that there is not."""


def add_request(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is asked."""
    parser.add_argument("request", metavar="REQUEST", help="a file, JSON text that begins with `{`, or - for stdin")
    known = ", ".join(KINDS)
    parser.add_argument(
        "--kind", choices=KINDS, default="calls_query", metavar="KIND", help=f"{known} (default: calls_query)"
    )
    parser.add_argument(
        "--where", metavar="TEXT", help="a further condition: text, as in docs/language.md, or JSON, an operator"
    )
    parser.add_argument(
        "--unknown-keys", choices=("error", "ignore"), default="error", help="keys that a request does not have"
    )
    parser.add_argument(
        "--driver-functions",
        action="store_true",
        help="let SQLite call functions that our driver adds to it: $regexMatch, with the extra regex",
    )
    parser.add_argument(
        "--stored-usage",
        choices=POLICIES,
        default="own",
        help="what the stored summary of a call counts: its own usage (default), or cumulative, all below it too, as "
        "the public SDK writes it; auto tells by the calls below",
    )
    parser.add_argument("--org-id", metavar="ID", help="the organisation of the project, whose prices count too")
    parser.add_argument(
        "--approximate-percentiles",
        action="store_true",
        help="let percentiles be near to the exact ones, for less memory",
    )


def request_of(args: argparse.Namespace) -> Request:
    """The request that the arguments name. Raises ParseError, LimitError."""
    from weave_query.requests.parse import parse_request

    kind: str = args.kind
    try:
        return parse_request(kind, _body(args.request), unknown_keys=args.unknown_keys)
    except ParseError as error:
        _tell_kind(error)
        raise


def _tell_kind(error: ParseError) -> None:
    """Say which `--kind` may have been forgotten: one that has every key that this one has not."""
    from weave_query.requests.unknown import UnknownKeyError

    unknown = [each for each in (error, *error.others) if isinstance(each, UnknownKeyError)]
    kinds = [kind for kind in KINDS if unknown and all(kind in each.kinds for each in unknown)]
    for each in unknown:
        if kinds:
            each.hint = f"it is a key of {' and of '.join(f'`{kind}`: `--kind {kind}`' for kind in kinds)}"


def options_of(args: argparse.Namespace) -> Options:
    """The options that the arguments name."""
    from weave_query.options import Options

    return Options(
        driver_functions=args.driver_functions,
        stored_usage=args.stored_usage,
        org_id=args.org_id,
        approximate_percentiles=args.approximate_percentiles,
    )


def where_of(args: argparse.Namespace) -> Query | None:
    """The condition of `--where`."""
    if args.where is None:
        return None
    from weave_query.requests.body import decode_body
    from weave_query.requests.parse import MAX_BYTES
    from weave_query.requests.query import Query

    if not args.where.lstrip().startswith("{"):
        return Query(args.where)
    try:
        decoded: Mapping[str, Any] = decode_body(args.where, MAX_BYTES)
    except ParseError as error:
        fact = error.message
        told = f"`--where` {fact.removeprefix('the body ')}" if fact.startswith("the body ") else f"`--where`: {fact}"
        raise ParseError(told, at=error.at, hint=error.hint) from None
    return Query.placed(decoded, _WHERE, bare=True)


def _body(source: str) -> str | bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    if source.lstrip().startswith(("{", "[")):
        return source
    try:
        return Path(source).read_bytes()
    except FileNotFoundError as error:
        raise NoFileError(f"there is no file {shown(source, 256)}", hint=_files_near(Path(source))) from error
    except (OSError, ValueError) as error:
        raise NoFileError(f"no request can be read from {shown(source, 256)}", hint=_FORMS) from error


_FORMS = "a request is a file, JSON text that begins with `{`, or - for stdin"


def _files_near(file: Path) -> str:
    """What may have been meant by a file that is not there: one beside it, or no file at all."""
    if not file.suffix and len(file.parts) == 1:
        return _FORMS
    if not file.parent.is_dir():
        return f"there is no folder {shown(str(file.parent), 256)} either"
    beside = [other.name for other in file.parent.iterdir() if other.suffix == ".json"]
    return nearest(file.name, beside) or _FORMS
