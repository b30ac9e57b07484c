"""The judge: `calls_query` and `calls_query_stats`, straight from the request's JSON over the rows of a file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.oracle.evaluate import condition
from tests.oracle.fields import DOCUMENTS, Role, Row, column, field
from tests.oracle.order import ordered
from tests.oracle.refs import REFS, Expansion, Library
from tests.oracle.rows import response_row, selected
from tests.oracle.values import MISSING, NotCoveredError, OracleError, Value, is_absent, read_integer

NEEDS_MORE = [
    "include_costs",
    "include_feedback",
    "include_usernames",
]
IN_BOTH = {"project_id", "filter", "query", "limit", "expand_columns", "include_total_storage_size"}
IN_QUERY = IN_BOTH | {
    *("sort_by", "offset", "columns", "include_costs", "include_feedback", "include_storage_size"),
    *("return_expanded_column_values", "include_usernames", "latest_only"),
}
LISTS = {
    "op_names": "op_name",
    "input_refs": "input_refs",
    "output_refs": "output_refs",
    "parent_ids": "parent_id",
    "trace_ids": "trace_id",
    "call_ids": "id",
    "thread_ids": "thread_id",
    "turn_ids": "turn_id",
    "wb_user_ids": "wb_user_id",
    "wb_run_ids": "wb_run_id",
}
WITH_PREFIXES = {"op_names", "input_refs", "output_refs"}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzip file of JSON lines, integers exactly."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line, parse_int=read_integer) for line in lines]


def call_rows(path: Path) -> list[dict[str, Any]]:
    """Calls of a file; where it has no lists of references, those found in inputs and output."""
    rows = read_rows(path)
    for row in rows:
        for name, document in (("input_refs", "inputs"), ("output_refs", "output")):
            row.setdefault(name, list(dict.fromkeys(_references(row[document]))))
    return rows


def _references(value: Value) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("weave-trace-internal:///"):
        yield value
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for member in members:
        yield from _references(member)


def calls_query(
    request: Mapping[str, Any], rows: Iterable[Row], *, ignore_unknown: bool = False, library: Library | None = None
) -> list[dict[str, Any]]:
    """The answer's rows, in order. Rows of feedback and of queues come with the calls, see `with_rows`. library: what
    references lead to."""
    _check_keys(request, IN_QUERY, ignore_unknown)
    chosen = selected(request.get("columns"))
    limit, offset = _count(request, "limit", 0), _count(request, "offset", 0) or 0
    expansion = expansion_of(request, library)
    stored = through(rows, expansion)
    found = ordered(matching(request, stored, ignore_unknown), request.get("sort_by"))
    page = found[offset : None if limit is None else offset + limit]
    if expansion is not None and request.get("return_expanded_column_values", True):
        page = [{**row, **{name: expansion.shown(name, row.get(name)) for name in DOCUMENTS}} for row in page]
    return [{**response_row(row, chosen), **_sizes(request, row, stored)} for row in page]


def expansion_of(request: Mapping[str, Any], library: Library | None) -> Expansion | None:
    """Where a request expands references; None where it does not."""
    names = request.get("expand_columns")
    if not names:
        return None
    if library is None:
        raise NotCoveredError("the request reads objects")
    for name in names:
        if field(name).role is not Role.JSON:
            raise OracleError(f"{name!r} is in no document")
    return Expansion.of(library, request["project_id"], names)


def through(rows: Iterable[Row], expansion: Expansion | None) -> list[Row]:
    """The rows, in whose documents paths lead through references."""
    return [row if expansion is None else {**row, REFS: expansion} for row in rows]


def _sizes(request: Mapping[str, Any], row: Row, rows: Sequence[Row]) -> dict[str, Any]:
    own = size(row) if request.get("include_storage_size") else None
    total = trace_size(row, rows) if request.get("include_total_storage_size") else None
    return {"storage_size_bytes": own, "total_storage_size_bytes": total}


def size(row: Row) -> int:
    """The bytes of a call's documents, as Python's `json.dumps` writes them."""
    return sum(len(json.dumps(row.get(name))) for name in ("attributes", "inputs", "output", "summary"))


def trace_size(root: Row, rows: Iterable[Row]) -> int | None:
    """The bytes of a trace at its root: of its calls that are not deleted."""
    if not is_absent(column(root, "parent_id")):
        return None
    project, trace = str(root["project_id"]), root["trace_id"]
    return sum(size(row) for row in rows if _alive(row, project) and row["trace_id"] == trace)


def calls_query_stats(
    request: Mapping[str, Any], rows: Iterable[Row], *, ignore_unknown: bool = False, library: Library | None = None
) -> dict[str, Any]:
    """The number of calls, cut at the limit, and whether there are more."""
    _check_keys(request, IN_BOTH, ignore_unknown)
    limit = _count(request, "limit", 1)
    stored = through(rows, expansion_of(request, library))
    found = matching(request, stored, ignore_unknown)
    more = limit is not None and len(found) > limit
    answer = {"count": limit if more else len(found), "has_more": more}
    if request.get("include_total_storage_size"):
        answer["total_storage_size_bytes"] = sum(trace_size(row, stored) or 0 for row in found)
    return answer


def matching(request: Mapping[str, Any], rows: Iterable[Row], ignore_unknown: bool = False) -> list[Row]:
    """The calls of the project that the filter and the query select; never a deleted one."""
    if any(request.get(name) for name in NEEDS_MORE):
        raise NotCoveredError("the request reads other tables")
    tests = [*filter_tests(request.get("filter"), ignore_unknown)]
    if request.get("query") is not None:
        tests.append(condition(request["query"]))
    project = request["project_id"]
    return [row for row in rows if _alive(row, project) and all(test(row) for test in tests)]


def _alive(row: Row, project: str) -> bool:
    return row["project_id"] == project and row.get("deleted_at") is None


def filter_tests(calls_filter: object, ignore_unknown: bool) -> Iterator[Callable[[Row], bool]]:
    """One test per field of the CallsFilter that says anything."""
    if calls_filter is None:
        return
    if not isinstance(calls_filter, dict):
        raise OracleError("a filter is an object")
    _check_keys(calls_filter, {*LISTS, "trace_roots_only"}, ignore_unknown)
    for name, wanted in calls_filter.items():
        if name in LISTS and wanted:
            yield _one_of(LISTS[name], wanted, name in WITH_PREFIXES)
    if calls_filter.get("trace_roots_only"):
        yield lambda row: is_absent(column(row, "parent_id"))


def _one_of(name: str, wanted: Sequence[str], prefixes: bool) -> Callable[[Row], bool]:
    exact = set(wanted)
    starts = tuple(text[:-1] for text in wanted if prefixes and text.endswith(":*"))

    def test(row: Row) -> bool:
        value = column(row, name)
        texts = [] if value is MISSING else value if isinstance(value, list) else [value]
        return any(text in exact or text.startswith(starts) for text in texts)

    return test


def _check_keys(found: Mapping[str, Any], known: set[str], ignore_unknown: bool) -> None:
    unknown = set(found) - known
    if unknown and not ignore_unknown:
        raise OracleError(f"unknown keys {sorted(unknown)}")


def _count(request: Mapping[str, Any], name: str, least: int) -> int | None:
    value = request.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise OracleError(f"{name} is an integer from {least}")
    return value
