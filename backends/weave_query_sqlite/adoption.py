"""SQLite for servers with SQLAlchemy. Importing this imports neither that nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import ComposingAdoption, Driver
from weave_query.types import BOOL, FLOAT, INT, TIMESTAMP, LogicalType


def _adopt(connection: Any) -> Driver:
    from weave_query_sqlite.driver import AdoptedSQLiteDriver

    return AdoptedSQLiteDriver(connection)


def _column(type: LogicalType) -> Any:
    import sqlalchemy as sa

    if type is FLOAT:
        return sa.REAL()
    return sa.INTEGER() if type in (INT, TIMESTAMP, BOOL) else sa.TEXT()


def _moment(micros: Any) -> Any:
    import sqlalchemy as sa

    # The text that SQLAlchemy writes of a datetime, so that it compares with one.
    million, form = sa.literal_column("1000000", sa.Integer), sa.literal_column("'%Y-%m-%d %H:%M:%S'", sa.Text)
    fraction = ((micros % million) + million) % million
    second = sa.func.strftime(
        form, (micros - fraction).op("/", precedence=8)(million), sa.literal_column("'unixepoch'")
    )
    return second.op("||")(sa.func.printf(sa.literal_column("'.%06d'"), fraction))


def _answered(time: Any) -> Any:
    return time


ADOPTION = ComposingAdoption(
    dialects=("sqlite+pysqlite",),
    adopt=_adopt,
    placeholder=":{}",
    column=_column,
    indexed=True,
    moment=_moment,
    answered=_answered,
    list_default="'[]'",
)
