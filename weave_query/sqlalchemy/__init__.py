"""For servers that have SQLAlchemy: their engines and connections, our statements and tables as theirs.

`connect` takes an engine or a connection; `CompiledQuery.to_sqlalchemy()` gives a statement to build upon; `metadata`
has the tables of the default storage, for a migration or a `select` of the server's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.errors import DriverMissingError
from weave_query.refusals import installed_by

if TYPE_CHECKING:
    from sqlalchemy import MetaData, TextualSelect

    from weave_query.backend import Backend
    from weave_query.compiled import CompiledQuery

__all__ = ["metadata", "textual_select"]


def metadata(backend: str | Backend) -> MetaData:
    """The tables of the default storage for one backend: what `create_schema()` makes, with keys and indexes.

    `metadata("postgres").create_all(engine)` makes them, Alembic compares with them. Each call gives a new one.
    Raises BackendNotFoundError, DriverMissingError without SQLAlchemy, UnsupportedError for a backend that has no
    dialect of it. Source: the tables of `weave-query schema`.
    """
    _check_installed()
    from weave_query.sqlalchemy.tables import metadata_of

    return metadata_of(backend)


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
