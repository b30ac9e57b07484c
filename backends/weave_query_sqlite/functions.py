"""SQLite: functions that it lacks, added to a connection. RE2 is behind them, as it is in ClickHouse and DuckDB."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from weave_query.errors import DriverMissingError
from weave_query.refusals import installed_by


def add_regexp(connection: sqlite3.Connection) -> None:
    """Add `regexp(pattern, text)`, which `text REGEXP pattern` calls: 1 when the text has a match, null beside null.

    For a connection of a server's own; `connect` does it for ours. Raises DriverMissingError without google-re2.
    """
    try:
        # Other packages have a module of this name, without the options.
        from re2 import Options, compile
    except ImportError as error:
        raise DriverMissingError(
            "RE2, which adds regular expressions to SQLite, is not installed",
            hint=installed_by("regex"),
        ) from error
    options = Options()
    options.log_errors = False

    # The package's own cache looks at every option for every row.
    compiled = lru_cache(maxsize=64)(lambda pattern: compile(pattern, options))

    def regexp(pattern: str | None, text: str | None) -> int | None:
        if pattern is None or text is None:
            return None
        # Of bytes it counts no characters.
        return int(compiled(pattern).search(text.encode()) is not None)

    connection.create_function("regexp", 2, regexp, deterministic=True)
