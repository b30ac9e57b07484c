"""Running statements: rows, streams, errors, closing."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.drivers.conftest import NUMBERS
from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.errors import ExecutionError
from weave_query.types import STRING
from weave_query_clickhouse.driver import ChdbDriver
from weave_query_clickhouse.driver import connect as connect_chdb
from weave_query_duckdb.driver import connect as connect_duckdb
from weave_query_sqlite.driver import connect as connect_sqlite

Statement = Callable[..., CompiledQuery]
Fetch = Callable[..., list[tuple[Any, ...]]]
FAILING = {
    "clickhouse": "SELECT toInt64([p0])",
    "postgres": "SELECT [p0]::text::bigint",
    "duckdb": "SELECT CAST([p0] AS BIGINT)",
    "sqlite": "SELECT json_extract([p0], '$')",
}
LATE = {
    "clickhouse": "SELECT intDiv(1, toInt64(number) - 150000) FROM numbers(200000)",
    "postgres": "SELECT 1 / (n - 150000) FROM generate_series(0, 199999) AS s(n)",
    "duckdb": "SELECT CAST(if(range = 150000, 'x', '1') AS BIGINT) FROM range(200000)",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 199999) "
    "SELECT json_extract(CASE n WHEN 150000 THEN 'x' ELSE '1' END, '$') FROM s",
}
CODE = {"clickhouse": "code 6 (CANNOT_PARSE_TEXT)", "postgres": "SQLSTATE 22P02", "duckdb": "ConversionException",
        "sqlite": "SQLITE_ERROR"}  # fmt: skip


def test_many_rows_come_in_order_and_complete(engine: str, fetch: Fetch) -> None:
    rows = fetch(NUMBERS[engine] + (" ORDER BY 1" if engine != "sqlite" else ""))
    assert rows == [(n, str(n)) for n in range(200_000)]


def test_statements_can_be_interleaved_and_left(engine: str, driver: Driver, statement: Statement) -> None:
    first = driver.run(statement(NUMBERS[engine]))
    head = [next(first) for _ in range(3)]
    assert list(driver.run(statement("SELECT 'x'"))) == [("x",)]
    second = driver.run(statement(NUMBERS[engine]))
    assert next(second) == head[0]
    second.close()  # type: ignore[attr-defined]
    assert head + list(first) == [(n, str(n)) for n in range(200_000)]
    assert list(driver.run(statement("SELECT 'y'"))) == [("y",)]


def test_no_row_is_no_row(fetch: Fetch) -> None:
    assert fetch("SELECT id FROM calls") == []


def test_a_percent_sign_in_the_text_is_one_percent_sign(fetch: Fetch) -> None:
    assert fetch("SELECT [p0], '100%', '%s'", p0="50%") == [("50%", "100%", "%s")]


def test_numbers_are_bound_and_come_back_exactly(engine: str, driver: Driver) -> None:
    text = {
        "clickhouse": "SELECT {i: Int64}, {d: Float64}, {b: Bool}",
        "postgres": "SELECT %(i)s::bigint, %(d)s::float8, %(b)s::boolean",
        "duckdb": "SELECT $i::BIGINT, $d::DOUBLE, $b::BOOLEAN",
        "sqlite": "SELECT :i, :d, :b",
    }[engine]
    params = {"i": -(2**63), "d": 5e-324, "b": True}
    assert list(driver.run(CompiledQuery("test", text, params, ()))) == [(-(2**63), 5e-324, True)]


def test_not_a_number_and_infinity_are_not_lost(engine: str, fetch: Fetch) -> None:
    """ClickHouse sends them as the texts that `float` reads; SQLite has no such numbers but infinity."""
    text = {
        "clickhouse": "SELECT nan, inf, -inf",
        "postgres": "SELECT 'NaN'::float8, 'Infinity'::float8, '-Infinity'::float8",
        "duckdb": "SELECT 'nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::DOUBLE",
        "sqlite": "SELECT 'nan', 9e999, -9e999",
    }[engine]
    ((nan, most, least),) = fetch(text)
    assert math.isnan(float(nan))
    assert (float(most), float(least)) == (math.inf, -math.inf)


def test_a_refused_statement_says_what_but_no_value(engine: str, driver: Driver, statement: Statement) -> None:
    query = statement(FAILING[engine], p0="secret-value")
    with pytest.raises(ExecutionError) as caught:
        list(driver.run(query))
    assert CODE[engine] in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.sql == query.sql
    assert caught.value.parameters == ("p0",)
    assert caught.value.__cause__ is not None
    assert list(driver.run(statement("SELECT 'still open'"))) == [("still open",)]


def test_an_error_in_the_middle_of_the_rows_is_ours_too(engine: str, driver: Driver, statement: Statement) -> None:
    with pytest.raises(ExecutionError):
        list(driver.run(statement(LATE[engine])))
    assert list(driver.run(statement("SELECT 'still open'"))) == [("still open",)]


@pytest.mark.parametrize("text", ["SELEC 1", "SELECT * FROM no_such_table"])
def test_a_wrong_statement_is_our_error(text: str, driver: Driver, statement: Statement) -> None:
    with pytest.raises(ExecutionError):
        list(driver.run(statement(text)))


def test_closing_twice_is_allowed_and_a_closed_connection_refuses(chdb_folder: Path, drivers: object) -> None:
    urls = (connect_sqlite("sqlite://"), connect_duckdb("duckdb://"), connect_chdb(f"chdb:///{chdb_folder}"))
    for driver in urls:
        driver.create_schema()
        driver.close()
        driver.close()
        with pytest.raises(ExecutionError):
            list(driver.run(CompiledQuery("test", "SELECT 1", {}, ())))


def test_a_file_keeps_its_rows_after_closing(tmp_path: Path) -> None:
    columns = ("project_id", "table_digest", "row_index", "row_digest", "val")
    for connect, url in ((connect_sqlite, "sqlite"), (connect_duckdb, "duckdb")):
        for _ in range(2):
            driver = connect(f"{url}:///{tmp_path}/a b.{url}")
            driver.create_schema()
            driver.insert("table_rows", columns, [("p", "d", 0, "r", "1")])
            assert list(driver.run(CompiledQuery("t", "SELECT row_digest FROM table_rows", {}, ()))) == [("r",)]
            driver.close()


def test_clickhouse_is_asked_again_where_it_cancels_a_statement_by_itself(
    drivers: dict[str, Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Now and then chdb ends a recursive statement so. What it says then is given by hand, the answer is its own."""
    driver = drivers["clickhouse"]
    begun = ChdbDriver._begun
    failures = [RuntimeError("Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)")] * 2

    def sometimes(self: ChdbDriver, query: CompiledQuery) -> Any:
        if failures:
            raise ExecutionError("ClickHouse refused the statement") from failures.pop()
        return begun(self, query)

    monkeypatch.setattr(ChdbDriver, "_begun", sometimes)
    asked = CompiledQuery("test", NUMBERS["clickhouse"] + " LIMIT 3", {}, (OutputColumn("n", STRING),))
    assert [row[0] for row in driver.run(asked)] == [0, 1, 2]
    failures.extend([RuntimeError("Code: 394. (QUERY_WAS_CANCELLED)")] * 3)
    with pytest.raises(ExecutionError):
        list(driver.run(asked))
    failures[:] = [RuntimeError("Code: 62. (SYNTAX_ERROR)")]
    with pytest.raises(ExecutionError):
        list(driver.run(asked))
