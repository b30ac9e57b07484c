"""Postgres for servers with SQLAlchemy. Importing this imports neither that nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import Adoption, Driver
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


ADOPTION = Adoption(
    dialects=("postgresql+psycopg",),
    adopt=_adopt,
    placeholder="%({})s",
    column=_column,
    indexed=True,
    list_default="'{}'",
)
