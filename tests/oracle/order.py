"""The judge's order: `sort_by` in, rows in order out. One stable pass per key, the last key first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.oracle.fields import Field, Role, Row, field
from tests.oracle.paths import read_path
from tests.oracle.sets import MEMBER, Set, set_named
from tests.oracle.values import OracleError, Value, is_absent, is_number, spelled_number, to_string

NUMERIC, TEXTUAL, CONTAINER, ABSENT = range(4)


def ordered(rows: Sequence[Row], sort_by: object) -> list[Row]:
    """The rows in the order asked for: by default by start, then id."""
    found = list(rows)
    for name, descending in reversed(keys(sort_by)):
        found = _pass(found, field(name), descending, set_named(read_path(name)[0]))
    return found


def keys(sort_by: object) -> list[tuple[str, bool]]:
    """The keys with their directions, the tie-break included."""
    if sort_by is None or sort_by == []:
        return [("started_at", False), ("id", False)]
    if not isinstance(sort_by, list):
        raise OracleError("sort_by is a list")
    found = [_key(item) for item in sort_by]
    last, descending = found[-1]
    return found if any(name == "id" for name, _ in found) else [*found, ("id", descending or last != "started_at")]


def _key(item: object) -> tuple[str, bool]:
    if not isinstance(item, dict) or set(item) != {"field", "direction"} or item["direction"] not in ("asc", "desc"):
        raise OracleError("a sort key has a field and a direction, asc or desc")
    if field(item["field"]).role is Role.LIST:
        raise OracleError("a list is no sort key")
    return item["field"], item["direction"] == "desc"


def _pass(rows: list[Row], by: Field, descending: bool, rows_of: Set | None) -> list[Row]:
    """The classes stand in one order whatever the direction; inside a class the direction counts. Of a set the member
    that comes first in that direction is the value."""
    place: Callable[[Value], tuple[int, Value]] = _json_place if by.role is Role.JSON else _column_place
    classes: dict[int, list[tuple[Value, Row]]] = {NUMERIC: [], TEXTUAL: [], CONTAINER: [], ABSENT: []}
    for row in rows:
        if rows_of is None:
            rank, value = place(by.read(row))
        else:
            places = [place(by.read({MEMBER: each})) for each in rows_of.members(row)]
            rank = min((rank for rank, _ in places), default=ABSENT)
            value = (max if descending else min)((value for found, value in places if found == rank), default=0)
        classes[rank].append((value, row))
    for members in classes.values():
        members.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for members in classes.values() for _, row in members]


def _column_place(value: Value) -> tuple[int, Value]:
    return (ABSENT, 0) if is_absent(value) else (NUMERIC, value)


def _json_place(value: Value) -> tuple[int, Value]:
    if is_absent(value):
        return ABSENT, 0
    if isinstance(value, (list, dict)):
        return CONTAINER, 0
    number = value if is_number(value) else spelled_number(value) if isinstance(value, str) else None
    return (TEXTUAL, to_string(value)) if number is None else (NUMERIC, float(number))
