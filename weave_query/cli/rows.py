"""Calls as rows of a table: which columns, and short forms of long values. JSON output has none of this."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from weave_query.cli.screen import Screen
from weave_query.errors import UnknownFieldError, shown

if TYPE_CHECKING:
    from weave_query.requests.calls import CallSchema, CallsQueryRes
    from weave_query.syntax.paths import Segment

Reader = Callable[["CallSchema"], Any]

DEFAULT_COLUMNS = ("started_at", "trace_name", "status", "latency_ms", "id")
_RIGID = ("id", "started_at", "ended_at", "trace_id", "parent_id", "status", "latency_ms", "duration")
_DIGEST = 6


def show_calls(screen: Screen, result: CallsQueryRes, columns: Mapping[str, Reader]) -> None:
    """A table of calls, and how many there are."""
    rows = [[read(call) for read in columns.values()] for call in result.calls]
    screen.table(tuple(columns), rows, rigid=_RIGID)
    count = len(result.calls)
    screen.note(f"{count:,} call" + ("" if count == 1 else "s"))


def reader(name: str) -> Reader:
    """What a table shows of a call under the name of a field, or of a path into one. Raises UnknownFieldError."""
    from weave_query.catalogue.fields import CALL_FIELDS, FieldKind
    from weave_query.requests.calls import CallSchema
    from weave_query.syntax.paths import parse_path

    if name in CallSchema.model_fields and name not in _SHORTENED:
        return attrgetter(name)
    field, segments = CALL_FIELDS.find(parse_path(name))
    if field.kind is FieldKind.DERIVED:
        return lambda call: _derived(call, field.name)
    if field.name not in CallSchema.model_fields:
        raise UnknownFieldError(f"{shown(name)} can be queried, but is not part of a result")
    if segments:
        return lambda call: _inside(getattr(call, field.name), segments)
    shorten = _SHORTENED.get(field.name, lambda value: value)
    return lambda call: shorten(getattr(call, field.name))


def _derived(call: CallSchema, name: str) -> Any:
    if name == "duration":
        return _seconds(call.started_at, call.ended_at)
    computed = (call.summary or {}).get("weave", {})
    return computed.get(name.removeprefix("summary.weave."))


def _seconds(started: datetime, ended: datetime | None) -> float | None:
    return None if ended is None else (ended - started).total_seconds()


def _inside(value: Any, segments: Sequence[Segment]) -> Any:
    for segment in segments:
        if isinstance(value, dict) and segment.key in value:
            value = value[segment.key]
        elif isinstance(value, list) and segment.index is not None and segment.index < len(value):
            value = value[segment.index]
        else:
            return None
    return value


def short_op(ref: Any) -> Any:
    """`weave:///team/project/op/answer:3fK9...` as `answer:3fK9sd…`; a plain name as it is."""
    if not isinstance(ref, str) or "/op/" not in ref:
        return ref
    name, _, digest = ref.rpartition("/op/")[2].partition(":")
    return f"{name}:{digest[:_DIGEST]}…" if len(digest) > _DIGEST else f"{name}:{digest}".rstrip(":")


def short_exception(text: Any) -> Any:
    """What the SDK stores as JSON with a traceback, as `TimeoutError: connection lost`; other text as it is."""
    try:
        found = json.loads(text)
        return f"{found['type']}: {found['message']}"
    except (TypeError, ValueError, KeyError):
        return text


_SHORTENED: Mapping[str, Callable[[Any], Any]] = {"op_name": short_op, "exception": short_exception}
