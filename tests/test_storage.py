"""Tables of a server's own: a `StorageMap` says where the columns are, and the answers are the same."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from tests.engines import Engines
from weave_query import F
from weave_query.catalogue.tables import CALLS
from weave_query.storage import Absence, StorageMap, Stored, TableMap

SUPPORT = "northwind/support-bot"
MISSING = {"wb_run_id", "wb_user_id"}
KEPT = [column.name for column in CALLS.columns if column.name not in MISSING]
OWN = StorageMap(
    "own",
    {
        "calls": TableMap(
            "spans",
            {name: Stored(f"its_{name}", Absence.NEVER if CALLS[name].required else Absence.NULL) for name in KEPT},
            project="its_project_id",
        )
    },
)
# The same rows, each column under another name.
COPY = "CREATE TABLE spans AS SELECT " + ", ".join(f"{name} AS its_{name}" for name in KEPT) + " FROM calls"
REQUESTS = [
    wq.CallsQueryReq(project_id=SUPPORT, limit=20, columns=["inputs", "summary", "ended_at", "display_name"]),
    wq.CallsQueryReq(
        project_id=SUPPORT,
        filter=wq.CallsFilter(trace_roots_only=True),
        query=wq.Query((F("latency_ms") > 100) & F("inputs").contains("a")),
        sort_by=[wq.SortBy(field="inputs.question", direction="desc")],
        columns=["output"],
    ),
]


def copied(engine: str, engines: Engines, tmp_path: Path) -> str:
    """The url of a database with both tables."""
    url = f"{engine}:///{tmp_path}/own.db" if engine in ("duckdb", "sqlite") else engines.url(engine, "own_tables")
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=EXAMPLES)
    if engine == "sqlite":
        with sqlite3.connect(tmp_path / "own.db") as connection:
            connection.execute(COPY)
    elif engine == "duckdb":
        import duckdb

        with duckdb.connect(tmp_path / "own.db") as own:
            own.execute(COPY)
    else:
        import psycopg

        with psycopg.connect(url) as connection_:
            connection_.execute("DROP TABLE IF EXISTS spans")
            connection_.execute(COPY.encode())
    return url


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_tables_of_the_servers_own_give_the_same_answers(engine: str, engines: Engines, tmp_path: Path) -> None:
    url = copied(engine, engines, tmp_path)
    with wq.connect(url) as db:
        expected = [db.run(request) for request in REQUESTS]
    with wq.connect(url, storage=OWN) as own:
        assert [own.run(request) for request in REQUESTS] == expected
        assert "spans" in own.compile(REQUESTS[0]).sql
        assert "calls" not in own.compile(REQUESTS[0]).sql
    assert all(result.calls for result in expected)


@pytest.mark.parametrize("backend", ["clickhouse", "duckdb", "postgres", "sqlite"])
def test_compiling_takes_a_backend_with_the_tables_of_somebody_else(backend: str) -> None:
    compiled = wq.compile(REQUESTS[1], wq.get_backend(backend).with_storage(OWN))
    assert "spans" in compiled.sql
    assert "its_project_id" in compiled.sql


def test_a_column_that_the_tables_lack_is_refused_by_its_name() -> None:
    own = wq.get_backend("sqlite").with_storage(OWN)
    with pytest.raises(wq.UnsupportedError, match=r"storage `own` has no column for `calls\.wb_run_id`"):
        wq.compile(wq.CallsQueryReq(project_id="p", columns=["wb_run_id"]), own)
    with pytest.raises(wq.UnsupportedError, match=r"storage `nothing` has no table for `calls`"):
        wq.compile(wq.CallsQueryReq(project_id="p"), own.with_storage(StorageMap("nothing")))


def test_tables_of_somebody_else_are_neither_made_nor_filled() -> None:
    with wq.connect("sqlite://", storage=OWN) as db:
        with pytest.raises(wq.UnsupportedError, match="storage `own` are made and filled"):
            db.create_schema()
        with pytest.raises(wq.UnsupportedError, match="storage `own` are made and filled"):
            db.load(calls=[])
    with pytest.raises(wq.UnsupportedError, match="`memory` reads no tables of others"):
        wq.connect("memory://", storage=OWN)
