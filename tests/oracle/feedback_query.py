"""The judge of `feedback_query`: feedback is asked as calls are, by other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.oracle.feedback import object_name, span_type
from tests.oracle.fields import ELEMENT, field
from tests.oracle.order import ordered
from tests.oracle.query import matching
from tests.oracle.values import OracleError, is_absent

Json = Any
Row = Mapping[str, Any]
# What is of the same type in a call.
_AS_IN_CALLS = {
    **{"id": "id", "project_id": "project_id", "feedback_type": "op_name", "weave_ref": "trace_id"},
    **{"created_at": "started_at", "payload": "inputs", "scorer_ratings": "attributes", "scorer_tags": "input_refs"},
    **{"wb_user_id": "wb_user_id", "runnable_ref": "display_name", "trigger_ref": "parent_id", "creator": "thread_id"},
    **{"scorer_id": "turn_id", "span_type": "wb_run_id", "scorer_tag_reasons": "output"},
}


def feedback_query(request: Mapping[str, Any], rows: Iterable[Row]) -> dict[str, Any]:
    """Rows with the fields by name, in order, and how many there are on all pages."""
    names = request.get("fields") or []
    body = {"project_id": request["project_id"], "query": _renamed(request.get("query"))}
    found = ordered(matching(body, map(_as_call, rows)), _renamed(request.get("sort_by")))
    if names == ["count(*)"]:
        return {"result": [{"count(*)": len(found)}], "total_count": len(found)}
    offset, limit = request.get("offset") or 0, request.get("limit")
    page = found[offset : None if limit is None else offset + limit]
    return {"result": [{name: _read(name, row) for name in names} for row in page], "total_count": len(found)}


def _read(name: str, row: Row) -> Json:
    path = _path(name)
    value = row.get(path) if "." not in path else field(path).read(row)
    return None if is_absent(value) else value


def _as_call(row: Row) -> dict[str, Any]:
    # A list that is not there is empty.
    known = {
        **row,
        "scorer_tags": row.get("scorer_tags") or [],
        "scorer_id": object_name(row.get("runnable_ref")),
        "span_type": span_type(row["weave_ref"]),
    }
    return {**{theirs: known.get(mine) for mine, theirs in _AS_IN_CALLS.items()}, "ended_at": None, "summary": None}


def _renamed(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {
            name: _path(item) if name in ("$getField", "field") and isinstance(item, str) else _renamed(item)
            for name, item in value.items()
        }
    return list(map(_renamed, value)) if isinstance(value, list) else value


def _path(name: str) -> str:
    root, dot, rest = name.partition(".")
    if root == ELEMENT:
        return name
    if root not in _AS_IN_CALLS:
        raise OracleError(f"{name!r} is no field")
    return f"{_AS_IN_CALLS[root]}{dot}{rest}"
