"""Arrow, which DataFusion is made of: logical types, tables, rows, parameters and functions as it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weave_query.catalogue.tables import Table
from weave_query.compiled import CompiledQuery
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType


def arrow_type(type_: LogicalType) -> Any:
    """The `pyarrow.DataType` that keeps a logical type exactly: times are whole microseconds, documents JSON text."""
    import pyarrow as pa

    if isinstance(type_, ArrayType):
        return pa.list_(arrow_type(type_.of))
    types = {
        STRING: pa.string(),
        JSON: pa.string(),
        INT: pa.int64(),
        TIMESTAMP: pa.int64(),
        FLOAT: pa.float64(),
        BOOL: pa.bool_(),
    }
    return types[type_]


def parameters(query: CompiledQuery) -> dict[str, Any]:
    """The parameters of a statement as `pyarrow.Scalar`s: an empty Python list does not say what it is a list of."""
    import pyarrow as pa

    return {spec.name: pa.scalar(query.params[spec.name], arrow_type(spec.type)) for spec in query.parameters}


def batch(table: Table, columns: Sequence[str] = (), rows: Sequence[Sequence[Any]] = ()) -> Any:
    """Rows as a `pyarrow.RecordBatch` with all columns of a logical table, null in those that the rows do not have."""
    import pyarrow as pa

    schema = pa.schema([(column.name, arrow_type(column.type)) for column in table.columns])
    return pa.RecordBatch.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema)


def rows(batch: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a `pyarrow.RecordBatch`, as plain Python values."""
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def over_arrays(function: Callable[..., Any], gives: LogicalType) -> Callable[..., Any]:
    """A function of plain values as one of `pyarrow.Array`s: null where an argument is null."""
    import pyarrow as pa

    def call(*arrays: Any) -> Any:
        arguments = zip(*(array.to_pylist() for array in arrays), strict=True)
        return pa.array([None if None in row else function(*row) for row in arguments], arrow_type(gives))

    return call
