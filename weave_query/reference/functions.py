"""Reference: the functions of one value (`Function`) and the ways in which texts match (`MatchKind`)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, assert_never

from weave_query.binding.nodes import ArithmeticOp, Function, MatchKind
from weave_query.folding import fold
from weave_query.literals import number_in_text, text_of
from weave_query.matching import Search, searches
from weave_query.reference.documents import number_spelled
from weave_query.types import SAFE_INTEGER

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROS_PER_SECOND = 1_000_000
_ESCAPE = re.compile("%(0[1-9A-Fa-f]|[1-7][0-9A-Fa-f])")


def _text_to_int(text: str) -> int | None:
    number = number_in_text(text)
    return number if isinstance(number, int) else None


def _float_to_int(number: float) -> int | None:
    return math.trunc(number) if abs(number) <= SAFE_INTEGER else None


def _timestamp_to_text(micros: int) -> str:
    time = _EPOCH + timedelta(microseconds=micros)
    # strftime does not pad years below 1000 everywhere.
    return f"{time.year:04}-{time:%m-%d %H:%M:%S.%f}"


def _op_ref_name(text: str) -> str | None:
    _, marker, tail = text.rpartition("/op/")
    name, colon, _ = tail.partition(":")
    return name if marker and colon and name else None


def _ref_object(text: str) -> str:
    return text.rpartition("/")[2].partition(":")[0]


def _ref_kind(text: str) -> str:
    return text.rpartition("/")[0].rpartition("/")[2]


def _behind(text: str, separator: str) -> str | None:
    _, found, behind = text.partition(separator)
    return behind if found else None


def percent_decoded(text: str) -> str | None:
    """The text with its escapes of ASCII characters as these; None where another `%` is in it."""
    decoded = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return decoded if "%" not in _ESCAPE.sub("", text) else None


FUNCTIONS: dict[Function, Callable[[Any], Any]] = {
    Function.TEXT_TO_FLOAT: number_spelled,
    Function.TEXT_TO_INT: _text_to_int,
    Function.INT_TO_FLOAT: float,
    Function.INT_TO_TEXT: str,
    Function.FLOAT_TO_TEXT: text_of,
    Function.FLOAT_TO_INT: _float_to_int,
    Function.TIMESTAMP_TO_TEXT: _timestamp_to_text,
    Function.TIMESTAMP_TO_MICROS: lambda micros: micros,
    Function.TIMESTAMP_TO_SECONDS: lambda micros: micros // _MICROS_PER_SECOND,
    Function.TEXT_LENGTH: len,
    Function.LIST_LENGTH: len,
    Function.OP_REF_NAME: _op_ref_name,
    Function.REF_OBJECT: _ref_object,
    Function.REF_KIND: _ref_kind,
    Function.BEFORE_COLON: lambda text: text.partition(":")[0],
    Function.AFTER_COLON: lambda text: _behind(text, ":"),
    Function.BEFORE_SLASH: lambda text: text.partition("/")[0],
    Function.AFTER_SLASH: lambda text: _behind(text, "/"),
    Function.PERCENT_DECODED: percent_decoded,
}


def calculate(op: ArithmeticOp, left: Any, right: Any) -> Any:
    """One step of arithmetic on two numbers of one type."""
    match op:
        case ArithmeticOp.ADD:
            return left + right
        case ArithmeticOp.SUBTRACT:
            return left - right
        case ArithmeticOp.MULTIPLY:
            return left * right
        case ArithmeticOp.DIVIDE:
            return left / right
        case ArithmeticOp.MODULO:
            # Of the sign of the left one, as engines have it.
            return abs(left) % abs(right) * (1 if left >= 0 else -1)
        case _:
            assert_never(op)


def in_range(number: float) -> bool:
    """0, or a magnitude that no step of arithmetic carries out of the doubles."""
    return number == 0 or 1e-150 <= abs(number) <= 1e150


def matches(kind: MatchKind, text: str, needle: Any) -> bool:
    """Does a text match? `needle` is a text, the texts of a list, a folded text, or a pattern."""
    match kind:
        case MatchKind.CONTAINS:
            return needle in text
        case MatchKind.PREFIX:
            return text.startswith(needle)
        case MatchKind.SUFFIX:
            return text.endswith(needle)
        case MatchKind.ANY_PREFIX:
            return any(text.startswith(prefix) for prefix in needle)
        case MatchKind.FOLDED:
            return needle in fold(text)
        case MatchKind.REGEX:
            return _searches()(needle)(text)
        case _:
            assert_never(kind)


@cache
def _searches() -> Callable[[str], Search]:
    return searches("`$regexMatch` on memory://")
