"""Loading: one row as it was handed in becomes the logical rows that are stored.

Texts, integers and lists are taken as they are and only checked; times become microseconds, JSON becomes canonical
text. `Refusal` says what cannot be stored and where in the row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.catalogue.tables import CALLS, PRICES, TABLE_ROWS, Column, Table
from weave_query.errors import ROOT, Location, nearest, shown
from weave_query.literals import micros
from weave_query.loading.canonical import Refusal, Unreadable, canonical, checked_text
from weave_query.loading.refs import refs_in
from weave_query.types import STRING, ArrayType, LogicalType, Scalar, is_integer

Row = tuple[Any, ...]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Stored size as the service counts it: Python's default text of these four, "null" for one that is absent.
_SIZED = ("attributes", "inputs", "output", "summary")
# The engines and the response models read these as objects; an output may be anything.
_DOCUMENTS = ("attributes", "inputs", "summary")
_COSTS = tuple(column.name for column in PRICES.columns if column.name.endswith("_token_cost"))
# Of dearer ones, sums of costs would leave the range of a double.
_MOST_DOLLARS = 1e100
# What an answer has in `summary.weave`, whatever is stored there.
_ADDED = frozenset({"status", "trace_name", "latency_ms", "display_name", "costs", "feedback"})
_TABLE_HEAD = ("project_id", "digest")
# What an answer has of a call beside its columns.
_COMPUTED = ("total_storage_size_bytes",)
_LEVELS = ("project", "org", "default")
_LINE_DIGEST = TABLE_ROWS["row_digest"]


def logical_rows(table: Table, row: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of `table` that `row` becomes: one, except for a table of a data set, which has one per line.

    Lines beyond the end of a table are not looked for: its digest is that of its content, so one digest has one length.
    Raises Refusal.
    """
    match table.name:
        case CALLS.name:
            yield _call(row)
        case TABLE_ROWS.name:
            yield from _table_lines(row)
        case PRICES.name:
            yield _price(row)
        case _:
            yield _stored(table, row)


def _price(row: Mapping[str, Any]) -> Row:
    """A price of a level that is looked at: one of another would never be taken, without a word."""
    level = row.get("pricing_level")
    if isinstance(level, str) and level not in _LEVELS:
        hint = nearest(level, _LEVELS) or "there are " + ", ".join(f"`{each}`" for each in _LEVELS)
        raise Refusal(f"{shown(level)} is no level of prices; {hint}", ROOT.child("pricing_level"))
    for key in _COSTS:
        if isinstance(cost := row.get(key), int | float) and abs(cost) > _MOST_DOLLARS:
            raise Refusal(f"a token costs at most {_MOST_DOLLARS:g} dollars", ROOT.child(key))
    return _stored(PRICES, row)


def logical_value(type: LogicalType, value: Any) -> Any:
    """One value that is not None as it is stored: times in microseconds, documents as text. Raises Refusal."""
    return _READERS[type](value, ROOT)


def _stored(table: Table, row: Mapping[str, Any], at: Location = ROOT) -> Row:
    _known(row, [column.name for column in table.columns], table.name)
    return tuple(_value(column, row.get(column.name), at.child(column.name)) for column in table.columns)


def _value(column: Column, value: Any, at: Location) -> Any:
    if value is not None:
        return _READERS[column.type](value, at)
    if column.required:
        raise Refusal("it is required, and missing", at)
    return [] if isinstance(column.type, ArrayType) else None


