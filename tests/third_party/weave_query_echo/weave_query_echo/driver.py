"""The connection: Arrow tables in memory, which DataFusion queries in this process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from weave_query.catalogue.tables import TABLES
from weave_query.errors import ConnectionUrlError, DriverMissingError, ExecutionError
from weave_query.gate import Gate
from weave_query.refusals import missing_table
from weave_query.urls import path_url

from weave_query_echo.arrow import arrow_type, batch, over_arrays, parameters, rows
from weave_query_echo.documents import FUNCTIONS

if TYPE_CHECKING:
    from datafusion import SessionContext
    from weave_query.compiled import CompiledQuery

_SETTINGS = {
    # Of the dialects that DataFusion 55 can parse: this one has lambdas, knows no escapes in texts, and sees no named
    # argument in `f(a = b)`.
    "datafusion.sql_parser.dialect": "databricks",
    "datafusion.sql_parser.recursion_limit": "5000",
    # With several partitions, DataFusion 55 refuses its own plan of some sorts by expressions ("SanityCheckPlan").
    "datafusion.execution.target_partitions": "1",
}
_NO_TABLE = re.compile(r"table '(?:\w+\.)*(\w+)' not found")


def connect(url: str) -> EchoDriver:
    """An empty database. Raises ConnectionUrlError when the url names a place, DriverMissingError without DataFusion."""
    if path_url(url).path is not None:
        raise ConnectionUrlError("tables of DataFusion are in memory and have no place in the file system")
    try:
        from datafusion import SessionConfig, SessionContext
    except ImportError as error:
        hint = 'pip install "weave-query-echo[echo]"'
        raise DriverMissingError("DataFusion cannot be imported", hint=hint) from error
    context = SessionContext(SessionConfig(_SETTINGS))
    _add_functions(context)
    return EchoDriver(context)


def _add_functions(context: SessionContext) -> None:
    from datafusion import udf

    for function, (takes, gives) in FUNCTIONS.items():
        inputs = [arrow_type(type_) for type_ in takes]
        added = udf(over_arrays(function, gives), inputs, arrow_type(gives), "immutable", function.__name__)
        context.register_udf(added)


class EchoDriver:
    """One database in memory; threads take turns."""

    def __init__(self, context: SessionContext) -> None:
        self._context = context
        self._gate = Gate(alone=True)

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement."""
        with self._passing(query.sql, query.params):
            batches = self._context.sql(query.sql, param_values=parameters(query)).collect()
        return chain.from_iterable(map(rows, batches))

    def create_schema(self) -> None:
        """Make the tables that are missing."""
        with self._passing("CREATE TABLE"):
            for name, table in TABLES.items():
                if not self._context.table_exist(name):
                    self._context.register_record_batches(name, [[batch(table)]])

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch of logical rows, replacing whole rows of equal key.

        DataFusion's tables know no keys, so the table is made anew of the rows that stay and those that come.
        """
        with self._passing(f"INSERT INTO {table}"):
            coming = batch(TABLES[table], columns, rows)
            stored = self._context.sql(f"SELECT * FROM {table}")
            staying = stored.join(self._context.read_batch(coming), on=list(TABLES[table].key), how="anti").collect()
            self._context.deregister_table(table)
            self._context.register_record_batches(table, [[*staying, coming]])

    def close(self) -> None:
        """Let go of the tables. Closing twice is allowed."""
        if self._gate.close():
            for name in TABLES:
                self._context.deregister_table(name)

    @contextmanager
    def _passing(self, sql: str, names: Iterable[str] = ()) -> Iterator[None]:
        """Be alone with the connection. What DataFusion raises comes out as ExecutionError."""
        with self._gate.passing(sql, names):
            try:
                yield
            except Exception as error:  # DataFusion 55 has no class of its own: it raises Exception and ValueError.
                if missing := _NO_TABLE.search(str(error)):
                    raise missing_table(missing[1], sql, names) from error
                message = f"DataFusion refused the statement: {type(error).__name__}"
                raise ExecutionError(message, sql=sql, parameters=names) from error
