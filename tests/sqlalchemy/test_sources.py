"""What `connect` takes of SQLAlchemy, and what is told of the rest."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

import weave_query as wq
from weave_query.errors import ConnectionUrlError, DriverMissingError, SettingsError


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (None, "WQ505: there is no url and no engine; `connect` takes a url such as `duckdb://`"),
        (5, "WQ505: a `int` is no database; `connect` takes a url such as `duckdb://`"),
    ],
)
def test_what_is_neither_a_url_nor_an_engine_is_refused(source: Any, message: str) -> None:
    with pytest.raises(ConnectionUrlError) as caught:
        wq.connect(source)
    assert str(caught.value).startswith(message)
    with pytest.raises(ConnectionUrlError, match="WQ505: there is no url and no engine"):
        wq.connect()


def test_a_url_of_sqlalchemy_is_told_to_be_given_as_an_engine() -> None:
    url = "postgresql+psycopg://user:secret@host/db"
    with pytest.raises(ConnectionUrlError) as caught:
        wq.connect(url)
    assert str(caught.value).startswith(
        "WQ505: no installed backend opens the scheme `postgresql+psycopg`; a url of SQLAlchemy is given as an engine, "
        "`connect(create_engine(...))`; schemes are"
    )
    assert "secret" not in str(caught.value)
    source: Any = sa.make_url(url)
    with pytest.raises(ConnectionUrlError) as caught:
        wq.connect(source)
    assert str(caught.value) == ("WQ505: a `URL` is no database; make an engine of it, `connect(create_engine(url))`")


def test_a_session_is_told_to_give_its_connection() -> None:
    engine = sa.create_engine("sqlite://")
    given: list[Any] = [orm.Session(engine), orm.scoped_session(orm.sessionmaker(engine))]
    for source in given:
        with pytest.raises(ConnectionUrlError, match=r"is no database; give its connection, `session.connection\(\)`$"):
            wq.connect(source)
    with orm.Session(engine) as session:
        wq.connect(session.connection()).create_schema()


def test_an_engine_of_a_driver_that_no_backend_works_on_names_the_one_that_does() -> None:
    engine = sa.create_engine("sqlite+pysqlcipher://", module=sqlite3)  # a module that it never asks
    with pytest.raises(DriverMissingError) as caught:
        wq.connect(engine)
    assert str(caught.value) == (
        "WQ503: no backend works on a connection of `sqlite+pysqlcipher`; engines of `sqlite+pysqlite` work"
    )


@pytest.mark.parametrize("url", ["clickhouse+native", "clickhouse+http", "clickhousedb+connect"])
def test_an_engine_of_a_server_of_clickhouse_names_the_one_that_works(url: str) -> None:
    engine = sa.create_engine("sqlite://")
    engine.dialect.name, engine.dialect.driver = url.split("+")
    with pytest.raises(DriverMissingError) as caught:
        wq.connect(engine)
    assert str(caught.value) == (
        f"WQ503: no backend works on a connection of `{url}`; engines of `chdb+dbapi` work; the extra `chdb` of "
        'weave-query installs it: in a checkout `pip install ".[chdb]"`'
    )


def test_an_engine_of_an_async_driver_is_refused() -> None:
    engine = sa.create_engine("postgresql+psycopg_async://user@host/db")
    with pytest.raises(ConnectionUrlError, match="WQ505: an engine of an async driver is no database"):
        wq.connect(engine)


def test_a_map_of_schemas_that_no_statement_would_follow_is_refused() -> None:
    engine = sa.create_engine("sqlite://")
    translated = engine.execution_options(schema_translate_map={None: "other"})
    with pytest.raises(SettingsError, match=r"WQ507: `schema_translate_map` is not followed: .*; a `StorageMap` names"):
        wq.connect(translated)
    with engine.connect() as connection:
        db = wq.connect(connection)
        db.create_schema()
        connection.execution_options(schema_translate_map={None: "other"})
        with pytest.raises(SettingsError, match="WQ507"):
            db.run(wq.CallsQueryStatsReq(project_id="p"))
