"""The four engines, empty and with the default schema, for tests that speak to a driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engines import Engines
from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.types import STRING
from weave_query_clickhouse.driver import connect as connect_chdb
from weave_query_duckdb.driver import connect as connect_duckdb
from weave_query_postgres.driver import connect as connect_postgres
from weave_query_sqlite.driver import connect as connect_sqlite

ENGINES = ("clickhouse", "postgres", "duckdb", "sqlite")
PLACEHOLDERS = {"clickhouse": "{{{}: String}}", "postgres": "%({})s", "duckdb": "${}", "sqlite": ":{}"}
NUMBERS = {
    "clickhouse": "SELECT toInt64(number) AS n, toString(number) FROM numbers(200000)",
    "postgres": "SELECT n, n::text FROM generate_series(0, 199999) AS s(n)",
    "duckdb": "SELECT range AS n, range::VARCHAR FROM range(200000)",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 199999) "
    "SELECT n, CAST(n AS TEXT) FROM s",
}
Statement = Callable[..., CompiledQuery]
Fetch = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def drivers(engines: Engines, chdb_folder: Path) -> Iterator[dict[str, Driver]]:
    """One open connection to each engine; ClickHouse and Postgres keep their folder for the session."""
    opened = {
        "clickhouse": connect_chdb(f"chdb:///{chdb_folder}?database=drivers"),
        "postgres": connect_postgres(f"postgresql+embedded:///{engines.folder / 'drivers'}"),
        "duckdb": connect_duckdb("duckdb://"),
        "sqlite": connect_sqlite("sqlite://"),
    }
    yield opened
    for driver in opened.values():
        driver.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def statement(engine: str) -> Statement:
    """Makes a statement: `[p0]` in its text becomes the engine's own placeholder."""

    def made(sql: str, /, **params: Any) -> CompiledQuery:
        for name in params:
            sql = sql.replace(f"[{name}]", PLACEHOLDERS[engine].format(name))
        return CompiledQuery("test", sql, params, (OutputColumn("any", STRING),))

    return made


@pytest.fixture
def driver(engine: str, drivers: dict[str, Driver]) -> Driver:
    """A connection to `engine` whose tables exist and are empty."""
    found = drivers[engine]
    found.create_schema()
    for table in TABLES:
        text = f"DELETE FROM {table}" if engine == "sqlite" else f"TRUNCATE TABLE {table}"
        list(found.run(CompiledQuery("empty", text, {}, ())))
    return found


@pytest.fixture
def fetch(driver: Driver, statement: Statement) -> Fetch:
    """Runs a statement and gives all its rows."""
    return lambda sql, /, **params: list(driver.run(statement(sql, **params)))
