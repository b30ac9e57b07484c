"""The API: a connection to a database, which compiles, runs and decodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from os import PathLike
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, overload

from weave_query.api.compiling import Asked, Where, compile, compile_page
from weave_query.api.placing import placing
from weave_query.api.preparing import prepare
from weave_query.backend import Backend, Driver, StreamingDriver
from weave_query.compiled import CompiledRequest
from weave_query.decoding import STREAMED, Page, UsageStream, decode, decode_page, stream
from weave_query.errors import UnsupportedError
from weave_query.options import Options, settled
from weave_query.registry import backend_of_url
from weave_query.requests.aggregate import AggregateReq, AggregateRes
from weave_query.requests.base import Result
from weave_query.requests.calls import CallsQueryReq, CallsQueryRes, CallsQueryStatsReq, CallsQueryStatsRes
from weave_query.requests.feedback import FeedbackAggregateReq, FeedbackAggregateRes
from weave_query.requests.feedback_query import FeedbackQueryReq, FeedbackQueryRes
from weave_query.requests.feedback_stats import FeedbackStatsReq, FeedbackStatsRes
from weave_query.requests.stats import CallStatsReq, CallStatsRes
from weave_query.requests.text.read import TextQuery
from weave_query.requests.threads import ThreadsQueryReq, ThreadsQueryRes
from weave_query.requests.usage import CallsUsageReq, CallsUsageRes, TraceUsageReq, TraceUsageRes
from weave_query.storage import StorageMap
from weave_query.syntax.text.told import told_in_text

if TYPE_CHECKING:
    import sqlalchemy

    from weave_query.completion import Observed

Source = str | PathLike[str] | IO[str] | IO[bytes] | Iterable[dict[str, Any]]
Progress = Callable[[str, int, int | None, int | None], None]


def connect(
    url: str | sqlalchemy.Engine | sqlalchemy.Connection | None = None,
    *,
    storage: StorageMap | None = None,
    options: Options | None = None,
) -> Database:
    """Open a database by its url; the scheme finds the backend. Or use an engine or a connection of SQLAlchemy.

    `duckdb:///file.duckdb`, `duckdb://` (memory), `sqlite:///file.db`, `sqlite://`, `postgresql://user@host/db`,
    `postgresql+embedded:///folder`, `chdb:///folder`, `memory://` (the reference evaluator). With
    `Options(driver_functions=True)`, the driver adds what its engine lacks. storage: where the rows are, when not in
    the tables that `create_schema` makes; such a database is read only.

    An engine lends each statement a connection out of its pool, with a transaction of its own. A connection is used as
    it is, within its transaction, which nothing here commits or rolls back. Neither is closed with the database.
    Raises ConnectionUrlError, DriverMissingError; UnsupportedError for a timeout that the driver cannot keep.
    """
    settings = settled(options)
    open_driver: Callable[[], Driver]
    if isinstance(url, str):
        backend = backend_of_url(url)
        open_driver = partial(backend.connect, url)
    else:
        from weave_query.sqlalchemy.adopted import driver_of

        backend, open_driver = driver_of(url)
    if storage is not None and backend.lowering is None:
        raise UnsupportedError(f"the backend `{backend.name}` reads no tables of others")
    target = backend if storage is None else backend.with_storage(storage)
    driver = open_driver()
    try:
        prepare(driver, target, Options(), settings)
    except BaseException:
        driver.close()
        raise
    return Database(target, driver, settings, owns_tables=storage is None)


def _with_warnings(result: Result, compiled: CompiledRequest) -> dict[str, Any]:
    """The metadata of an answer, and what was doubtful about its request."""
    warned = {"warnings": compiled.warnings} if compiled.warnings else {}
    return {**result.metadata, **warned}


class Database:
    """A connection that runs requests. Source: `connect`. A context manager; closing it closes the driver."""

    def __init__(self, backend: Backend, driver: Driver, options: Options, *, owns_tables: bool = True) -> None:
        """owns_tables: are the tables those of the default storage, so that they can be made and filled?"""
        self.backend = backend
        self.driver = driver
        self._options = options
        self._owns_tables = owns_tables

    @property
    def options(self) -> Options:
        """What holds for every request. Others can be assigned: all of them hold from the next statement on.

        Raises SettingsError for what are no options, and what `connect` raises for those that the driver cannot keep;
        the options before then still hold.
        """
        return self._options

    @options.setter
    def options(self, options: Options) -> None:
        after = settled(options)
        prepare(self.driver, self.backend, self._options, after)
        self._options = after

    def create_schema(self) -> None:
        """Create the tables of the default storage where they are missing."""
        self._check_owner()
        self.driver.create_schema()

    def load(
        self,
        *,
        calls: Source | None = None,
        feedback: Source | None = None,
        prices: Source | None = None,
        objects: Source | None = None,
        tables: Source | None = None,
        queue_items: Source | None = None,
        progress: Progress | None = None,
    ) -> dict[str, int]:
        """Load rows, replacing whole rows of equal key, so that loading twice changes nothing.

        Each source is a path to JSON lines (.gz too), an open file of them or an iterable of dicts.
        Returns the rows written per table. Raises LoadError naming the row and the place in it.
        """
        from weave_query.loading import load

        self._check_owner()
        return load(
            self.driver,
            calls=calls,
            feedback=feedback,
            prices=prices,
            objects=objects,
            tables=tables,
            queue_items=queue_items,
            progress=progress,
        )

    def _check_owner(self) -> None:
        if not self._owns_tables:
            name = self.backend.storage.name
            raise UnsupportedError(f"the tables of the storage `{name}` are made and filled by whom they belong to")

    def compile(self, request: Asked, *, where: Where | None = None) -> CompiledRequest:
        """Compile a request for this database's backend and with its options."""
        return compile(request, self.backend, where=where, options=self.options)

    @overload
    def run(self, request: CallsQueryReq, *, where: Where | None = None) -> CallsQueryRes: ...
    @overload
    def run(self, request: CallsQueryStatsReq, *, where: Where | None = None) -> CallsQueryStatsRes: ...
    @overload
    def run(self, request: CallStatsReq, *, where: Where | None = None) -> CallStatsRes: ...
    @overload
    def run(self, request: FeedbackAggregateReq, *, where: Where | None = None) -> FeedbackAggregateRes: ...
    @overload
    def run(self, request: FeedbackStatsReq, *, where: Where | None = None) -> FeedbackStatsRes: ...
    @overload
    def run(self, request: FeedbackQueryReq, *, where: Where | None = None) -> FeedbackQueryRes: ...
    @overload
    def run(self, request: ThreadsQueryReq, *, where: Where | None = None) -> ThreadsQueryRes: ...
    @overload
    def run(self, request: AggregateReq, *, where: Where | None = None) -> AggregateRes: ...
    @overload
    def run(self, request: TraceUsageReq, *, where: Where | None = None) -> TraceUsageRes: ...
    @overload
    def run(self, request: CallsUsageReq, *, where: Where | None = None) -> CallsUsageRes: ...
    @overload
    def run(self, request: Asked, *, where: Where | None = None) -> Result: ...
    def run(self, request: Asked, *, where: Where | None = None) -> Result:
        """Compile and run a request. The result is the response model, with `.metadata` beside its fields.

        Raises RequestError, UnsupportedError, ExecutionError, DecodeError; StatementTimeoutError where the database
        takes longer than `Options.timeout_seconds`. Where the database names a position of its statement, the `at` of
        an ExecutionError is the place of the request that stands there.
        """
        compiled = self.compile(request, where=where)
        with placing(partial(self._traced, request, where)):
            return self.run_compiled(compiled)

    def _traced(self, request: Asked, where: Where | None) -> CompiledRequest:
        return compile(request, self.backend, where=where, options=self.options, source_map=True)

    def explain(self, request: Asked, *, where: Where | None = None, analyze: bool = False) -> dict[str, str]:
        """What the database itself makes of a request, its EXPLAIN, as text by the name of the statement.

        The request is compiled and not run, unless `analyze` asks for what each step took. `compile(...).explain()` has
        the plan before the database. Raises RequestError, ExecutionError, UnsupportedError where the database has no
        EXPLAIN, or none that runs.
        """
        compiled, explaining = self.compile(request, where=where), self.backend.explaining
        prefix = (explaining.analyze if analyze else explaining.prefix) if explaining is not None else None
        if explaining is None or prefix is None:
            what = "tells not what each step took" if explaining is not None else "has no plan of its own to show"
            raise UnsupportedError(f"the backend `{self.backend.name}` {what}")
        found = {}
        for query in compiled.queries:
            # Its rows are no columns of ours.
            asking = replace(query, sql=f"{prefix} {query.sql}", columns=())
            with placing(partial(self._traced, request, where)):
                found[query.name] = explaining.text(list(self.driver.run(asking)))
        return found

    def run_compiled(self, compiled: CompiledRequest) -> Result:
        """Run what was compiled before, for this backend."""
        answers = [self.driver.run(query) for query in compiled.queries]
        with told_in_text(compiled.place):
            result = decode(compiled, answers, self.backend.codec)
        return result.with_metadata(_with_warnings(result, compiled))

    def compile_page(
        self,
        request: CallsQueryReq | FeedbackQueryReq,
        *,
        after: str | None = None,
        size: int | None = None,
        where: Where | None = None,
    ) -> CompiledRequest:
        """Compile one page for this database's backend and with its options: see `weave_query.compile_page`."""
        return compile_page(request, self.backend, after=after, size=size, where=where, options=self.options)

    @overload
    def page(
        self, request: CallsQueryReq, *, after: str | None = None, size: int | None = None, where: Where | None = None
    ) -> Page[CallsQueryRes]: ...
    @overload
    def page(
        self,
        request: FeedbackQueryReq,
        *,
        after: str | None = None,
        size: int | None = None,
        where: Where | None = None,
    ) -> Page[FeedbackQueryRes]: ...
    def page(
        self,
        request: CallsQueryReq | FeedbackQueryReq,
        *,
        after: str | None = None,
        size: int | None = None,
        where: Where | None = None,
    ) -> Page[CallsQueryRes] | Page[FeedbackQueryRes]:
        """Run one page of a list: the response model with the rows of the page, and the cursor of the next one.

        after: the cursor that came with the page before; None for the first. size: rows of a page, in the place of the
        request's limit. A row that was there at the first page and whose values of the sort keys stay is on exactly one
        page, whatever is written meanwhile. Raises what `compile_page` and `run` raise.
        """
        compiled = self.compile_page(request, after=after, size=size, where=where)
        asked = partial(compile_page, request, self.backend, after=after, size=size, where=where, options=self.options)
        with placing(partial(asked, source_map=True)):
            answers = [self.driver.run(query) for query in compiled.queries]
            found: Page[Any] = decode_page(compiled, answers, self.backend.codec, self.options.cursor_key)
        found.result.with_metadata(_with_warnings(found.result, compiled))
        return found

    @overload
    def pages(
        self, request: CallsQueryReq, *, after: str | None = None, size: int | None = None, where: Where | None = None
    ) -> Iterator[Page[CallsQueryRes]]: ...
    @overload
    def pages(
        self,
        request: FeedbackQueryReq,
        *,
        after: str | None = None,
        size: int | None = None,
        where: Where | None = None,
    ) -> Iterator[Page[FeedbackQueryRes]]: ...
    def pages(
        self,
        request: CallsQueryReq | FeedbackQueryReq,
        *,
        after: str | None = None,
        size: int | None = None,
        where: Where | None = None,
    ) -> Iterator[Page[CallsQueryRes]] | Iterator[Page[FeedbackQueryRes]]:
        """All pages of a list, or those behind a cursor, one after the other; each is run when it is asked for.

        There is one page at least. See `page`, which has what it takes and raises.
        """
        found: Page[Any] = self.page(request, after=after, size=size, where=where)
        yield found
        while found.next is not None:
            found = self.page(request, after=found.next, size=size, where=where)
            yield found

    def stream(self, request: TraceUsageReq | CallsUsageReq | TextQuery, *, where: Where | None = None) -> UsageStream:
        """Compile and run a request for usage, and read its answer call by call: pairs of an id and usage by model.

        For answers too large to hold: see `UsageStream`. Raises what `run` raises, UnsupportedError for other kinds.
        """
        compiled = self.compile(request, where=where)
        if compiled.kind not in STREAMED:
            kinds = " and ".join(f"`{kind}`" for kind in STREAMED)
            raise UnsupportedError(f"requests of kind `{compiled.kind}` are not streamed", hint=f"{kinds} are")
        run = self.driver.stream if isinstance(self.driver, StreamingDriver) else self.driver.run
        with placing(partial(self._traced, request, where)):
            rows = run(compiled.queries[0])
        return stream(compiled, rows, self.backend.codec, partial(told_in_text, compiled.place))

    def fields(self, project_id: str, *, sample: int = 1000) -> Observed:
        """Look which keys and values the latest calls and feedback of a project have, for completion and lint.

        sample: so many calls, whose whole documents are read. Names and status are counted over some ten times as
        many; every type of feedback is seen, with some rows of each. Raises RequestError, ExecutionError.
        """
        from weave_query.api.looking import look

        return look(self, project_id, sample)

    def close(self) -> None:
        """Close the driver. Closing twice is allowed."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
