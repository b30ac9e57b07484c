"""Aggregations over tables that lack columns: the answer is that of rows in which these are unset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from weave_query.api import Database
from weave_query.storage import NOTHING, StorageMap

LACKING = ("thread_id", "wb_run_step", "summary", "ended_at", "exception", "display_name", "attributes", "expire_at")
CALLS = [
    {
        "id": f"call-{n}",
        "project_id": "acme/lacking",
        "trace_id": f"trace-{n % 2}",
        "op_name": "op",
        "started_at": f"2026-03-07T09:00:0{n}Z",
        "inputs": {"n": n},
    }
    for n in range(5)
]


@pytest.fixture(scope="module", params=SQL_ENGINES)
def both(request: pytest.FixtureRequest, engines: Engines) -> Iterator[tuple[Database, StorageMap]]:
    opened = engines.open(request.param, "lacking")
    opened.load(calls=CALLS)
    table = opened.backend.storage.table("calls")
    columns = {**table.columns, **dict.fromkeys(LACKING, NOTHING)}
    yield opened, StorageMap("lacking", {"calls": replace(table, columns=columns)})
    opened.close()


def field(name: str) -> dict[str, Any]:
    return {"field": name, "name": f"key {name}"}


@pytest.mark.parametrize(
    "name", ["thread_id", "wb_run_step", "summary.n", "ended_at", "latency_ms", "status", "attributes"]
)
@pytest.mark.share(2)
def test_what_is_not_stored_is_null(name: str, both: tuple[Database, StorageMap]) -> None:
    db, storage = both
    target = db.backend.with_storage(storage)
    numbers = name in ("wb_run_step", "summary.n", "latency_ms", "attributes")
    functions = ("sum", "avg", "min", "max", "count", "count_distinct") if numbers else ("count", "count_distinct")
    measures: list[dict[str, Any]] = [{"function": each, "field": name, "name": each} for each in functions]
    measures.append({"function": "count", "where": {"$expr": {"$eq": [{"$getField": name}, None]}}, "name": "unset"})
    if numbers:
        measures.append({"function": "percentile", "percentile": 50, "field": name, "name": "median"})
    order = [{"by": each["name"]} for each in measures[:6]]
    for dimensions in ([], [field(name)], [{**field(name), "top": 1}], [field("trace_id"), {**field(name), "top": 1}]):
        body = {"project_id": "acme/lacking", "dimensions": dimensions, "measures": measures, "order": order}
        request = wq.parse_request("aggregate", body)
        compiled = wq.compile(request, target)
        assert db.run_compiled(compiled) == db.run(request)
