"""For servers that have SQLAlchemy: their engines and connections, our statements and tables as theirs.

`connect` takes an engine or a connection; `CompiledQuery.to_sqlalchemy()` gives a statement to build upon; `metadata`
has the tables of the default storage, for a migration or a `select` of the server's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.errors import DriverMissingError
from weave_query.refusals import installed_by

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, TextualSelect

    from weave_query.backend import Backend
    from weave_query.compiled import CompiledQuery
    from weave_query.storage import StorageMap

__all__ = ["metadata", "textual_select"]


def metadata(backend: str | Backend | Engine | Connection, storage: StorageMap | None = None) -> MetaData:
    """The tables of the default storage for one backend: what `create_schema()` makes, with keys and indexes.

    `metadata("postgres").create_all(engine)` makes them, Alembic compares with them. Each call gives a new one.
    backend: its name, itself, or an engine or connection that it works on. storage: tables of a server's own instead,
    as far as the map knows them: names and types of columns, keys where they are mapped, no indexes.
    Raises BackendNotFoundError, DriverMissingError without SQLAlchemy or for a dialect that no backend works on,
    UnsupportedError for a backend that has none, or whose dialect has no exact parameters. Source: the tables of
    `weave-query schema`.
    """
    _check_installed()
    from weave_query.sqlalchemy.tables import metadata_of

    return metadata_of(_backend(backend), storage)


def _backend(backend: str | Backend | Engine | Connection) -> Backend:
    from weave_query.backend import Backend
    from weave_query.registry import get_backend
    from weave_query.sqlalchemy.adopted import driver_of

    return get_backend(backend) if isinstance(backend, (str, Backend)) else driver_of(backend)[0]


def textual_select(query: CompiledQuery) -> TextualSelect:
    """A compiled statement for SQLAlchemy. Source: `CompiledQuery.to_sqlalchemy`, which says more."""
    _check_installed()
    from weave_query.sqlalchemy.text import select_of

    return select_of(query)


def _check_installed() -> None:
    try:
        import sqlalchemy  # noqa: F401
    except ImportError as error:
        raise DriverMissingError("SQLAlchemy is not installed", hint=installed_by("sqlalchemy")) from error
