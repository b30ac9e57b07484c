"""SQLite: the connection. Compiled statements and logical rows come in, raw rows go out.

The driver is Python's own, so there is nothing to install. A statement's rows are read as they are asked for, and
statements may be interleaved.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib.resources import files
from typing import Any

from weave_query.allowance import Allowance
from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, ExecutionError, shown
from weave_query.gate import Gate
from weave_query.positions import position_of_name
from weave_query.refusals import READ_ONLY, missing_table, timed_out
from weave_query.types import ArrayType, LogicalType
from weave_query_sqlite.driver_functions import add_regexp

BATCH = 1000
# Steps of SQLite's machine between two looks at the clock: the slow ones read a document each.
_STEPS = 1000
# An integer beyond 64 bits and a text that is no Unicode fail before SQLite sees them.
_ERRORS = (sqlite3.Error, OverflowError, UnicodeError)
_INSERT = "INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"
_MISSING = re.compile(r"no such table: (.+)")
_NAMED = re.compile(r"no such (?:column|function): (\S+)$")


class SQLiteDriver:
    """One SQLite database, in a file or in memory. Source: `connect`.

    Several threads may use it at the same time, and take turns: one runs a statement, reads the next batch of its rows
    or writes a batch, the others wait. They share one connection, so a result that is half read while another
    thread loads may have some of the new rows. Closing waits for the turn that is under way; a result that is
    still open then ends with an ExecutionError.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._gate = Gate(alone=True)
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; its rows come in batches."""
        allowance = Allowance(self._seconds)
        with self._gate.passing(query.sql, query.params):
            try:
                cursor = self._connection.cursor()
                cursor.row_factory = None  # a server's connection may have one
                with self._timed(allowance):
                    cursor.execute(query.sql, dict(query.params))
            except _ERRORS as error:
                raise self._ended(error, query, allowance) from error
        return self._rows(cursor, query, allowance)

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much work. SQLite's progress handler is taken for it while a statement works."""
        self._seconds = seconds

    def add_functions(self) -> None:
        """Add regular expressions, for statements compiled with `Options(driver_functions=True)`."""
        add_regexp(self._connection)

    def create_schema(self) -> None:
        """Create the tables and indexes of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
        with self._gate.passing(ddl):
            try:
                # The mode stays with the file: readers and one writer do not wait for each other.
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.executescript(ddl)
            except sqlite3.Error as error:
                raise _refused(error, ddl) from error

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch in one transaction, replacing rows of equal key."""
        sql = _INSERT.format(table=table, columns=", ".join(columns), marks=", ".join("?" * len(columns)))
        encoders = [_encoder(TABLES[table][column].type) for column in columns]
        with self._gate.passing(sql, columns):
            try:
                with self._transaction():
                    self._connection.executemany(
                        sql, ([encode(value) for encode, value in zip(encoders, row, strict=True)] for row in rows)
                    )
            except _ERRORS as error:
                raise _refused(error, sql, columns) from error

    def close(self) -> None:
        """Close the database; closing twice is allowed."""
        if self._gate.close():
            self._connection.close()

    def _transaction(self) -> AbstractContextManager[object]:
        return self._connection

    def _rows(self, cursor: sqlite3.Cursor, query: CompiledQuery, allowance: Allowance) -> Iterator[tuple[Any, ...]]:
        try:
            while batch := self._batch(cursor, query, allowance):
                yield from batch
        finally:
            with suppress(sqlite3.Error):  # closing the connection has closed it
                cursor.close()

    def _batch(self, cursor: sqlite3.Cursor, query: CompiledQuery, allowance: Allowance) -> list[tuple[Any, ...]]:
        with self._gate.passing(query.sql, query.params):
            try:
                with self._timed(allowance):
                    return cursor.fetchmany(BATCH)
            except sqlite3.Error as error:
                raise self._ended(error, query, allowance) from error

    @contextmanager
    def _timed(self, allowance: Allowance) -> Iterator[None]:
        """What works inside has what is left of the time; other statements of the connection are not touched."""
        with allowance.watched() as is_over:
            if is_over is None:
                yield
                return
            self._connection.set_progress_handler(is_over, _STEPS)
            try:
                yield
            finally:
                self._connection.set_progress_handler(None, 0)

    def _ended(self, error: Exception, query: CompiledQuery, allowance: Allowance) -> ExecutionError:
        if allowance.over:
            return timed_out(self._seconds, query.sql, query.params)
        return _refused(error, query.sql, query.params)


class AdoptedSQLiteDriver(SQLiteDriver):
    """On a connection of a server's own, whose transaction is the server's."""

    def _transaction(self) -> AbstractContextManager[object]:
        return nullcontext()


def connect(url: str) -> Driver:
    """Open `sqlite:///file.db` (relative), `sqlite:////folder/file.db` (absolute) or `sqlite://` (memory).

    The key `mode` (`ro`, `rw`, `rwc`) is SQLite's own: only `rwc`, the default, makes a missing file.
    """
    from weave_query.urls import check_file, path_url

    found = path_url(url)
    path = check_file(found)
    name = f"{path.absolute().as_uri()}?mode={found.mode}" if path else ":memory:"
    try:
        return SQLiteDriver(_opened(name))
    except sqlite3.Error as error:
        raise ConnectionUrlError(
            f"{shown(str(path), 256)} cannot be opened as an SQLite database: {_reason(error)}"
        ) from error


def _opened(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opening alone reads nothing
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _encoder(type: LogicalType) -> Callable[[Any], Any]:
    return _list_text if isinstance(type, ArrayType) else lambda value: value


def _list_text(value: Sequence[str]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def _reason(error: Exception) -> str:
    name = getattr(error, "sqlite_errorname", None)
    return f"{name} ({type(error).__name__})" if name else type(error).__name__


def _refused(error: Exception, sql: str, names: Iterable[str] = ()) -> ExecutionError:
    missing = _MISSING.match(str(error)) if isinstance(error, sqlite3.OperationalError) else None
    if missing:
        return missing_table(missing[1], sql, names)
    if str(error) == "no such function: REGEXP":
        opening = "open the database with `Options(driver_functions=True)`, as the statement was compiled"
        return ExecutionError("SQLite has no regular expressions here", sql=sql, parameters=names, hint=opening)
    hint = READ_ONLY if str(error) == "attempt to write a readonly database" else None
    # Its message may quote a value, its class and code cannot.
    message = f"SQLite refused the statement: {_reason(error)}"
    # Python does not give the position that SQLite knows.
    named = _NAMED.match(str(error))
    position = position_of_name(sql, named and named[1])
    return ExecutionError(message, sql=sql, parameters=names, hint=hint, position=position)
