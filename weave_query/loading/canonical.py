"""Loading: the canonical text of a JSON value, or the reason why it cannot be stored.

Every engine must read the same value from the text (semantics, section 1), so what one of them reads differently is
refused: NUL, lone surrogates, numbers beyond a double, keys that stand twice, nesting deeper than `MAX_DEPTH`. An
integer within 64 bits is written as its digits; any other number of magnitude 2^53 or more that is whole is written
as digits with `.0`, so that it stays a double everywhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from weave_query.errors import ROOT, Location
from weave_query.types import INT_MAX, INT_MIN, SAFE_INTEGER

# ClickHouse reads a document of more than 1,024 levels as invalid, in silence. Python's own decoder stops at its
# recursion limit of 1,000 less what is on the stack, and what is stored must be read back: hence half of both.
MAX_DEPTH = 512


class Refusal(Exception):
    """A value that cannot be stored, and its place in what was looked at."""

    def __init__(self, message: str, at: Location = ROOT) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Unreadable:
    """Stands in a decoded document for what cannot be stored, so that the refusal can name its place.

    key: the member of it that is meant, if it is one.
    """

    def __init__(self, message: str, key: str | None = None) -> None:
        self.message = message
        self.key = key

    def refusal(self, at: Location) -> Refusal:
        """The refusal, for the place where this stands."""
        return Refusal(self.message, at if self.key is None else at.child(self.key))


TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"


def canonical(value: Any, at: Location = ROOT) -> str | None:
    """The text to store; None for None, which is absence. `at` is its place, for the Refusal."""
    if value is None:
        return None
    if not _check(value, at):
        return _written(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def checked_text(text: str, at: Location = ROOT) -> str:
    """`text` itself, when every engine can hold it."""
    if "\0" in text:
        raise Refusal("a text holds a NUL character", at)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Refusal("a text holds a lone surrogate", at) from None
    return text


def _check(value: Any, at: Location) -> bool:
    """Refuse what cannot be stored. True when `json.dumps` writes the value as it must be written."""
    plain = True
    pending: list[tuple[Any, Location, int]] = []
    _put(value, at, 0, pending)  # a loop, since a document is as deep as half of Python's stack
    if not pending:
        return _check_scalar(value, at)
    while pending:
        container, place, depth = pending.pop()
        for token, item in _members(container, place):
            if isinstance(item, dict | list | tuple):
                _put(item, place.child(token), depth, pending)
            elif not _plain_scalar(item):
                plain &= _check_scalar(item, place.child(token))
    return plain


def _put(value: Any, at: Location, depth: int, pending: list[tuple[Any, Location, int]]) -> None:
    if isinstance(value, dict | list | tuple):
        if depth == MAX_DEPTH:
            raise Refusal(TOO_DEEP, at)
        pending.append((value, at, depth + 1))


def _members(container: Any, at: Location) -> Iterable[tuple[str | int, Any]]:
    if not isinstance(container, dict):
        return enumerate(container)
    for key in container:
        if not isinstance(key, str):
            raise Refusal(f"a key is of the type {type(key).__name__}, keys are texts", at)
        checked_text(key, at.child(key))
    return container.items()


def _plain_scalar(value: Any) -> bool:
    """The cheap test that most members pass."""
    return value is None or (type(value) is str and value.isascii() and "\0" not in value) or type(value) is bool


def _check_scalar(value: Any, at: Location) -> bool:
    match value:
        case str():
            checked_text(value, at)
            return True
        case None | bool():
            return True
        case int():
            return _check_integer(value, at)
        case float():
            if not math.isfinite(value):
                raise Refusal(f"{value} is no JSON number", at)
            return abs(value) < SAFE_INTEGER
        case Unreadable():
            raise value.refusal(at)
        case _:
            raise Refusal(f"a value of the type {type(value).__name__} is no JSON", at)


def _check_integer(value: int, at: Location) -> bool:
    if INT_MIN <= value <= INT_MAX:
        return True
    try:
        float(value)
    except OverflowError:
        raise Refusal("a number beyond the range of a double", at) from None
    return False


def _written(value: Any) -> str:
    match value:
        case dict():
            members = []
            for key, item in value.items():  # no comprehension: it would take a second frame for each level
                members.append(f"{_quoted(key)}:{_written(item)}")
            return "{" + ",".join(members) + "}"
        case list() | tuple():
            return "[" + ",".join(map(_written, value)) + "]"
        case bool() | None | str():
            return _quoted(value)
        case int():
            digits = int.__repr__(value)
            return digits if INT_MIN <= value <= INT_MAX else digits + ".0"
        case _:
            return _written_float(value)


def _written_float(value: float) -> str:
    text = float.__repr__(value)
    if abs(value) < SAFE_INTEGER:
        return text
    # The shortest digits, then zeros: a parser that keeps 17 digits reads the same double as one that keeps all.
    return format(Decimal(text).to_integral_value(), "f") + ".0"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
