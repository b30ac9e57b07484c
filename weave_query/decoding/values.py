"""Room 7: raw values of a row as logical values, by the type of their column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.backend import Codec
from weave_query.compiled import OutputColumn
from weave_query.errors import DecodeError, InternalError
from weave_query.types import TIMESTAMP

_WRONG = (TypeError, ValueError, OverflowError, RecursionError)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def decode_rows(
    columns: Sequence[OutputColumn], rows: Iterable[Sequence[Any]], codec: Codec
) -> Iterator[dict[str, Any]]:
    """Rows as dicts by column name. Raises DecodeError with the column where a value or the arity is wrong."""
    names, types = [column.name for column in columns], [column.type for column in columns]
    times = [column.name for column in columns if column.type is TIMESTAMP]
    for row in rows:
        if len(row) != len(names):
            raise DecodeError("*", f"{len(names)} columns", f"{len(row)}")
        try:
            found = dict(zip(names, map(codec.decode, row, types), strict=True))
            for name in times:
                if found[name] is not None:
                    found[name] = from_micros(found[name])
        except _WRONG:
            raise _error(columns, row, codec) from None
        yield found


def _error(columns: Sequence[OutputColumn], row: Sequence[Any], codec: Codec) -> DecodeError:
    """What is said of a row with a wrong value: the first."""
    for column, value in zip(columns, row, strict=True):
        try:
            decoded = codec.decode(value, column.type)
            if column.type is TIMESTAMP and decoded is not None:
                from_micros(decoded)
        except _WRONG:
            return DecodeError(column.name, str(column.type), type(value).__name__)
    raise InternalError("a value is wrong at its first reading only")


def from_micros(micros: int) -> datetime:
    """A time in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def scaled(number: Any, scale: int) -> Any:
    """A number in the unit that it is told in: `scale` stored ones."""
    return number if number is None or scale == 1 else number / scale
