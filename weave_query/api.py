"""The public functions: they wire the rooms, and hold the cache of compiled shapes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from os import PathLike
from threading import Lock
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, overload

from weave_query.backend import Backend, Driver, ExtendingDriver, StreamingDriver
from weave_query.binding.warn import Finding
from weave_query.compiled import CompiledPage, CompiledRequest, QueryTemplate
from weave_query.cursors import Key, required, values_of
from weave_query.decoding import STREAMED, Page, UsageStream, decode, decode_page, stream
from weave_query.errors import (
    InternalError,
    Location,
    ParseError,
    RequestError,
    UnsupportedError,
    WeaveQueryError,
)
from weave_query.options import Options
from weave_query.plan import RequestPlan, plan
from weave_query.plan.doubts import doubts, warnings_about
from weave_query.registry import backend_of_url, get_backend
from weave_query.requests.aggregate import AggregateReq, AggregateRes
from weave_query.requests.base import Request, Result
from weave_query.requests.calls import CallsQueryReq, CallsQueryRes, CallsQueryStatsReq, CallsQueryStatsRes
from weave_query.requests.feedback import FeedbackAggregateReq, FeedbackAggregateRes
from weave_query.requests.feedback_query import FeedbackQueryReq, FeedbackQueryRes
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq, FeedbackStatsRes
from weave_query.requests.limits import check_cursor_length, check_expression, too_deep
from weave_query.requests.paging import page_size, paged, subject_of
from weave_query.requests.query import Query
from weave_query.requests.resolve import Resolved, resolve
from weave_query.requests.stats import CallStatsReq, CallStatsRes
from weave_query.requests.threads import ThreadsQueryReq, ThreadsQueryRes
from weave_query.requests.usage import CallsUsageReq, CallsUsageRes, TraceUsageReq, TraceUsageRes
from weave_query.rewrite import rewrite
from weave_query.rewrite.approximate import approximated
from weave_query.storage import StorageMap
from weave_query.syntax.build import Expression

if TYPE_CHECKING:
    import sqlalchemy

Refusal = TypeVar("Refusal", bound=WeaveQueryError)
Where = Expression | Query | Mapping[str, Any]
Source = str | PathLike[str] | IO[str] | IO[bytes] | Iterable[dict[str, Any]]
_WHERE = Location(token="where")
_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
Progress = Callable[[str, int, int | None, int | None], None]


def compile(
    request: Request,
    backend: str | Backend,
    *,
    where: Where | None = None,
    options: Options | None = None,
    pretty: bool = False,
) -> CompiledRequest:
    """Compile a request for one backend. Pure: the same arguments give the same SQL, and no driver is imported.

    where: a condition ANDed to the request: an expression of `F`, a `Query`, or JSON, `{"$expr": ...}` or an operator.
    pretty: SQL over several lines.
    What is valid and yet true for no row, such as a number beside text, stands in the result's `warnings`.
    Raises RequestError (WQ1xx to WQ3xx) when the request is wrong, UnsupportedError (WQ401) when this backend cannot;
    where `error.origin` is "where", it is the condition of `where` and not the request.
    """
    return _compile_checked(request, get_backend(backend), where, options or Options(), pretty=pretty)


def compile_page(
    request: CallsQueryReq | FeedbackQueryReq,
    backend: str | Backend,
    *,
    after: str | None = None,
    size: int | None = None,
    where: Where | None = None,
    options: Options | None = None,
    pretty: bool = False,
) -> CompiledRequest:
    """Compile one page of a list, for a server that runs the SQL itself; `decoding.decode_page` reads its rows.

    after: the cursor that came with the page before; None for the first one. size: rows of a page, from 1 on, in the
    place of the request's limit; 1,000 where neither says. `Options.cursor_key` signs the cursors.
    Raises what `compile` does; SettingsError (WQ507) without a key; CursorError (WQ102) for a cursor that was not made
    with this key for the same project, conditions and order; ParseError for an offset; UnsupportedError for a kind
    without pages.
    """
    settings = options or Options()
    asked = _PageAsked(after, size, required(settings.cursor_key))
    return _compile_checked(request, get_backend(backend), where, settings, pretty=pretty, page=asked)


class _PageAsked(NamedTuple):
    """What is asked of a page beside the request."""

    after: str | None
    size: int | None
    key: Key


def _compile_checked(
    request: Request,
    target: Backend,
    where: Where | None,
    options: Options,
    *,
    pretty: bool,
    page: _PageAsked | None = None,
) -> CompiledRequest:
    if not isinstance(request, Request):
        raise ParseError(
            f"a request is one of the request models, this is a `{type(request).__name__}`",
            hint="`parse_request(kind, body)` makes one of a body",
        )
    condition = as_query(where)
    try:
        compiled = _compile(request, condition, target, options, pretty=pretty, page=page)
    except (RequestError, UnsupportedError):
        if condition is not None:
            _check_where(request, condition, target, options)
        raise
    if compiled.warnings and condition is not None and (placed := _under_where(condition)) is not condition:
        return _compile(request, placed, target, options, pretty=pretty, page=page)
    return compiled


def _check_where(request: Request, where: Query, target: Backend, options: Options) -> None:
    """Raise what is wrong with a condition of `where`, whatever the request beside it."""
    # A count reads no columns but those of the condition, which a storage that lacks others still has.
    plain: Request = CallsQueryStatsReq(project_id="-")
    if isinstance(request, (FeedbackAggregateReq, FeedbackStatsReq, FeedbackQueryReq)):
        metric = FeedbackMetricSpec(json_path="x", value_type="categorical")
        plain = FeedbackStatsReq(project_id="-", start=_MOMENT, end=_MOMENT, metrics=[metric])
    try:
        _compile(plain, _under_where(where), target, options, pretty=False)
    except (RequestError, UnsupportedError) as error:
        raise _of_where(error) from None


def _under_where(query: Query) -> Query:
    """The query with places under `/where`: one that was made for itself has them from a root of its own."""
    return query if query.expr.at.tokens[:1] == _WHERE.tokens else Query.placed(query, _WHERE)


def _of_where(error: Refusal) -> Refusal:
    error.origin = "where"
    for other in error.others:
        other.origin = "where"
    return error


def _compile(
    request: Request,
    where: Query | None,
    target: Backend,
    options: Options,
    *,
    pretty: bool,
    page: _PageAsked | None = None,
) -> CompiledRequest:
    try:
        resolved = resolve(request, where, options)
        cut = None
        if page is not None:
            resolved, cut = _paged(request, resolved, page, options)
        compiled = _shapes.get(resolved, target, options, pretty)
    except RecursionError:
        # What the limits allow takes less than half of the usual stack; a caller may have taken the rest.
        raise too_deep("the expression is nested too deep for what is left of Python's stack") from None
    return CompiledRequest(
        kind=resolved.kind,
        backend=target.name,
        queries=tuple(
            template.fill(resolved.values, target.codec.encode, target.name) for template in compiled.templates
        ),
        resolved={**resolved.facts, **compiled.facts},
        logical=compiled.logical,
        rewritten=compiled.rewritten,
        warnings=(
            *request.warnings,
            *warnings_about(compiled.findings, resolved.shape, resolved.values),
        ),
        page=cut and replace(cut, place=compiled.logical.place),
    )


def _paged(request: Request, resolved: Resolved, page: _PageAsked, options: Options) -> tuple[Resolved, CompiledPage]:
    """The request for one page, and how it is cut; where its rows stand is known when it is planned."""
    size, subject = page_size(request, page.size), subject_of(resolved)
    after = None
    if page.after is not None:
        check_cursor_length(page.after, options.limits)
        after = values_of(page.after, subject, page.key)
    return paged(resolved, size, after), CompiledPage(size, subject, ())


def as_query(where: Where | None) -> Query | None:
    """The `where` of a call as a query. Raises ParseError, LimitError."""
    if where is None or isinstance(where, Query):
        return where
    if not isinstance(where, (Expression, Mapping)):
        raise _of_where(
            ParseError(
                f"`where` is an expression of `F`, a Query or an operator in JSON, this is a `{type(where).__name__}`"
            )
        )
    try:
        return Query.placed(where, _WHERE, bare=True)
    except RequestError as error:
        raise _of_where(error) from None


class _Compiled:
    """What is kept of a shape: the open statements, the plans before and after the rewrite, what to warn of, facts of
    how an answer is computed, and the backend, whose identity is in the key."""

    __slots__ = ("facts", "findings", "logical", "rewritten", "target", "templates")

    def __init__(
        self,
        templates: tuple[QueryTemplate, ...],
        plans: tuple[RequestPlan, RequestPlan],
        findings: tuple[Finding, ...],
        target: Backend,
        facts: Mapping[str, Any],
    ) -> None:
        self.templates = templates
        self.facts = facts
        self.logical, self.rewritten = plans
        self.findings = findings
        self.target = target


class _Key:
    """A key that hashes once: hashing a shape walks its tree."""

    __slots__ = ("_hash", "parts")

    def __init__(self, resolved: Resolved, target: Backend, options: Options, pretty: bool) -> None:
        chosen = (options.verify, options.limits, options.driver_functions, options.approximate_percentiles)
        self.parts = (resolved.shape, resolved.org, resolved.policy, id(target), *chosen, pretty)
        self._hash = hash(self.parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.parts == other.parts


class _ShapeCache:
    """Compiled shapes, the least recently used dropped first. Safe for threads; a race compiles twice."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: OrderedDict[_Key, _Compiled] = OrderedDict()
        self._lock = Lock()

    def get(self, resolved: Resolved, target: Backend, options: Options, pretty: bool) -> _Compiled:
        key = _Key(resolved, target, options, pretty)
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
                return found
        made = _compile_shape(resolved, target, options, pretty)
        if sum(len(template.sql) for template in made.templates) > _LONGEST_KEPT:
            return made
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._size:
                self._found.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._found.clear()


