"""Room 7: a page: its rows without the one that is too much, and the cursor that goes on behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from weave_query.compiled import PLACE, CompiledPage
from weave_query.cursors import Key, Value, signed
from weave_query.requests.base import Result

R_co = TypeVar("R_co", bound=Result, covariant=True)
Rows = Mapping[str, list[dict[str, Any]]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Page(Generic[R_co]):
    """One page of a list. result: the response model, with the rows of this page alone. next: the cursor of the next
    page, text for a URL; None when this is the last one. Source: `Database.page`."""

    result: R_co
    next: str | None


def cut(rows: Rows, page: CompiledPage) -> tuple[Rows, tuple[Value, ...] | None]:
    """The rows of a page, and the values of the sort keys of the last one; None when there is no other page.

    What says where a row stands is taken out of it.
    """
    name, listed = next(iter(rows.items()))
    has_more = len(listed) > page.size
    kept = listed[: page.size]
    place = tuple(_value(kept[-1][column.name]) for column in page.place) if has_more else None
    answered = [{name: value for name, value in row.items() if not name.startswith(PLACE)} for row in kept]
    return {**rows, name: answered}, place


def cursor_of(place: tuple[Value, ...] | None, page: CompiledPage, key: Key) -> str | None:
    """The cursor that goes on behind a row."""
    return None if place is None else signed(place, page.subject, key)


def _value(value: Any) -> Value:
    """A value as a cursor has it: times as microseconds."""
    found: Value = (value - _EPOCH) // _MICROSECOND if isinstance(value, datetime) else value
    return found
