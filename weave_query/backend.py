"""Everything weave_query needs to know about one database. Building it imports no driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from weave_query.capabilities import Capabilities
from weave_query.compiled import CompiledQuery, ParameterSpec
from weave_query.errors import SettingsError
from weave_query.storage import StorageMap
from weave_query.types import LogicalType

if TYPE_CHECKING:
    from weave_query.lowering.base import Lowering


class Codec(Protocol):
    """Values across the boundary of a driver, by logical type."""

    def encode(self, value: Any, spec: ParameterSpec) -> Any:
        """A logical value (str, int, float, bool, microseconds, a tuple of these) as the driver takes it."""

    def decode(self, value: Any, type: LogicalType) -> Any:
        """What the driver gave as a logical value: timestamps as microseconds, JSON decoded. Null is None.

        Raises TypeError or ValueError when it is something else; the decoder names the column.
        """


@runtime_checkable
class Driver(Protocol):
    """A connection to one database. Rows are tuples in the order of the compiled columns."""

    def run(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement. Raises ExecutionError, never the driver's own exception."""

    def create_schema(self) -> None:
        """Create the default storage's tables and indexes where they are missing."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a batch of logical rows, replacing whole rows of equal key; keys are distinct within the batch."""

    def close(self) -> None:
        """Give everything back. Closing twice is allowed."""


@runtime_checkable
class ExtendingDriver(Driver, Protocol):
    """A driver that can add functions which its engine lacks, for the statements of `Options.driver_functions`."""

    def add_functions(self) -> None:
        """Add them to the connection. Raises DriverMissingError when the library behind them is not installed."""


@runtime_checkable
class StreamingDriver(Driver, Protocol):
    """A driver that can leave an answer with its database where `run` would fetch all of it first."""

    def stream(self, query: CompiledQuery) -> Iterator[tuple[Any, ...]]:
        """Run one statement as `run` does; its rows are fetched while they are read. A generator that is closed ends
        the statement."""


@runtime_checkable
class TimedDriver(Driver, Protocol):
    """A driver that can end a statement which takes too long, as `Options.timeout_seconds` asks."""

    def limit_time(self, seconds: float | None) -> None:
        """From now on, end each statement of `run` and `stream` after so much work in StatementTimeoutError.

        None, and none is ended any more.
        """


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """How a backend works for a server that has SQLAlchemy. Building it imports neither that nor a driver."""

    dialects: tuple[str, ...]
    """The dialects with their drivers as SQLAlchemy names them: `postgresql+psycopg`."""
    adopt: Callable[[Any], Driver]
    """A driver on a connection of the server's own, which is given as its Python driver has it. It commits nothing,
    changes no setting of the connection, and is dropped without being closed."""
    check: Callable[[Any], bool] | None = None
    """Look at a connection before it is used for the first time; False, and it is looked at again. Raises SettingsError
    where it would give answers that no other gives."""
    no_connection: str | None = None
    """What may be the matter, for people, where SQLAlchemy gets no connection."""
    no_objects: str = ""
    """Why statements and tables of this backend cannot be objects of SQLAlchemy, where it is no `ComposingAdoption`."""


@dataclass(frozen=True, kw_only=True)
class ComposingAdoption(Adoption):
    """How a backend's statements and tables are objects of SQLAlchemy too, that larger statements are made of."""

    placeholder: str
    """A parameter in the text of a statement, `{}` where its name is."""
    column: Callable[[LogicalType], Any]
    """The type of SQLAlchemy that a column of the default storage has."""
    indexed: bool
    """Does the default storage have indexes beside its keys?"""
    moment: Callable[[Any], Any]
    """Microseconds since 1970 in UTC, an expression of SQLAlchemy, as a time of the database's own: one that compares
    with what SQLAlchemy makes of a `datetime`."""
    answered: Callable[[Any], Any]
    """Such a time as answers have it: microseconds again, or itself where it comes as a datetime whatever is set."""
    list_default: str
    """What SQL writes for a column of a list when a row says nothing."""


def _last_column(rows: Sequence[tuple[Any, ...]]) -> str:
    return "\n".join(str(row[-1]) for row in rows)


@dataclass(frozen=True, kw_only=True)
class Explaining:
    """How a database tells what it makes of a statement, without running it."""

    prefix: str
    """What stands before the statement."""
    analyze: str | None = None
    """The same to run it and tell what each step took; None where there is no such thing."""
    text: Callable[[Sequence[tuple[Any, ...]]], str] = _last_column
    """Its rows as text for people; the last column a row a line, where nothing else is said."""


@dataclass(frozen=True, kw_only=True)
class Backend:
    """One database, as its distribution registers it under the entry-point group `weave_query.backends`."""

    name: str
    """The entry-point name, the name of its goldens, the `--backend` of the command line."""
    dialect: str | None
    """The sqlglot dialect that prints the tree, None when there is no SQL."""
    capabilities: Capabilities
    storage: StorageMap
    lowering: Callable[[StorageMap], Lowering] | None
    """A new lowering for one statement. It imports sqlglot, so it is called late. None when the driver runs plans as
    they are, without SQL."""
    codec: Codec
    schemes: Mapping[str, str]
    """The url schemes it opens, each with an example."""
    extra: str | None
    """The extra that installs its driver, None when it needs none."""
    connect: Callable[[str], Driver]
    """Open a url of one of `schemes`; imports the driver inside, DriverMissingError names the extra."""
    schema: Callable[[], str] | None = None
    """The statements that `create_schema` of its driver runs, each ended by a semicolon; None when it does not say."""
    explaining: Explaining | None = None
    """How it tells its own plan of a statement, None when it cannot."""
    adoption: Adoption | None = None
    """How it works on engines and connections of SQLAlchemy, None when it does not."""

    def with_storage(self, storage: StorageMap) -> Backend:
        """The same database with the tables of somebody else. Raises SettingsError."""
        if not isinstance(storage, StorageMap):
            raise SettingsError(f"a storage is a `StorageMap(name, tables)`, this is a `{type(storage).__name__}`")
        return replace(self, storage=storage)
