"""Functions that a driver adds to its engine, `Options(driver_functions=True)`: regular expressions on SQLite."""

from __future__ import annotations

import sqlite3

import pytest

import weave_query as wq
from tests.engines import Engines
from weave_query import F
from weave_query.api import Database
from weave_query.errors import ExecutionError, UnsupportedError
from weave_query_sqlite.driver_functions import add_regexp

WITH = wq.Options(driver_functions=True)
REQUEST = wq.CallsQueryReq(project_id="p", columns=["id"])
TEXTS = ["refund late", "Refund\nlate", "remboursé\r\n", "", "a.b", "😀x", "LATE", 5, None, ["late"], {"late": 1}]
SELECTED = [
    (F("inputs.text").matches("late$"), "01"),
    (F("inputs.text").matches("^refund.late$"), "0"),
    (F("inputs.text").matches("LATE", case_insensitive=True), "016"),
    (F("inputs.text").matches("É", case_insensitive=True), "2"),
    (F("inputs.text").matches("^.x$"), "5"),
    (F("inputs.text").matches("^[^a-z]*$"), "36"),
    (F("inputs.text").matches("a\\.b"), "4"),
    (F("inputs.text").matches("\\s$"), "2"),
    (~F("inputs.text").matches(""), "789A"),
    (F("inputs.text").any(lambda x: x.matches("^l")), "9"),
]


@pytest.fixture(scope="module")
def texts_db(engine: str, engines: Engines) -> Database:
    shared = {"project_id": "p", "trace_id": "t", "op_name": "a", "started_at": "2026-03-07T09:00:00Z"}
    rows = [{**shared, "id": f"{n:X}", "inputs": {"text": text}} for n, text in enumerate(TEXTS)]
    return engines.filled(engine, "functions", lambda opened: opened.load(calls=rows), WITH)


@pytest.mark.parametrize(("where", "ids"), SELECTED, ids=[repr(where) for where, _ in SELECTED])
def test_every_engine_matches_the_same_texts(where: wq.Expression, ids: str, texts_db: Database) -> None:
    assert "".join(call.id for call in texts_db.run(REQUEST, where=where).calls) == ids


def test_sqlite_has_regular_expressions_only_where_they_are_asked_for() -> None:
    """Before and after: the two options are two shapes of the cache."""
    where = F("op_name").matches("late$")
    for _ in range(2):
        assert " REGEXP :p1" in wq.compile(REQUEST, "sqlite", where=where, options=WITH).sql
        with pytest.raises(UnsupportedError, match=r"`Options\(driver_functions=True\)`.* extra `regex`") as caught:
            wq.compile(REQUEST, "sqlite", where=where)
        assert caught.value.capability == "regular_expressions"


@pytest.mark.parametrize("backend", ["clickhouse", "duckdb", "postgres"])
def test_an_engine_that_has_them_compiles_the_same_with_the_option(backend: str) -> None:
    where = F("op_name").matches("late$")
    texts = {wq.compile(REQUEST, backend, where=where, options=options).sql for options in (WITH, wq.Options())}
    assert len(texts) == 1
    assert wq.get_backend(backend).capabilities.regular_expressions


def test_a_connection_without_the_function_says_how_to_have_it() -> None:
    compiled = wq.compile(REQUEST, "sqlite", where=F("op_name").matches("late$"), options=WITH)
    with wq.connect("sqlite://") as db:
        db.create_schema()
        with pytest.raises(
            ExecutionError, match=r"no regular expressions here; open .*driver_functions=True"
        ) as caught:
            db.run_compiled(compiled)
    assert caught.value.sql == compiled.sql


def test_the_function_can_be_added_to_a_connection_of_a_servers_own() -> None:
    connection = sqlite3.connect(":memory:")
    add_regexp(connection)
    asked = "SELECT 'späte' REGEXP '^sp.te\\z', 'a' REGEXP 'b', NULL REGEXP 'a', 'a' REGEXP NULL"
    assert connection.execute(asked).fetchone() == (1, 0, None, None)
    connection.close()


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_connection_whose_functions_cannot_be_added_is_closed(
    failure: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is raised on the way: nobody else could close it."""
    from weave_query_sqlite.driver import SQLiteDriver

    opened: list[SQLiteDriver] = []

    def add_functions(driver: SQLiteDriver) -> None:
        opened.append(driver)
        raise failure

    monkeypatch.setattr(SQLiteDriver, "add_functions", add_functions)
    with pytest.raises(failure):
        wq.connect("sqlite://", options=WITH)
    with pytest.raises(ExecutionError, match="closed"):
        opened[0].create_schema()
