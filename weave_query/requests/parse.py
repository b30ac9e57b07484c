"""Room 2: the door. The kind and the body of a request in, its checked model out, or one of our errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, overload

from weave_query.errors import ParseError, SettingsError, nearest, shown, told_type
from weave_query.options import Limits
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request
from weave_query.requests.body import decode_body
from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.kinds import REQUESTS
from weave_query.requests.stats import CallStatsReq
from weave_query.requests.threads import ThreadsQueryReq
from weave_query.requests.unknown import without_unknown_keys
from weave_query.requests.usage import CallsUsageReq, TraceUsageReq
from weave_query.warnings import ignored_key

MAX_BYTES = Limits().request_bytes


Body = bytes | str | Mapping[str, Any]
UnknownKeys = Literal["error", "ignore"]


@overload
def parse_request(
    kind: Literal["calls_query"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> CallsQueryReq: ...
@overload
def parse_request(
    kind: Literal["calls_query_stats"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> CallsQueryStatsReq: ...
@overload
def parse_request(
    kind: Literal["call_stats"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> CallStatsReq: ...
@overload
def parse_request(
    kind: Literal["trace_usage"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> TraceUsageReq: ...
@overload
def parse_request(
    kind: Literal["calls_usage"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> CallsUsageReq: ...
@overload
def parse_request(
    kind: Literal["feedback_aggregate"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> FeedbackAggregateReq: ...
@overload
def parse_request(
    kind: Literal["feedback_stats"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> FeedbackStatsReq: ...
@overload
def parse_request(
    kind: Literal["feedback_query"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> FeedbackQueryReq: ...
@overload
def parse_request(
    kind: Literal["threads_query"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> ThreadsQueryReq: ...
@overload
def parse_request(
    kind: Literal["aggregate"], body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...
) -> AggregateReq: ...
@overload
def parse_request(kind: str, body: Body, *, unknown_keys: UnknownKeys = ..., max_bytes: int = ...) -> Request: ...
def parse_request(kind: str, body: Body, *, unknown_keys: UnknownKeys = "error", max_bytes: int = MAX_BYTES) -> Request:
    """Read a request as it comes from a client.

    kind: a key of `REQUESTS`. body: JSON as bytes or text, or decoded. unknown_keys: with "ignore", keys that the
    request and the objects in it do not have are left out and told in `Request.warnings`; inside `$expr` they always
    are an error. Raises ParseError (WQ101) and LimitError (WQ301), all problems together (`error.others`);
    SettingsError for another `unknown_keys`, which is the server's mistake and not the client's.
    """
    model = REQUESTS.get(kind) if isinstance(kind, str) else None
    if model is None:
        known = ", ".join(f"`{name}`" for name in REQUESTS)
        raise ParseError(
            f"{shown(str(kind))} is not a kind of request", hint=nearest(str(kind), REQUESTS) or f"there are {known}"
        )
    _check_unknown_keys(unknown_keys)
    decoded = decode_body(body, max_bytes)
    if unknown_keys == "error":
        return model(**decoded)
    known_part, unknown = without_unknown_keys(model, decoded)
    return model(**known_part).with_warnings(tuple(ignored_key(at) for at, _ in unknown))


def _check_unknown_keys(given: object) -> None:
    known = get_args(UnknownKeys)
    if given in known:
        return
    near = nearest(given, known) if isinstance(given, str) else None
    told = shown(given) if isinstance(given, str) else told_type(given)
    raise SettingsError(f"`unknown_keys` is `error` or `ignore`, this is {told}", hint=near)
