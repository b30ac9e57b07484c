"""How engines read a page late: with a sort that carries no document, then by its ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.oracle.build import by
from tests.paging.test_statements import SUPPORT, many_calls

ORDERS = (("-op_name",), ("ended_at", "inputs.v"))
DOCUMENTS = ["output", "attributes"]


def page(backend: str, order: tuple[str, ...]) -> wq.CompiledQuery:
    request = wq.CallsQueryReq(project_id=SUPPORT, columns=DOCUMENTS, sort_by=by(*order), limit=10)
    return wq.compile(request, backend)["calls"]


@pytest.mark.parametrize("order", ORDERS)
def test_sqlite_looks_the_calls_up(order: tuple[str, ...], tmp_path: Path) -> None:
    with wq.connect(f"sqlite:///{tmp_path}/traces.db") as db:
        db.create_schema()
        db.load(calls=many_calls())
    query = page("sqlite", order)
    with sqlite3.connect(tmp_path / "traces.db") as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", dict(query.params))]
    assert "SEARCH c USING INDEX sqlite_autoindex_calls_1 (project_id=? AND id=?)" in plan
    assert not any(each.startswith("SCAN c") and "calls" in each for each in plan)


@pytest.mark.parametrize("order", ORDERS)
def test_postgres_sorts_no_document_to_find_the_page(order: tuple[str, ...], engines: Engines) -> None:
    import psycopg

    engines.open("postgres", "late_plans").load(calls=many_calls())
    query = page("postgres", order)
    with psycopg.connect(engines.url("postgres", "late_plans"), autocommit=True) as connection:
        connection.execute("ANALYZE calls")
        explained = f"EXPLAIN (VERBOSE, FORMAT JSON) {query.sql}".encode()
        (row,) = connection.execute(explained, dict(query.params)).fetchall()
    (limit,) = (node for node in _nodes(row[0][0]["Plan"]) if node["Node Type"] == "Limit")
    kept = [text for node in _nodes(limit) for text in node["Output"] if node["Node Type"] in {"Limit", "Sort"}]
    assert kept
    assert not any(name in text for text in kept for name in DOCUMENTS)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", ()):
        yield from _nodes(each)
