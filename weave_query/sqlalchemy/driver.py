"""Engines and connections of SQLAlchemy: the connection. Compiled statements and logical rows come in, raw rows go out.

A statement goes to the database as the backend's own driver sends it, over the driver's connection that SQLAlchemy
holds. So its text and its parameters are the same, and events of SQLAlchemy see only the transactions around it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, PendingRollbackError, SQLAlchemyError

from weave_query.backend import (
    Adoption,
    Backend,
    ComposingAdoption,
    Driver,
    ExtendingDriver,
    StreamingDriver,
    TimedDriver,
)
from weave_query.compiled import CompiledQuery
from weave_query.errors import ExecutionError, SettingsError, UnsupportedError
from weave_query.gate import Gate
from weave_query.sqlalchemy.tables import create, metadata_of

# What is noted with a connection of the pool that was looked at.
_CHECKED = "weave_query_checked"


def check_options(source: Engine | Connection) -> None:
    """Raises SettingsError for options of an engine or a connection that statements of ours would not follow."""
    if source.get_execution_options().get("schema_translate_map"):
        raise SettingsError(
            "`schema_translate_map` is not followed: it translates tables of SQLAlchemy, and statements are texts",
            hint="a `StorageMap` names the schema of each table; on Postgres a `search_path` does too",
        )


class SQLAlchemyDriver:
    """On an engine or a connection of a server's own, which stay open when it is closed. Source: `connect`.

    An engine lends a connection for each statement, each streamed answer and each batch; a batch is committed. Of a
    connection the transaction is used that it is in; in none, one begins, as SQLAlchemy's own statements begin one.
    It is the server that ends it. Threads may share an engine; on a connection they take turns.
    """

    def __init__(self, source: Engine | Connection, backend: Backend, adoption: Adoption) -> None:
        self._source = source
        self._backend = backend
        self._adoption = adoption
        self._functions = False
        self._seconds: float | None = None
        self._gate = Gate(alone=isinstance(source, Connection))

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement. Its answer is fetched whole, so that the connection goes back before it is read."""
        with (
            self._gate.passing(query.sql, query.params),
            self._lent(query.sql, query.params) as connection,
            self._driver(connection) as driver,
        ):
            return iter(list(driver.run(query)))

    def stream(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement and fetch its rows as they are read; the connection goes back after the last one."""
        rows = self._streamed(query)
        next(rows)  # begun, it gives the connection back when nobody wants it any more
        return rows

    def add_functions(self) -> None:
        """Add what the engine lacks to each connection, before its statement."""
        self._functions = True

    def limit_time(self, seconds: float) -> None:
        """End each statement after so much work, as the backend's own driver does."""
        self._seconds = seconds

    def create_schema(self) -> None:
        """Create the tables and indexes of the default storage where they are missing."""
        with self._gate.passing(""), self._lent("", (), commit=True) as connection:
            if not isinstance(self._adoption, ComposingAdoption):
                with self._driver(connection) as driver:
                    driver.create_schema()
                return
            try:
                create(metadata_of(self._backend), connection)
            except SQLAlchemyError as error:
                raise ExecutionError(f"the tables cannot be made: {_reason(error)}") from error

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch, replacing rows of equal key."""
        with (
            self._gate.passing("", columns),
            self._lent("", columns, commit=True) as connection,
            self._driver(connection) as driver,
        ):
            driver.insert(table, columns, rows)

    def close(self) -> None:
        """Let no statement through any more; the engine or the connection stays open."""
        self._gate.close()

    def _streamed(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """A first row of nothing when the statement is sent, then its rows."""
        self._gate.check(query.sql, query.params)
        with ExitStack() as held:
            connection = held.enter_context(self._lent(query.sql, query.params))
            driver = held.enter_context(self._driver(connection))
            rows = driver.stream(query) if isinstance(driver, StreamingDriver) else driver.run(query)
            if isinstance(rows, Generator):
                held.callback(rows.close)  # it may have a cursor to close before the connection goes back
            else:
                held.close()  # fetched already
            yield ()
            for row in rows:
                yield row
                self._gate.check(query.sql, query.params)

    @contextmanager
    def _lent(self, sql: str, names: Iterable[str], *, commit: bool = False) -> Iterator[Connection]:
        """A connection in a transaction. One out of the pool goes back; what it wrote is committed if that is asked."""
        connection = self._begun(sql, names)
        if connection is self._source:
            yield connection
            return
        try:
            yield connection
            if commit:
                connection.commit()
        except SQLAlchemyError as error:
            raise ExecutionError(f"the transaction failed: {_reason(error)}", sql=sql, parameters=names) from error
        finally:
            connection.close()

    def _begun(self, sql: str, names: Iterable[str]) -> Connection:
        check_options(self._source)
        try:
            connection = self._source.connect() if isinstance(self._source, Engine) else self._source
            if not connection.in_transaction():
                connection.begin()
            _ = connection.connection  # one that was lost in its transaction says so here
        except Exception as error:  # not all drivers raise what SQLAlchemy knows to wrap
            # Its message may quote the url, so it is not shown.
            raise ExecutionError(
                f"SQLAlchemy gives no connection: {_reason(error)}",
                sql=sql,
                parameters=names,
                hint=self._hint(error),
            ) from error
        return connection

    def _hint(self, error: Exception) -> str | None:
        match error:
            case PendingRollbackError():
                return "`rollback()` ends the transaction in which the connection was lost"
            case SQLAlchemyError():
                return None
            case AttributeError() | NotImplementedError():
                return "its dialect cannot do what options of the engine ask, such as `isolation_level`"
            case _:
                return self._adoption.no_connection

    @contextmanager
    def _driver(self, connection: Connection) -> Iterator[Driver]:
        """The backend's driver on the connection below. One that is lost is told to the pool."""
        lower = connection.connection
        if self._adoption.check is not None and not lower.info.get(_CHECKED):
            lower.info[_CHECKED] = self._adoption.check(lower.driver_connection)
        driver = self._adoption.adopt(lower.driver_connection)
        if self._functions and isinstance(driver, ExtendingDriver):
            driver.add_functions()
        if self._seconds is not None:
            if not isinstance(driver, TimedDriver):
                raise UnsupportedError(f"the driver of `{self._backend.name}` ends no statement that takes long")
            driver.limit_time(self._seconds)
        try:
            yield driver
        except ExecutionError as error:
            cause, dialect = error.__cause__, connection.dialect
            known = dialect.loaded_dbapi.Error
            if isinstance(cause, known) and dialect.is_disconnect(cause, lower, None):
                connection.invalidate(cause)
                if isinstance(self._source, Engine):
                    self._source.dispose()  # its other connections are lost too, as SQLAlchemy takes them to be
            raise


def _reason(error: Exception) -> str:
    """Classes of errors: a message may quote a value."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return type(error.orig).__name__
    return type(error).__name__
