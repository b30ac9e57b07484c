"""What goes wrong with a database as a whole: no tables, closed, left half read, not to be reached."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.drivers.conftest import NUMBERS
from tests.engines import Engines
from weave_query.backend import Driver
from weave_query.catalogue.tables import CALLS
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.errors import ConnectionUrlError, ExecutionError
from weave_query.registry import backend_of_url
from weave_query.types import STRING

ONE = (OutputColumn("any", STRING),)
COLUMNS = ("project_id", "table_digest", "row_index", "row_digest")
ROW = {"id": "secret", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": 0}


def query(sql: str) -> CompiledQuery:
    return CompiledQuery("test", sql, {}, ONE)


@pytest.fixture
def url(engine: str, engines: Engines) -> str:
    """A database of its own, whose tables nobody has made."""
    return engines.url("chdb" if engine == "clickhouse" else engine, "empty")


@pytest.fixture
def empty(url: str) -> Iterator[Driver]:
    driver = backend_of_url(url).connect(url)
    yield driver
    driver.close()


def test_a_missing_table_is_named_and_what_makes_it(empty: Driver) -> None:
    columns = [column.name for column in CALLS.columns]
    row = [ROW.get(name, []) if name in ROW or name.endswith("refs") else None for name in columns]
    asking: list[Callable[[], object]] = [
        lambda: list(empty.run(query("SELECT id FROM calls"))),
        lambda: list(empty.run(query("SELECT 1 AS n FROM calls AS c JOIN (SELECT 2) AS d ON 1 = 1"))),
        lambda: empty.insert("calls", columns, [row]),
    ]
    for ask in asking:
        with pytest.raises(ExecutionError) as caught:
            ask()
        assert str(caught.value) == (
            "WQ504: the table `calls` is not there; `create_schema()` makes the tables; `weave-query load` does too"
        )
        assert caught.value.sql is not None
        assert caught.value.__cause__ is not None


@pytest.mark.parametrize("name", ["secret", "nowhere.secret"])
def test_a_table_that_is_not_ours_is_not_named(name: str, empty: Driver) -> None:
    with pytest.raises(ExecutionError, match=r"^WQ504: a (table|database) of the statement is not there") as caught:
        list(empty.run(query(f"SELECT * FROM {name}")))
    assert "secret" not in str(caught.value)
    assert "create_schema" not in str(caught.value)


def test_words_in_a_value_make_no_missing_table(engine: str, empty: Driver) -> None:
    text = "no such table: calls Table with name calls does not exist Code: 60. (UNKNOWN_TABLE) 42P01 Code: 81."
    failing = {
        "clickhouse": f"SELECT toInt64('{text}')",
        "postgres": f"SELECT '{text}'::text::bigint",
        "duckdb": f"SELECT CAST('{text}' AS BIGINT)",
        "sqlite": f"SELECT json_extract('{text}', '$')",
    }[engine]
    with pytest.raises(ExecutionError, match="refused the statement"):
        list(empty.run(query(failing)))


def test_a_closed_database_says_so(empty: Driver) -> None:
    empty.create_schema()
    empty.close()
    empty.close()
    asking: list[Callable[[], object]] = [
        lambda: list(empty.run(query("SELECT 1"))),
        lambda: list(empty.run(CompiledQuery("test", "SELECT 1", {}, ()))),
        lambda: empty.insert("table_rows", COLUMNS, [("p", "d", 0, "r")]),
        empty.create_schema,
    ]
    for ask in asking:
        with pytest.raises(ExecutionError, match=r"^WQ504: the database is closed$"):
            ask()


def test_a_result_that_is_open_when_its_database_closes_ends_with_our_error(engine: str, empty: Driver) -> None:
    rows, other = empty.run(query(NUMBERS[engine])), empty.run(query(NUMBERS[engine]))
    unread = empty.run(query(NUMBERS[engine]))
    assert len(next(rows)) == len(next(other)) == 2
    empty.close()
    other.close()  # type: ignore[attr-defined]
    for open_still in (rows, unread):
        with pytest.raises(ExecutionError, match="the database is closed"):
            list(open_still)
        assert list(open_still) == []


@pytest.mark.share(2)
@pytest.mark.share(2)
def test_results_that_are_left_hold_nothing(engine: str, empty: Driver) -> None:
    """Read in part, read not at all, dropped or closed: writing and reading go on, and what was opened is few."""
    empty.create_schema()
    for n in range(40):
        rows = empty.run(query(NUMBERS[engine]))
        if n % 2:
            next(rows)
        if n % 3:
            rows.close()  # type: ignore[attr-defined]
        del rows
    gc.collect()
    empty.insert("table_rows", COLUMNS, [("p", "left", 0, "r")])
    found = list(empty.run(query("SELECT row_digest FROM table_rows WHERE table_digest = 'left'")))
    assert found == [("r",)]
    opened = getattr(empty, "_sessions", empty)
    assert len(getattr(opened, "_idle", ())) <= 2
    assert not getattr(opened, "_answers", ())


@pytest.mark.parametrize("scheme", ["duckdb", "sqlite"])
def test_a_file_is_free_when_a_database_was_closed_with_results_open(scheme: str, tmp_path: Path) -> None:
    url = f"{scheme}:///{tmp_path}/a.db"
    driver = backend_of_url(url).connect(url)
    driver.create_schema()
    results = [driver.run(query(NUMBERS[scheme])) for _ in range(3)]
    next(results[0])
    driver.close()
    program = "import sys, weave_query as wq; wq.connect(sys.argv[1]).create_schema(); print('free')"
    done = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=False)
    assert done.stdout == "free\n", done.stderr


PROGRAM = """
import sys
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.registry import backend_of_url
from weave_query.types import STRING
driver = backend_of_url(sys.argv[1]).connect(sys.argv[1])
driver.create_schema()
rows = driver.run(CompiledQuery("t", sys.argv[2], {}, (OutputColumn("any", STRING),)))
next(rows)
print("read")
if sys.argv[3] == "close":
    driver.close()
    driver = backend_of_url(sys.argv[1]).connect(sys.argv[1])
    print(list(driver.run(CompiledQuery("t", "SELECT 'x'", {}, (OutputColumn("any", STRING),)))))
    driver.close()
    del rows
    try:
        list(driver.run(CompiledQuery("t", "SELECT 'x'", {}, ())))
    except Exception as error:
        print(error)
