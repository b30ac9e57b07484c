"""DuckDB: the connection. Compiled statements and logical rows come in, raw rows go out.

Each running statement has a cursor of its own, so statements may be interleaved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from threading import RLock
from typing import TYPE_CHECKING, Any

from weave_query.allowance import Allowance
from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, DriverMissingError, ExecutionError, shown
from weave_query.gate import Gate
from weave_query.positions import position_of_caret
from weave_query.refusals import READ_ONLY, aborted, installed_by, missing_table, timed_out
from weave_query.types import BOOL, FLOAT, INT, TIMESTAMP, ArrayType, LogicalType

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 1000
# One JSON parameter for the whole batch: 5,000 rows take 0.4 s, executemany takes 20 s.
_INSERT = (
    "INSERT OR REPLACE INTO {table} ({columns}) "
    "SELECT {values} FROM (SELECT unnest(from_json_strict($batch, '{structure}')) AS batch)"
)
_TABLES = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
_LINE = re.compile(r"^LINE (?P<number>\d+): (?P<excerpt>.*)\n(?P<blanks> *)\^", re.MULTILINE)
_MISSING = re.compile(r"Table with name (\S+) does not exist")


class DuckDBDriver:
    """One DuckDB database, in a file or in memory. Source: `connect`.

    Several threads may use it at the same time: their statements run side by side, each reads the database as it was
    when the statement began, and batches are written one after the other. Closing waits for the calls that are
    under way; a result that is still open then ends with an ExecutionError.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._idle: list[DuckDBPyConnection] = []
        self._gate = Gate()
        self._writing = RLock()
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; its rows come in batches."""
        allowance = Allowance(self._seconds)
        cursor = self._execute(query.sql, dict(query.params), query.params, allowance)
        return self._rows(cursor, query, allowance)

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much work: it is interrupted from another thread."""
        self._seconds = seconds

    def create_schema(self) -> None:
        """Create the tables of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
        with self._writing:
            try:
                self._give(self._execute(ddl, {}, (), Allowance(None)))
            except ExecutionError as error:
                if error.hint != READ_ONLY or not self._has_tables():
                    raise

    def _has_tables(self) -> bool:
        cursor = self._execute(_TABLES, {}, (), Allowance(None))
        found = {name for (name,) in cursor.fetchall()}
        self._give(cursor)
        return found >= TABLES.keys()

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch in one transaction, replacing rows of equal key."""
        types = {column: TABLES[table][column].type for column in columns}
        sql = _INSERT.format(
            table=table,
            columns=", ".join(columns),
            values=", ".join(map(_value, columns, types.values())),
            structure=json.dumps([{column: _transport(type) for column, type in types.items()}]),
        )
        batch = json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
        with self._writing:
            self._give(self._execute(sql, {"batch": batch}, columns, Allowance(None)))

    def close(self) -> None:
        """Close the database; closing twice is allowed."""
        if self._gate.close():
            self._idle.clear()
            self._connection.close()  # and with it every cursor that was made of it

    def _execute(
        self, sql: str, params: dict[str, Any], names: Iterable[str], allowance: Allowance
    ) -> DuckDBPyConnection:
        import duckdb

        with self._gate.passing(sql, names):
            try:
                cursor = self._take()
                with allowance.interrupted(cursor.interrupt):
                    return cursor.execute(sql, params) if params else cursor.execute(sql)
            except (duckdb.Error, UnicodeError) as error:
                raise self._ended(error, sql, names, allowance) from error

    def _rows(
        self, cursor: DuckDBPyConnection, query: CompiledQuery, allowance: Allowance
    ) -> Iterator[tuple[Any, ...]]:
        try:
            while batch := self._batch(cursor, query, allowance):
                yield from batch
        except BaseException:
            cursor.close()  # what was not read would keep its transaction
            raise
        self._give(cursor)

    def _batch(self, cursor: DuckDBPyConnection, query: CompiledQuery, allowance: Allowance) -> list[tuple[Any, ...]]:
        import duckdb

        with self._gate.passing(query.sql, query.params):
            try:
                if allowance.is_spent:
                    raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")
                with allowance.interrupted(cursor.interrupt):
                    return cursor.fetchmany(BATCH)
            except duckdb.Error as error:
                raise self._ended(error, query.sql, query.params, allowance) from error

    def _ended(self, error: Exception, sql: str, names: Iterable[str], allowance: Allowance) -> ExecutionError:
        return timed_out(self._seconds, sql, names) if allowance.over else _refused(error, sql, names)

    def _take(self) -> DuckDBPyConnection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._connection.cursor()

    def _give(self, cursor: DuckDBPyConnection) -> None:
        if self._gate.open:
            self._idle.append(cursor)
        else:
            cursor.close()


