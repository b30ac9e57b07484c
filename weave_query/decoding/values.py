"""Room 7: raw values of a row as logical values, by the type of their column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from weave_query.backend import Codec
from weave_query.compiled import OutputColumn
from weave_query.errors import DecodeError
from weave_query.types import TIMESTAMP, LogicalType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def decode_rows(
    columns: Sequence[OutputColumn], rows: Iterable[Sequence[Any]], codec: Codec
) -> Iterator[dict[str, Any]]:
    """Rows as dicts by column name. Raises DecodeError with the column where a value or the arity is wrong."""
    readers = [(column, column.type) for column in columns]
    for row in rows:
        if len(row) != len(readers):
            raise DecodeError("*", f"{len(readers)} columns", f"{len(row)}")
        yield {
            column.name: _decode(column, value, type_, codec)
            for (column, type_), value in zip(readers, row, strict=True)
        }


def _decode(column: OutputColumn, value: Any, type_: LogicalType, codec: Codec) -> Any:
    try:
        decoded = codec.decode(value, type_)
        return from_micros(decoded) if type_ is TIMESTAMP and decoded is not None else decoded
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise DecodeError(column.name, str(type_), type(value).__name__) from None


def from_micros(micros: int) -> datetime:
    """A time in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def scaled(number: Any, scale: int) -> Any:
    """A number in the unit that it is told in: `scale` stored ones."""
    return number if number is None or scale == 1 else number / scale
