"""Shared: texts that match a pattern, in Python, by RE2. The reference evaluator and functions of drivers use it.

RE2's time is linear in the text; Python's own `re` backtracks without bound. ClickHouse and DuckDB have RE2 too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from weave_query.errors import DriverMissingError, ExecutionError
from weave_query.refusals import installed_by

Search = Callable[[str], bool]
"""Does a text have a match?"""


def searches(purpose: str) -> Callable[[str], Search]:
    """From patterns, as RE2 spells them, to searches. purpose: who needs them, for the error.

    Raises DriverMissingError when google-re2 is not installed. What is returned raises ExecutionError for a pattern
    that RE2 refuses.
    """
    try:
        # Other packages have a module of this name, without the options.
        from re2 import Options, compile, error
    except ImportError as missing:
        raise DriverMissingError(
            f"{purpose} needs RE2, which is not installed", hint=installed_by("regex")
        ) from missing
    options = Options()
    options.log_errors = False

    # The library's own cache looks at every option for every row.
    @lru_cache(maxsize=256)
    def search(pattern: str) -> Search:
        try:
            found: Any = compile(pattern, options)
        except error as refused:
            raise ExecutionError("RE2 refuses a regular expression") from refused
        # Of bytes it counts no characters.
        return lambda text: found.search(text.encode()) is not None

    return search