class AdoptedDuckDBDriver(DuckDBDriver):
    """On a connection of a server's own: a cursor would be another connection, which sees nothing of its transaction.

    So an answer is fetched whole, before the server uses the connection again.
    """

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement and fetch its rows."""
        allowance = Allowance(self._seconds)
        cursor = self._execute(query.sql, dict(query.params), query.params, allowance)
        batches = iter(lambda: self._batch(cursor, query, allowance), [])
        return iter([row for batch in batches for row in batch])

    def _take(self) -> DuckDBPyConnection:
        return self._connection

    def _give(self, cursor: DuckDBPyConnection) -> None:
        """It stays where it is."""


def connect(url: str) -> Driver:
    """Open `duckdb:///file.duckdb` (relative), `duckdb:////folder/file.duckdb` (absolute) or `duckdb://` (memory).

    The key `mode` (`ro`, `rw`, `rwc`) is read like SQLite's: only `rwc`, the default, makes a missing file.
    """
    from weave_query.urls import check_file, path_url

    found = path_url(url)
    try:
        import duckdb
    except ImportError as error:
        raise DriverMissingError("the DuckDB driver is not installed", hint=installed_by("duckdb")) from error
    path = check_file(found)
    # Absolute, since DuckDB takes a name such as `md:x` for a service of its own.
    name = str(path.absolute()) if path else ":memory:"
    try:
        return DuckDBDriver(duckdb.connect(name, read_only=found.mode == "ro"))
    except duckdb.Error as error:
        if "not a valid DuckDB database file" in str(error):
            raise ConnectionUrlError(f"{shown(str(path), 256)} is no DuckDB database") from error
        raise ConnectionUrlError(
            f"{shown(str(path), 256)} cannot be opened as a DuckDB database: {type(error).__name__}",
            hint="one process at a time can write a DuckDB file, and a process opens it in one mode",
        ) from error


def _transport(type: LogicalType) -> str:
    if isinstance(type, ArrayType):
        return "VARCHAR[]"
    return {INT: "BIGINT", TIMESTAMP: "BIGINT", FLOAT: "DOUBLE", BOOL: "BOOLEAN"}.get(type, "VARCHAR")


def _value(column: str, type: LogicalType) -> str:
    return f"make_timestamp(batch.{column})" if type is TIMESTAMP else f"batch.{column}"


def _refused(error: Exception, sql: str, names: Iterable[str]) -> ExecutionError:
    import duckdb

    missing = _MISSING.search(str(error)) if isinstance(error, duckdb.CatalogException) else None
    if missing:
        return missing_table(missing[1], sql, names)
    if isinstance(error, duckdb.TransactionException) and "transaction is aborted" in str(error):
        return aborted(sql, names)
    # Its message may quote a value, its class cannot.
    hint = READ_ONLY if "read-only mode" in str(error) else None
    message = f"DuckDB refused the statement: {type(error).__name__}"
    return ExecutionError(message, sql=sql, parameters=names, hint=hint, position=_position(error, sql))


def _position(error: Exception, sql: str) -> int | None:
    found = _LINE.search(str(error))
    if found is None:
        return None
    # The caret is set below the line as it is shown, its number included.
    shift = found.start("excerpt") - found.start()
    return position_of_caret(sql, int(found["number"]), found["excerpt"], len(found["blanks"]) - shift)
