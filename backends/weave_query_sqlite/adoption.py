"""SQLite for servers with SQLAlchemy. Importing this imports neither that nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import Adoption, Driver
from weave_query.types import BOOL, FLOAT, INT, TIMESTAMP, LogicalType


def _adopt(connection: Any) -> Driver:
    from weave_query_sqlite.driver import AdoptedSQLiteDriver

    return AdoptedSQLiteDriver(connection)


def _column(type: LogicalType) -> Any:
    import sqlalchemy as sa

    if type is FLOAT:
        return sa.REAL()
    return sa.INTEGER() if type in (INT, TIMESTAMP, BOOL) else sa.TEXT()


ADOPTION = Adoption(
    dialects=("sqlite+pysqlite",),
    adopt=_adopt,
    placeholder=":{}",
    column=_column,
    indexed=True,
    list_default="'[]'",
)
