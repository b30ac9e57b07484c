"""Types of the stored columns: in Python what `load` takes, in the database what it writes, on every backend."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

import sqlalchemy as sa

from weave_query.backend import Backend
from weave_query.catalogue.tables import CALLS, Column, Table
from weave_query.errors import LoadError
from weave_query.loading import Refusal, logical_value, refs_in, stored_size
from weave_query.registry import get_backend
from weave_query.sqlalchemy.adopted import adoption_of
from weave_query.sqlalchemy.comparing import Times
from weave_query.sqlalchemy.moments import EPOCH, moment
from weave_query.types import BOOL, FLOAT, INT, JSON, STRING, TIMESTAMP, ArrayType, LogicalType


class StoredColumn(sa.types.TypeDecorator[Any]):
    """A column whose values SQLAlchemy would write in another form than `load` does. backend: its name.

    A value that `load` would refuse is a LoadError, which SQLAlchemy wraps in its StatementError.
    """

    impl = sa.Text
    cache_ok = True
    logical: ClassVar[LogicalType]

    def __init__(self, backend: str) -> None:
        super().__init__()
        self.backend = backend
        self.impl = adoption_of(get_backend(backend)).column(self.logical)

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any]:
        """What a driver takes, without what SQLAlchemy does for the type below."""
        return self._bound

    def _bound(self, value: Any) -> Any:
        if value is None:
            return None
        try:
            return self.write(logical_value(self.logical, value))
        except Refusal as refusal:
            raise LoadError(refusal.message, table="a column", row=None, path=str(refusal.at)) from None

    def write(self, value: Any) -> Any:
        """A logical value as the database has it."""
        return value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.backend!r})"


class ComparedAsBelow(StoredColumn):
    """A column beside which stands in a condition what may stand beside the type below, unchecked."""

    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """The type of a value, or a key, beside it."""
        return self.impl_instance.coerce_compared_value(op, value)


class TimeColumn(StoredColumn):
    """A time: a datetime, in UTC where it has no zone, or ISO text; it comes as a datetime in UTC."""

    cache_ok = True
    logical = TIMESTAMP
    comparator_factory = Times

    def write(self, value: Any) -> Any:
        if not isinstance(self.impl, sa.DateTime):
            return value
        time = EPOCH + timedelta(microseconds=value)
        return time if self.impl.timezone else time.replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        return moment(value)


class DocumentColumn(ComparedAsBelow):
    """A document: what JSON can be of Python; None is absence. kind: `object` where it is a dict or None."""

    cache_ok = True
    logical = JSON

    def __init__(self, backend: str, kind: Literal["any", "object"] = "any") -> None:
        super().__init__(backend)
        self.kind = kind

    def _bound(self, value: Any) -> Any:
        if self.kind == "object" and not isinstance(value, dict | None):
            message = f"it should be an object, this is of the type {type(value).__name__}"
            raise LoadError(message, table="a column", row=None)
        return super()._bound(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        return json.loads(value) if value is not None and isinstance(self.impl, sa.Text) else value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.backend!r}, {self.kind!r})"


class ListColumn(StoredColumn):
    """A list of texts; None is the empty one."""

    cache_ok = True
    logical = ArrayType(STRING)

    def _bound(self, value: Any) -> Any:
        return super()._bound([] if value is None else value)

    def write(self, value: Any) -> Any:
        return json.dumps(value, ensure_ascii=False) if isinstance(self.impl, sa.Text) else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class TextColumn(ComparedAsBelow):
    """A text, in which no character is NUL and no surrogate is alone."""

    cache_ok = True
    logical = STRING


class IntColumn(ComparedAsBelow):
    """An integer of 64 bits."""

    cache_ok = True
    logical = INT


class FloatColumn(ComparedAsBelow):
    """A double that is a number."""

    cache_ok = True
    logical = FLOAT


class FlagColumn(StoredColumn):
    """A boolean."""

    cache_ok = True
    logical = BOOL

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> bool | None:
        return None if value is None else bool(value)


_COLUMNS: dict[LogicalType, type[StoredColumn]] = {
    each.logical: each
    for each in (TextColumn, IntColumn, FloatColumn, TimeColumn, DocumentColumn, ListColumn, FlagColumn)
}
# As `load` has it: an output may be anything.
_OBJECTS = ("attributes", "inputs", "summary")


def column_type(backend: Backend, table: Table, column: Column) -> Any:
    """The type of a column of a logical table."""
    if table is CALLS and column.name in _OBJECTS:
        return DocumentColumn(backend.name, "object")
    made = _COLUMNS.get(column.type)
    return made(backend.name) if made is not None else adoption_of(backend).column(column.type)


def _default(of: Callable[[Mapping[str, Any]], Any]) -> Callable[[Any], Any]:
    def work_out(context: Any) -> Any:
        row = context.get_current_parameters()
        if "id" not in row:
            return None  # rows of a select, which nobody sees here
        try:
            return of(row)
        except (TypeError, ValueError, RecursionError):
            return None  # it holds what is no JSON, which its own column refuses

    return work_out


DEFAULTS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("calls", "input_refs"): _default(lambda row: refs_in(row.get("inputs"))),
    ("calls", "output_refs"): _default(lambda row: refs_in(row.get("output"))),
    ("calls", "storage_size_bytes"): _default(stored_size),
}
"""What `load` works out where a row does not bring it, by table and column."""
