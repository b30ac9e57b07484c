"""Room 6: the storage map, the one place that knows a physical schema.

A backend's default storage has one physical row per call. Trace servers own their tables, so a map is a value that
can be replaced: `backend.with_storage(StorageMap(...))`. A map is checked when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from weave_query.catalogue.tables import TABLES, Column
from weave_query.errors import SettingsError, UnsupportedError, nearest, shown
from weave_query.types import JSON, STRING

# What an engine or a driver would read inside of a quoted name, and what no printer escapes alike for all of them.
_FORBIDDEN = "\"'`\\%{}"
_LONGEST = 128


class Absence(Enum):
    """How a physical column says that there is no value. EMPTY_TEXT is for texts and documents, NEVER promises that
    every row has one, ALWAYS that none has: see `NOTHING`."""

    NULL = "null"
    EMPTY_TEXT = "empty text"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Stored:
    """A logical column kept in a physical column, of the type that the default storage of the backend has for it.

    column: its name as the database has it, letter for letter; on Postgres a name written without quotes is in lower
    case.
    """

    column: str
    absence: Absence = Absence.NULL


NOTHING = Stored("", Absence.ALWAYS)
"""A logical column that the tables do not have, and no row has a value of: answered as null, missing in conditions."""


@dataclass(frozen=True)
class TableMap:
    """Where a logical table is. `name`: its name, behind its schema and a dot where it needs one: `analytics.spans`.
    `project`: the physical column that binds a read to a tenant, None if there is none."""

    name: str
    columns: Mapping[str, Stored]
    project: str | None = "project_id"

    @property
    def parts(self) -> tuple[str, ...]:
        """The name, and what stands before it: `("analytics", "spans")`."""
        return tuple(self.name.split("."))


@dataclass(frozen=True)
class StorageMap:
    """The physical tables of one storage, by logical name. `name` is what errors call it.

    Tables and columns may be left out: a request that needs one is then refused with UnsupportedError.
    Raises SettingsError for names that there are not, or that cannot be written.
    """

    name: str
    tables: Mapping[str, TableMap] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.tables, Mapping):
            raise SettingsError(f"the tables of a storage are a dict, this is a `{type(self.tables).__name__}`")
        for logical, table in self.tables.items():
            _check_table(logical, table)

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

    def names(self) -> frozenset[str]:
        """Every physical name that stands in statements."""
        found: set[str] = set()
        for table in self.tables.values():
            found.update(table.parts, (stored.column for stored in table.columns.values()))
            if table.project is not None:
                found.add(table.project)
        return frozenset(found - {""})

    def nowhere(self) -> frozenset[tuple[str, str]]:
        """The logical columns, with their tables, of which no row has a value."""
        return frozenset(
            (logical, name)
            for logical, table in self.tables.items()
            for name, stored in table.columns.items()
            if stored.absence is Absence.ALWAYS
        )


def _check_table(logical: str, table: object) -> None:
    known = TABLES.get(logical)
    if known is None:
        raise SettingsError(f"{shown(str(logical))} is not a logical table", hint=_nearest(logical, TABLES))
    if not isinstance(table, TableMap) or not isinstance(table.columns, Mapping):
        raise SettingsError(f"`{logical}` is a `TableMap(name, columns)`, this is a `{type(table).__name__}`")
    _check_name(table.name, f"the table of `{logical}`", most=3)
    columns = {column.name: column for column in known.columns}
    for name, stored in table.columns.items():
        if name not in columns:
            raise SettingsError(
                f"{shown(str(name))} is not a column of the logical table `{logical}`", hint=_nearest(name, columns)
            )
        _check_column(f"`{logical}.{name}`", columns[name], stored)
    _check_project(logical, table, tenant=known.project)


def _check_column(where: str, column: Column, stored: object) -> None:
    if not isinstance(stored, Stored):
        hint = f"`Stored({stored!r})`" if isinstance(stored, str) and len(stored) <= _LONGEST else None
        raise SettingsError(f"{where} is a `Stored(column)`, this is a `{type(stored).__name__}`", hint=hint)
    if not isinstance(stored.absence, Absence):
        raise SettingsError(f"the absence of {where} is one of `Absence`, this is a `{type(stored.absence).__name__}`")
    if stored.absence is Absence.ALWAYS:
        if column.required:
            raise SettingsError(f"{where} is in every row, so it cannot be stored nowhere")
        return
    if stored.absence is Absence.EMPTY_TEXT and column.type not in (STRING, JSON):
        raise SettingsError(f"{where} is of the type {column.type}, of which no value is an empty text")
    _check_name(stored.column, f"the column of {where}")


def _check_project(logical: str, table: TableMap, tenant: str | None) -> None:
    if table.project is None:
        if tenant is not None:
            raise SettingsError(
                f"`{logical}` holds the rows of many projects, so `project` names the column that tells them apart"
            )
        return
    _check_name(table.project, f"`project` of `{logical}`")
    stored = table.columns.get(tenant) if tenant is not None else None
    if stored is not None and stored.column != table.project:
        raise SettingsError(
            f"`{logical}.{tenant}` is in {shown(stored.column)} and `project` is {shown(table.project)}",
            hint=f"`TableMap(..., project={stored.column!r})`",
        )


def _check_name(name: object, what: str, most: int = 1) -> None:
    """A name that can be written in quotes on every engine; `most` parts with dots between them."""
    if not isinstance(name, str):
        raise SettingsError(f"{what} is a text, this is a `{type(name).__name__}`")
    parts = name.split(".") if most > 1 else [name]
    if len(parts) > most or not all(parts):
        rule = "`table`, `schema.table` or `catalog.schema.table`" if most > 1 else "not empty"
        raise SettingsError(f"{what} cannot be named {shown(name)}: a name is {rule}")
    if any(not part.isprintable() or set(part) & set(_FORBIDDEN) or len(part) > _LONGEST for part in parts):
        raise SettingsError(
            f"{what} cannot be named {shown(name)}",
            hint=f"a name has up to {_LONGEST} printable characters, none of them {' '.join(_FORBIDDEN)}",
        )


def _nearest(name: object, known: Iterable[str]) -> str:
    names = sorted(known)
    return nearest(str(name), names) or "there are " + ", ".join(f"`{each}`" for each in names)
