"""Room 7: rows of calls as `CallSchema`, and the count of calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weave_query.decoding.call_costs import costs_by_call
from weave_query.decoding.refs import expand
from weave_query.errors import DecodeError
from weave_query.requests.calls import CallSchema, CallsQueryRes, CallsQueryStatsRes

_STATUS = "weave_status"
_LATENCY = "weave_latency_ms"
_TRACE_NAME = "weave_trace_name"
_IS_ROOT = "weave_is_root"
_COMPUTED = frozenset({_STATUS, _LATENCY, _TRACE_NAME, _IS_ROOT})
_DOCUMENTS = ("attributes", "inputs")


def calls_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> CallsQueryRes:
    """Fold rows into the response. Its metadata says which columns were named; with costs, how many pairs of a call and
    a model have no price."""
    calls = [call(row) for row in rows["calls"]]
    result = CallsQueryRes.model_construct(calls=calls)
    if "refs" in rows:
        expand(calls, facts["expanded"], rows["refs"])
    if "sizes" in rows:
        _add_sizes(calls, rows)
    if "feedback" in rows:
        _add_feedback(calls, rows["feedback"])
    known: dict[str, Any] = {"columns": facts["columns"]} if facts["columns"] else {}
    if "costs" not in rows:
        return result.with_metadata(known)
    costs, unpriced = costs_by_call(rows["costs"])
    for each in calls:
        if each.id in costs and each.summary is not None:
            each.summary["weave"]["costs"] = costs[each.id]
    return result.with_metadata({**known, "unpriced": unpriced})


def _add_sizes(calls: list[CallSchema], rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """The size of the whole trace at its root."""
    sizes = {row["trace_id"]: row["size"] for row in rows["sizes"]}
    for each, row in zip(calls, rows["calls"], strict=True):
        if row[_IS_ROOT]:
            each.total_storage_size_bytes = sizes.get(each.trace_id)


def _add_feedback(calls: list[CallSchema], rows: list[dict[str, Any]]) -> None:
    """The feedback of each call, in the order in which it was given; a call without any has an empty list."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["call_id"], []).append({name: row[name] for name in row if name != "call_id"})
    for each in calls:
        if each.summary is not None:
            each.summary["weave"]["feedback"] = found.get(each.id, [])


def call(row: dict[str, Any]) -> CallSchema:
    """One row as a call: what was not selected is {} for attributes and inputs, null otherwise."""
    fields = {name: value for name, value in row.items() if name not in _COMPUTED}
    for name in _DOCUMENTS:
        fields[name] = _object(name, fields.get(name))
    if "summary" in fields:
        fields["summary"] = {**_stored(_object("summary", fields["summary"])), "weave": _computed(row)}
    return CallSchema.model_construct(**fields)


def _object(name: str, value: Any) -> dict[str, Any]:
    """A document as an object; nothing as an empty one. Raises DecodeError for anything else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DecodeError(name, "an object", f"a document of the type {type(value).__name__}")
    return value


def _stored(summary: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in summary.items() if name != "weave"}


def _computed(row: dict[str, Any]) -> dict[str, Any]:
    """`summary.weave`: computed, whatever is stored under that name."""
    weave = {"status": row[_STATUS], "trace_name": row[_TRACE_NAME]}
    latency = row[_LATENCY]
    if latency is not None:
        # The wire type is an integer.
        weave["latency_ms"] = int(latency)
    if row.get("display_name"):
        weave["display_name"] = row["display_name"]
    return weave


def calls_stats_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> CallsQueryStatsRes:
    """Fold the count into the response; with a limit one more was counted than is reported."""
    count = rows["stats"][0]["count"] if rows["stats"] else 0
    size = (rows["sizes"][0]["size"] or 0) if "sizes" in rows else None
    limit = facts.get("limit")
    has_more = limit is not None and count > limit
    return CallsQueryStatsRes.model_construct(
        count=limit if has_more else count, has_more=has_more, total_storage_size_bytes=size
    )
