"""DuckDB for servers with SQLAlchemy, by duckdb-engine. Importing this imports neither those nor the driver."""

from __future__ import annotations

from typing import Any

from weave_query.backend import ComposingAdoption, Driver
from weave_query.errors import SettingsError, shown
from weave_query.types import BOOL, FLOAT, INT, JSON, TIMESTAMP, ArrayType, LogicalType


def _adopt(connection: Any) -> Driver:
    from weave_query_duckdb.driver import AdoptedDuckDBDriver

    return AdoptedDuckDBDriver(connection)


# Settings of a connection that statements are written for.
_EXPECTED = {
    "default_collation": "",
    "default_null_order": "NULLS_LAST",
    "default_order": "ASCENDING",
    "integer_division": False,
    "ieee_floating_point_ops": True,
}


def _check(connection: Any) -> bool:
    import duckdb

    asked = ", ".join(f"current_setting('{name}')" for name in _EXPECTED)
    try:
        found = connection.execute(f"SELECT {asked}").fetchone()
    except duckdb.Error:
        return False  # its transaction has failed, which the statement will say
    for (name, expected), value in zip(_EXPECTED.items(), found, strict=True):
        if value != expected:
            raise SettingsError(
                f"the connection has `{name}` set to {shown(str(value))}, which changes answers",
                hint=f"`RESET {name}`, or give an engine of its own",
            )
    return True


def _column(type: LogicalType) -> Any:
    import sqlalchemy as sa

    if isinstance(type, ArrayType):
        return sa.ARRAY(sa.VARCHAR())
    plain: dict[LogicalType, Any] = {
        INT: sa.BIGINT(),
        FLOAT: sa.DOUBLE(),
        BOOL: sa.BOOLEAN(),
        JSON: sa.JSON(),
        TIMESTAMP: sa.TIMESTAMP(),
    }
    return plain.get(type, sa.VARCHAR())


def _moment(micros: Any) -> Any:
    import sqlalchemy as sa

    return sa.func.make_timestamptz(micros)


def _answered(time: Any) -> Any:
    import sqlalchemy as sa

    return sa.func.epoch_us(time)  # the client needs another library for times with a zone


ADOPTION = ComposingAdoption(
    dialects=("duckdb+duckdb_engine",),
    adopt=_adopt,
    check=_check,
    placeholder="${}",
    column=_column,
    indexed=False,
    moment=_moment,
    answered=_answered,
    list_default="[]",
)
