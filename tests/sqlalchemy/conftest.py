"""Engines of SQLAlchemy on the databases that the tests run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.engines import Engines

NAMES = ("postgres", "sqlite", "duckdb")
"""Those whose statements and tables are objects of SQLAlchemy."""
ENGINES = (*NAMES, "chdb")
"""Those that requests run on."""
Make = Callable[..., sa.Engine]


@pytest.fixture(scope="session")
def make_engine(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """An engine on an empty database: its name, the database's, and what `create_engine` takes."""
    made: list[sa.Engine] = []

    def make(name: str, database: str, **settings: object) -> sa.Engine:
        engine = sa.create_engine(url(name, database), **settings)
        if name == "chdb":
            in_database(engine, database)
        made.append(engine)
        return engine

    def url(name: str, database: str) -> sa.URL:
        if name == "postgres":
            return sa.make_url(engines.url(name, database)).set(drivername="postgresql+psycopg")
        if name == "chdb":
            return sa.make_url(f"chdb:///{engines.chdb_folder}")
        return sa.URL.create(name, database=str(folder / f"{database}.{name}"))

    folder: Path = tmp_path_factory.mktemp("sqlalchemy")
    yield make
    for engine in made:
        engine.dispose()


def in_database(engine: sa.Engine, database: str) -> None:
    """Begin each session of ClickHouse in a database, which a url of chdb-sqlalchemy cannot name."""

    @sa.event.listens_for(engine, "connect")
    def use(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE IF NOT EXISTS `{database}`")
        cursor.execute(f"USE `{database}`")
        cursor.close()


@pytest.fixture(scope="session", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a backend whose statements are objects of SQLAlchemy: a test that asks for it runs on all."""
    return str(request.param)
