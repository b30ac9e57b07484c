"""What every driver says alike: errors that a user can mend, told in the same words for every database."""

from __future__ import annotations

from collections.abc import Iterable

from weave_query.catalogue.tables import TABLES
from weave_query.errors import ExecutionError, StatementTimeoutError

_MAKING = "`create_schema()` makes the tables; `weave-query load` does too"


READ_ONLY = "it is open for reading only, as `mode=ro` of a url asks"
"""The hint of a statement that would write."""


def installed_by(extra: str) -> str:
    """The hint of a missing library: the extra of ours that installs it, in a form that needs no release."""
    return f'the extra `{extra}` of weave-query installs it: in a checkout `pip install ".[{extra}]"`'


def closed_database(sql: str | None = None, names: Iterable[str] = ()) -> ExecutionError:
    """The refusal of a database that was closed."""
    return ExecutionError("the database is closed", sql=sql, parameters=names)


def timed_out(seconds: float | None, sql: str, names: Iterable[str] = ()) -> StatementTimeoutError:
    """The refusal of a statement that had its time. seconds: how much that was, None when it was not ours to say."""
    took = "the time that it may take" if seconds is None else f"{seconds:g} seconds"
    hint = "ask for less, or allow more with `Options(timeout_seconds=...)`"
    return StatementTimeoutError(f"the statement took longer than {took}", sql=sql, parameters=names, hint=hint)


def aborted(sql: str, names: Iterable[str] = ()) -> ExecutionError:
    """The refusal of a statement in a transaction in which an earlier one failed. It is the server's own to end."""
    message = "an earlier statement failed, so the transaction is aborted and has to be rolled back"
    return ExecutionError(message, sql=sql, parameters=names)


def missing_table(name: str | None, sql: str, names: Iterable[str] = ()) -> ExecutionError:
    """The refusal of a statement whose table is missing.

    name: what the database calls it, with or without its schema, None when it does not say. It is shown when it is one
    of the default storage, which `create_schema()` makes; any other may be a value.
    """
    table = name.rpartition(".")[2].strip("\"'`") if name else None
    message = f"the table `{table}` is not there" if table in TABLES else "a table of the statement is not there"
    hint = _MAKING if table is None or table in TABLES else None
    return ExecutionError(message, sql=sql, parameters=names, hint=hint)
