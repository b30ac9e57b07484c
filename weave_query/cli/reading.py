"""Requests from the command line: a file, JSON text or stdin comes in, a request goes out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave_query.errors import Location, ParseError, shown

if TYPE_CHECKING:
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query


_WHERE = Location(token="where")


def add_request(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is asked."""
    parser.add_argument("request", metavar="REQUEST", help="a file, JSON text that begins with `{`, or - for stdin")
    parser.add_argument("--kind", default="calls_query", help="kind of the request (default: calls_query)")
    parser.add_argument("--where", metavar="JSON", help='a further condition: an operator, or {"$expr": ...}')
    parser.add_argument(
        "--unknown-keys", choices=("error", "ignore"), default="error", help="keys that a request does not have"
    )


def request_of(args: argparse.Namespace) -> Request:
    """The request that the arguments name. Raises ParseError, LimitError."""
    from weave_query.requests.parse import parse_request

    kind: str = args.kind
    return parse_request(kind, _body(args.request), unknown_keys=args.unknown_keys)


def where_of(args: argparse.Namespace) -> Query | None:
    """The condition of `--where`."""
    if args.where is None:
        return None
    from weave_query.requests.body import decode_body
    from weave_query.requests.parse import MAX_BYTES
    from weave_query.requests.query import Query

    try:
        decoded: Mapping[str, Any] = decode_body(args.where, MAX_BYTES)
    except ParseError as error:
        raise ParseError(f"`--where`: {error.message}", at=error.at, hint=error.hint) from None
    return Query.placed(decoded, _WHERE, bare=True)


def _body(source: str) -> str | bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    if source.lstrip().startswith(("{", "[")):
        return source
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        fact = "there is no file" if isinstance(error, FileNotFoundError) else "no request can be read from"
        raise ParseError(
            f"{fact} {shown(source, 256)}", hint="a request is a file, JSON text that begins with `{`, or - for stdin"
        ) from error
