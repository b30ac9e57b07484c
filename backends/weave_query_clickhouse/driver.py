"""ClickHouse in this process (chdb): the connection. Compiled statements and logical rows come in, raw rows go out.

Rows come as JSON: 64-bit integers as digits, decimals and non-finite doubles as text. A streaming statement occupies
its session, so each running one has a session of its own, and statements may be interleaved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from weave_query.backend import Driver
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, DriverMissingError, shown
from weave_query.gate import Gate
from weave_query.refusals import installed_by
from weave_query_clickhouse.folders import FOLDERS, ONE_FOLDER
from weave_query_clickhouse.refusals import ended, insisting, reason, refused
from weave_query_clickhouse.sessions import Answer, Sessions
from weave_query_clickhouse.writing import FORMAT, SETTINGS, Statement, Writing, decoded, given

_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}\Z")
_TAKEN = frozenset({"system", "information_schema"})


class ChdbDriver(Writing):
    """One database of a ClickHouse data folder. Source: `connect`.

    Several threads may use it at the same time: their statements run side by side, each in a session of its own and on
    the parts that are there when it begins; batches are written one after the other. Closing waits for the calls
    that are under way; a result that is still open then ends with an ExecutionError.
    """

    def __init__(self, folder: Path, database: str) -> None:
        self._folder = folder
        self._database = database
        self._sessions = Sessions(self._session)
        self._seconds: float | None = None
        self._gate = Gate()
        FOLDERS.enter(folder)
        try:
            self._sessions.give(self._session())
        except BaseException:
            self.close()
            raise

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; if it has columns, its rows come as the database makes them."""
        if not query.columns:  # chdb streams only what selects
            return iter(self._fetch(Statement(query.sql, query.params)))
        rows = self._rows(query)
        next(rows)  # has sent the statement; and what has begun is ended when nobody wants it any more
        return rows

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much time: ClickHouse does it, and counts while nobody reads its answer, too."""
        self._seconds = seconds

    def close(self) -> None:
        """Give the folder back; closing twice is allowed."""
        if self._gate.close():
            self._sessions.close()
            FOLDERS.leave()

    def _fetch(self, statement: Statement) -> list[tuple[Any, ...]]:
        with self._gate.passing(statement.sql, statement.names):
            session = self._sessions.take()
            try:
                return decoded(session.query(statement.text(), FORMAT, params=statement.given).bytes())
            except (RuntimeError, UnicodeError) as error:
                raise refused(error, statement.sql, statement.names) from error
            finally:
                self._sessions.give(session)

    def _rows(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """A first row of nothing when the statement is sent, then its rows."""
        answer, chunk = insisting(lambda: self._begun(query))
        try:
            yield ()
            while chunk is not None:
                for line in chunk.splitlines():
                    yield tuple(json.loads(line))
                chunk = self._chunk(answer, query)
        finally:
            self._sessions.end(answer)

    def _begun(self, query: CompiledQuery) -> tuple[Answer, bytes | None]:
        """The answer with its first chunk."""
        params = given(query.params)
        with self._gate.passing(query.sql, query.params):
            try:
                answer = self._sessions.stream(query.sql, FORMAT, params, self._seconds)
            except (RuntimeError, UnicodeError) as error:
                raise ended(error, self._seconds, query.sql, query.params) from error
            try:
                return answer, self._chunk(answer, query)
            except BaseException:
                self._sessions.end(answer)
                raise

    def _chunk(self, answer: Answer, query: CompiledQuery) -> bytes | None:
        with self._gate.passing(query.sql, query.params):
            try:
                return answer.read()
            except RuntimeError as error:
                raise ended(error, self._seconds, query.sql, query.params) from error

    def _session(self) -> Any:  # chdb has no types
        try:
            session = import_module("chdb.session").Session(str(self._folder))
            session.query(f"CREATE DATABASE IF NOT EXISTS `{self._database}`")
            session.query(f"USE `{self._database}`")
            session.query(f"SET {SETTINGS}")
        except RuntimeError as error:
            raise ConnectionUrlError(
                f"no ClickHouse database `{self._database}` opens in {shown(str(self._folder), 256)}: {reason(error)}",
                hint=ONE_FOLDER,
            ) from error
        return session


def connect(url: str) -> Driver:
    """Open `chdb:///folder` (relative), `chdb:////folder` (absolute), with `?database=name` or without.

    The key `mode` is `rwc`, the default, or `rw`, which refuses a missing folder.
    """
    from weave_query.urls import check_folder, path_url

    found = path_url(url, ("database",))
    try:
        # Before the folder, which may be missing because nothing here could have made it.
        import_module("chdb.session")
    except ImportError as error:
        raise DriverMissingError("chdb is not installed", hint=installed_by("chdb")) from error
    folder = check_folder(found)
    database = found.query.get("database", "weave_query")
    if not _DATABASE.match(database) or database.lower() in _TAKEN:
        raise ConnectionUrlError(
            f"{shown(database)} is no name for a database", hint="letters, digits and `_`, at most 64"
        )
    if "?" in str(folder):
        raise ConnectionUrlError("chdb cannot open a folder with `?` in its name")
    return ChdbDriver(folder.resolve(), database)
