"""ClickHouse in this process (chdb), on a session that is somebody else's: nothing of it is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weave_query.compiled import CompiledQuery
from weave_query.errors import DriverMissingError, ExecutionError
from weave_query_clickhouse.refusals import REPEATS, ended, was_cancelled
from weave_query_clickhouse.writing import FORMAT, SETTINGS, Writing, decoded, parameter

# A cursor of chdb sets the first in its session; the others are those of a server's own that change answers.
_ALSO = (
    "output_format_json_quote_64bit_floats = 0, join_use_nulls = 0, transform_null_in = 0, "
    "aggregate_functions_null_for_empty = 0, group_by_use_nulls = 0, prefer_column_name_to_alias = 0"
)


class AdoptedChdbDriver(Writing):
    """On a session of a server's own. A statement that streams would occupy it, so answers are fetched whole."""

    def __init__(self, session: Any) -> None:  # chdb has no types
        self._session = session
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement and fetch its rows."""
        settings = f"{SETTINGS}, {_ALSO}{_limit(self._seconds)}"
        given = _given(query.params)
        for _ in range(REPEATS):
            try:
                return iter(self._sent(f"{query.sql} SETTINGS {settings}", given, query.sql, given))
            except ExecutionError as error:
                if not was_cancelled(error.__cause__):
                    raise
        return iter(self._sent(f"{query.sql} SETTINGS {settings}", given, query.sql, given))

    def limit_time(self, seconds: float | None) -> None:
        """End each statement of `run` after so much time."""
        self._seconds = seconds

    def close(self) -> None:
        """The session is somebody else's."""

    def _fetch(
        self,
        sql: str,
        params: Mapping[str, Any] | None = None,
        names: Iterable[str] | None = None,
        data: str | None = None,
    ) -> list[tuple[Any, ...]]:
        given = _given(params or {})
        rows = "" if data is None else f" FORMAT {FORMAT}\n{data}"
        return self._sent(f"{sql} SETTINGS {SETTINGS}, {_ALSO}{rows}", given, sql, given if names is None else names)

    def _define(self, statement: str) -> None:
        self._sent(statement, {}, statement, ())  # its settings would be those of the table

    def _sent(self, text: str, given: Mapping[str, str], sql: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
        try:
            return decoded(self._session.query(text, FORMAT, params=given).bytes())
        except (RuntimeError, UnicodeError) as error:
            raise ended(error, self._seconds, sql, names) from error


def _given(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: parameter(value) for name, value in params.items()}


def _limit(seconds: float | None) -> str:
    if seconds is None:
        return ""
    # Without the second it would end at once what it expects to take too long, after ten seconds only.
    return f", max_execution_time = {seconds}, timeout_before_checking_execution_speed = 0"


def adopt(connection: Any) -> AdoptedChdbDriver:
    """On a connection of chdb-sqlalchemy: the session behind it takes parameters with types, its cursors do not."""
    try:
        opened, session = connection.open, connection._conn._conn
    except AttributeError as error:
        raise DriverMissingError(
            "connections of this release of chdb-sqlalchemy have another form", hint="0.2 is the one that works"
        ) from error
    if not opened:
        raise ExecutionError("the connection is closed")
    return AdoptedChdbDriver(session)