def _without_additions(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A call without what an answer adds to its summary. Of a call that runs nothing may be left: it has none yet."""
    summary = row.get("summary")
    computed = summary.get("weave") if isinstance(summary, dict) else None
    if not isinstance(summary, dict) or not isinstance(computed, dict) or not computed.keys() & _ADDED:
        return row
    kept = {name: value for name, value in summary.items() if name != "weave"}
    if stored := {name: value for name, value in computed.items() if name not in _ADDED}:
        kept["weave"] = stored
    return {**row, "summary": kept if kept or row.get("ended_at") is not None else None}


def _call(row: Mapping[str, Any]) -> Row:
    """A call, with what is kept beside it: its references, unless the row brings them, and its size.

    A call of an answer can be loaded too: what it has beside the columns is passed over.
    """
    row = _without_additions(row)
    given = {name: value for name, value in row.items() if name not in _COMPUTED} | {"storage_size_bytes": None}
    values = dict(zip((column.name for column in CALLS.columns), _stored(CALLS, given), strict=True))
    for name in _DOCUMENTS:
        if not isinstance(row.get(name), dict | None):
            raise _wrong(row[name], "an object", ROOT.child(name))
    for column, source in (("input_refs", "inputs"), ("output_refs", "output")):
        if row.get(column) is None:
            values[column] = refs_in(row.get(source))
    # An empty exception is none: stored as absent, it is absent to every query.
    values["exception"] = values["exception"] or None
    values["storage_size_bytes"] = stored_size(row)
    return tuple(values.values())


def stored_size(row: Mapping[str, Any]) -> int:
    """The size of a call as the service counts it."""
    return sum(len(json.dumps(row.get(name))) for name in _SIZED)


def _table_lines(row: Mapping[str, Any]) -> Iterator[Row]:
    _known(row, ("project_id", "digest", "rows"), "tables")
    at = ROOT.child("rows")
    lines = row.get("rows")
    if not isinstance(lines, list | tuple):
        raise _wrong(lines, "a list of lines", at)
    project, digest = (_value(Column(name, STRING, True), row.get(name), ROOT.child(name)) for name in _TABLE_HEAD)
    for index, line in enumerate(lines):
        if not isinstance(line, dict):
            raise _wrong(line, "an object with `digest` and `val`", at.child(index))
        _known(line, ("digest", "val"), "a line of a table", at.child(index))
        yield (
            project,
            digest,
            index,
            _value(_LINE_DIGEST, line.get("digest"), at.child(index).child("digest")),
            canonical(line.get("val"), at.child(index).child("val")),
        )


def _known(row: Mapping[str, Any], names: Collection[str], owner: str, at: Location = ROOT) -> None:
    for key in row:
        if key not in names:
            hint = nearest(key, names) if isinstance(key, str) else None
            raise Refusal(f"{shown(str(key))} is no column of {owner}" + (f"; {hint}" if hint else ""), at)


def _text(value: Any, at: Location) -> str:
    if not isinstance(value, str):
        raise _wrong(value, "a text", at)
    return checked_text(value, at)


def _integer(value: Any, at: Location) -> int:
    if not is_integer(value):
        raise _wrong(value, "an integer of 64 bits", at)
    return int(value)


def _float(value: Any, at: Location) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(value, "a number", at)
    canonical(value, at)  # refuses what is not finite
    return float(value)


def _boolean(value: Any, at: Location) -> bool:
    if isinstance(value, bool) or (is_integer(value) and value in (0, 1)):
        return bool(value)
    raise _wrong(value, "a boolean, or 0 or 1", at)


def _time(value: Any, at: Location) -> int:
    found = micros(value) if isinstance(value, str) else _datetime_micros(value)
    if found is None:
        if isinstance(value, Unreadable):
            raise value.refusal(at)
        given = {str: "the text", datetime: "the datetime"}.get(
            type(value), f"a value of the type {type(value).__name__}"
        )
        raise Refusal(
            f"{given} is no time: ISO 8601 text such as 2026-03-07T09:00:00Z, or a datetime, in the years 1 to 9999", at
        )
    return found


def _datetime_micros(value: Any) -> int | None:
    if not isinstance(value, datetime):
        return None
    try:
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:  # its offset leads out of the years
        return None
    return (utc - _EPOCH) // _MICROSECOND


def _texts(value: Any, at: Location) -> list[str]:
    if not isinstance(value, list | tuple):
        raise _wrong(value, "a list of texts", at)
    return [_text(item, at.child(index)) for index, item in enumerate(value)]


def _wrong(value: Any, expected: str, at: Location) -> Refusal:
    if isinstance(value, Unreadable):
        return value.refusal(at)
    return Refusal(f"it should be {expected}, this is of the type {type(value).__name__}", at)


_READERS: dict[LogicalType, Callable[[Any, Location], Any]] = {
    Scalar.STRING: _text,
    Scalar.INT: _integer,
    Scalar.FLOAT: _float,
    Scalar.BOOL: _boolean,
    Scalar.TIMESTAMP: _time,
    Scalar.JSON: canonical,
    ArrayType(Scalar.STRING): _texts,
}
