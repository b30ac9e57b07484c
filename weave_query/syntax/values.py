"""Room 1: values of Python beside an expression. A value comes in, what the language takes for it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from numbers import Integral
from operator import index
from uuid import UUID

from weave_query.errors import ROOT, ParseError, told_type
from weave_query.syntax.called import check_called
from weave_query.syntax.expr import LiteralValue
from weave_query.syntax.json import literal_value

Scalar = str | int | float | bool | date | Enum | None
"""What may stand beside an expression. A `datetime` is a `date`; the value of an enum's member is one of the others."""

_HINT = "values are str, int, float, bool, None, datetime, date, and enums of these"
_HINTS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((Decimal, Fraction), "numbers are integers and doubles: `float(...)` makes one of it"),
    (timedelta, "a duration is a number, that of `latency_ms` milliseconds: `value / timedelta(milliseconds=1)`"),
    (UUID, "`str(...)` makes a text of it"),
)
_NUMPY_TIMES = {
    "M": '`.astype("datetime64[us]").item()` makes a datetime of it',
    "m": 'a duration is a number, that of `latency_ms` milliseconds: `value / np.timedelta64(1, "ms")`',
}


def literal_of(value: object) -> LiteralValue:
    """A Python value as a literal of the language.

    A datetime becomes ISO 8601 in UTC, and is in UTC when it is naive; a date becomes its ISO text, which means its
    midnight in UTC; the member of an enum becomes its value; an integer of another library, such as one of numpy,
    becomes one of Python. Raises ParseError for everything else.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, datetime):
        if value != value:  # noqa: PLR0124 - pandas.NaT is a datetime that equals nothing
            raise ParseError(f"a `{type(value).__name__}` is no time", hint="`.is_null()` asks for what has no value")
        return _time_text(value)
    if isinstance(value, date):
        return date.isoformat(value)
    if isinstance(value, str):
        # Drivers look at the class of a value, so subclasses stay outside.
        return literal_value(str.__str__(value), ROOT)
    if value is None or isinstance(value, (bool, int, float)):
        return literal_value(value, ROOT)
    if (number := integer_of(value)) is not None:
        return literal_value(number, ROOT)
    check_called(value)
    raise ParseError(f"{told_type(value)} is no value of an expression", hint=_hint(value))


def integer_of(value: object) -> int | None:
    """The integer that a value of any library is, or None. A boolean is none, nor is a duration of numpy."""
    if isinstance(value, (int, Integral)) and not isinstance(value, bool) and not _is_numpy_time(value):
        return index(value)
    return None


def _is_numpy_time(value: object) -> bool:
    return getattr(getattr(value, "dtype", None), "kind", None) in ("m", "M")


def _time_text(time: datetime) -> str:
    try:
        utc = time.astimezone(UTC) if time.utcoffset() is not None else time.replace(tzinfo=UTC)
    except OverflowError:
        raise ParseError("the time is not within the years 1 to 9999 in UTC") from None
    # Of datetime itself: pandas has a subclass that writes nanoseconds.
    return datetime.isoformat(utc.replace(tzinfo=None)) + "Z"


def _hint(value: object) -> str:
    for kinds, hint in _HINTS:
        if isinstance(value, kinds):
            return hint
    if _is_numpy_time(value) and getattr(value, "ndim", None) == 0:
        return _NUMPY_TIMES[value.dtype.kind]  # type: ignore[attr-defined]
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return "`.item()` makes a value of Python of it"
    if hasattr(value, "tolist"):
        return "`.is_in(values.tolist())` compares with each of its values"
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, Mapping)):
        return "`.is_in([...])` compares with each value of a list"
    return _HINT
