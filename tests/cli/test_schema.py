"""`weave-query schema`: what it prints makes the tables, without a driver and without a database."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

import weave_query as wq
from tests.cli.conftest import DATA, Cli
from weave_query.catalogue.tables import TABLES


def test_the_statements_of_sqlite_make_a_database_that_can_be_loaded(cli: Cli, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "traces.db") as connection:
        connection.executescript(cli("schema", "--backend", "sqlite").out)
    with wq.connect(f"sqlite:///{tmp_path}/traces.db?mode=rw") as db:
        assert db.load(feedback=DATA / "feedback.jsonl.gz")["feedback"] > 0


@pytest.mark.parametrize(
    ("backend", "url"),
    [
        ("clickhouse", "chdb:///nowhere"),
        ("duckdb", "duckdb:///nowhere.duckdb"),
        ("postgres", "postgresql://user:secret@host/db"),
        ("sqlite", "sqlite://"),
    ],
)
def test_the_statements_are_those_that_the_driver_runs_and_nothing_is_opened(backend: str, url: str, cli: Cli) -> None:
    ran = cli("schema", "--backend", backend)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.strip() == files(f"weave_query_{backend}").joinpath("ddl.sql").read_text(encoding="utf-8").strip()
    assert cli("schema", "--url", url) == ran
    for table in TABLES:
        assert f"CREATE TABLE IF NOT EXISTS {table} (" in ran.out


def test_a_backend_without_statements_and_a_name_that_is_none_are_errors(cli: Cli) -> None:
    ran = cli("schema", "--backend", "memory")
    assert (ran.code, ran.err) == (1, "error: WQ401: the backend `memory` has no statements that make tables\n")
    assert "WQ501" in cli("schema", "--backend", "postgers").err
    assert cli("schema").code == 2
