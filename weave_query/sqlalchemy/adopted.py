"""What a server gives `connect` instead of a url -> the backend that works on it, and a driver."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from weave_query.backend import Adoption, Backend, ComposingAdoption, Driver
from weave_query.errors import ConnectionUrlError, DriverMissingError, UnsupportedError, shown
from weave_query.refusals import installed_by
from weave_query.registry import get_backend, list_backends

_FORMS = "`connect` takes a url such as `duckdb://`, a `sqlalchemy.Engine` or a `sqlalchemy.Connection`"
_ASYNC = "make an engine with `create_engine` of a driver that blocks, and run requests in a thread"
_SESSION = "give its connection, `session.connection()`"
_INSTEAD = {
    **dict.fromkeys(("AsyncEngine", "AsyncConnection", "AsyncSession"), _ASYNC),
    **dict.fromkeys(("Session", "scoped_session"), _SESSION),
    **dict.fromkeys(("sessionmaker", "MetaData"), "give an engine, `connect(create_engine(...))`"),
    "URL": "make an engine of it, `connect(create_engine(url))`",
}


def driver_of(source: object) -> tuple[Backend, Callable[[], Driver]]:
    """The backend of an engine or a connection, and what makes a driver on it.

    Raises ConnectionUrlError when it is neither, or async; DriverMissingError when no backend works on its dialect.
    """
    if source is None:
        raise ConnectionUrlError("there is no url and no engine", hint=_FORMS)
    # An engine can only come from who has imported SQLAlchemy, so what is anything else does not import it.
    if "sqlalchemy" not in sys.modules:
        raise _neither(source)
    import sqlalchemy

    if not isinstance(source, (sqlalchemy.Engine, sqlalchemy.Connection)):
        raise _neither(source)
    if source.dialect.is_async:
        raise ConnectionUrlError("an engine of an async driver is no database", hint=_ASYNC)
    name = f"{source.dialect.name}+{source.dialect.driver}"
    backend, adoption = _adopting(name)
    from weave_query.sqlalchemy.driver import SQLAlchemyDriver, check_options

    check_options(source)
    return backend, partial(SQLAlchemyDriver, source, backend, adoption)


def adoption_of(backend: Backend) -> ComposingAdoption:
    """How statements and tables of a backend are objects of SQLAlchemy. Raises UnsupportedError when they are not."""
    adoption = backend.adoption
    if adoption is None:
        raise UnsupportedError(f"the backend `{backend.name}` does not work with SQLAlchemy")
    if not isinstance(adoption, ComposingAdoption):
        refused = f"statements and tables of the backend `{backend.name}` are no objects of SQLAlchemy"
        raise UnsupportedError(
            f"{refused}: {adoption.no_objects}",
            capability="sqlalchemy_objects",
            hint="`connect(engine)` runs requests, and its `create_schema()` and `load` make and fill tables",
        )
    return adoption


def _adopting(name: str) -> tuple[Backend, Adoption]:
    adopting = [(backend, backend.adoption) for backend in map(get_backend, list_backends()) if backend.adoption]
    for backend, adoption in adopting:
        if name in adoption.dialects:
            return backend, adoption
    known = {each: backend for backend, adoption in adopting for each in adoption.dialects}
    dialect = name.partition("+")[0]
    # Another dialect of the same database has its name for a beginning: `clickhousedb`.
    near = [each for each in known if each.partition("+")[0] == dialect or dialect.startswith(known[each].name)]
    listed = ", ".join(f"`{each}`" for each in near or known)
    extra = known[near[0]].extra if near else None
    raise DriverMissingError(
        f"no backend works on a connection of {shown(name)}",
        hint=f"engines of {listed} work" + (f"; {installed_by(extra)}" if extra else ""),
    )


def _neither(source: Any) -> ConnectionUrlError:
    name = type(source).__name__
    return ConnectionUrlError(f"a `{name}` is no database", hint=_INSTEAD.get(name, _FORMS))
