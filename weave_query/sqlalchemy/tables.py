"""The logical tables and a backend's types -> tables of SQLAlchemy, as the backend's own statements make them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from weave_query.backend import Backend
from weave_query.catalogue.tables import TABLES, Column, Table
from weave_query.sqlalchemy.adopted import adoption_of
from weave_query.sqlalchemy.columns import DEFAULTS, column_type
from weave_query.storage import Absence, StorageMap, TableMap
from weave_query.types import ArrayType

# Names of indexes, with their columns.
_INDEXES: dict[str, dict[str, tuple[str, ...]]] = {
    "calls": {
        "calls_by_started_at": ("project_id", "started_at", "id"),
        "calls_by_trace_id": ("project_id", "trace_id"),
        "calls_by_parent_id": ("project_id", "parent_id"),
        "calls_by_op_name": ("project_id", "op_name", "started_at"),
        "calls_by_thread_id": ("project_id", "thread_id"),
    },
    "feedback": {
        "feedback_by_weave_ref": ("project_id", "weave_ref"),
        "feedback_by_created_at": ("project_id", "created_at"),
    },
    "llm_token_prices": {"llm_token_prices_by_llm_id": ("llm_id",)},
    "annotation_queue_items": {"annotation_queue_items_by_call_id": ("project_id", "call_id")},
}
# Those that hold only the rows in which a column is something.
_SPARSE = {"calls_by_thread_id": "thread_id"}


def metadata_of(backend: Backend, storage: StorageMap | None = None) -> sa.MetaData:
    """The tables of a storage, None for the default. Source: `weave_query.sqlalchemy.metadata`, which says more."""
    made = sa.MetaData()
    if storage is not None:
        for logical, mapped in storage.tables.items():
            _mapped(made, TABLES[logical], mapped, backend)
        return made
    for table in TABLES.values():
        _table(made, table, backend)
    return made


def create(tables: sa.MetaData, connection: sa.Connection) -> None:
    """Create what is missing of tables, and of the indexes of those that are there."""
    tables.create_all(connection)
    for table in tables.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _table(made: sa.MetaData, table: Table, backend: Backend) -> None:
    adoption = adoption_of(backend)
    columns = [_column(table, column, backend) for column in table.columns]
    built = sa.Table(table.name, made, *columns, sa.PrimaryKeyConstraint(*table.key))
    for name, keys in _INDEXES.get(table.name, {}).items() if adoption.indexed else ():
        sparse: dict[str, Any] = {}
        if name in _SPARSE:
            condition = built.c[_SPARSE[name]].is_not(None)
            sparse = {"postgresql_where": condition, "sqlite_where": condition}
        sa.Index(name, *(built.c[key] for key in keys), **sparse)


def _mapped(made: sa.MetaData, table: Table, mapped: TableMap, backend: Backend) -> None:
    stored = {name: each for name, each in mapped.columns.items() if each.absence is not Absence.ALWAYS}
    columns = [
        sa.Column(each.column, column_type(backend, table, table[name]), nullable=each.absence is not Absence.NEVER)
        for name, each in stored.items()
    ]
    keys = [stored[name].column for name in table.key if name in stored]
    key = [sa.PrimaryKeyConstraint(*keys)] if len(keys) == len(table.key) else []
    *schema, name = mapped.parts
    sa.Table(name, made, *columns, *key, schema=".".join(schema) or None)


def _column(table: Table, column: Column, backend: Backend) -> sa.Column[object]:
    listed = isinstance(column.type, ArrayType)
    return sa.Column(
        column.name,
        column_type(backend, table, column),
        nullable=not (column.required or listed),
        default=DEFAULTS.get((table.name, column.name)),
        server_default=sa.text(adoption_of(backend).list_default) if listed else None,
        autoincrement=False,
    )
