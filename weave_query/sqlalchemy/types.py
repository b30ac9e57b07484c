"""Logical types -> types of SQLAlchemy, for the columns of an answer and for parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from weave_query.backend import Backend
from weave_query.errors import UnsupportedError
from weave_query.registry import get_backend
from weave_query.sqlalchemy.adopted import adoption_of
from weave_query.sqlalchemy.comparing import Documents, Inside, Times
from weave_query.sqlalchemy.moments import moment
from weave_query.types import BOOL, FLOAT, INT, STRING, TIMESTAMP, LogicalType


class Microseconds(sa.types.TypeDecorator[datetime]):
    """A time as statements give it, an integer of microseconds since 1970; in Python a datetime in UTC."""

    impl = sa.BigInteger
    cache_ok = True
    comparator_factory = Inside

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        """Microseconds as a datetime."""
        return moment(value)


class Moment(sa.types.TypeDecorator[datetime]):
    """A time as the database has times, in a statement that is built upon; in Python a datetime in UTC.

    What it is compared with is a datetime or another time; a datetime without a zone is taken to be in UTC. SQLite has
    texts, as SQLAlchemy writes datetimes there. backend: the name of the backend.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True
    comparator_factory = Times

    def __init__(self, backend: str) -> None:
        super().__init__()
        self.backend = backend

    def column_expression(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """What an answer has: microseconds, where clients give times in the zone of a session, or not at all."""
        return sa.type_coerce(adoption_of(get_backend(self.backend)).answered(column), self)

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """A datetime in UTC."""
        if not isinstance(value, datetime | None):
            raise UnsupportedError(f"{Times.wording}, this is a `{type(value).__name__}`")
        return moment(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """A datetime in UTC."""
        return moment(value)


class Decoded(sa.types.TypeDecorator[Any]):
    """A document, a list or a wide integer as a backend's statements give it; in Python the value itself.

    backend: the name of the backend. type: the logical type.
    """

    impl = sa.Text
    cache_ok = True
    comparator_factory = Documents

    def __init__(self, backend: str, type: LogicalType) -> None:
        super().__init__()
        self.backend = backend
        self.type = type

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """The value, decoded as the backend's codec does it."""
        return get_backend(self.backend).codec.decode(value, self.type)


def result_type(backend: Backend, type: LogicalType) -> sa.types.TypeEngine[Any]:
    """The type of an answer's column."""
    plain: dict[LogicalType, sa.types.TypeEngine[Any]] = {
        STRING: sa.Text(),
        INT: sa.BigInteger(),
        FLOAT: sa.Double(),
        BOOL: sa.Boolean(),
        TIMESTAMP: Microseconds(),
    }
    return plain.get(type) or Decoded(backend.name, type)


def bound(value: Any) -> sa.types.TypeEngine[Any]:
    """The type of a parameter, by the value that the driver takes."""
    match value:
        case list():
            return sa.ARRAY(bound(value[0]) if value else sa.Text())
        case bool():
            return sa.Boolean()
        case int():
            return sa.BigInteger()
        case float():
            return sa.Double()
        case datetime():
            return sa.DateTime(timezone=True)
        case _:
            return sa.Text()
