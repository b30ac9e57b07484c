"""Reference: what is given to it from outside, before anything is computed of it. Rows come in, or an error goes out.

What a database would refuse, or give otherwise, a dict of Python holds without a word: a time as a `datetime`, NaN in a
document. What is computed of such a value means nothing.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from weave_query.catalogue.tables import TABLES
from weave_query.errors import LoadError
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType, is_integer

_TYPES: Mapping[str, LogicalType] = {column.name: column.type for table in TABLES.values() for column in table.columns}
_SCALARS: Mapping[LogicalType, tuple[tuple[type, ...], str]] = {
    TIMESTAMP: ((int,), "a time, an integer of microseconds since 1970 in UTC"),
    STRING: ((str,), "a text"),
    INT: ((int,), "an integer of 64 bits"),
    FLOAT: ((int, float), "a number"),
    BOOL: ((bool,), "a boolean"),
}
_LARGEST_DOUBLE = int(sys.float_info.max)


def wanted(what: object, kinds: tuple[type, ...], said: str) -> None:
    """Raise TypeError for an argument that is of none of these types. said: what it should be, and how it is made."""
    if not isinstance(what, kinds):
        raise TypeError(f"{said}; this is a `{type(what).__name__}`")


def check_tables(tables: Mapping[str, Iterable[Mapping[Any, Any]]]) -> Mapping[str, list[Mapping[Any, Any]]]:
    """The tables, read once. Raises LoadError for a row with a value that its column never has."""
    found = {table: list(rows) for table, rows in tables.items()}
    for table, rows in found.items():
        for number, row in enumerate(rows, start=1):
            check_row(row, table, number)
    return found


def check_row(row: Mapping[Any, Any], table: str = "row", number: int | None = None) -> None:
    """Raise LoadError for a value that is not of the type of its column, and for what is no JSON in a document."""
    if not isinstance(row, Mapping):
        return  # which columns it lacks is told where they are read
    for column, value in row.items():
        kind = _TYPES.get(column)
        wrong = _wrong(value, kind) if kind is not None else None
        if wrong is not None:
            raise _refused(f"`{column}` is {wrong}", column, table, number)


def _wrong(value: object, kind: LogicalType) -> str | None:
    """What is wrong with a value of a column, or None."""
    if isinstance(kind, ArrayType):
        return _no_list(value)
    if value is None:
        return None
    if kind is JSON:
        found = _no_json(value)
        return f"decoded JSON, and {found} is none" if found is not None else None
    kinds, said = _SCALARS[kind]
    if not isinstance(value, kinds) or (kind is not BOOL and isinstance(value, bool)):
        return f"{said}, this is a `{type(value).__name__}`"
    if kind is INT and not is_integer(value):
        return f"{said}, this is a larger one"
    if isinstance(value, float) and not math.isfinite(value):
        return f"{said}, this is one that is not finite"
    return None


def _no_list(value: object) -> str | None:
    said = "a list of texts"
    if value is None:
        return f"{said}, this is None; where there is nothing it is `[]`"
    if not isinstance(value, list):
        return f"{said}, this is a `{type(value).__name__}`"
    found = next((f"a `{type(each).__name__}`" for each in value if not isinstance(each, str)), None)
    return f"{said}, and a member is {found}" if found is not None else None


def _refused(message: str, column: str, table: str, number: int | None) -> LoadError:
    return LoadError(message, table=table, row=number, path=f"/{column}" if number is not None else None)


def _no_json(value: object) -> str | None:
    """What in a document is no JSON, or None."""
    match value:
        case dict():
            keys = (f"a key that is a `{type(key).__name__}`" for key in value if not isinstance(key, str))
            return next(keys, None) or next(filter(None, map(_no_json, value.values())), None)
        case list():
            return next(filter(None, map(_no_json, value)), None)
        case float():
            return None if math.isfinite(value) else "a number that is not finite"
        case None | bool() | str():
            return None
        case int():
            return None if abs(value) <= _LARGEST_DOUBLE else "an integer beyond the range of a double"
        case _:
            return f"a `{type(value).__name__}`"
