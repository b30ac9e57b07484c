"""Postgres for servers with SQLAlchemy. Importing this imports neither that nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import ComposingAdoption, Driver
from weave_query.types import BOOL, FLOAT, INT, JSON, TIMESTAMP, ArrayType, LogicalType


def _adopt(connection: Any) -> Driver:
    from weave_query_postgres.driver import adopt

    return adopt(connection)


def _column(type: LogicalType) -> Any:
    from sqlalchemy.dialects import postgresql as pg

    if isinstance(type, ArrayType):
        return pg.ARRAY(pg.TEXT())
    plain: dict[LogicalType, Any] = {
        INT: pg.BIGINT(),
        FLOAT: pg.DOUBLE_PRECISION(),
        BOOL: pg.BOOLEAN(),
        JSON: pg.JSONB(),
        TIMESTAMP: pg.TIMESTAMP(timezone=True),
    }
    return plain.get(type) or pg.TEXT(collation="C")


def _moment(micros: Any) -> Any:
    import sqlalchemy as sa

    # No number of microseconds as a double, which is not exact after the year 2255.
    million = sa.literal_column("1000000", sa.Integer)
    fraction = sa.func.mod(micros, million) * sa.literal_column("INTERVAL '1 microsecond'", sa.Interval)
    return sa.func.to_timestamp(micros.op("/")(million)) + fraction


def _answered(time: Any) -> Any:
    import sqlalchemy as sa

    # The client cannot read the end of the year 9999 in a session whose zone is ahead.
    return sa.cast(sa.extract("epoch", time) * sa.literal_column("1000000"), sa.BigInteger)


ADOPTION = ComposingAdoption(
    dialects=("postgresql+psycopg",),
    adopt=_adopt,
    placeholder="%({})s",
    column=_column,
    indexed=True,
    moment=_moment,
    answered=_answered,
    list_default="'{}'",
)
