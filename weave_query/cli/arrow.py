"""Rows as a file of Apache Arrow, for whom a table of text is too small. Needs the extra `arrow`."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from weave_query.catalogue.tables import CALLS, FEEDBACK, Table
from weave_query.errors import DriverMissingError
from weave_query.requests.aggregate import AggregateRes
from weave_query.requests.base import Result
from weave_query.requests.calls import CallsQueryRes
from weave_query.requests.feedback_query import FeedbackQueryRes
from weave_query.requests.threads import ThreadSchema, ThreadsQueryRes
from weave_query.types import TIMESTAMP


def write_arrow(target: Path | None, header: Sequence[str], rows: Iterable[Sequence[Any]], result: Result) -> int:
    """Write rows of an answer as an Arrow file, or to standard output. Returns how many.

    Times are timestamps in UTC, documents and lists are JSON text, a column of several types is JSON text too.
    Raises DriverMissingError without pyarrow.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise DriverMissingError("Arrow files need pyarrow", hint="pip install 'weave-query[arrow]'") from None
    columns = dict(zip(header, list(zip(*rows, strict=True)) or [() for _ in header], strict=True))
    times = {name: _times(columns[name]) for name in header if name in _names_of_times(result)}
    moment = pa.timestamp("us", tz="UTC")
    arrays = {
        name: pa.array(values, moment) if (values := times.get(name)) is not None else pa.array(_plain(columns[name]))
        for name in header
    }
    table = pa.table(arrays)
    sink = pa.OSFile(str(target), "wb") if target is not None else pa.PythonFile(sys.stdout.buffer)
    with sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return int(table.num_rows)


def _names_of_times(result: Result) -> Collection[str]:
    """The columns of an answer that are times, whatever their values are."""
    match result:
        case CallsQueryRes():
            return _columns_of_times(CALLS)
        case FeedbackQueryRes():
            return _columns_of_times(FEEDBACK)
        case AggregateRes():
            return [column.name for column in result.columns if column.type == "timestamp"]
        case ThreadsQueryRes():
            return [name for name, field in ThreadSchema.model_fields.items() if field.annotation is datetime]
        case _:
            return ["timestamp"]  # the beginning of a bucket


def _columns_of_times(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.type is TIMESTAMP]


def _times(values: Sequence[Any]) -> list[datetime | None] | None:
    """Times, or the texts of an answer that are; None where there is something else, such as the key of all others."""
    if any(value is not None and not isinstance(value, str | datetime) for value in values):
        return None
    return [datetime.fromisoformat(value) if isinstance(value, str) else value for value in values]


def _plain(values: Sequence[Any]) -> list[Any]:
    """Values of one type that Arrow has, or JSON text of all of them."""
    kinds = {_kind(value) for value in values if value is not None}
    if len(kinds) <= 1 and kinds <= {bool, int, float, str, datetime}:
        return list(values)
    if kinds <= {int, float}:
        return [None if value is None else float(value) for value in values]
    return [value if value is None or isinstance(value, str) else _json(value) for value in values]


def _kind(value: Any) -> type:
    return next((kind for kind in (datetime, bool, int, float, str) if isinstance(value, kind)), dict)


def _json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)
