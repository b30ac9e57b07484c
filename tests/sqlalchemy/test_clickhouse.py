"""ClickHouse through chdb-sqlalchemy: what is its own, since it has no transactions and a process one folder."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.engines import Engines
from tests.sqlalchemy.conftest import Make
from weave_query.errors import DriverMissingError, ExecutionError, StatementTimeoutError
from weave_query.sqlalchemy import metadata
from weave_query_clickhouse.adopted import adopt

COUNT = wq.CallsQueryStatsReq(project_id="p")
ODD = "a'b\\' ?%s {p0:String} \\"


def call(number: int, project: str = "p", **more: Any) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "project_id": project,
        "op_name": ODD if number == 1 else "op",
        "trace_id": "t",
        "started_at": "2026-01-01T00:00:00.000001Z",
        "inputs": {"n": number, "x": 0.1 + 0.2, "wide": 2**53 + 1},
        **more,
    }


@pytest.fixture(scope="module")
def engine(make_engine: Make) -> sa.Engine:
    engine = make_engine("chdb", "adopted")
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=map(call, range(3)))
    return engine


def test_values_go_and_come_as_they_are(engine: sa.Engine) -> None:
    db = wq.connect(engine)
    (found,) = db.run(wq.CallsQueryReq(project_id="p"), where=wq.F("op_name") == ODD).calls
    assert (found.op_name, found.inputs) == (ODD, {"n": 1, "x": 0.1 + 0.2, "wide": 2**53 + 1})
    for where in (wq.F("inputs.x") == 0.1 + 0.2, wq.F("id").is_in(["c0", "c1", "c2", ODD])):
        assert len(db.run(wq.CallsQueryReq(project_id="p"), where=where).calls) == 3


def test_what_is_loaded_on_a_connection_is_there_at_once_and_stays(engine: sa.Engine) -> None:
    count = wq.CallsQueryStatsReq(project_id="loaded")
    with engine.connect() as connection:
        db = wq.connect(connection)
        db.load(calls=[call(number, "loaded") for number in range(5)])
        assert wq.connect(engine).run(count).count == 5
        connection.rollback()
        assert db.run(count).count == 5
        db.load(calls=[call(number, "loaded") for number in range(3, 6)])
        assert db.run(count).count == 6


def settings(connection: sa.Connection) -> list[Any]:
    changed = "SELECT name, value FROM system.settings WHERE changed UNION ALL SELECT 'in', currentDatabase()"
    return sorted(map(tuple, connection.exec_driver_sql(changed)))


def test_settings_of_the_servers_session_stay_as_they_are(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_timezone = 'Asia/Tokyo', max_execution_time = 77")
        before = settings(connection)
        assert wq.connect(connection).run(COUNT).count == 3
        db = wq.connect(connection, options=wq.Options(timeout_seconds=0.001))
        db.load(calls=[call(number, "settings") for number in range(500)])  # what is written has no such end
        with pytest.raises(StatementTimeoutError, match=r"WQ508: the statement took longer than 0\.001 seconds"):
            list(
                db.driver.run(wq.CompiledQuery("t", "SELECT sum(number * number) FROM numbers(1000000000000)", {}, ()))
            )
        with pytest.raises(ExecutionError):
            list(db.driver.run(wq.CompiledQuery("t", "SELECT x FROM secret_table", {}, ())))
        assert settings(connection) == before
        connection.invalidate()


@pytest.mark.parametrize(
    "changed",
    [
        "timeout_overflow_mode = 'break'",
        "max_rows_to_group_by = 1, group_by_overflow_mode = 'any'",
        "limit = 1",
        "offset = 2",
        "extremes = 1",
    ],
)
def test_settings_that_end_an_answer_in_its_middle_do_not_hold(engine: sa.Engine, changed: str) -> None:
    groups = wq.AggregateReq(project_id="p", dimensions=[wq.Dimension(field="id")])
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SET {changed}")
        db = wq.connect(connection, options=wq.Options(timeout_seconds=0.001))
        slow = wq.CompiledQuery("t", "SELECT sum(number * number) FROM numbers(1000000000000)", {}, ())
        with pytest.raises(StatementTimeoutError):
            list(db.driver.run(slow))
        db = wq.connect(connection)
        assert db.run(COUNT).count == 3
        if "group_by" in changed:
            with pytest.raises(ExecutionError):
                db.run(groups)
        else:
            assert len(db.run(groups).rows) == len(db.run(wq.CallsQueryReq(project_id="p")).calls) == 3
        connection.invalidate()


def test_a_refused_statement_tells_no_value(engine: sa.Engine) -> None:
    query = wq.CompiledQuery("t", "SELECT toInt64({p0: String}) FROM calls", {"p0": "SECRETVAL"}, ())
    with pytest.raises(ExecutionError, match=r"^WQ504: ClickHouse refused the statement: code 6 ") as caught:
        list(wq.connect(engine).driver.run(query))
    assert (caught.value.sql, caught.value.parameters) == (query.sql, ("p0",))
    assert "SECRETVAL" not in str(caught.value)


def test_a_session_that_may_set_nothing_is_told_what_would_do(make_engine: Make, engine: sa.Engine) -> None:
    for mode in (1, 2):
        reading = make_engine("chdb", "adopted")

        @sa.event.listens_for(reading, "connect")
        def only_read(connection: Any, record: object, mode: int = mode) -> None:
            connection.cursor().execute(f"SET readonly = {mode}")

        db = wq.connect(reading)
        if mode == 1:
            with pytest.raises(
                ExecutionError, match=r"code 164 \(READONLY\); each statement has .* `readonly=2` allows$"
            ):
                db.run(COUNT)
        else:
            assert db.run(COUNT).count == 3
            with pytest.raises(ExecutionError, match=r"code 164 \(READONLY\)"):
                db.load(calls=[call(9)])


def test_the_tables_of_an_engine_are_those_of_the_own_driver_which_reads_them(
    engine: sa.Engine, engines: Engines
) -> None:
    with wq.connect(engines.url("chdb", "adopted")) as own:
        assert own.run(COUNT).count == 3
    engines.open("chdb", "adopted_own").close()
    with engine.connect() as connection:
        tables = "SELECT name, replace(create_table_query, database, '') FROM system.tables WHERE database = '{}'"
        made, wanted = (
            sorted(map(tuple, connection.exec_driver_sql(tables.format(database))))
            for database in ("adopted", "adopted_own")
        )
    assert made == wanted
    assert len(made) == 6


def test_batches_of_engines_and_of_urls_are_written_one_after_the_other(engine: sa.Engine, engines: Engines) -> None:
    """Else two of equal keys would both stay: each deletes what was there before it."""
    calls = [call(number, "together") for number in range(50)]
    with wq.connect(engines.url("chdb", "adopted")) as own, ThreadPoolExecutor(4) as pool:
        several = [wq.connect(engine), own, wq.connect(engine), own] * 2
        list(pool.map(lambda db: db.load(calls=calls), several))
    assert wq.connect(engine).run(wq.CallsQueryStatsReq(project_id="together")).count == 50


def test_the_database_explains_its_plan(engine: sa.Engine) -> None:
    assert "adopted.calls" in wq.connect(engine).explain(COUNT)["stats"]


def test_another_folder_is_refused(engine: sa.Engine, tmp_path: Path) -> None:
    with engine.connect():
        for url in (f"chdb:///{tmp_path}/other", "chdb:///:memory:"):
            with pytest.raises(ExecutionError) as caught:
                wq.connect(sa.create_engine(url)).run(COUNT)
            assert str(caught.value) == (
                "WQ504: SQLAlchemy gives no connection: RuntimeError; a process can have one data folder open, and a "
                "folder can be open in one process"
            )
            assert isinstance(caught.value.__cause__, RuntimeError)


def test_a_connection_that_was_closed_below_or_has_another_form_is_our_error(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        db = wq.connect(connection)
        connection.connection.driver_connection.close()  # type: ignore[union-attr]
        with pytest.raises(ExecutionError, match=r"^WQ504: the connection is closed$"):
            db.run(COUNT)
        connection.invalidate()
    with pytest.raises(DriverMissingError, match=r"WQ503: .* have another form; 0\.2 is the one that works"):
        adopt(sqlite3.connect(":memory:"))


IN_MEMORY = """
import sqlalchemy as sa, weave_query as wq
engine = sa.create_engine("chdb:///:memory:")
db = wq.connect(engine)
db.create_schema()
call = {"id": "c", "project_id": "p", "trace_id": "t", "op_name": "o", "started_at": "2026-01-01T00:00:00Z"}
db.load(calls=[call])
with engine.connect() as one, engine.connect() as other:
    for each in (db, wq.connect(one), wq.connect(other)):
        print(each.run(wq.CallsQueryStatsReq(project_id="p")).count, end=" ")
