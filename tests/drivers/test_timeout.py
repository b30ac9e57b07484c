"""Statements that take too long: they end in time, and what comes after them works."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Timer
from threading import enumerate as enumerate_threads

import pytest
import sqlalchemy as sa

import weave_query as wq
from tests.drivers.conftest import NUMBERS
from tests.engines import Engines
from weave_query.allowance import Allowance, stopped_by
from weave_query.api import Database
from weave_query.backend import StreamingDriver
from weave_query.compiled import CompiledQuery, OutputColumn
from weave_query.errors import ExecutionError, SettingsError, StatementTimeoutError, UnsupportedError
from weave_query.types import STRING

ONE = (OutputColumn("any", STRING),)
SLOW = {
    "clickhouse": "SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1",
    "postgres": "SELECT count(*) FROM generate_series(1, 99999) AS a, generate_series(1, 9999) AS b "
    "WHERE md5(a || '-' || b) = '%'",
    "duckdb": "SELECT count(*) FROM range(100000000000) AS s(n) WHERE md5(n::VARCHAR) = ''",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s",
}
SHORT = wq.Options(timeout_seconds=0.3)
COLUMNS = ("project_id", "table_digest", "row_index", "row_digest")


def query(sql: str) -> CompiledQuery:
    return CompiledQuery("test", sql, {}, ONE)


@pytest.fixture
def limited(engine: str, engines: Engines) -> Iterator[Database]:
    url = engines.url("chdb" if engine == "clickhouse" else engine, "timeouts")
    with wq.connect(url, options=SHORT) as db:
        db.create_schema()
        yield db


def ends_in_time(run: Callable[[], object]) -> StatementTimeoutError:
    begun = time.monotonic()
    with pytest.raises(StatementTimeoutError) as caught:
        run()
    assert 0.25 < time.monotonic() - begun < 10  # other work may have the machine; without an end it takes minutes
    return caught.value


def test_a_statement_ends_in_time_and_the_next_one_works(engine: str, limited: Database) -> None:
    for _ in range(2):
        error = ends_in_time(lambda: list(limited.driver.run(query(SLOW[engine]))))
        assert str(error) == (
            "WQ508: the statement took longer than 0.3 seconds; ask for less, or allow more with "
            "`Options(timeout_seconds=...)`"
        )
        assert isinstance(error, ExecutionError)
        assert error.sql == SLOW[engine]
        assert list(limited.driver.run(query("SELECT 'x'"))) == [("x",)]


def test_a_timeout_that_is_assigned_holds_and_setting_it_back_removes_it(engine: str, engines: Engines) -> None:
    some = {
        "clickhouse": "SELECT toString(sum(sleepEachRow(0.01))) FROM numbers(60)",
        "postgres": "SELECT pg_sleep(0.6)::text",
        "duckdb": "SELECT count(*)::VARCHAR FROM range(5000000) AS s(n) WHERE md5(n::VARCHAR) = ''",
        "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 3000000) "
        "SELECT CAST(count(*) AS TEXT) FROM s",
    }[engine]
    with wq.connect(engines.url("chdb" if engine == "clickhouse" else engine, "timeouts")) as db:
        db.options = wq.Options(timeout_seconds=0.1)
        with pytest.raises(StatementTimeoutError):
            list(db.driver.run(query(some)))
        db.options = wq.Options()
        assert len(list(db.driver.run(query(some)))) == 1


def test_rows_that_come_slowly_end_in_time(engine: str, limited: Database) -> None:
    """The first rows are there at once, and reading goes on for ever."""
    endless = {
        "clickhouse": "SELECT toString(number) FROM system.numbers",
        "postgres": "SELECT a::text FROM generate_series(1, 9999) AS a, generate_series(1, 99999) AS b",
        "duckdb": "SELECT n::VARCHAR FROM range(100000000000) AS s(n)",
        "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s) SELECT n FROM s",
    }[engine]

    def read() -> None:
        for _ in limited.driver.run(query(endless)):
            pass

    ends_in_time(read)
    assert list(limited.driver.run(query("SELECT 'x'"))) == [("x",)]


@pytest.mark.parametrize("seconds", [None, 300])
@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_a_statement_is_stopped_from_another_thread_and_the_next_one_works(
    engine: str, seconds: float | None, engines: Engines
) -> None:
    """ClickHouse in this process can be interrupted by its time only."""
    with wq.connect(engines.url(engine, "timeouts"), options=wq.Options(timeout_seconds=seconds)) as db:
        stop = Event()
        timer = Timer(0.2, stop.set)
        timer.start()
        begun = time.monotonic()
        with stopped_by(stop):
            for _ in range(2):  # what would follow ends too
                with pytest.raises(ExecutionError):
                    list(db.driver.run(query(SLOW[engine])))
        assert 0.15 < time.monotonic() - begun < 10
        assert list(db.driver.run(query("SELECT 'x'"))) == [("x",)]
        timer.join()


def test_a_streamed_statement_ends_in_time(engines: Engines) -> None:
    with wq.connect(engines.url("postgres", "timeouts"), options=SHORT) as db:
        assert isinstance(db.driver, StreamingDriver)
        ends_in_time(lambda: list(db.driver.stream(query(SLOW["postgres"]))))
        assert list(db.driver.stream(query("SELECT 'x'"))) == [("x",)]


@pytest.mark.share(3)
@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_time_in_which_nobody_reads_does_not_count(engine: str, engines: Engines) -> None:
    """ClickHouse counts it."""
    with wq.connect(engines.url(engine, "timeouts"), options=wq.Options(timeout_seconds=3)) as db:
        rows = db.driver.run(query(NUMBERS[engine]))
        assert len(next(rows)) == 2
        time.sleep(3.1)
        assert len(list(rows)) == 199_999


def test_writing_has_no_end(engine: str, engines: Engines) -> None:
    """Not even when time is so short that every statement that reads is ended."""
    url = engines.url("chdb" if engine == "clickhouse" else engine, "timeouts")
    rows = [("p", "written", number, "x" * 100) for number in range(5_000)]
    with wq.connect(url, options=wq.Options(timeout_seconds=0.001)) as db:
        db.create_schema()
        with pytest.raises(StatementTimeoutError):
            list(db.driver.run(query(SLOW[engine])))
        db.driver.insert("table_rows", COLUMNS, rows)
        db.driver.insert("table_rows", COLUMNS, rows)
    with wq.connect(url) as db:
        if engine in ("clickhouse", "postgres"):  # the others kept it in memory
            count = list(db.driver.run(query("SELECT count(*) FROM table_rows WHERE table_digest = 'written'")))
            assert count == [(5_000,)]


def test_the_timeout_of_a_postgres_connection_stays_as_it_was(engines: Engines) -> None:
    engine = sa.create_engine(engines.url("postgres", "timeouts").replace("postgresql:", "postgresql+psycopg:"))
    shown = sa.text("SHOW statement_timeout")
    with engine.connect() as connection:
        with wq.connect(connection, options=wq.Options(timeout_seconds=5)) as db:
            list(db.driver.run(query("SELECT 'x'")))
            assert connection.execute(shown).scalar() == "0"
            connection.execute(sa.text("SET LOCAL statement_timeout = '200ms'"))
            begun = time.monotonic()
            savepoint = connection.begin_nested()
            with pytest.raises(StatementTimeoutError):
                list(db.driver.run(query(SLOW["postgres"])))
            savepoint.rollback()
            assert time.monotonic() - begun < 4  # the shorter of the two holds
        connection.rollback()
        assert connection.execute(shown).scalar() == "0"
    engine.dispose()


def test_what_an_engine_of_sqlalchemy_lends_is_timed_too() -> None:
    engine = sa.create_engine("sqlite://")
    with wq.connect(engine, options=SHORT) as db:
        ends_in_time(lambda: list(db.driver.run(query(SLOW["sqlite"]))))
        assert list(db.driver.run(query("SELECT 'x'"))) == [("x",)]


def test_the_evaluator_ends_in_time() -> None:
    calls = [
        {"id": f"c{n}", "project_id": "p", "op_name": "o", "trace_id": "t", "started_at": "2026-01-01T00:00:00Z"}
        for n in range(1_000)
    ]
    request = wq.CallsQueryReq(project_id="p")
    for seconds, ends in ((0.000_01, True), (600, False)):
        with wq.connect("memory://", options=wq.Options(timeout_seconds=seconds)) as db:
            db.create_schema()
            db.load(calls=calls)
            if ends:
                with pytest.raises(StatementTimeoutError, match=r"longer than 1e-05 seconds"):
                    db.run(request)
            else:
                assert len(db.run(request).calls) == 1_000


@pytest.mark.parametrize("seconds", [0, -1, True, "5", float("nan"), float("inf"), 86_401])
def test_what_is_no_time_is_refused(seconds: object) -> None:
    with pytest.raises(
        SettingsError, match=r"^WQ507: `Options.timeout_seconds` is a number above 0 and at most 86,400"
    ):
        wq.Options(timeout_seconds=seconds)  # type: ignore[arg-type]


def test_a_driver_that_keeps_no_time_is_refused_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    import weave_query_duckdb.driver as module

    closed = []

    class Timeless:
        run = create_schema = insert = module.DuckDBDriver.run

        def __init__(self, connection: object) -> None:
            """It needs none."""

        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(module, "DuckDBDriver", Timeless)
    with pytest.raises(UnsupportedError, match="the driver of `duckdb` ends no statement that takes long"):
        wq.connect("duckdb://", options=SHORT)
    assert len(closed) == 1


def test_what_comes_after_the_work_is_not_interrupted() -> None:
    interrupted = []
    allowance = Allowance(0.05)
    with allowance.interrupted(lambda: interrupted.append(1)):
        pass
    time.sleep(0.1)
    assert (interrupted, allowance.over) == ([], False)
    with allowance.interrupted(lambda: interrupted.append(1)):
        time.sleep(0.2)
    known = len(interrupted)
    assert known >= 1
    assert allowance.over
    time.sleep(0.25)
    assert len(interrupted) == known


def test_work_that_had_not_begun_when_the_time_was_over_is_interrupted_again() -> None:
    """DuckDB forgets an interruption that comes before the statement: it would go on without an end."""
    interrupted = Event()
    count = []

    def interrupt() -> None:
        count.append(1)
        if len(count) == 3:
            interrupted.set()

    with Allowance(0.001).interrupted(interrupt):
        assert interrupted.wait(5)


def test_pieces_of_work_that_are_too_short_to_be_interrupted_end_in_time(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch of rows may be there before the interruption is."""

    @contextmanager
    def never(allowance: Allowance, interrupt: Callable[[], object]) -> Iterator[None]:
        begun = time.monotonic()
        yield
        allowance._left -= time.monotonic() - begun

    endless = query("SELECT n::VARCHAR FROM range(100000000000) AS s(n)")
    monkeypatch.setattr(Allowance, "interrupted", never)
    with wq.connect(engines.url("duckdb", "timeouts"), options=SHORT) as db:
        ends_in_time(lambda: deque(db.driver.run(endless), maxlen=0))
    stop = Event()
    with stopped_by(stop), wq.connect(engines.url("duckdb", "timeouts")) as db:
        rows = db.driver.run(endless)
        next(rows)
        stop.set()
        with pytest.raises(ExecutionError):
            deque(rows, maxlen=0)


def test_nothing_goes_on_when_a_statement_has_ended(limited: Database) -> None:
    """What still waits when the interpreter ends would end it with SIGABRT, where a library in C++ is loaded."""
    before = set(enumerate_threads())
    for _ in range(20):
        list(limited.driver.run(query("SELECT 'x'")))
        assert set(enumerate_threads()) <= before
