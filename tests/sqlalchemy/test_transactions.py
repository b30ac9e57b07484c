"""Whose transaction it is, where the connection goes afterwards, and which errors come out."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.sqlalchemy.conftest import ENGINES, NAMES, Make
from weave_query.errors import ExecutionError, SettingsError, StatementTimeoutError

ALL = wq.CallsQueryReq(project_id="p", columns=["id"])
USAGE = wq.TraceUsageReq(project_id="p", limit=None)
NUMBER = 2500  # more than two batches


def call(number: int, project: str = "p") -> dict[str, Any]:
    return {
        "id": f"c{number:05}",
        "project_id": project,
        "op_name": "op",
        "trace_id": "t",
        "started_at": "2026-01-01T00:00:00Z",
        "summary": {"usage": {"m": {"requests": 1}}},
    }


@pytest.fixture(scope="session", params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of an engine: a test that asks for it runs on all."""
    return str(request.param)


@pytest.fixture(scope="module")
def engine(name: str, make_engine: Make) -> sa.Engine:
    """An engine with one connection and no other, which nobody waits for."""
    engine = make_engine(name, "transactions", pool_size=1, max_overflow=0, pool_timeout=0.1)
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=map(call, range(NUMBER)))
    return engine


def ids(db: wq.Database) -> list[str]:
    return [found.id for found in db.run(ALL).calls]


