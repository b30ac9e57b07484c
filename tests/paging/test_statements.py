"""The statements of pages: what their text depends on, and whether an index serves them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.engines import Engines
from tests.golden.files import BACKENDS
from tests.oracle.build import by
from tests.paging.asking import KEY, OPTIONS
from weave_query.cursors import Value, signed
from weave_query.requests.paging import subject_of
from weave_query.requests.resolve import resolve

SUPPORT = "northwind/support-bot"


def many_calls() -> list[dict[str, Any]]:
    """So many that a planner that knows them takes an index."""
    time = datetime(2025, 10, 1, tzinfo=UTC)
    started = [(time + timedelta(minutes=30 * number)).isoformat() for number in range(2_000)]
    return [
        {"id": f"c{number:04d}", "project_id": SUPPORT, "op_name": "o", "trace_id": "t", "started_at": each}
        for number, each in enumerate(started)
    ]


def compiled(backend: str, keys: tuple[str, ...], after: tuple[Value, ...] | None, **body: Any) -> wq.CompiledQuery:
    """A page behind the row with these values of the sort keys."""
    request = wq.CallsQueryReq(**{"project_id": SUPPORT, "columns": ["id"], **body}, sort_by=by(*keys))
    cursor = None if after is None else signed(after, subject_of(resolve(request)), KEY)
    return wq.compile_page(request, backend, after=cursor, size=10, options=OPTIONS)["calls"]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("keys", "one", "other"),
    [
        ((), (1, "a"), (2**50, "z")),
        (("ended_at",), (5, "a"), (0, "")),
        (("ended_at",), (None, "a"), (None, "b")),
        (("inputs.v",), (0, 1.5, None, "a"), (0, -0.0, None, "b")),
        (("inputs.v",), (1, None, "x", "a"), (1, None, "", "b")),
        (("inputs.v",), (3, None, None, "a"), (2, None, None, "b")),
    ],
)
def test_values_are_parameters(backend: str, keys: tuple[str, ...], one: Any, other: Any) -> None:
    first, second = compiled(backend, keys, one), compiled(backend, keys, other)
    assert first.sql == second.sql
    assert first.params != second.params
    assert first.parameters == second.parameters


@pytest.mark.parametrize("backend", BACKENDS)
def test_which_values_are_null_is_in_the_text(backend: str) -> None:
    texts = {compiled(backend, ("ended_at", "exception"), (*values, "id")).sql for values in
             ((1, "x"), (None, "x"), (1, None), (None, None))}  # fmt: skip
    assert len(texts) == 4


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_first_page_reads_no_more_than_a_list(backend: str) -> None:
    page = compiled(backend, (), None)
    request = wq.CallsQueryReq(project_id=SUPPORT, columns=["id"], limit=11)
    whole = wq.compile(request, backend)["calls"]
    assert (page.sql, page.columns) == (whole.sql, whole.columns)
    assert {name: int(value) if name == "p1" else value for name, value in page.params.items()} == {
        name: int(value) if name == "p1" else value for name, value in whole.params.items()
    }


def test_what_a_key_is_among_the_columns_is_not_read_twice() -> None:
    names = [column.name for column in compiled("duckdb", ("-started_at", "op_name"), None).columns]
    assert names == ["id", "project_id", "op_name", "trace_id", "started_at"]
    names = [column.name for column in compiled("duckdb", ("latency_ms",), None, columns=["summary"]).columns]
    assert not any(name.startswith("weave_place") for name in names)


def test_a_plain_list_knows_nothing_of_pages() -> None:
    request = wq.CallsQueryReq(project_id=SUPPORT, sort_by=by("inputs.v"), limit=10)
    plain = [wq.compile(request, name, options=options) for name in BACKENDS for options in (wq.Options(), OPTIONS)]
    assert all(one.sql == other.sql for one, other in zip(plain[::2], plain[1::2], strict=True))
    assert not any("weave_place" in each.sql or each.page is not None for each in plain)


def test_sqlite_goes_to_the_place_in_the_index(tmp_path: Path) -> None:
    with wq.connect(f"sqlite:///{tmp_path}/traces.db", options=OPTIONS) as db:
        db.create_schema()
        db.load(calls=many_calls())
    with sqlite3.connect(tmp_path / "traces.db") as connection:
        for keys, place in (((), "started_at>?"), (("-started_at",), "started_at<?")):
            query = compiled("sqlite", keys, (1_760_000_000_000_000, "x"))
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", dict(query.params)).fetchall()
            assert [row[3] for row in plan] == [f"SEARCH c USING INDEX calls_by_started_at (project_id=? AND {place})"]


def test_postgres_goes_to_the_place_in_the_index(engines: Engines) -> None:
    import psycopg

    engines.open("postgres", "paging", OPTIONS).load(calls=many_calls())
    with psycopg.connect(engines.url("postgres", "paging"), autocommit=True) as connection:
        connection.execute("ANALYZE calls")
        for keys, place in (((), "started_at >= "), (("-started_at",), "started_at <= ")):
            query = compiled("postgres", keys, (1_762_000_000_000_000, "x"))
            (row,) = connection.execute(f"EXPLAIN (FORMAT JSON) {query.sql}".encode(), dict(query.params)).fetchall()
            limit = row[0][0]["Plan"]
            scan = limit["Plans"][0]
            found = (limit["Node Type"], scan["Node Type"], scan["Index Name"])
            assert found == ("Limit", "Index Scan", "calls_by_started_at")
            assert place in scan["Index Cond"], json.dumps(scan)
