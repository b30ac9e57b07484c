"""Errors as the command line shows them: a line each, or JSON. Both go to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from weave_query.cli.text import printable
from weave_query.errors import ROOT, Location, WeaveQueryError, short_place
from weave_query.warnings import QueryWarning


def report(error: WeaveQueryError, *, as_json: bool = False) -> None:
    """Print an error and the others that were found in the same go."""
    if as_json:
        print(json.dumps(to_json(error), ensure_ascii=False), file=sys.stderr)
        return
    for found in (error, *error.others):
        print(f"error: {line(found)}", file=sys.stderr)
        for each in (found.excerpt() or "").splitlines():
            print(f"  {printable(each)}", file=sys.stderr)


def report_of(backends: Sequence[str], error: WeaveQueryError) -> None:
    """Print an error that concerns some of the backends that were asked for."""
    for found in (error, *error.others):
        print(f"error: {', '.join(backends)}: {line(found)}", file=sys.stderr)


def warn(warnings: Sequence[QueryWarning]) -> None:
    """Tell what is doubtful about a request: `warning: WQ802 at /query/...: what is so; hint`."""
    for warning in warnings:
        caution(str(warning), warning.at)


def caution(text: str, at: Location = ROOT) -> None:
    """Tell what is doubtful, and the place underlined where that is in a text."""
    print(f"warning: {printable(text)}", file=sys.stderr)
    for each in (at.excerpt() or "").splitlines():
        print(f"  {printable(each)}", file=sys.stderr)


def note(text: str) -> None:
    """Tell what is worth knowing about an answer."""
    print(f"note: {printable(text)}", file=sys.stderr)


# What the library says of its options and fields, as the command line has it.
_HERE = {
    "`inputs` and `output` are some": "`inputs` and `output` are some, `weave-query fields` lists all",
    "and `payload` are some": "and `payload` are some, `weave-query fields --of feedback` lists all",
    "`Options(driver_functions=True)`": "`--driver-functions`",
    "`Options(timeout_seconds=...)`": "`--timeout-seconds`",
    '`Options(stored_usage="cumulative")`': "`--stored-usage cumulative`",
}


def hint_of(error: WeaveQueryError) -> str | None:
    """The hint of an error, in the words of the command line."""
    hint = error.hint
    for said, here in _HERE.items():
        hint = hint.replace(said, here) if hint else hint
    return hint


def line(error: WeaveQueryError) -> str:
    """`WQ201 at /query/...: what is wrong; hint`."""
    place = _place(error)
    at = f" at {short_place(place)}" if place else ""
    hint = f"; {hint_of(error)}" if error.hint else ""
    return printable(f"{error.code}{at}: {error.message}{hint}")


def to_json(error: WeaveQueryError) -> dict[str, Any]:
    """code, message, at (a JSON pointer), hint, others."""
    return {
        "code": error.code,
        "message": error.message,
        "at": _place(error),
        "hint": hint_of(error),
        "others": [to_json(other) for other in error.others],
    }


def warning_to_json(warning: QueryWarning) -> dict[str, Any]:
    """code, message, at (a JSON pointer), hint."""
    return {"code": warning.code, "message": warning.message, "at": str(warning.at), "hint": warning.hint}


def _place(error: WeaveQueryError) -> str | None:
    return str(error.at) if error.at is not None and error.at.tokens else None
