"""Room 6, ClickHouse: where the default storage keeps each logical column. Physical names are the logical ones."""

from __future__ import annotations

from weave_query.catalogue.tables import TABLES, Column
from weave_query.storage import Absence, StorageMap, Stored, TableMap
from weave_query.types import JSON, ArrayType


def _stored(column: Column) -> Stored:
    # A nullable String costs a mask to read and gains nothing: no JSON text is empty.
    if column.type is JSON:
        return Stored(column.name, Absence.EMPTY_TEXT)
    never = column.required or isinstance(column.type, ArrayType)
    return Stored(column.name, Absence.NEVER if never else Absence.NULL)


STORAGE = StorageMap(
    name="default",
    tables={
        table.name: TableMap(table.name, {column.name: _stored(column) for column in table.columns}, table.project)
        for table in TABLES.values()
    },
)
