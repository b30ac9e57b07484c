"""Room 6: the default storage: every logical table and column under its own name, one physical row per logical one."""

from __future__ import annotations

from weave_query.catalogue.tables import TABLES, Column
from weave_query.storage import Absence, StorageMap, Stored, TableMap
from weave_query.types import JSON, ArrayType


def default_storage(json: Absence = Absence.NULL) -> StorageMap:
    """The map of the tables that `create_schema()` makes. `json`: how a JSON column says that there is no value."""
    tables = {
        table.name: TableMap(
            table.name, {column.name: _stored(column, json) for column in table.columns}, table.project
        )
        for table in TABLES.values()
    }
    return StorageMap(name="default", tables=tables)


def _stored(column: Column, json: Absence) -> Stored:
    if column.type is JSON:
        return Stored(column.name, json)
    never = column.required or isinstance(column.type, ArrayType)
    return Stored(column.name, Absence.NEVER if never else Absence.NULL)
