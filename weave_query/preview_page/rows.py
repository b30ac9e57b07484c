"""Answers as the page shows them: tables, a chart of buckets of time, a trace. Plain values that JSON has come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from weave_query.cli.lists import counted, listed, told
from weave_query.cli.rows import is_shown, reader, short_exception
from weave_query.compiled import CompiledRequest
from weave_query.errors import UnknownFieldError
from weave_query.preview_page.chart import chart_of
from weave_query.requests.aggregate import AggregateRes
from weave_query.requests.base import Request, Result
from weave_query.requests.calls import CallSchema, CallsQueryReq, CallsQueryRes

# What the page has of its own accord, or tells in sentences.
_TOLD = {"warnings", "call_columns", "usage_columns", "columns", "bucket_starts"}
_TOLD |= {"unpriced", "unpriced_models", "cut", "unknown_call_ids"}
_COLUMNS = ("started_at", "trace_name", "status", "latency_ms")
_DOLLARS = "US dollars"
_UNITS = {
    "latency_ms": "ms",
    "duration": "s",
    "cost": _DOLLARS,
    "storage_size_bytes": "bytes",
    "total_storage_size_bytes": "bytes",
}
# What a value of a column opens: a call by its id, or the trace of one.
_OPENS = {
    "calls_query": {"id": "call", "parent_id": "call", "trace_id": "trace"},
    "aggregate": {"id": "call", "parent_id": "call", "trace_id": "trace"},
    "trace_usage": {"call_id": "call"},
    "calls_usage": {"call_id": "call"},
    "threads_query": {"first_turn_id": "call", "last_turn_id": "call"},
}
_ALL = ("has_more", False)
# Kinds whose columns were all asked for, so that none is left out where it is empty.
_NAMED = ("calls_query", "aggregate", "call_stats", "feedback_stats", "calls_query_stats")


def answer_of(request: Request, result: Result, compiled: CompiledRequest, most: int, skip: int = 0) -> dict[str, Any]:
    """The tables of an answer, its chart where it is over time, and what else is known about it.

    most: rows of a table, after those that are skipped; the chart has all.
    """
    if isinstance(request, CallsQueryReq) and isinstance(result, CallsQueryRes):
        tables = [_calls(request, result)]
    else:
        tables = [_cut(each, most, skip) for each in _tables(result.model_dump(mode="python"))]
    named = request.kind in _NAMED or bool(getattr(request, "fields", None))
    known = {
        "named": named,
        "opens": _OPENS.get(request.kind, {}),
        "units": _units(result),
        "unpriced": result.metadata.get("unpriced_models", []),
    }
    metadata = {name: value for name, value in result.metadata.items() if name not in _TOLD}
    chart = safe(chart_of(request, result, compiled))
    return {
        "kind": request.kind,
        "tables": [{**known, **each} for each in tables],
        "chart": chart,
        "metadata": safe(metadata),
    }


def is_empty(answer: Mapping[str, Any]) -> bool:
    """Is there nothing in an answer: no row, no call in any bucket, a count of none?"""
    chart = answer["chart"]
    if chart is not None and chart["panels"]:
        return all(all(panel["empty"]) for panel in chart["panels"])
    tables = answer["tables"]
    if answer["kind"] == "calls_query_stats":
        return bool(tables[0]["rows"][0][0] == 0)
    return not any(table["rows"] for table in tables)


def _units(result: Result) -> dict[str, str]:
    """The units of columns by their names, as far as the answer tells them."""
    told = [each for name in ("call_columns", "usage_columns") for each in result.metadata.get(name, ())]
    if isinstance(result, AggregateRes):
        told += result.columns
    return {each.name: _DOLLARS if each.unit == "USD" else each.unit for each in told if each.unit}


def _cut(table: dict[str, Any], most: int, skip: int) -> dict[str, Any]:
    """A table with so many of its rows; `count` still says how many there are."""
    rows = table["rows"]
    if len(rows) <= most:
        return {**table, "rows": rows[skip:]}
    shown = rows[skip : skip + most]
    return {**table, "rows": shown, "cut": len(shown), "more": len(rows) > skip + most}


def _calls(request: CallsQueryReq, result: CallsQueryRes) -> dict[str, Any]:
    """A table of calls: the columns that were asked for, or those that tell calls apart."""
    names = [name for name in request.columns or _COLUMNS if _is_shown(name)]
    readers = {name: reader(name, short=False) for name in dict.fromkeys(["id", *names])}
    rows = [[safe(read(call)) for read in readers.values()] for call in result.calls]
    units = {name: _UNITS[name] for name in readers if name in _UNITS}
    return {
        "name": "calls",
        "header": list(readers),
        "rows": rows,
        "count": counted(len(rows), "call"),
        "units": units,
        "uninvited": "id" not in names,
    }


def _is_shown(name: str) -> bool:
    try:
        return is_shown(name)
    except UnknownFieldError:  # what the answer adds, such as costs, is no field
        return False


def _tables(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The lists of an answer; one row of all that it says, where it has none."""
    if isinstance(answer.get("rows"), list):
        columns = [each["name"] for each in answer.get("columns", ())] or _names(answer["rows"])
        rows = [[safe(row.get(name)) for name in columns] for row in answer["rows"]]
        more = ", there are more" if answer.get("truncated") else ""
        yield {"name": "rows", "header": columns, "rows": rows, "count": counted(len(rows), "row") + more}
        return
    found = listed(answer)
    for each in found:
        header = list(each.header)
        rows = [[safe(told(name, row.get(name))) for name in header] for row in each.rows]
        yield {"name": each.name, "header": header, "rows": rows, "count": each.count}
    if not found:
        # That there are no more is what everybody thinks.
        facts = {name: value for name, value in answer.items() if value is not None and (name, value) != _ALL}
        yield {
            "name": "answer",
            "header": list(facts),
            "rows": [[safe(value) for value in facts.values()]],
            "count": "",
        }


def _names(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def microseconds(call: CallSchema) -> int | None:
    """How long a call took; None while it runs."""
    return None if call.ended_at is None else (call.ended_at - call.started_at) // timedelta(microseconds=1)


def trace_of(result: CallsQueryRes, most: int) -> dict[str, Any]:
    """The calls of a trace, each with its parent and its time; `more` where there may be others."""
    calls = [
        {
            "id": call.id,
            "parent": call.parent_id,
            "name": call.display_name or reader("op")(call),
            "op": call.op_name,
            "start": call.started_at.timestamp() * 1000,
            "end": call.ended_at and call.ended_at.timestamp() * 1000,
            "took": microseconds(call),
            "cost": reader("cost")(call),
            "exception": short_exception(call.exception) if call.exception is not None else None,
        }
        for call in result.calls
    ]
    return {"calls": calls, "more": len(calls) == most}


def safe(value: Any) -> Any:
    """The value as JSON, its numbers as they are; what JSON has no number for becomes text."""
    match value:
        case None | bool() | str() | int():
            return value
        case float():
            return value if isfinite(value) else str(value)
        case Decimal():
            return float(value)
        case timedelta():
            return value.total_seconds()
        case Mapping():
            return {str(key): safe(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [safe(inner) for inner in value]
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else str(value)
