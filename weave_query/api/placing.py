"""The API: an error of a database that names a position of a statement, led back to the place of the request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from weave_query.compiled import CompiledRequest
from weave_query.errors import ExecutionError, Location, WeaveQueryError


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
            source = query.sources.at(position - (len(sql) - len(query.sql)))
            return source.at if source is not None else None
    return None