def checked_out(engine: sa.Engine) -> int:
    return engine.pool.checkedout()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_rows_of_the_servers_transaction_are_seen_and_are_the_servers_to_roll_back(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        begun = connection.begin()
        insert = "INSERT INTO calls (id, project_id, op_name, trace_id, started_at) SELECT 'new', {}, 'o', 't', {}"
        select = " FROM calls WHERE id = 'c00000' AND project_id = 'p'"
        connection.exec_driver_sql(insert.format("'q'", "started_at") + select)
        db = wq.connect(connection)
        assert [found.id for found in db.run(wq.CallsQueryReq(project_id="q", columns=["id"])).calls] == ["new"]
        db.close()
        assert begun.is_active
        begun.rollback()
        db = wq.connect(connection)
        assert db.run(wq.CallsQueryStatsReq(project_id="q")).count == 0
    assert checked_out(engine) == 0


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_what_is_loaded_on_a_connection_is_the_servers_to_commit(engine: sa.Engine) -> None:
    count = wq.CallsQueryStatsReq(project_id="loaded")
    calls = [call(number, "loaded") for number in range(NUMBER)]
    with engine.connect() as connection:
        db = wq.connect(connection)
        db.load(calls=calls)
        db.load(calls=calls)
        assert connection.in_transaction()
        assert db.run(count).count == NUMBER
        connection.rollback()
        assert db.run(count).count == 0
        db.load(calls=calls[:2])
        connection.commit()
    with engine.connect() as connection:
        assert wq.connect(connection).run(count).count == 2
        connection.exec_driver_sql("DELETE FROM calls WHERE project_id = 'loaded'")
        connection.commit()


def test_a_connection_that_is_in_no_transaction_begins_one_as_statements_of_sqlalchemy_do(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        assert not connection.in_transaction()
        assert len(ids(wq.connect(connection))) == NUMBER
        assert connection.in_transaction()


def test_a_statement_over_an_engine_gives_its_connection_back_without_a_transaction(engine: sa.Engine) -> None:
    db = wq.connect(engine)
    assert len(ids(db)) == NUMBER
    assert checked_out(engine) == 0
    with engine.connect() as connection:
        assert not connection.in_transaction()


def test_a_request_of_several_statements_needs_one_connection_of_the_pool(engine: sa.Engine) -> None:
    body = {"project_id": "p", "start": "2026-01-01T00:00:00Z", "end": "2026-01-02T00:00:00Z"}
    asked = {"usage_metrics": [{"metric": "total_tokens"}], "call_metrics": [{"metric": "call_count"}]}
    db = wq.connect(engine)
    compiled = db.compile(wq.parse_request("call_stats", {**body, **asked}))
    assert len(compiled.queries) > 1
    db.run_compiled(compiled)
    assert checked_out(engine) == 0


def test_a_streamed_answer_holds_its_connection_until_it_is_read_or_closed(engine: sa.Engine, name: str) -> None:
    db = wq.connect(engine)
    with db.stream(USAGE) as usage:
        assert checked_out(engine) == (0 if name in ("duckdb", "chdb") else 1)  # theirs are fetched already
        assert next(usage)[0] == "c00000"
    assert checked_out(engine) == 0
    with db.stream(USAGE) as usage:
        assert sum(1 for _ in usage) == NUMBER
        assert checked_out(engine) == 0


def test_a_stream_that_is_closed_leaves_no_cursor_and_no_transaction_on_a_connection_of_the_pool(
    make_engine: Make,
) -> None:
    engine = make_engine("postgres", "transactions", pool_size=1, max_overflow=0)
    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=map(call, range(NUMBER)))
    with db.stream(USAGE) as usage:
        next(usage)
    lent = engine.raw_connection()
    lower = lent.driver_connection
    assert isinstance(lower, psycopg.Connection)
    assert lower.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
    assert lower.execute("SELECT name FROM pg_cursors").fetchall() == []
    lent.close()


def test_a_database_in_memory_is_the_one_of_its_engine() -> None:
    for url in ("sqlite://", "duckdb:///:memory:"):
        engine = sa.create_engine(url)
        db = wq.connect(engine)
        db.create_schema()
        db.load(calls=map(call, range(3)))
        with db.stream(USAGE) as usage:
            next(usage)
            assert len(ids(db)) == 3
            assert len(list(usage)) == 2
        engine.dispose()


def test_answers_are_streamed_in_the_servers_transaction(engine: sa.Engine) -> None:
    with engine.connect() as connection, connection.begin():
        db = wq.connect(connection)
        with db.stream(USAGE) as one, db.stream(USAGE) as other:
            assert next(one)[0] == next(other)[0] == "c00000"
            assert sum(1 for _ in one) == sum(1 for _ in other) == NUMBER - 1


def test_a_refused_statement_is_our_error_and_gives_the_connection_back(engine: sa.Engine) -> None:
    db = wq.connect(engine)
    with pytest.raises(ExecutionError, match=r"^WQ504: a table of the statement is not there$") as caught:
        list(db.driver.run(wq.CompiledQuery("t", "SELECT x FROM secret_table", {}, ())))
    assert caught.value.sql == "SELECT x FROM secret_table"
    assert checked_out(engine) == 0
    assert len(ids(db)) == NUMBER


def test_a_statement_in_a_transaction_that_is_aborted_says_so(engine: sa.Engine, name: str) -> None:
    """SQLite goes on after an error, and ClickHouse, which has none; the others take nothing more until a rollback."""
    with engine.connect() as connection:
        db = wq.connect(connection, options=wq.Options(timeout_seconds=60))
        with pytest.raises(ExecutionError, match=r"^WQ504: a table of the statement is not there$"):
            list(db.driver.run(wq.CompiledQuery("t", "SELECT x FROM secret_table", {}, ())))
        if name not in ("sqlite", "chdb"):
            message = "WQ504: an earlier statement failed, so the transaction is aborted and has to be rolled back"
            for ask in (lambda: ids(db), lambda: db.load(calls=[call(1)])):
                with pytest.raises(ExecutionError) as caught:
                    ask()
                assert str(caught.value) == message
            connection.rollback()
        assert len(ids(db)) == NUMBER


@pytest.mark.parametrize("name", ["postgres"], indirect=True)
def test_a_savepoint_keeps_the_transaction_where_there_are_any(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        db = wq.connect(connection)
        connection.begin()
        with pytest.raises(ExecutionError), connection.begin_nested():
            list(db.driver.run(wq.CompiledQuery("t", "SELECT x FROM secret_table", {}, ())))
        assert len(ids(db)) == NUMBER


@pytest.mark.parametrize("name", ["duckdb", "postgres"], indirect=True)
def test_a_statement_that_takes_too_long_aborts_the_transaction(make_engine: Make, name: str) -> None:
    engine = make_engine(name, "too_long")
    wq.connect(engine).create_schema()
    slow = {
        "duckdb": "SELECT sum(a * b) FROM range(3000000) x(a), range(3000000) y(b)",
        "postgres": "SELECT pg_sleep(9)",
    }
    with engine.connect() as connection:
        db = wq.connect(connection, options=wq.Options(timeout_seconds=0.2))
        with pytest.raises(StatementTimeoutError):
            list(db.driver.run(wq.CompiledQuery("t", slow[name], {}, ())))
        with pytest.raises(ExecutionError, match="the transaction is aborted and has to be rolled back"):
            ids(db)


def test_missing_tables_are_told_with_what_makes_them(name: str, make_engine: Make) -> None:
    with pytest.raises(ExecutionError, match=r"WQ504: the table `calls` is not there; `create_schema\(\)` makes"):
        ids(wq.connect(make_engine(name, "without_tables")))


def test_a_pool_that_has_no_connection_left_is_our_error(engine: sa.Engine) -> None:
    with engine.connect(), pytest.raises(ExecutionError, match="WQ504: SQLAlchemy gives no connection: TimeoutError"):
        ids(wq.connect(engine))


def test_a_connection_that_was_closed_is_our_error(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        db = wq.connect(connection)
    with pytest.raises(ExecutionError, match="WQ504: SQLAlchemy gives no connection"):
        ids(db)


def test_a_connection_that_was_lost_in_its_transaction_is_our_error(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        db = wq.connect(connection)
        known = ids(db)
        connection.invalidate()
        with pytest.raises(ExecutionError, match=r"PendingRollbackError; `rollback\(\)` ends the transaction in which"):
            ids(db)
        with pytest.raises(ExecutionError, match="WQ504: SQLAlchemy gives no connection: PendingRollbackError"):
            db.load(calls=[call(0)])
        connection.rollback()
        assert ids(db) == known


def test_options_that_a_dialect_does_not_know_are_told(make_engine: Make) -> None:
    engine = make_engine("duckdb", "transactions").execution_options(isolation_level="AUTOCOMMIT")
    with pytest.raises(ExecutionError, match=r"AttributeError; its dialect cannot do what options of the engine ask"):
        ids(wq.connect(engine))


def test_a_server_that_is_not_there_is_our_error_without_its_url(make_engine: Make) -> None:
    engine = sa.create_engine("postgresql+psycopg://user:secret@127.0.0.1:1/hidden")
    with pytest.raises(ExecutionError, match=r"^WQ504: SQLAlchemy gives no connection: OperationalError$") as caught:
        ids(wq.connect(engine))
    assert isinstance(caught.value.__cause__, sa.exc.OperationalError)


def test_a_lost_connection_is_told_to_the_pool_which_makes_another(make_engine: Make) -> None:
    engine = make_engine("postgres", "transactions", pool_size=1, max_overflow=0)
    other = make_engine("postgres", "transactions")
    wq.connect(engine).create_schema()
    with engine.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with other.connect() as connection:
        assert connection.execute(sa.select(sa.func.pg_terminate_backend(process, 5000))).scalar_one()
    db = wq.connect(engine)
    with pytest.raises(ExecutionError, match="WQ504: the connection to the PostgreSQL server is lost"):
        ids(db)
    assert ids(db) == ids(wq.connect(other))


def test_when_one_connection_is_lost_the_others_of_the_pool_are_not_tried(make_engine: Make) -> None:
    engine = make_engine("postgres", "transactions", pool_size=3)
    wq.connect(engine).create_schema()
    held = [engine.connect() for _ in range(3)]
    lost = [connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() for connection in held]
    for connection in held:
        connection.close()
    with make_engine("postgres", "transactions").connect() as other:
        for process in lost:
            assert other.execute(sa.select(sa.func.pg_terminate_backend(process, 5000))).scalar_one()
    db = wq.connect(engine)
    with pytest.raises(ExecutionError, match="WQ504: the connection to the PostgreSQL server is lost"):
        ids(db)
    for _ in range(4):
        ids(db)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("default_collation", "NOCASE"), ("default_null_order", "nulls_first"), ("default_order", "desc")],
)
def test_settings_of_duckdb_that_change_answers_are_refused(setting: str, value: str) -> None:
    engine = sa.create_engine("duckdb://", connect_args={"config": {setting: value}})
    db = wq.connect(engine)
    db.create_schema()
    told = f"WQ507: the connection has `{setting}` set to .*, which changes answers; `RESET {setting}`, or give"
    with pytest.raises(SettingsError, match=told):
        ids(db)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"RESET {setting}")
        assert ids(wq.connect(connection)) == []
    engine.dispose()


def test_after_closing_the_database_is_closed_and_the_engine_is_not(engine: sa.Engine) -> None:
    db = wq.connect(engine)
    db.close()
    db.close()
    with pytest.raises(ExecutionError, match="WQ504: the database is closed"):
        ids(db)
    assert len(ids(wq.connect(engine))) == NUMBER


def test_settings_of_the_servers_connection_stay_as_they_are(make_engine: Make) -> None:
    engine = make_engine("postgres", "transactions", connect_args={"options": "-c TimeZone=Asia/Tokyo"})
    with engine.connect() as connection:
        before = settings(connection)
        db = wq.connect(connection)
        db.load(calls=[call(1, "settings")])
        ids(db)
        list(db.stream(USAGE))
        document = connection.exec_driver_sql("SELECT CAST('{\"a\": 1}' AS jsonb)").scalar_one()
        assert document == {"a": 1}
        assert settings(connection) == before


def settings(connection: sa.Connection) -> list[Any]:
    """What could have been left behind: settings, temporary tables, prepared statements and cursors."""
    listed = connection.exec_driver_sql("SELECT name, setting FROM pg_settings ORDER BY name").all()
    left = "SELECT relname FROM pg_class WHERE relpersistence = 't' UNION ALL SELECT name FROM pg_cursors"
    prepared = "SELECT name FROM pg_prepared_statements WHERE statement LIKE '%%calls%%'"
    return [listed, connection.exec_driver_sql(left).all(), connection.exec_driver_sql(prepared).all()]


def test_rows_of_another_form_of_the_servers_connection_are_not_ours(make_engine: Make) -> None:
    engine = make_engine("sqlite", "rows")

    @sa.event.listens_for(engine, "connect")
    def named(connection: sqlite3.Connection, record: object) -> None:
        connection.row_factory = sqlite3.Row

    db = wq.connect(engine)
    db.create_schema()
    db.load(calls=[call(1)])
    assert ids(db) == ["c00001"]
    (row,) = db.driver.run(db.compile(ALL).queries[0])
    assert type(row) is tuple


def test_regular_expressions_are_added_where_options_ask_for_them(make_engine: Make) -> None:
    engine = make_engine("sqlite", "regexp")
    db = wq.connect(engine, options=wq.Options(driver_functions=True))
    db.create_schema()
    db.load(calls=[call(1), call(2)])
    assert [found.id for found in db.run(ALL, where=wq.F("id").matches("1$")).calls] == ["c00001"]
