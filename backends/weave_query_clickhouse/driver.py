"""ClickHouse in this process (chdb): the connection. Compiled statements and logical rows come in, raw rows go out.

Rows come as JSON: 64-bit integers as digits, decimals and non-finite doubles as text. A streaming statement occupies
its session, so each running one has a session of its own, and statements may be interleaved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import Any

from weave_query.backend import Driver
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError, DriverMissingError, ExecutionError, shown
from weave_query.gate import Gate
from weave_query.positions import position_of_name
from weave_query.refusals import installed_by, missing_table, timed_out
from weave_query.types import INT, TIMESTAMP, LogicalType
from weave_query_clickhouse.folders import FOLDERS
from weave_query_clickhouse.sessions import Answer, Sessions

_EPOCH = datetime(1970, 1, 1)
FORMAT = "JSONCompactEachRow"
_SETTINGS = (
    "SET output_format_json_quote_64bit_integers = 0, output_format_json_quote_denormals = 1, "
    "output_format_json_quote_decimals = 1, session_timezone = 'UTC', date_time_input_format = 'basic', "
    "input_format_null_as_default = 1, "
    # The first part of our recursive queries has the types of the whole; looking for others reads a statement twice.
    "recursive_cte_max_steps_in_type_inference = 0, "
    # The text of a large request is longer than the quarter of a megabyte that is allowed otherwise.
    "max_query_size = 67108864, max_ast_elements = 1000000, max_expanded_ast_elements = 2000000"
)
# Not `SELECT .. FROM input(..)`: chdb 4.4 takes it and inserts nothing.
_INSERT = "INSERT INTO {table} ({columns}) FORMAT {format}\n"
_KEYED = "({key}) IN (SELECT arrayJoin(JSONExtract({{keys: String}}, 'Array(Tuple({types}))')))"
_NEWEST_BLOCK = "SELECT max(_block_number) FROM {table} WHERE {keyed}"
_DELETE = "DELETE FROM {table} WHERE {keyed} AND _block_number <= {{newest: UInt64}}"
_ERROR_CODE = re.compile(r"Code: (\d+)\.")
_UNKNOWN_TABLE, _UNKNOWN_DATABASE, _TIMEOUT, _CANCELLED = "60", "81", "159", "394"
_REPEATS = 2
_MISSING = re.compile(r"identifier '([^']+)'|Table (\S+) does not exist")
# Of a statement that it can parse, ClickHouse tells no position, but the name that it does not know.
_NAMED = re.compile(r"DB::Exception: (?:[Ii]dentifier|Unknown [a-z ]*identifier|Function with name) ['`]([\w.]+)['`]")
_ERROR_NAME = re.compile(r"\(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*\Z")
_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}\Z")
_TAKEN = frozenset({"system", "information_schema"})
# What ClickHouse reads as an escape in the text of a parameter.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"})


class ChdbDriver:
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
        self._writing = RLock()
        FOLDERS.enter(folder)
        try:
            self._sessions.give(self._session())
        except BaseException:
            self.close()
            raise

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement; if it has columns, its rows come as the database makes them."""
        if not query.columns:  # chdb streams only what selects
            return iter([tuple(row) for row in self._fetch(query.sql, query.params)])
        rows = self._rows(query)
        next(rows)  # has sent the statement; and what has begun is ended when nobody wants it any more
        return rows

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much time: ClickHouse does it, and counts while nobody reads its answer, too."""
        self._seconds = seconds

    def create_schema(self) -> None:
        """Create the tables of the default storage where they are missing."""
        ddl = files(__package__).joinpath("ddl.sql").read_text(encoding="utf-8")
        with self._writing:
            for statement in filter(None, map(str.strip, ddl.split(";"))):
                self._fetch(statement)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch, then delete what older rows of equal key there are (docs/decisions/0006)."""
        logical = TABLES[table]
        places = [columns.index(name) for name in logical.key]
        keys = _json([[row[place] for place in places] for row in rows])
        types = ", ".join("Int64" if logical[name].type is INT else "String" for name in logical.key)
        names = {"table": table, "keyed": _KEYED.format(key=", ".join(logical.key), types=types)}
        encoders = [_encoder(logical[column].type) for column in columns]
        data = "\n".join(_json([encode(value) for encode, value in zip(encoders, row, strict=True)]) for row in rows)
        insert = _INSERT.format(table=table, columns=", ".join(columns), format=FORMAT)
        with self._writing:
            newest = self._fetch(_NEWEST_BLOCK.format(**names), {"keys": keys})[0][0]
            self._fetch(insert, names=columns, data=data)
            if newest:
                self._fetch(_DELETE.format(**names), {"keys": keys, "newest": newest})

    def close(self) -> None:
        """Give the folder back; closing twice is allowed."""
        if self._gate.close():
            self._sessions.close()
            FOLDERS.leave()

    def _fetch(
        self, sql: str, params: Mapping[str, Any] | None = None, names: Iterable[str] | None = None, data: str = ""
    ) -> list[Any]:
        given = {name: _parameter(value) for name, value in (params or {}).items()}
        shown_names = given if names is None else names
        with self._gate.passing(sql, shown_names):
            session = self._sessions.take()
            try:
                answer = session.query(sql + data, FORMAT, params=given)
                return [json.loads(line) for line in answer.bytes().splitlines()]
            except (RuntimeError, UnicodeError) as error:
                raise _refused(error, sql, shown_names) from error
            finally:
                self._sessions.give(session)

    def _rows(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """A first row of nothing when the statement is sent, then its rows."""
        answer, chunk = self._sent(query)
        try:
            yield ()
            while chunk is not None:
                for line in chunk.splitlines():
                    yield tuple(json.loads(line))
                chunk = self._chunk(answer, query)
        finally:
            self._sessions.end(answer)

    def _sent(self, query: CompiledQuery) -> tuple[Answer, bytes | None]:
        """The answer with its first chunk. Asked again where chdb says that somebody cancelled the statement, which
        nobody can before it has answered: of recursive statements that befell 2 in 1,000 (chdb 4.4)."""
        for _ in range(_REPEATS):
            try:
                return self._begun(query)
            except ExecutionError as error:
                code = _ERROR_CODE.search(str(error.__cause__))
                if code is None or code[1] != _CANCELLED:
                    raise
        return self._begun(query)

    def _begun(self, query: CompiledQuery) -> tuple[Answer, bytes | None]:
        params = {name: _parameter(value) for name, value in query.params.items()}
        with self._gate.passing(query.sql, query.params):
            try:
                answer = self._sessions.stream(query.sql, FORMAT, params, self._seconds)
            except (RuntimeError, UnicodeError) as error:
                raise self._ended(error, query) from error
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
                raise self._ended(error, query) from error

    def _ended(self, error: Exception, query: CompiledQuery) -> ExecutionError:
        code = _ERROR_CODE.search(str(error))
        if self._seconds is not None and code and code[1] == _TIMEOUT:
            return timed_out(self._seconds, query.sql, query.params)
        return _refused(error, query.sql, query.params)

    def _session(self) -> Any:  # chdb has no types
        try:
            session = import_module("chdb.session").Session(str(self._folder))
            session.query(f"CREATE DATABASE IF NOT EXISTS `{self._database}`")
            session.query(f"USE `{self._database}`")
            session.query(_SETTINGS)
        except RuntimeError as error:
            raise ConnectionUrlError(
                f"no ClickHouse database `{self._database}` opens in {shown(str(self._folder), 256)}: {_reason(error)}",
                hint="a process can have one data folder open, and a folder can be open in one process",
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


def _encoder(type: LogicalType) -> Callable[[Any], Any]:
    return _timestamp if type is TIMESTAMP else lambda value: value


def _timestamp(micros: int | None) -> str | None:
    return None if micros is None else (_EPOCH + timedelta(microseconds=micros)).isoformat(" ", "microseconds")


def _json(value: Sequence[Any]) -> str:
    return json.dumps(list(value), ensure_ascii=False, allow_nan=False)


def _parameter(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.translate(_ESCAPES) if isinstance(value, str) else repr(value)


def _reason(error: Exception) -> str:
    """The code and its name out of a message that may quote a value; the name is ClickHouse's own constant."""
    code, name = _ERROR_CODE.search(str(error)), _ERROR_NAME.search(str(error))
    return f"code {code[1]}" + (f" ({name[1]})" if name else "") if code else type(error).__name__


def _refused(error: Exception, sql: str, names: Iterable[str]) -> ExecutionError:
    code = _ERROR_CODE.search(str(error))
    if code and code[1] == _UNKNOWN_TABLE:
        missing = _MISSING.search(str(error))
        return missing_table(missing and (missing[1] or missing[2]), sql, names)
    if code and code[1] == _UNKNOWN_DATABASE:
        return ExecutionError(
            "a database of the statement is not there", sql=sql, parameters=names, hint="connecting makes its own"
        )
    message = f"ClickHouse refused the statement: {_reason(error)}"
    named = _NAMED.search(str(error))
    return ExecutionError(message, sql=sql, parameters=names, position=position_of_name(sql, named and named[1]))
