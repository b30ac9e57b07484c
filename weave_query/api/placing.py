"""The API: an error of a database that names a position of a statement, led back to the place of the request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from weave_query.compiled import CompiledRequest
from weave_query.errors import ExecutionError, Location, WeaveQueryError
from weave_query.sources import SourceMap

_NAME = re.compile(r"[\w.]+")


@contextmanager
def placing(traced: Callable[[], CompiledRequest]) -> Iterator[None]:
    """Give such an error from inside its `at`. traced: the same compiled with a source map, which only errors need."""
    try:
        yield
    except ExecutionError as error:
        if error.at is None and error.sql is not None and error.position is not None:
            with suppress(WeaveQueryError):
                error.at = _place(traced(), error.sql, error.position)
        raise


def _place(compiled: CompiledRequest, sql: str, position: int) -> Location | None:
    for query in compiled.queries:
        # Something may stand before it, such as EXPLAIN.
        if query.sources is not None and sql.endswith(query.sql):
            return _source(query.sql, query.sources, position - (len(sql) - len(query.sql)))
    return None


def _source(sql: str, sources: SourceMap, position: int) -> Location | None:
    """What stands there is of. Where it is a column that every answer has, the first place that asks for it."""
    name = _NAME.match(sql, max(position, 0))
    same = re.finditer(rf"(?<![\w.]){re.escape(name[0])}(?![\w.])", sql) if name is not None else ()
    for each in (position, *(found.start() for found in same)):
        if (source := sources.at(each)) is not None:
            return source.at
    return None
