"""ClickHouse: how its errors become ours. Its messages may quote values, so their code and its name are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from weave_query.errors import ExecutionError
from weave_query.positions import position_of_name
from weave_query.refusals import missing_table, timed_out

_T = TypeVar("_T")
# How often a statement is asked again that nobody cancelled and chdb calls cancelled.
_REPEATS = 2
_ERROR_CODE = re.compile(r"Code: (\d+)\.")
_UNKNOWN_TABLE, _UNKNOWN_DATABASE, _TIMEOUT, _READONLY, _CANCELLED = "60", "81", "159", "164", "394"
_MISSING = re.compile(r"identifier '([^']+)'|Table (\S+) does not exist")
# Of a statement that it can parse, ClickHouse tells no position, but the name that it does not know.
_NAMED = re.compile(r"DB::Exception: (?:[Ii]dentifier|Unknown [a-z ]*identifier|Function with name) ['`]([\w.]+)['`]")
_ERROR_NAME = re.compile(r"\(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*\Z")


def reason(error: Exception) -> str:
    """The code and its name out of a message that may quote a value; the name is ClickHouse's own constant."""
    code, name = _ERROR_CODE.search(str(error)), _ERROR_NAME.search(str(error))
    return f"code {code[1]}" + (f" ({name[1]})" if name else "") if code else type(error).__name__


def insisting(ask: Callable[[], _T]) -> _T:
    """Ask again where chdb says that somebody cancelled the statement, which nobody can before it has answered: of
    recursive statements that befell 2 in 1,000 (chdb 4.4)."""
    for _ in range(_REPEATS):
        try:
            return ask()
        except ExecutionError as error:
            if _code(error.__cause__) != _CANCELLED:
                raise
    return ask()


def ended(error: Exception, seconds: float | None, sql: str, names: Iterable[str]) -> ExecutionError:
    """The refusal of a statement that might take so many seconds."""
    if seconds is not None and _code(error) == _TIMEOUT:
        return timed_out(seconds, sql, names)
    return refused(error, sql, names)


def refused(error: Exception, sql: str, names: Iterable[str]) -> ExecutionError:
    """The refusal of a statement."""
    code = _code(error)
    if code == _UNKNOWN_TABLE:
        missing = _MISSING.search(str(error))
        return missing_table(missing and (missing[1] or missing[2]), sql, names)
    if code == _UNKNOWN_DATABASE:
        return ExecutionError(
            "a database of the statement is not there", sql=sql, parameters=names, hint="connecting makes its own"
        )
    message = f"ClickHouse refused the statement: {reason(error)}"
    named = _NAMED.search(str(error))
    hint = "each statement has settings of its own, which `readonly=2` allows" if code == _READONLY else None
    return ExecutionError(
        message, sql=sql, parameters=names, hint=hint, position=position_of_name(sql, named and named[1])
    )


def _code(error: BaseException | None) -> str | None:
    found = _ERROR_CODE.search(str(error))
    return found and found[1]
