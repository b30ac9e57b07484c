"""Room 2: the door. The kind and the body of a request in, its checked model out, or one of our errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from weave_query.errors import ParseError, nearest, shown
from weave_query.requests.base import Request
from weave_query.requests.body import decode_body
from weave_query.requests.kinds import REQUESTS
from weave_query.requests.unknown import without_unknown_keys

MAX_BYTES = 4 * 2**20


def parse_request(
    kind: str,
    body: bytes | str | Mapping[str, Any],
    *,
    unknown_keys: Literal["error", "ignore"] = "error",
    max_bytes: int = MAX_BYTES,
) -> Request:
    """Read a request as it comes from a client.

    kind: a key of `REQUESTS`. body: JSON as bytes or text, or decoded. unknown_keys: with "ignore", keys that the
    request and the objects in it do not have are left out and told in `Request.warnings`; inside `$expr` they always
    are an error. Raises ParseError (WQ101) and LimitError (WQ301), all problems together (`error.others`).
    """
    model = REQUESTS.get(kind)
    if model is None:
        known = ", ".join(f"`{name}`" for name in REQUESTS)
        raise ParseError(
            f"{shown(kind)} is not a kind of request", hint=nearest(kind, REQUESTS) or f"there are {known}"
        )
    decoded = decode_body(body, max_bytes)
    if unknown_keys == "error":
        return model(**decoded)
    known_part, unknown = without_unknown_keys(model, decoded)
    return model(**known_part).with_warnings(tuple(str(at) for at, _ in unknown))