# Longer statements are rare, and a few hundred of them would hold the memory of a server.
_LONGEST_KEPT = 2**17
_shapes = _ShapeCache(512)


def clear_cache() -> None:
    """Forget every compiled shape; the next compile of each is a cold one."""
    _shapes.clear()


def _compile_shape(resolved: Resolved, target: Backend, options: Options, pretty: bool) -> _Compiled:
    shape = resolved.shape
    check_expression(shape.predicate, options.limits, joined=shape.joined)
    logical = plan(shape, resolved.org, resolved.policy)
    meant, told = approximated(logical, target.capabilities, asked=options.approximate_percentiles)
    rewritten = rewrite(meant, target.capabilities)
    templates = _statements(rewritten, target, options, pretty)
    return _Compiled(templates, (logical, rewritten), doubts(shape), target, {"percentiles": told} if told else {})


def _statements(plan: RequestPlan, target: Backend, options: Options, pretty: bool) -> tuple[QueryTemplate, ...]:
    if target.lowering is None:
        from weave_query.reference.statements import statements

        return statements(plan)
    from weave_query.lowering import lower

    try:
        return lower(
            plan,
            target.lowering,
            target.storage,
            checked=options.verify,
            pretty=pretty,
            driver_functions=options.driver_functions,
        )
    except InternalError as error:
        error.hint = f"this is a defect of the backend `{target.name}`, please report it to whom it belongs"
        raise


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
    Raises ConnectionUrlError, DriverMissingError.
    """
    settings = options or Options()
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
    if settings.driver_functions and isinstance(driver, ExtendingDriver):
        try:
            driver.add_functions()
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
        self.options = options
        self._owns_tables = owns_tables

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

    def compile(self, request: Request, *, where: Where | None = None) -> CompiledRequest:
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
    def run(self, request: Request, *, where: Where | None = None) -> Result: ...
    def run(self, request: Request, *, where: Where | None = None) -> Result:
        """Compile and run a request. The result is the response model, with `.metadata` beside its fields.

        Raises RequestError, UnsupportedError, ExecutionError, DecodeError.
        """
        return self.run_compiled(self.compile(request, where=where))

    def run_compiled(self, compiled: CompiledRequest) -> Result:
        """Run what was compiled before, for this backend."""
        answers = [self.driver.run(query) for query in compiled.queries]
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

    def stream(self, request: TraceUsageReq | CallsUsageReq, *, where: Where | None = None) -> UsageStream:
        """Compile and run a request for usage, and read its answer call by call: pairs of an id and usage by model.

        For answers too large to hold: see `UsageStream`. Raises what `run` raises, UnsupportedError for other kinds.
        """
        compiled = self.compile(request, where=where)
        if compiled.kind not in STREAMED:
            kinds = " and ".join(f"`{kind}`" for kind in STREAMED)
            raise UnsupportedError(f"requests of kind `{compiled.kind}` are not streamed", hint=f"{kinds} are")
        run = self.driver.stream if isinstance(self.driver, StreamingDriver) else self.driver.run
        return stream(compiled, run(compiled.queries[0]), self.backend.codec)

    def close(self) -> None:
        """Close the driver. Closing twice is allowed."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
