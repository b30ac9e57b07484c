"""Backends by name and by url scheme, found through the entry points `weave_query.backends`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from weave_query.backend import Backend
from weave_query.errors import BackendConflictError, BackendError, BackendNotFoundError, nearest, shown
from weave_query.urls import WrongUrlError

GROUP = "weave_query.backends"
# What databases are called elsewhere.
_OTHER_NAMES = {
    **dict.fromkeys(("chdb", "ch"), "clickhouse"),
    **dict.fromkeys(("postgresql", "pg", "psql"), "postgres"),
    **dict.fromkeys(("sqlite3",), "sqlite"),
}
_NO_SERVER = "ClickHouse servers are not available yet; `chdb:///folder` is ClickHouse in the process"
_OTHER_SCHEMES = {
    **dict.fromkeys(("clickhouse", "clickhouses", "clickhousedb", "clickhouse+http", "clickhouse+native"), _NO_SERVER),
    **dict.fromkeys(("postgres", "pg"), "it is written `postgresql://user@host/db`"),
    "sqlite3": "it is written `sqlite:///file.db`",
}


def list_backends() -> tuple[str, ...]:
    """The names of the installed backends, sorted; also of one that cannot be loaded, which `get_backend` tells."""
    return tuple(sorted(_registered()))


def get_backend(backend: str | Backend) -> Backend:
    """The backend of that name; a backend is returned as it is.

    Raises BackendNotFoundError with what is installed, or where its package cannot be imported; BackendConflictError
    when two distributions claim the name.
    """
    if isinstance(backend, Backend):
        return backend
    if not isinstance(backend, str):
        raise BackendNotFoundError(f"a backend is named by a text, this is a `{type(backend).__name__}`")
    found = _registered().get(backend, ())
    if not found:
        raise BackendNotFoundError(f"there is no backend {shown(backend)}", hint=_installed_hint(backend))
    if len(found) > 1:
        owners = ", ".join(sorted(point.value for point in found))
        raise BackendConflictError(f"several distributions register the backend {shown(backend)}: {owners}")
    return _load(found[0])


def each_backend() -> Iterator[tuple[str, Backend | BackendError]]:
    """The installed backends, each loaded when it is come to; in place of one that cannot be, what is wrong with it:
    somebody else's package keeps nobody from the others."""
    for name in list_backends():
        try:
            yield name, get_backend(name)
        except BackendError as error:
            yield name, error


def backend_of_url(url: str) -> Backend:
    """The backend that opens a url, by its scheme."""
    scheme, separator, _ = url.partition(":") if isinstance(url, str) else ("", "", "")
    if not separator:
        raise WrongUrlError("a database url begins with a scheme, such as `duckdb://`")
    known: list[str] = []
    broken: list[BackendError] = []
    for _, found in each_backend():
        if isinstance(found, BackendError):
            broken.append(found)
        elif scheme in found.schemes:
            return found
        else:
            known += found.schemes
    listed = "schemes are " + ", ".join(f"`{name}`" for name in known)
    near = nearest(scheme, known, cutoff=0.75)
    other = _OTHER_SCHEMES.get(scheme.lower())
    if broken and not (near or other):
        # It may be a scheme of one that cannot be asked.
        raise broken[0]
    if other is None and "+" in scheme and scheme.partition("+")[0] in {*known, *_OTHER_SCHEMES}:
        other = "a url of SQLAlchemy is given as an engine, `connect(create_engine(...))`; " + listed
    hint = other or (f"{listed}; {near}" if near else listed)
    raise WrongUrlError(f"no installed backend opens the scheme {shown(scheme)}", hint=hint)


def _installed_hint(name: str) -> str:
    installed = list_backends()
    if not installed:
        return "none is installed; weave_query itself must be installed as a distribution to have its own"
    listed = "installed are " + ", ".join(f"`{known}`" for known in installed)
    meant = _OTHER_NAMES.get(name.lower())
    # Half alike, as `mysql` and `sqlite` are, is not meant.
    near = f"it is called `{meant}`" if meant in installed else nearest(name, installed, cutoff=0.75)
    return f"{listed}; {near}" if near else listed


@lru_cache(maxsize=1)
def _registered() -> dict[str, tuple[EntryPoint, ...]]:
    found: dict[str, dict[str, EntryPoint]] = {}
    for point in entry_points(group=GROUP):
        # An editable and a normal installation may both list one and the same backend.
        found.setdefault(point.name, {})[point.value] = point
    return {name: tuple(points.values()) for name, points in found.items()}


@lru_cache(maxsize=64)
def _load(point: EntryPoint) -> Backend:
    try:
        backend = point.load()
    except Exception as error:  # whatever a package does when it is imported
        owner = f" of the distribution {shown(point.dist.name)}" if point.dist is not None else ""
        raise BackendNotFoundError(
            f"the backend {shown(point.name)}{owner} cannot be loaded: importing {shown(point.value)} raises "
            f"{type(error).__name__}",
            hint="the cause of this error is what was raised; the other backends work",
        ) from error
    if not isinstance(backend, Backend):
        raise BackendNotFoundError(f"the entry point {shown(point.value)} gives no weave_query Backend")
    return backend