"""


@pytest.mark.parametrize("end", ["leave", "close"])
@pytest.mark.share(2)
def test_a_process_ends_well_with_a_result_open_and_warns_of_nothing(engine: str, end: str, engines: Engines) -> None:
    """Where there is no folder for sockets, too; and who closes what he opened can make every warning an error."""
    folder = engines.folder / f"ends-{engine}-{end}"
    url = {
        "clickhouse": f"chdb:///{folder}",
        "postgres": f"postgresql+embedded:///{folder}",
        "duckdb": "duckdb://",
        "sqlite": "sqlite://",
    }[engine]
    environment = {name: value for name, value in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    warnings = ["-W", "error"] if end == "close" else []
    command = [sys.executable, *warnings, "-c", PROGRAM, url, NUMBERS[engine], end]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    said = "read\n" if end == "leave" else "read\n[('x',)]\nWQ504: the database is closed\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def failure(url: str) -> str:
    with pytest.raises(ConnectionUrlError) as caught:
        backend_of_url(url).connect(url)
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)
    return caught.value.message.removeprefix("no connection to the PostgreSQL server: ")


def test_a_failed_connection_to_postgres_says_what_kind_it_is(engines: Engines) -> None:
    import psycopg

    url = engines.url("postgres", "failing")
    assert failure(url.replace("/failing", "/secret_name")) == "the database does not exist"
    assert failure(url.replace("postgres:@", "secret_user:secret@")) == "authentication failed"
    rules = engines.folder / "postgres" / "pg_hba.conf"
    before = rules.read_text()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS careful")
        connection.execute("CREATE ROLE careful LOGIN PASSWORD 'right'")
        rules.write_text(f"local all careful scram-sha-256\n{before}")
        try:
            connection.execute("SELECT pg_reload_conf()")
            for password in ("secret", ""):
                assert _soon(lambda: failure(url.replace("postgres:@", f"careful:{password}@")))  # noqa: B023
        finally:
            rules.write_text(before)
            connection.execute("SELECT pg_reload_conf()")


def _soon(ask: Callable[[], str]) -> bool:
    """Does it fail for the authentication, once the server has read its rules anew?"""
    for _ in range(50):
        with suppress(pytest.fail.Exception):
            return ask() == "authentication failed"
        time.sleep(0.1)
    return False


def test_a_connection_that_the_server_ended_is_lost(engines: Engines) -> None:
    import psycopg

    url = engines.url("postgres", "failing")
    driver = backend_of_url(url).connect(url)
    ((process,),) = driver.run(query("SELECT pg_backend_pid()"))
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (process,))
    for _ in range(2):
        with pytest.raises(ExecutionError, match="the connection to the PostgreSQL server is lost"):
            list(driver.run(query("SELECT 1")))
    driver.close()
