"""Room 2: the bytes or text of a request in, decoded JSON without surprises out.

What the standard decoder lets pass is refused here: repeated keys, NaN, numbers beyond a double, text that no
database keeps. Linear in the size of the body; nothing here recurses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from weave_query.errors import ROOT, LimitError, Location, ParseError, shown
from weave_query.requests.limits import too_deep, too_large
from weave_query.requests.not_json import mistake
from weave_query.requests.problems import json_type
from weave_query.syntax.json import check_text, literal_value

# No double has more digits; a longer integer is not worth converting, any that is too large will do for it.
_LONGEST_INTEGER = 310
_TOO_LARGE = 10**_LONGEST_INTEGER


class _Repeated(dict[str, Any]):
    """An object in which a key stood twice. Its place is known only when the whole body is there."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        # set.add returns None: the first key that was there before.
        self.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def decode_body(body: bytes | str | Mapping[str, Any], max_bytes: int) -> Mapping[str, Any]:
    """Decode and check a body; one that is decoded already is only checked.

    Raises ParseError (WQ101) with the place of what is wrong, LimitError "request_bytes" beyond `max_bytes`, LimitError
    "depth" when the nesting is too deep to decode.
    """
    value = _decode(_text(body, max_bytes)) if isinstance(body, (bytes, bytearray, str)) else body
    if not _is_plain(value, max_bytes):
        # Slower, and it knows the place of what is wrong.
        _check(value, max_bytes)
    if not isinstance(value, Mapping):
        raise ParseError(f"a request is an object, this is {json_type(value)}", at=ROOT)
    return value


def _text(body: bytes | bytearray | str, max_bytes: int) -> str:
    # A text that is short enough in characters is measured in bytes, as it would have come.
    size = len(body)
    if isinstance(body, str) and size <= max_bytes and not body.isascii():
        size = len(body.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise too_large(max_bytes)
    if isinstance(body, str):
        return body
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    raise ParseError(f"the body is not UTF-8 at byte {position}", at=ROOT)


def _decode(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except RecursionError:
        problem: ParseError | LimitError = too_deep("the body is nested too deep to decode")
    except json.JSONDecodeError as error:
        found = mistake(error)
        problem = ParseError(f"the body is not JSON: {found.fact}, at {found.place(text)}", at=ROOT, hint=found.hint)
    raise problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    decoded = dict(pairs)
    return decoded if len(decoded) == len(pairs) else _Repeated(pairs)


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else _TOO_LARGE


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer)


def _is_plain(body: object, budget: int) -> bool:
    """Is the body made of nothing but what the standard decoder gives, all of it in order and within the budget?"""
    stack = [body]
    while stack:
        value = stack.pop()
        budget -= 1
        kind = type(value)
        if kind is str:
            budget -= len(value)  # type: ignore[arg-type]
            if not _is_text(value):
                return False
        elif kind is dict:
            for key, inner in value.items():  # type: ignore[attr-defined]
                if type(key) is not str or not _is_text(key):
                    return False
                budget -= len(key)
                stack.append(inner)
        elif kind is list:
            stack.extend(value)  # type: ignore[arg-type]
        elif not _is_scalar(value):
            return False
        if budget < 0:
            return False
    return True


def _is_text(text: Any) -> bool:
    if text.isascii():
        return "\x00" not in text
    try:
        return b"\x00" not in text.encode("utf-8")
    except UnicodeEncodeError:
        return False


def _is_scalar(value: Any) -> bool:
    if value is None or value is True or value is False:
        return True
    return type(value) in (int, float) and -_SURELY_DOUBLE < value < _SURELY_DOUBLE


# Within this every number is a finite double; NaN is not within anything.
_SURELY_DOUBLE = 1e300


def _check(body: object, max_bytes: int) -> None:
    """Look at every key and value once, in order, with a stack of our own.

    A decoded body has no bytes to count, so its values and characters are counted instead: no JSON text of it could
    be shorter. That also ends a body that contains itself.
    """
    budget = max_bytes
    stack: list[tuple[Location, Iterator[tuple[Any, Any]]]] = [(ROOT, iter([(None, body)]))]
    while stack:
        at, children = stack[-1]
        for token, value in children:
            budget -= 1 + (len(value) if isinstance(value, str) else 0)
            if isinstance(token, str):
                budget -= len(token)
                check_key(token, at)
            if budget < 0:
                raise too_large(max_bytes)
            inner = _children(value, at, token)
            if inner is not None:
                stack.append((_below(at, token), inner))
                break
        else:
            stack.pop()


def _below(at: Location, token: str | int | None) -> Location:
    return at if token is None else at.child(token)


def check_key(key: str, at: Location) -> None:
    """A key must be text that a database keeps, like a value."""
    if not key.isascii() or "\x00" in key:
        check_text(key, at.child(key))


def _children(value: object, at: Location, token: str | int | None) -> Iterator[tuple[Any, Any]] | None:
    """The members of a container, None for a scalar that is in order."""
    if isinstance(value, Mapping):
        _check_keys(value, _below(at, token))
        return iter(value.items())
    if isinstance(value, (list, tuple)):
        return iter(enumerate(value))
    if value is not None and value is not True and value is not False:
        literal_value(value, _below(at, token))
    return None


def _check_keys(value: Mapping[Any, Any], at: Location) -> None:
    if isinstance(value, _Repeated):
        raise ParseError(f"the key {shown(value.key)} stands twice", at=at.child(value.key))
    for key in value:
        if not isinstance(key, str):
            raise ParseError(f"a key is text, this is {json_type(key)}", at=at)
