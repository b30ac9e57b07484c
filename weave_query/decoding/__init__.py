"""Room 7: rows and a compiled request become the response model. The doors are `decode` and `decode_page`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from weave_query.backend import Codec
from weave_query.compiled import CompiledRequest
from weave_query.cursors import Key, required
from weave_query.decoding.aggregate import aggregate_response
from weave_query.decoding.calls import calls_response, calls_stats_response
from weave_query.decoding.feedback import feedback_aggregate_response, feedback_stats_response
from weave_query.decoding.feedback_query import feedback_query_response
from weave_query.decoding.pages import Page, cursor_of, cut
from weave_query.decoding.stats import call_stats_response
from weave_query.decoding.threads import threads_response
from weave_query.decoding.usage import Telling, UsageStream, calls_usage_response, trace_usage_response
from weave_query.decoding.values import decode_rows
from weave_query.errors import InternalError
from weave_query.requests.base import Result

__all__ = ["STREAMED", "Page", "UsageStream", "decode", "decode_page", "stream"]

# Facts of how an answer came about that its metadata repeats: by which rules of time zones, and which percentiles.
_TOLD = ("tzdata", "percentiles", "stored_usage")
STREAMED = ("trace_usage", "calls_usage")

Rows = Mapping[str, list[dict[str, Any]]]
Fold = Callable[[Rows, Mapping[str, Any]], Result]

_FOLDS: dict[str, Fold] = {
    "calls_query": calls_response,
    "calls_query_stats": calls_stats_response,
    "call_stats": call_stats_response,
    "feedback_aggregate": feedback_aggregate_response,
    "feedback_stats": feedback_stats_response,
    "feedback_query": feedback_query_response,
    "threads_query": lambda rows, facts: threads_response(rows["threads"], facts),
    "trace_usage": trace_usage_response,
    "calls_usage": calls_usage_response,
}


def stream(
    compiled: CompiledRequest, rows: Iterator[Sequence[Any]], codec: Codec, telling: Telling = nullcontext
) -> UsageStream:
    """The usage of calls out of the rows of the only statement, as they are read. telling: see `UsageStream`."""
    decoded = decode_rows(compiled.queries[0].columns, rows, codec)

    def close() -> None:
        for each in (decoded, rows):
            if isinstance(each, Generator):
                each.close()

    return UsageStream(decoded, close, compiled.resolved, telling)


def decode(compiled: CompiledRequest, answers: Sequence[Iterable[Sequence[Any]]], codec: Codec) -> Result:
    """Decode the rows of every statement, in the order of `compiled.queries`, and fold them into the response.

    Raises DecodeError naming the column where a database gave something else, LimitError for more than an answer may
    have.
    """
    rows = _rows(compiled, answers, codec)
    return _result(compiled, rows if compiled.page is None else cut(rows, compiled.page)[0])


def decode_page(
    compiled: CompiledRequest, answers: Sequence[Iterable[Sequence[Any]]], codec: Codec, key: Key | None
) -> Page[Any]:
    """The same of what `compile_page` made, with the cursor of the next page.

    key: `Options.cursor_key`, which signs it; SettingsError where it is None.
    """
    if compiled.page is None:
        raise InternalError("a request that was not compiled for a page has no cursor")
    rows, place = cut(_rows(compiled, answers, codec), compiled.page)
    return Page(_result(compiled, rows), cursor_of(place, compiled.page, required(key)))


def _rows(compiled: CompiledRequest, answers: Sequence[Iterable[Sequence[Any]]], codec: Codec) -> Rows:
    return {
        query.name: list(decode_rows(query.columns, answer, codec))
        for query, answer in zip(compiled.queries, answers, strict=True)
    }


def _result(compiled: CompiledRequest, rows: Rows) -> Result:
    result = _folded(compiled, rows)
    told = {name: compiled.resolved[name] for name in _TOLD if name in compiled.resolved}
    return result.with_metadata({**result.metadata, **told}) if told else result


def _folded(compiled: CompiledRequest, rows: Rows) -> Result:
    if compiled.kind == "aggregate":
        return aggregate_response(rows["groups"], compiled.resolved, compiled.logical.outputs)
    fold = _FOLDS.get(compiled.kind)
    if fold is None:
        raise InternalError(f"no response is known for the kind `{compiled.kind}`")
    return fold(rows, compiled.resolved)
