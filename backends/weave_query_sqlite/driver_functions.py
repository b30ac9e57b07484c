"""SQLite: functions that it lacks, added to a connection. RE2 is behind them, as it is in ClickHouse and DuckDB."""

from __future__ import annotations

import sqlite3

from weave_query.matching import searches


def add_regexp(connection: sqlite3.Connection) -> None:
    """Add `regexp(pattern, text)`, which `text REGEXP pattern` calls: 1 when the text has a match, null beside null.

    For a connection of a server's own; `connect` does it for ours. Raises DriverMissingError without google-re2.
    """
    search = searches("adding regular expressions to SQLite")

    def regexp(pattern: str | None, text: str | None) -> int | None:
        if pattern is None or text is None:
            return None
        return int(search(pattern)(text))

    connection.create_function("regexp", 2, regexp, deterministic=True)
