"""ClickHouse in this process (chdb), on a session that is somebody else's: nothing of it is set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weave_query.compiled import CompiledQuery
from weave_query.errors import DriverMissingError, ExecutionError
from weave_query_clickhouse.refusals import ended, insisting
from weave_query_clickhouse.writing import FORMAT, SETTINGS, Statement, Writing, decoded

# A cursor of chdb sets the first in its session; the others are those of a server's own that change answers, or end
# one in its middle without an error.
_OVERFLOWS = (
    "distinct_overflow_mode group_by_overflow_mode join_overflow_mode read_overflow_mode read_overflow_mode_leaf "
    "result_overflow_mode set_overflow_mode sort_overflow_mode timeout_overflow_mode timeout_overflow_mode_leaf "
    "transfer_overflow_mode"
)
_ALSO = (
    "output_format_json_quote_64bit_floats = 0, join_use_nulls = 0, transform_null_in = 0, "
    "aggregate_functions_null_for_empty = 0, group_by_use_nulls = 0, prefer_column_name_to_alias = 0, "
    "join_any_take_last_row = 0, cast_keep_nullable = 0, limit = 0, offset = 0, "
    + ", ".join(f"{mode} = 'throw'" for mode in _OVERFLOWS.split())
)


class AdoptedChdbDriver(Writing):
    """On a session of a server's own. A statement that streams would occupy it, so answers are fetched whole."""

    def __init__(self, session: Any) -> None:  # chdb has no types
        self._session = session
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement and fetch its rows."""
        statement = Statement(query.sql, query.params)
        settings = f" SETTINGS {SETTINGS}, {_ALSO}{_limit(self._seconds)}"
        return iter(insisting(lambda: self._sent(statement, settings)))

    def limit_time(self, seconds: float | None) -> None:
        """End each statement of `run` after so much time."""
        self._seconds = seconds

    def close(self) -> None:
        """The session is somebody else's."""

    def _fetch(self, statement: Statement) -> list[tuple[Any, ...]]:
        return self._sent(statement, f" SETTINGS {SETTINGS}, {_ALSO}")

    def _define(self, sql: str) -> None:
        self._sent(Statement(sql), "")  # settings would be those of the table

    def _sent(self, statement: Statement, settings: str) -> list[tuple[Any, ...]]:
        try:
            return decoded(self._session.query(statement.text(settings), FORMAT, params=statement.given).bytes())
        except (RuntimeError, UnicodeError) as error:
            raise ended(error, self._seconds, statement.sql, statement.names) from error


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
