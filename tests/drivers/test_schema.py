"""The tables that `create_schema` makes, as each real engine describes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import weave_query_clickhouse.storage
import weave_query_duckdb.storage
import weave_query_postgres.storage
import weave_query_sqlite.storage
from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES, Column
from weave_query.storage import Absence
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType

Fetch = Callable[..., list[tuple[Any, ...]]]
TEXTS = ArrayType(STRING)
DESCRIBE = {
    "clickhouse": "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '{}'",
    "postgres": "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{}'",
    "duckdb": "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{}'",
    "sqlite": "SELECT name, type FROM pragma_table_info('{}')",
}
TYPES: dict[str, dict[LogicalType, str]] = {
    "clickhouse": {
        STRING: "String", TIMESTAMP: "DateTime64(6, 'UTC')", JSON: "String", INT: "Int64", FLOAT: "Float64",
        BOOL: "Bool", TEXTS: "Array(String)",
    },
    "postgres": {
        STRING: "text", TIMESTAMP: "timestamp with time zone", JSON: "jsonb", INT: "bigint",
        FLOAT: "double precision", BOOL: "boolean", TEXTS: "ARRAY",
    },
    "duckdb": {
        STRING: "VARCHAR", TIMESTAMP: "TIMESTAMP", JSON: "JSON", INT: "BIGINT", FLOAT: "DOUBLE", BOOL: "BOOLEAN",
        TEXTS: "VARCHAR[]",
    },
    "sqlite": {
        STRING: "TEXT", TIMESTAMP: "INTEGER", JSON: "TEXT", INT: "INTEGER", FLOAT: "REAL", BOOL: "INTEGER",
        TEXTS: "TEXT",
    },
}  # fmt: skip
STORAGES = {
    "clickhouse": weave_query_clickhouse.storage.STORAGE,
    "postgres": weave_query_postgres.storage.STORAGE,
    "duckdb": weave_query_duckdb.storage.STORAGE,
    "sqlite": weave_query_sqlite.storage.STORAGE,
}


def expected(engine: str, column: Column) -> str:
    name = TYPES[engine][column.type]
    plain = engine != "clickhouse" or column.required or column.type in (JSON, TEXTS)
    return name if plain else f"Nullable({name})"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_columns_in_the_engine_are_the_logical_ones(table: Any, engine: str, fetch: Fetch) -> None:
    found = dict(fetch(DESCRIBE[engine].format(table.name)))
    assert found == {column.name: expected(engine, column) for column in table.columns}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_storage_map_names_every_logical_column(table: Any, engine: str, fetch: Fetch) -> None:
    mapped = STORAGES[engine].table(table.name)
    assert mapped.project == table.project
    assert set(mapped.columns) == {column.name for column in table.columns}
    names = ", ".join(stored.column for stored in mapped.columns.values())
    assert fetch(f"SELECT {names} FROM {mapped.name}") == []


def test_absent_json_is_empty_text_on_clickhouse_and_null_elsewhere(engine: str) -> None:
    wanted = Absence.EMPTY_TEXT if engine == "clickhouse" else Absence.NULL
    assert STORAGES[engine].column("calls", "output").absence is wanted
    assert STORAGES[engine].column("calls", "id").absence is Absence.NEVER
    assert STORAGES[engine].column("calls", "input_refs").absence is Absence.NEVER


def test_creating_the_schema_again_keeps_the_rows(driver: Driver, fetch: Fetch) -> None:
    columns = ("project_id", "table_digest", "row_index", "row_digest", "val")
    driver.insert("table_rows", columns, [("p", "d", 0, "r", "1")])
    driver.create_schema()
    assert fetch("SELECT row_digest FROM table_rows") == [("r",)]


def test_text_orders_by_code_point(fetch: Fetch, driver: Driver) -> None:
    """Not by the rules of a language: `Z` before `a`, `é` after `z`, an emoji after U+FFFD."""
    columns = ("project_id", "table_digest", "row_index", "row_digest", "val")
    texts = ["a", "Z", "é", "z", "😀", "\ufffd", "_", ""]
    driver.insert("table_rows", columns, [("p", text, 0, "r", "1") for text in texts])
    found = [row[0] for row in fetch("SELECT table_digest FROM table_rows ORDER BY table_digest")]
    assert found == sorted(texts)
