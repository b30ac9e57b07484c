"""SQLite: the connection. Compiled statements and logical rows come in, raw rows go out.

The driver is Python's own, so there is nothing to install. A statement's rows are read as they are asked for, and
statements may be interleaved.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, ExecutionError, shown
from weave_query.types import ArrayType, LogicalType

BATCH = 1000
# An integer beyond 64 bits and a text that is no Unicode fail before SQLite sees them.
_ERRORS = (sqlite3.Error, OverflowError, UnicodeError)
_INSERT = "INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"


class SQLiteDriver:
    """One SQLite database, in a file or in memory. Source: `connect`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; its rows come in batches."""
        try:
            cursor = self._connection.execute(query.sql, dict(query.params))
        except _ERRORS as error:
            raise _refused(error, query.sql, query.params) from error
        return _rows(cursor, query)

    def create_schema(self) -> None:
        """Create the tables and indexes of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
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
        try:
            with self._connection:
                self._connection.executemany(
                    sql, ([encode(value) for encode, value in zip(encoders, row, strict=True)] for row in rows)
                )
        except _ERRORS as error:
            raise _refused(error, sql, columns) from error

    def close(self) -> None:
        """Close the database; closing twice is allowed."""
        self._connection.close()


def connect(url: str) -> Driver:
    """Open `sqlite:///file.db` (relative), `sqlite:////folder/file.db` (absolute) or `sqlite://` (memory)."""
    from weave_query.urls import check_file, path_url

    path = path_url(url).path
    if path is not None:
        check_file(path, "sqlite")
    try:
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opening alone reads nothing
    except sqlite3.Error as error:
        name = shown(str(path), 256)
        raise ConnectionUrlError(f"{name} cannot be opened as an SQLite database: {_reason(error)}") from error
    return SQLiteDriver(connection)


def _rows(cursor: sqlite3.Cursor, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
    try:
        while batch := cursor.fetchmany(BATCH):
            yield from batch
    except sqlite3.Error as error:
        raise _refused(error, query.sql, query.params) from error
    finally:
        cursor.close()


def _encoder(type: LogicalType) -> Callable[[Any], Any]:
    return _list_text if isinstance(type, ArrayType) else lambda value: value


def _list_text(value: Sequence[str]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def _reason(error: Exception) -> str:
    name = getattr(error, "sqlite_errorname", None)
    return f"{name} ({type(error).__name__})" if name else type(error).__name__


def _refused(error: Exception, sql: str, names: Sequence[str] | Mapping[str, Any] = ()) -> ExecutionError:
    # Its message may quote a value, its class and code cannot.
    return ExecutionError(f"SQLite refused the statement: {_reason(error)}", sql=sql, parameters=tuple(names))
