"""Rows as a file of Apache Arrow, for whom a table of text is too small. Needs the extra `arrow`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from weave_query.errors import DriverMissingError


def write_arrow(target: Path | None, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows as an Arrow file, or to standard output. Returns how many.

    Times are timestamps in UTC, documents and lists are JSON text, a column of several types is JSON text too.
    Raises DriverMissingError without pyarrow.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise DriverMissingError("Arrow files need pyarrow", hint="pip install 'weave-query[arrow]'") from None
    columns = list(zip(*rows, strict=True)) or [() for _ in header]
    table = pa.table({name: pa.array(_plain(values)) for name, values in zip(header, columns, strict=True)})
    sink = pa.OSFile(str(target), "wb") if target is not None else pa.PythonFile(sys.stdout.buffer)
    with sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return int(table.num_rows)


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
