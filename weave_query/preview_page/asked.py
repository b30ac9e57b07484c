"""What the page sends becomes a request, as text and as JSON, with the places of its parts in both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from weave_query.cli.text import document
from weave_query.errors import ROOT, Location, ParseError
from weave_query.preview_page.completing import unit
from weave_query.requests.base import Request
from weave_query.requests.body import decode_body
from weave_query.requests.parse import MAX_BYTES, parse_request
from weave_query.requests.query import Query
from weave_query.requests.text import TextQuery, read_query, write_query
from weave_query.syntax.text import Span

_WHERE = Location(token="where")
_WIDTH = 72
_CONDITIONS = ("query", "having")


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a request: its JSON pointer, and where it stands in the text, in UTF-16 code units."""

    pointer: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in both forms. where: the condition of a kind without a key for one; in JSON it is the key `where`.
    read: the query as it was read, where it came as text."""

    request: Request
    where: Query | None
    text: str
    body: Mapping[str, Any]
    pairs: tuple[Pair, ...]
    read: TextQuery | None = None

    @property
    def json(self) -> str:
        """The body as a document of few lines."""
        return document(self.body, _WIDTH)


def asked(source: str, text: str, kind: str, project: str, now: datetime) -> Asked:
    """Read what was written. source: `text` or `json`, which says its project itself. Raises RequestError."""
    if source == "text":
        return _of_text(text, project, now)
    return _of_json(text, kind, now)


def _of_text(text: str, project: str, now: datetime) -> Asked:
    if not project:
        raise _nobodys("a query in text does not say whose rows it is about", "name the project above it")
    found = read_query(text, project, now=now)
    body = _body(found.request, found.where)
    pairs = _pairs(text, body, found.request.kind, project, now)
    return Asked(found.request, found.where, text, body, pairs, found)


def _of_json(text: str, kind: str, now: datetime) -> Asked:
    body = dict(decode_body(text, MAX_BYTES))
    where = Query.placed(body.pop("where"), _WHERE, bare=True) if _has_where(kind, body) else None
    request = parse_request(kind, body)
    project = str(getattr(request, "project_id", ""))
    if not project:
        raise _nobodys("`project_id` is empty", "name the project whose rows it is about")
    written = write_query(request, where)
    whole = _body(request, where)
    return Asked(request, where, written, whole, _pairs(written, json.loads(text), kind, project, now))


def _nobodys(fact: str, hint: str) -> ParseError:
    return ParseError(fact, at=ROOT.child("project_id"), hint=hint)


def _has_where(kind: str, body: Mapping[str, Any]) -> bool:
    from weave_query.requests.kinds import REQUESTS

    model = REQUESTS.get(kind)
    return isinstance(body.get("where"), Mapping) and model is not None and "query" not in model.model_fields


def _body(request: Request, where: Query | None) -> dict[str, Any]:
    body = request.model_dump(mode="json", exclude_unset=True)
    return body if where is None else {**body, "where": where.to_json()}


def _pairs(text: str, body: Mapping[str, Any], kind: str, project: str, now: datetime) -> tuple[Pair, ...]:
    """Where the parts of a request stand: its clauses, and of its conditions every operator and operand."""
    read = read_query(text, project or "-", now=now)
    found = [_pair("".join(f"/{step}" for step in key), at) for key, at in read.statement.places.items()]
    inner = dict(body)
    where = Query.placed(inner.pop("where"), _WHERE, bare=True) if _has_where(kind, inner) else None
    request = parse_request(kind, inner)
    for name in _CONDITIONS:
        one, other = getattr(read.request, name, None), getattr(request, name, None)
        if isinstance(one, Query) and isinstance(other, Query):
            found += _beside(one.expr, other.expr)
    if read.where is not None and where is not None:
        found += _beside(read.where.expr, where.expr)
    return tuple(found)


def _beside(written: Any, structured: Any) -> Iterator[Pair]:
    """Two trees of one condition, of text and of JSON, as far as they are alike."""
    if type(written) is not type(structured):
        return
    if isinstance(written.at, Span):
        yield _pair(_pointer(structured.at), written.at)
    ours, theirs = list(_below(written)), list(_below(structured))
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            yield from _beside(one, other)


def _below(expr: Any) -> Iterator[Any]:
    for each in fields(expr):
        value = getattr(expr, each.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item) and hasattr(item, "at"):
                yield item


def _pair(pointer: str, at: Span) -> Pair:
    return Pair(pointer, *_units(at))


def _units(at: Span) -> tuple[int, int]:
    """The place in UTF-16 code units, as a browser counts."""
    return unit(at.source, at.start), unit(at.source, at.end)


def _pointer(at: Location) -> str:
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in at.tokens)


def place(at: Location | None) -> dict[str, Any]:
    """A place as the page marks it: characters of the text, or a JSON pointer."""
    if isinstance(at, Span):
        start, end = _units(at)
        return {"start": start, "end": end}
    return {"pointer": _pointer(at)} if at is not None else {}
