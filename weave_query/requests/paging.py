"""Room 2: a resolved list becomes a page of it. What tells its cursors from those of other requests is found here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import Any

from weave_query.errors import ROOT, Location, ParseError, UnsupportedError
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq
from weave_query.requests.counts import count_slot
from weave_query.requests.feedback_query import COUNT, FeedbackQueryReq
from weave_query.requests.page import PageShape
from weave_query.requests.resolve import CallsShape, Resolved
from weave_query.requests.resolve_feedback_query import FeedbackQueryShape
from weave_query.syntax.expr import Expr, GetField, Slot, SlotList
from weave_query.syntax.paths import FieldPath, may_be_same
from weave_query.syntax.shape import SlotValue
from weave_query.syntax.walk import children
from weave_query.types import INT_MAX

DEFAULT_SIZE = 1_000
"""Rows of a page, where neither the request nor the caller says how many."""
_SIZE = Location(token="size")


def page_size(request: Request, size: int | None) -> int:
    """How many rows a page of a request has: `size`, else the request's limit.

    Raises UnsupportedError for a kind without pages; ParseError for a count, an offset, and a page of no rows.
    """
    if not isinstance(request, (CallsQueryReq, FeedbackQueryReq)):
        raise UnsupportedError(
            f"requests of kind `{request.kind}` have no pages", hint="`calls_query` and `feedback_query` have"
        )
    if isinstance(request, FeedbackQueryReq) and COUNT in (request.fields or ()):
        raise ParseError(f"`{COUNT}` has no pages", at=ROOT.child("fields"))
    if request.offset:
        raise ParseError("a page begins behind a cursor, not at an offset", at=ROOT.child("offset"))
    if size is None and request.limit is None:
        return DEFAULT_SIZE
    found, at = (size, _SIZE) if size is not None else (request.limit, ROOT.child("limit"))
    if isinstance(found, bool) or not isinstance(found, int):
        raise ParseError(f"the size of a page is a number of rows, this is a `{type(found).__name__}`", at=at)
    if found < 1:
        raise ParseError("a page has one row or more", at=at)
    if found > INT_MAX:
        raise ParseError("the number is beyond 64 bits", at=at)
    return found


def paged(resolved: Resolved, size: int, after: Sequence[SlotValue] | None) -> Resolved:
    """The request for one page. after: the values of the sort keys of the last row of the page before."""
    shape, values = resolved.shape, list(resolved.values)
    if not isinstance(shape, (CallsShape, FeedbackQueryShape)):
        raise UnsupportedError(f"requests of kind `{resolved.kind}` have no pages")
    slot = count_slot(size, values)
    slots: list[int | None] = []
    for value in after or ():
        slots.append(None if value is None else len(values))
        values += () if value is None else (value,)
    page = PageShape(slot, None if after is None else tuple(slots))
    return replace(resolved, shape=replace(shape, limit=None, offset=None, page=page), values=tuple(values))


def subject_of(resolved: Resolved) -> bytes:
    """A digest of what decides which rows come in which order: the project, all conditions, the order, the references
    that both read through, and what the options say of costs. Columns and sizes are not in it, nor how a condition was
    written."""
    shape, values = resolved.shape, resolved.values
    if not isinstance(shape, (CallsShape, FeedbackQueryShape)):
        raise UnsupportedError(f"requests of kind `{resolved.kind}` have no pages")
    org = None if resolved.org is None else values[resolved.org]
    asked: list[Any] = [shape.kind, values[0], shape.predicate, shape.sort, resolved.policy, org]
    if resolved.always is not None:
        asked.append(resolved.always)
    if isinstance(shape, CallsShape) and (through := _read_through(shape)):
        asked.append(through)
    return sha256(json.dumps(_written(asked, values), separators=(",", ":")).encode()).digest()


def _read_through(shape: CallsShape) -> list[FieldPath]:
    """The paths at which references are expanded that lead to a field of the conditions or of the order."""
    read = [key.path for key in shape.sort]
    nodes: list[Expr] = [shape.predicate]
    while nodes:
        node = nodes.pop()
        nodes += children(node)
        if isinstance(node, GetField):
            read.append(node.path)
    return sorted({each for each in shape.expand if any(_leads_to(each, path) for path in read)}, key=str)


def _leads_to(expanded: FieldPath, path: FieldPath) -> bool:
    """Is a path the expanded one or below it, however its segments are spelled?"""
    return (
        expanded.root == path.root
        and len(expanded.segments) <= len(path.segments)
        and all(map(may_be_same, expanded.segments, path.segments))
    )


def _written(node: Any, values: Sequence[SlotValue]) -> Any:
    """A tree as JSON: the names of its nodes and what they are compared by, with the values in their slots."""
    match node:
        case Slot() | SlotList():
            return [type(node).__name__, values[node.index]]
        case Enum():
            return node.value
        case list() | tuple():
            return [_written(each, values) for each in node]
        case _ if is_dataclass(node):
            parts = (getattr(node, field.name) for field in fields(node) if field.compare)
            return [type(node).__name__, *(_written(each, values) for each in parts)]
        case _:
            return node
