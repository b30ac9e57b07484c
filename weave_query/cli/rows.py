"""Calls as rows of a table: which columns, and how wide. JSON output has none of this."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from weave_query.cli.layout import WIDE, Style
from weave_query.cli.screen import Screen
from weave_query.columns import Reader, is_shown, reader, short_exception

if TYPE_CHECKING:
    from weave_query.requests.calls import CallsQueryRes

__all__ = ["Reader", "counted", "default_columns", "is_shown", "reader", "short_exception", "show_calls"]

_IDS = ("id", "trace_id", "parent_id")
_RIGID = ("started_at", "ended_at", "status", "latency_ms", "duration")
_WRAPPED = ("exception",)


def default_columns(screen: Screen) -> tuple[str, ...]:
    """What tells calls apart, beside their ids; the time where there is room for it."""
    columns = ("trace_name", "status", "latency_ms", "id")
    return ("started_at", *columns) if screen.has(WIDE) else columns


def show_calls(
    screen: Screen, result: CallsQueryRes, columns: Mapping[str, Reader], count: str, beside: Collection[str] = ()
) -> None:
    """A table of calls, and a line of how many there are. beside: columns that nobody asked for."""
    rows = [[read(call) for read in columns.values()] for call in result.calls]
    screen.table(tuple(columns), rows, Style(beside=beside, whole=_IDS, rigid=_RIGID, wrapped=_WRAPPED))
    screen.note(count)


def counted(number: int, *, limit: int | None = None, offset: int | None = None, of: int | None = None) -> str:
    """`3 calls`; `first 3 calls` where the limit may hide more; `3 of 22 calls` where all were counted."""
    if of is not None and of != number:
        return f"{number:,} of {of:,} calls"
    calls = f"{number:,} call" + ("" if number == 1 else "s")
    if offset:
        return f"{calls} after the first {offset:,}"
    return f"first {calls}" if number and number == limit and of is None else calls
