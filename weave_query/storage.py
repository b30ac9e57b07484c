"""Room 6: the storage map, the one place that knows a physical schema.

A backend's default storage has one physical row per call. Trace servers own their tables, so a map is a value that
can be replaced: `backend.with_storage(StorageMap(...))`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from weave_query.errors import UnsupportedError


class Absence(Enum):
    """How a physical column says that there is no value. EMPTY_TEXT is for texts and documents, NEVER promises that
    every row has one."""

    NULL = "null"
    EMPTY_TEXT = "empty text"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Stored:
    """A logical column kept in a physical column, of the type that the default storage of the backend has for it."""

    column: str
    absence: Absence = Absence.NULL


@dataclass(frozen=True)
class TableMap:
    """Where a logical table is. `project`: the physical column that binds a read to a tenant, None if there is none."""

    name: str
    columns: Mapping[str, Stored]
    project: str | None = "project_id"


@dataclass(frozen=True)
class StorageMap:
    """The physical tables of one storage, by logical name. `name` is what errors call it.

    Tables and columns may be left out: a request that needs one is then refused with UnsupportedError.
    """

    name: str
    tables: Mapping[str, TableMap] = field(default_factory=dict)

    def table(self, logical: str) -> TableMap:
        found = self.tables.get(logical)
        if found is None:
            raise UnsupportedError(f"the storage `{self.name}` has no table for `{logical}`")
        return found

    def column(self, table: str, logical: str) -> Stored:
        found = self.table(table).columns.get(logical)
        if found is None:
            raise UnsupportedError(f"the storage `{self.name}` has no column for `{table}.{logical}`")
        return found

    def tenant_tables(self) -> dict[str, str]:
        """Physical name -> tenant column, of the tables whose every read must be bound to a project."""
        return {table.name: table.project for table in self.tables.values() if table.project is not None}