engine.dispose()
"""


def test_a_database_in_memory_is_the_one_of_its_engine() -> None:
    run = subprocess.run([sys.executable, "-c", IN_MEMORY], capture_output=True, text=True, timeout=120, check=True)
    assert run.stdout == "1 1 1 "


REFUSED: dict[str, Callable[[sa.Engine], object]] = {
    "a statement": lambda engine: wq.connect(engine).compile(COUNT)["stats"].to_sqlalchemy(),
    "tables": metadata,
    "tables by name": lambda engine: metadata("clickhouse"),
}


@pytest.mark.parametrize("asked", REFUSED)
def test_statements_and_tables_are_no_objects_of_sqlalchemy(engine: sa.Engine, asked: str) -> None:
    with pytest.raises(wq.UnsupportedError) as caught:
        REFUSED[asked](engine)
    assert caught.value.capability == "sqlalchemy_objects"
    assert str(caught.value) == (
        "WQ401: statements and tables of the backend `clickhouse` are no objects of SQLAlchemy: chdb-sqlalchemy writes "
        "parameters into the text, neither exactly nor safely; `connect(engine)` runs requests, and its "
        "`create_schema()` and `load` make and fill tables"
    )


def test_parameters_of_the_dialect_are_neither_exact_nor_safe(engine: sa.Engine) -> None:
    """Why. When this fails, chdb-sqlalchemy or chdb has become better, and what is refused above may be looked at."""
    with engine.connect() as connection:

        def rows(statement: sa.Executable) -> list[Any]:
            return list(map(tuple, connection.execute(statement)))

        assert rows(sa.select(sa.literal(0.1 + 0.2))) == [(0.3,)]
        assert rows(sa.select(sa.literal(datetime(2026, 1, 1, 0, 0, 0, 9)))) == [(datetime(2026, 1, 1),)]
        with pytest.raises(sa.exc.DBAPIError, match="Code: "):
            rows(sa.text("SELECT has(:p0, 'a')").bindparams(p0=["a"]))
        # The text that ends in a backslash is taken to go on, so the value is written into the next text.
        injected = sa.text(r"SELECT '\\' AS a, '?' AS b, :p0 AS c").bindparams(p0="|| 42 --")
        assert rows(injected) == [("\\", "42")]
