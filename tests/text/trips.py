"""Trips from JSON to text and back, and from text to the tree and back: what comes back is what went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from weave_query.errors import RequestError
from weave_query.requests import Request, parse_request
from weave_query.requests.resolve import resolve
from weave_query.requests.text import format_text, read_query, write_query
from weave_query.syntax.json import parse
from weave_query.syntax.print import to_json
from weave_query.syntax.text import Span, parse_text, to_text
from weave_query.syntax.text.parser import is_query

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Trip:
    """text: that of what was sent. difference: what did not come back, None where all did."""

    text: str
    difference: str | None = None


def condition_trip(source: Any) -> Trip:
    """A condition in JSON to text, and back."""
    expr = parse(source)
    text = to_text(expr)
    again = parse_text(text)
    if repr(to_json(again)) != repr(to_json(expr)):
        return Trip(text, "the text means something else")
    if to_text(again) != text:
        return Trip(text, "the text of the text is another")
    if parse_text(to_text(expr, width=40)) != expr:
        return Trip(text, "in lines it means something else")
    return Trip(text)


def request_trip(kind: str, body: dict[str, Any]) -> Trip:
    """A request in JSON to text, and back. What is settled of both is compared: null and defaults may be left out."""
    request = parse_request(kind, {"project_id": "acme/bot", **body})
    text = write_query(request)
    again = read_query(text, "acme/bot", now=NOW)
    if again.where is not None or settled(again.request) != settled(request):
        return Trip(text, "the text asks something else")
    if write_query(again.request) != text:
        return Trip(text, "the text of the text is another")
    return Trip(text)


def settled(request: Request) -> object:
    """What a request asks for with its defaults, or why it cannot be asked."""
    try:
        return resolve(request)
    except RequestError as error:
        return error.message


def sentence_trip(text: str) -> Trip:
    """A sentence of the grammar to the tree and back, unless it means nothing."""
    try:
        if is_query(text):
            found = read_query(text, "acme/bot", now=NOW)
            written = write_query(found.request, found.where)
            again = read_query(written, "acme/bot", now=NOW)
            # A filter of nothing is none: what is not the same may still ask for the same.
            same = again.request == found.request or settled(again.request) == settled(found.request)
            same = same and again.where == found.where
        else:
            expr = parse_text(text, now=NOW)
            written = to_text(expr)
            same = parse_text(written) == expr
        formatted = format_text(text)
    except RequestError as error:
        return Trip(text, None if isinstance(error.at, Span) else f"no place in the text: {error}")
    if not same:
        return Trip(text, f"written as {written!r} it means something else")
    return Trip(text, None if format_text(formatted) == formatted else f"formatted twice it is another: {formatted!r}")
