"""Reference: the driver of `memory://`. Compiled plans and logical rows come in, rows go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weave_query.allowance import Allowance
from weave_query.catalogue.tables import TABLES
from weave_query.compiled import CompiledQuery
from weave_query.errors import ConnectionUrlError
from weave_query.gate import Gate
from weave_query.plan.nodes import Scan
from weave_query.plan.walk import all_relations
from weave_query.reference.documents import decoded
from weave_query.reference.evaluate import rows_of
from weave_query.reference.expressions import Row
from weave_query.refusals import missing_table, timed_out
from weave_query.types import JSON, LogicalType


class MemoryDriver:
    """Tables as dicts of rows by key. Source: `connect`. Threads take turns."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[tuple[Any, ...], Row]] = {}
        self._gate = Gate(alone=True)
        self._seconds: float | None = None

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Evaluate one statement, as a whole: its rows are those of this moment."""
        with self._gate.passing(query.sql, query.params):
            if not self._tables:
                raise missing_table(_scanned(query), query.sql, query.params)
            tables = {name: rows.values() for name, rows in self._tables.items()}
            with Allowance(self._seconds).watched() as is_over:
                rows = rows_of(query, tables, self._watch(query, is_over))
        return iter([tuple(row[column.name] for column in query.columns) for row in rows])

    def limit_time(self, seconds: float | None) -> None:
        """End each statement after so much work."""
        self._seconds = seconds

    def _watch(self, query: CompiledQuery, is_over: Callable[[], bool] | None) -> Callable[[], None] | None:
        """What the evaluator calls for each value, to be stopped when the time is over."""
        if is_over is None:
            return None

        def watch() -> None:
            if is_over():
                raise timed_out(self._seconds, query.sql, query.params)

        return watch

    def create_schema(self) -> None:
        """Make the tables where they are missing."""
        with self._gate.passing("create_schema"):
            for name in TABLES:
                self._tables.setdefault(name, {})

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Put rows in the place of those of equal key."""
        stored = TABLES[table]
        readers = [_reader(stored[column].type) for column in columns]
        with self._gate.passing(f"insert into {table}", columns):
            if table not in self._tables:
                raise missing_table(table, f"insert into {table}", columns)
            for values in rows:
                row: Row = {name: read(value) for name, read, value in zip(columns, readers, values, strict=True)}
                self._tables[table][tuple(row[name] for name in stored.key)] = row

    def close(self) -> None:
        """Forget everything; closing twice is allowed."""
        if self._gate.close():
            self._tables.clear()


def connect(url: str) -> MemoryDriver:
    """Open `memory://`: a store of its own, empty, gone when it is closed."""
    if url != "memory://":
        raise ConnectionUrlError("a memory url is `memory://` and nothing more", hint="nothing of it is kept")
    return MemoryDriver()


def _scanned(query: CompiledQuery) -> str | None:
    """The first table that a statement reads."""
    found = all_relations(query.relation) if query.relation is not None else ()
    return next((each.table for each in found if isinstance(each, Scan)), None)


def _reader(type: LogicalType) -> Callable[[Any], Any]:
    """A logical value as it is kept: a document as the value that its text spells."""
    if type is JSON:
        return lambda text: None if text is None else decoded(text)
    return lambda value: value
