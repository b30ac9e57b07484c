"""Postgres: how the server's errors become ours. Its messages may quote values, so their class and code are told."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from weave_query.errors import ExecutionError
from weave_query.refusals import aborted, missing_table

if TYPE_CHECKING:
    import psycopg

_QUOTED = re.compile(r"[\"«„“]\s?([\w.]+)\s?[\"»“”]")  # the server may speak another language
_FAILURES = (
    ("the database does not exist", r'FATAL:  database ".*" does not exist'),
    ("authentication failed", r"authentication failed|no password supplied|role \".*\" does not exist|pg_hba\.conf"),
    ("the server has no connection left", r"too many (clients|connections)|remaining connection slots"),
    ("the server is starting or stopping", r"database system is (starting up|shutting down|in recovery)"),
    ("the connection is refused", re.escape(os.strerror(errno.ECONNREFUSED))),
    ("no server listens on the socket", re.escape(os.strerror(errno.ENOENT))),
    ("the socket may not be used", re.escape(os.strerror(errno.EACCES))),
    ("the host or the port is not known", r"failed to resolve host|could not translate host|invalid port"),
    ("no answer in time", r"timeout|" + re.escape(os.strerror(errno.ETIMEDOUT))),
    ("the host cannot be reached", f"{os.strerror(errno.EHOSTUNREACH)}|{os.strerror(errno.ENETUNREACH)}"),
    ("encryption cannot be agreed on", r"SSL|sslmode|GSS"),
)


def failure(error: psycopg.Error) -> str:
    """What kind of failure it was. A connection that never was has no SQLSTATE, so its text decides."""
    if error.sqlstate:
        return f"SQLSTATE {error.sqlstate}"
    text = str(error)
    return next((kind for kind, pattern in _FAILURES if re.search(pattern, text)), type(error).__name__)


def refused(error: Exception, sql: str, names: Iterable[str] = (), lost: bool = False) -> ExecutionError:
    import psycopg

    if isinstance(error, psycopg.errors.UndefinedTable):
        found = _QUOTED.search(error.diag.message_primary or "")
        return missing_table(found and found[1], sql, names)
    if isinstance(error, psycopg.errors.InFailedSqlTransaction):
        return aborted(sql, names)
    if lost:
        return ExecutionError("the connection to the PostgreSQL server is lost", sql=sql, parameters=names)
    # Its message may quote a value, its class and code cannot.
    state = getattr(error, "sqlstate", None)
    reason = f"{type(error).__name__} (SQLSTATE {state})" if state else type(error).__name__
    message, position = f"PostgreSQL refused the statement: {reason}", _position(error, sql, names)
    return ExecutionError(message, sql=sql, parameters=names, position=position)


def _position(error: Exception, sql: str, names: Iterable[str]) -> int | None:
    """The character of our text that the server complains about. Its own has `$1` in the place of `%(name)s`."""
    told = getattr(getattr(error, "diag", None), "statement_position", None)
    if told is None:
        return None
    ahead, numbers, placeholder = int(told) - 1, dict[str, int](), _placeholder(names)
    for found in placeholder.finditer(sql) if placeholder is not None else ():
        number = numbers.setdefault(found[1], len(numbers) + 1)
        if found.start() >= ahead:
            break
        ahead += len(found[0]) - len(f"${number}")
    return ahead


def _placeholder(names: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(map(re.escape, names))
    return re.compile(rf"%\(({alternatives})\)s") if alternatives else None
