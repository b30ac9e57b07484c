"""The API: requests become compiled ones. It wires the rooms from request to SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from weave_query.api.refusing import placing_refusals
from weave_query.api.shapes import SHAPES, compile_traced
from weave_query.api.tracing import places_of_columns
from weave_query.backend import Backend
from weave_query.compiled import CompiledPage, CompiledQuery, CompiledRequest
from weave_query.cursors import Key, required, values_of
from weave_query.errors import Location, ParseError, RequestError, UnsupportedError, WeaveQueryError, told_type
from weave_query.options import Options, settled
from weave_query.plan.doubts import warnings_about
from weave_query.registry import get_backend
from weave_query.requests.base import Request
from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq
from weave_query.requests.limits import check_cursor_length, too_deep
from weave_query.requests.paging import page_size, paged, subject_of
from weave_query.requests.query import Query
from weave_query.requests.resolve import Resolved, resolve
from weave_query.requests.text.read import TextQuery
from weave_query.sources import SourceMap
from weave_query.syntax.build import Expression
from weave_query.syntax.called import check_called
from weave_query.syntax.text import Span
from weave_query.syntax.text.told import told_in_text, told_warnings

Refusal = TypeVar("Refusal", bound=WeaveQueryError)
Where = str | Expression | Query | Mapping[str, Any]
Asked = Request | TextQuery
_WHERE = Location(token="where")
_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


def compile(
    request: Asked,
    backend: str | Backend,
    *,
    where: Where | None = None,
    options: Options | None = None,
    pretty: bool = False,
    source_map: bool = False,
) -> CompiledRequest:
    """Compile a request for one backend. Pure: the same arguments give the same SQL, and no driver is imported.

    request: a request, or a query as `read_query` gives it.
    where: a condition ANDed to the request: text (docs/language.md), an expression of `F`, a `Query`, or JSON,
    `{"$expr": ...}` or an operator.
    pretty: SQL over several lines. source_map: each statement tells in `sources` which of its characters come from
    which place of the request; it is compiled anew then, and takes longer.
    What is valid and yet true for no row, such as a number beside text, stands in the result's `warnings`.
    Raises RequestError (WQ1xx to WQ3xx) when the request is wrong, UnsupportedError (WQ401) when this backend cannot;
    where `error.origin` is "where", it is the condition of `where` and not the request.
    """
    settings = settled(options)
    return _compile_told(request, get_backend(backend), where, settings, pretty=pretty, source_map=source_map)


def compile_page(
    request: CallsQueryReq | FeedbackQueryReq | TextQuery,
    backend: str | Backend,
    *,
    after: str | None = None,
    size: int | None = None,
    where: Where | None = None,
    options: Options | None = None,
    pretty: bool = False,
    source_map: bool = False,
) -> CompiledRequest:
    """Compile one page of a list, for a server that runs the SQL itself; `decoding.decode_page` reads its rows.

    after: the cursor that came with the page before; None for the first one. size: rows of a page, from 1 on, in the
    place of the request's limit; 1,000 where neither says. `Options.cursor_key` signs the cursors. source_map: as of
    `compile`.
    Raises what `compile` does; SettingsError (WQ507) without a key; CursorError (WQ102) for a cursor that was not made
    with this key for the same project, conditions and order; ParseError for an offset; UnsupportedError for a kind
    without pages.
    """
    settings = settled(options)
    asked = _PageAsked(after, size, required(settings.cursor_key))
    target = get_backend(backend)
    return _compile_told(request, target, where, settings, pretty=pretty, page=asked, source_map=source_map)


class _PageAsked(NamedTuple):
    """What is asked of a page beside the request."""

    after: str | None
    size: int | None
    key: Key


def _compile_told(
    request: Asked,
    target: Backend,
    where: Where | None,
    options: Options,
    *,
    pretty: bool,
    page: _PageAsked | None = None,
    source_map: bool = False,
) -> CompiledRequest:
    """Of a request that was read of a text, and of a condition that is one, the text is what errors speak of."""
    if isinstance(request, TextQuery):
        where, request = request.beside(as_query(where)), request.request
    if not isinstance(request, Request):
        raise ParseError(
            f"a request is one of the request models, this is {told_type(request)}",
            hint="`parse_request(kind, body)` makes one of a body, `read_query(text, project_id=...)` of a text",
        )
    with told_in_text(request.place):
        found = _compile_checked(request, target, where, options, pretty=pretty, page=page, source_map=source_map)
    if places := request.places():
        found = replace(found, places=places)
    if source_map:
        found = replace(found, queries=tuple([_placed(query, request) for query in found.queries]))
    if not found.warnings:
        return found
    return replace(found, warnings=told_warnings(found.warnings, request.place))


def _placed(query: CompiledQuery, request: Request) -> CompiledQuery:
    """The statement with the places of its parts in the text that the request was read of, if it was."""
    sources = [replace(each, at=request.place(each.at) or each.at) for each in query.sources or ()]
    return replace(query, sources=SourceMap(tuple(sources)))


def _compile_checked(
    request: Request,
    target: Backend,
    where: Where | None,
    options: Options,
    *,
    pretty: bool,
    page: _PageAsked | None = None,
    source_map: bool = False,
) -> CompiledRequest:
    condition = as_query(where)
    try:
        compiled = _compile(request, condition, target, options, pretty=pretty, page=page, source_map=source_map)
    except (RequestError, UnsupportedError):
        if condition is not None:
            _check_where(request, condition, target, options)
        raise
    if compiled.warnings and condition is not None and (placed := _under_where(condition)) is not condition:
        return _compile(request, placed, target, options, pretty=pretty, page=page, source_map=source_map)
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
    is_placed = isinstance(query.expr.at, Span) or query.expr.at.tokens[:1] == _WHERE.tokens
    return query if is_placed else Query.placed(query, _WHERE)


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
    source_map: bool = False,
) -> CompiledRequest:
    try:
        resolved = resolve(request, where, options)
        cut = None
        if page is not None:
            resolved, cut = _paged(request, resolved, page, options)
        with placing_refusals(resolved.shape):
            if source_map:
                compiled = compile_traced(resolved, target, options, pretty, partial(places_of_columns, request))
            else:
                compiled = SHAPES.get(resolved, target, options, pretty)
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
    try:
        if not isinstance(where, (str, Expression, Mapping)):
            check_called(where)
            raise ParseError(
                "`where` is text, an expression of `F`, a Query or an operator in JSON, this is " + told_type(where)
            )
        return Query(where) if isinstance(where, str) else Query.placed(where, _WHERE, bare=True)
    except RequestError as error:
        raise _of_where(error) from None
