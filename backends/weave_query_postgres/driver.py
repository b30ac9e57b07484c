"""PostgreSQL: the connection. Compiled statements and logical rows come in, raw rows go out.

A statement's answer is fetched whole by the client library, compact, and becomes Python values as it is read; one that
is streamed stays with the server and comes in batches. The server plans no parallel query for that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.resources import files
from itertools import count
from math import ceil
from types import ModuleType
from typing import TYPE_CHECKING, Any

from weave_query.allowance import Allowance
from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES, Table
from weave_query.compiled import CompiledQuery
from weave_query.errors import ExecutionError
from weave_query.gate import Gate
from weave_query.refusals import timed_out
from weave_query.types import TIMESTAMP, ArrayType, LogicalType
from weave_query_postgres.connections import opened, plain
from weave_query_postgres.refusals import refused

if TYPE_CHECKING:
    import psycopg

BATCH = 1000
_NUMBERS = count()  # of streams: two of one connection need two names
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAGE = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS weave_query_staged_{table} (LIKE {table} INCLUDING DEFAULTS) "
    "ON COMMIT DELETE ROWS"
)
_UNSTAGE = "DROP TABLE weave_query_staged_{table}"
_COPY = "COPY weave_query_staged_{table} ({columns}) FROM STDIN"
_MERGE = (
    "INSERT INTO {table} ({columns}) SELECT {columns} FROM weave_query_staged_{table} "
    "ON CONFLICT ({key}) DO UPDATE SET {changes}"
)
# Both give the setting as it was before, in milliseconds; 0 is no timeout.
_OLD = (
    b"WITH old AS MATERIALIZED (SELECT setting FROM pg_settings WHERE name = 'statement_timeout') "
    b"SELECT old.setting, set_config('statement_timeout', %s, false) FROM old"
)
_SET = _OLD % b"%(millis)s"
_SHORTER = (
    _OLD
    % b"CASE old.setting WHEN '0' THEN %(millis)s::text ELSE LEAST(old.setting::int, %(millis)s::text::int)::text END"
)
_SHORTEST = 100  # less, and setting it back might not be done in time
_IN_ERROR = 3  # psycopg's `TransactionStatus.INERROR`, which is not imported for it


class PostgresDriver:
    """One connection to a PostgreSQL server. `resources` are closed with it. Source: `connect`.

    Several threads may use it at the same time, and take turns: one runs a statement, whose answer is complete when its
    turn ends, or writes a batch in one transaction; the others wait. Closing waits for the turn that is under way;
    a result that is still open then ends with an ExecutionError.
    """

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]], resources: ExitStack) -> None:
        self._connection = connection
        self._resources = resources
        self._gate = Gate(alone=True)
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; its rows come in batches."""
        # The server watches the clock; what is stopped from elsewhere it has to be told.
        stoppable = Allowance(None).interrupted(self._connection.cancel_safe)
        with self._passing(query.sql, query.params), self._timed(), stoppable:
            cursor = self._cursor()
            # A prepared statement may get a generic plan, which knows no parameter and so no index that serves it.
            cursor.execute(_driver_text(query.sql, query.params), dict(query.params), prepare=False)
        return self._rows(cursor, query)

    def stream(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement and leave its answer with the server: batches of it are fetched as they are read.

        The cursor holds beyond its transaction, so other statements and batches may come between, and see none of it.
        """
        # What a cursor holds is worked out at the end of its transaction, where the server watches no clock any more.
        time = Allowance(self._seconds).interrupted(self._connection.cancel_safe)
        with self._passing(query.sql, query.params), time:
            cursor = self._server_cursor(f"weave_query_{next(_NUMBERS)}")
            cursor.execute(_driver_text(query.sql, query.params), dict(query.params))
        rows = self._fetched(cursor, query)
        next(rows)  # begun, it gives the cursor back when nobody wants it any more
        return rows

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much work: the server does it, by `statement_timeout`."""
        self._seconds = seconds

    def create_schema(self) -> None:
        """Create the tables and indexes of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
        with self._passing(ddl, ()):
            self._connection.execute(ddl.encode())

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch in one transaction, replacing rows of equal key."""
        merge = _merge(TABLES[table], columns)
        with (
            self._passing(merge, columns),
            self._connection.transaction(),
            self._connection.cursor() as cursor,
        ):
            cursor.execute(_STAGE.format(table=table).encode())
            self._copy(cursor, TABLES[table], columns, rows)
            cursor.execute(merge.encode())

    def close(self) -> None:
        """Close the connection, and stop an embedded server that nobody else uses; closing twice is allowed."""
        if self._gate.close():
            self._connection.close()
            self._resources.close()

    def _cursor(self) -> psycopg.Cursor[tuple[Any, ...]]:
        return self._connection.cursor()

    def _server_cursor(self, name: str) -> psycopg.ServerCursor[tuple[Any, ...]]:
        return self._connection.cursor(name, scrollable=False, withhold=True)

    @contextmanager
    def _passing(self, sql: str, names: Iterable[str]) -> Iterator[None]:
        """A turn on the connection, in which the client library's errors become ours."""
        import psycopg

        with self._gate.passing(sql, names):
            try:
                yield
            except (psycopg.Error, UnicodeError) as error:
                if isinstance(error, psycopg.errors.QueryCanceled) and self._seconds is not None:
                    raise timed_out(self._seconds, sql, names) from error
                raise refused(error, sql, names, lost=self._connection.closed) from error

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """The server ends what works inside when it has had its time, or earlier where it is set so itself."""
        if self._seconds is None:
            yield
            return
        before = self._timeout(_SHORTER, max(ceil(self._seconds * 1000), _SHORTEST))
        try:
            yield
        finally:
            # In a transaction that failed nothing can be set, and what was set ends with it.
            if not self._connection.closed and self._connection.info.transaction_status != _IN_ERROR:
                self._timeout(_SET, before)

    def _timeout(self, sql: bytes, millis: Any) -> Any:
        """Set the timeout of statements; what it was."""
        row = self._cursor().execute(sql, {"millis": str(millis)}, prepare=False).fetchone()
        return row and row[0]

    def _rows(self, cursor: psycopg.Cursor[tuple[Any, ...]], query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        import psycopg

        try:
            with cursor:
                while cursor.description is not None and (batch := cursor.fetchmany(BATCH)):
                    yield from batch
                    self._gate.check(query.sql, query.params)
        except psycopg.Error as error:
            raise refused(error, query.sql, query.params) from error

    def _fetched(
        self, cursor: psycopg.ServerCursor[tuple[Any, ...]], query: CompiledQuery
    ) -> Iterator[tuple[Any, ...]]:
        """A first row of nothing, then the rows of a cursor, which is closed in the end."""
        try:
            yield ()
            while True:
                with self._passing(query.sql, query.params):
                    batch = cursor.fetchmany(BATCH)
                if not batch:
                    return
                yield from batch
        finally:
            with suppress(ExecutionError), self._passing(query.sql, query.params):
                cursor.close()
            if self._connection.closed:  # then the server has forgotten it, and only the object has to be told
                cursor.close()

    def _copy(
        self,
        cursor: psycopg.Cursor[tuple[Any, ...]],
        table: Table,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
    ) -> None:
        encoders = [_encoder(table[column].type) for column in columns]
        with cursor.copy(_COPY.format(table=table.name, columns=", ".join(columns)).encode()) as copy:
            for row in rows:
                copy.write_row([encode(value) for encode, value in zip(encoders, row, strict=True)])


class AdoptedPostgresDriver(PostgresDriver):
    """On a connection of a server's own, whose transaction, settings and rows of another form are the server's."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch in the transaction that there is, replacing rows of equal key."""
        merge = _merge(TABLES[table], columns)
        with self._passing(merge, columns), self._cursor() as cursor:
            cursor.execute(_STAGE.format(table=table).encode())
            self._copy(cursor, TABLES[table], columns, rows)
            cursor.execute(merge.encode())
            cursor.execute(_UNSTAGE.format(table=table).encode())

    def _cursor(self) -> psycopg.Cursor[tuple[Any, ...]]:
        return plain(self._connection.cursor(row_factory=_rows().tuple_row))

    def _server_cursor(self, name: str) -> psycopg.ServerCursor[tuple[Any, ...]]:
        return plain(self._connection.cursor(name, row_factory=_rows().tuple_row, scrollable=False, withhold=True))


def adopt(connection: psycopg.Connection[tuple[Any, ...]]) -> Driver:
    """A driver on a connection of a server's own."""
    return AdoptedPostgresDriver(connection, ExitStack())


def connect(url: str) -> Driver:
    """Open `postgresql://user:password@host:port/database`, or `postgresql+embedded:///folder`, a server of our own.

    The key `mode` of the second is `rwc`, the default, or `rw`, which refuses a missing folder.
    """
    resources = ExitStack()
    try:
        return PostgresDriver(opened(url, resources), resources)
    except BaseException:
        resources.close()
        raise


def _rows() -> ModuleType:
    return import_module("psycopg.rows")


def _driver_text(sql: str, params: Mapping[str, Any]) -> bytes:
    """The text with every `%` doubled that begins no placeholder, as psycopg reads it."""
    names = "|".join(map(re.escape, params))
    pattern = rf"%(?!\((?:{names})\)s)" if names else "%"
    return re.sub(pattern, "%%", sql).encode()


def _merge(table: Table, columns: Sequence[str]) -> str:
    changes = [f"{column} = EXCLUDED.{column}" for column in columns]
    return _MERGE.format(
        table=table.name, columns=", ".join(columns), key=", ".join(table.key), changes=", ".join(changes)
    )


def _encoder(type: LogicalType) -> Callable[[Any], Any]:
    if type is TIMESTAMP:
        return _timestamp
    return list if isinstance(type, ArrayType) else lambda value: value


def _timestamp(micros: int | None) -> datetime | None:
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)
