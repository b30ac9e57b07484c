"""Requests from the command line: text, JSON, a file or stdin comes in, a request goes out."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weave_query.cli.arguments import project, seconds
from weave_query.errors import ROOT, Location, ParseError, nearest, shown

if TYPE_CHECKING:
    from weave_query.options import Options
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query
    from weave_query.requests.text import TextQuery


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
    parser.add_argument(
        "request",
        metavar="REQUEST",
        help="a query in text, such as 'calls where latency > 2s', or JSON, which begins with `{`; a file of either; "
        "- is stdin",
    )
    parser.add_argument(
        "--project",
        type=project,
        metavar="NAME",
        help="whose rows a query in text is about, entity/project; JSON says so itself",
    )
    known = ", ".join(KINDS)
    parser.add_argument(
        "--kind",
        choices=KINDS,
        default="calls_query",
        metavar="KIND",
        help=f"what JSON asks for: {known} (default: calls_query)",
    )
    parser.add_argument(
        "--where", metavar="TEXT", help="a further condition: text, as in docs/language.md, or JSON, an operator"
    )
    parser.add_argument(
        "--unknown-keys", choices=("error", "ignore"), default="error", help="keys that a request does not have"
    )
    add_options(parser)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What a server decides, as opposed to what a request asks."""
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


def add_lint(parser: argparse.ArgumentParser) -> None:
    """Whether what is hardly meant is told beside an answer."""
    parser.add_argument(
        "--no-lint", dest="lint", action="store_false", help="do not tell what is hardly meant beside the answer"
    )


def add_timeout(parser: argparse.ArgumentParser) -> None:
    """How long a database may work."""
    parser.add_argument(
        "--timeout-seconds",
        "--timeout",
        type=seconds,
        metavar="SECONDS",
        help="end a statement that takes longer (default: no bound)",
    )


class Asked(NamedTuple):
    """What the arguments ask, and how. read: a query in text as it was read, without the condition of `--where`, which
    is `beside`."""

    request: Request
    where: Query | None
    options: Options
    read: TextQuery | None = None
    beside: Query | None = None


def asked(args: argparse.Namespace) -> Asked:
    """The request that the arguments name, the condition beside it, and the options. Raises ParseError, LimitError."""
    from weave_query.requests.query import both

    source = _source(args.request)
    if _is_json(source):
        request, beside = _request(source, args), where_of(args)
        _check_project(args.project, request)
        return Asked(request, beside, options_of(args), None, beside)
    from weave_query.requests.text import read_query

    found = read_query(_decoded(source), _project(args.project))
    # The kind is what the text says; error messages of the commands name it.
    args.kind = found.request.kind
    beside = where_of(args)
    return Asked(found.request, both(found.where, beside), options_of(args), found, beside)


def asked_in_text(text: str, project: str, options: Options) -> Asked:
    """A query in text. Raises ParseError, LimitError."""
    from weave_query.requests.text import read_query

    found = read_query(text, project)
    return Asked(found.request, found.where, options, found)


def _is_json(source: str | bytes) -> bool:
    opening = ("{", "[") if isinstance(source, str) else (b"{", b"[")
    return source.lstrip().startswith(opening)  # type: ignore[arg-type]


def _decoded(source: str | bytes) -> str:
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    raise ParseError(f"the query is not UTF-8 at byte {position}")


def _project(name: str | None) -> str:
    if name is None:
        raise ParseError("a query in text does not say whose rows it is about", hint="`--project entity/project` does")
    return name


def _check_project(name: str | None, request: Request) -> None:
    """Refuse a project beside another one that the request names itself."""
    own = getattr(request, "project_id", None)
    if name is not None and own is not None and name != own:
        raise ParseError(
            f"the request is about the project {shown(own)}, and `--project` names {shown(name)}",
            at=ROOT.child("project_id"),
            hint="JSON says itself whose rows it is about; leave one of them out",
        )


def _request(source: str | bytes, args: argparse.Namespace) -> Request:
    from weave_query.requests.parse import parse_request

    kind: str = args.kind
    try:
        return parse_request(kind, source, unknown_keys=args.unknown_keys)
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
        timeout_seconds=getattr(args, "timeout_seconds", None),
    )


def where_of(args: argparse.Namespace) -> Query | None:
    """The condition of `--where`."""
    source: str | None = args.where
    if source is None:
        return None
    from weave_query.requests.body import decode_body
    from weave_query.requests.parse import MAX_BYTES
    from weave_query.requests.query import Query

    if not _is_json(source):
        return Query(source)
    try:
        decoded: Mapping[str, Any] = decode_body(source, MAX_BYTES)
    except ParseError as error:
        fact = error.message
        told = f"`--where` {fact.removeprefix('the body ')}" if fact.startswith("the body ") else f"`--where`: {fact}"
        raise ParseError(told, at=error.at, hint=error.hint) from None
    return Query.placed(decoded, _WHERE, bare=True)


def _source(given: str) -> str | bytes:
    """What is asked, out of a file where it is in one."""
    if given == "-":
        return sys.stdin.buffer.read()
    if _is_json(given) or _is_text(given):
        return given
    try:
        return Path(given).read_bytes()
    except FileNotFoundError as error:
        raise NoFileError(f"there is no file {shown(given, 256)}", hint=_files_near(Path(given))) from error
    except (OSError, ValueError) as error:
        raise NoFileError(f"no request can be read from {shown(given, 256)}", hint=_FORMS) from error


def _is_text(given: str) -> bool:
    """Does it begin as queries do, or is it of words? No file of that name hides it."""
    if not begins_query(given) and _WORDS.fullmatch(given.strip()) is None:
        return False
    try:
        return not Path(given).is_file()
    except (OSError, ValueError):
        return True


def begins_query(text: str) -> bool:
    """Does a text begin as queries do?"""
    return _QUERY.match(text) is not None


_QUERY = re.compile(
    r"\s*(?:#|(?:calls|count|stats|usage|feedback|threads|aggregate)(?:\s|\Z)|(?:select|from|with)\s+\S+\s)",
    re.IGNORECASE,
)
# Of three words or more, and no name of a file.
_WORDS = re.compile(r"[A-Za-z]+(?:\s+\S+){2,}(?<!\.json)(?<!\.txt)", re.IGNORECASE)
_FORMS = "a request is text such as `calls limit 10`, JSON that begins with `{`, a file, or - for stdin"


def _files_near(file: Path) -> str:
    """What may have been meant by a file that is not there: one beside it, or no file at all."""
    if not file.suffix and len(file.parts) == 1:
        return _FORMS
    if not file.parent.is_dir():
        return f"there is no folder {shown(str(file.parent), 256)} either"
    beside = [other.name for other in file.parent.iterdir() if other.suffix == ".json"]
    return nearest(file.name, beside) or _FORMS
