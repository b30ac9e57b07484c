"""The judge's answer rows: a stored call and the columns asked for in, the row of the response out."""

from __future__ import annotations

import math
from typing import Any

from tests.oracle.fields import (
    BELOW_WEAVE,
    DERIVED,
    DOCUMENTS,
    LISTS,
    NUMBERS,
    TEXTS,
    TIMES,
    Row,
    column,
    latency_ms,
    status,
    trace_name,
)
from tests.oracle.paths import read_path
from tests.oracle.values import MISSING, OracleError, Time, Value, time_text

ALWAYS = {"id", "project_id", "trace_id", "op_name", "started_at"}
WITH_SUMMARY = {"summary", "ended_at", "exception", "display_name"}
COLUMNS = {*TEXTS, *NUMBERS, *TIMES, *DOCUMENTS, *LISTS}
RESPONSE = [*TEXTS, *NUMBERS, *TIMES, *DOCUMENTS]


def selected(columns: object) -> set[str]:
    """The columns that a row shows. A nested name selects its column, a derived one selects summary."""
    if columns is None or columns == []:
        return COLUMNS
    if not isinstance(columns, list) or not all(isinstance(name, str) for name in columns):
        raise OracleError("columns is a list of names")
    found = {_column_of(name) for name in columns} | ALWAYS
    return found | WITH_SUMMARY if "summary" in found else found


def _column_of(name: str) -> str:
    root, steps = read_path(name)
    if root in DERIVED and not steps:
        return "summary"
    if root == "summary" and steps and steps[0].key == "weave" and len(steps) == 2 and steps[1].key not in BELOW_WEAVE:
        raise OracleError(f"{name!r} is no column")
    if root not in COLUMNS or (steps and root not in DOCUMENTS):
        raise OracleError(f"{name!r} is no column")
    return root


def response_row(row: Row, chosen: set[str]) -> dict[str, Any]:
    """One call as the response shows it."""
    return {name: _shown(row, name) if name in chosen else _unselected(name) for name in RESPONSE}


def _unselected(name: str) -> Value:
    return {} if name in ("inputs", "attributes") else None


def _shown(row: Row, name: str) -> Value:
    if name == "summary":
        return {**(row.get("summary") or {}), "weave": weave_block(row)}
    value = column(row, name)
    if value is MISSING:
        return _unselected(name)
    return time_text(value, "T") + "Z" if isinstance(value, Time) else value


def weave_block(row: Row) -> dict[str, Any]:
    """What the server computes about a call."""
    block: dict[str, Any] = {"status": status(row), "trace_name": trace_name(row)}
    latency, name = latency_ms(row), column(row, "display_name")
    if latency is not MISSING:
        block["latency_ms"] = math.trunc(latency)
    if name is not MISSING and name != "":
        block["display_name"] = name
    return block
