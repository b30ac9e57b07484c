"""The judge's reading of times: of stored rows, and of literals beside a timestamp column."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache

from tests.oracle.values import EPOCH, OracleError, Time, Value

ISO = re.compile(
    r"(\d{4})(-?)(\d\d)\2(\d\d)"
    r"(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,6}))?)?)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
FIRST = -62_135_596_800_000_000
LAST = 253_402_300_799_999_999


@lru_cache(maxsize=50_000)
def read_time(text: str) -> Time:
    """ISO 8601: a date is midnight UTC, a naive time is UTC, an offset is honoured."""
    match = ISO.fullmatch(text)
    if match is None:
        raise OracleError(f"{text!r} is no time")
    year, month, day, hour, minute, second = (int(match[part] or 0) for part in (1, 3, 4, 5, 6, 7))
    micros = int((match[8] or "").ljust(6, "0"))
    try:
        moment = datetime(year, month, day, hour, minute, second, micros, tzinfo=_zone(match[9]))
        return checked(_micros(moment))
    except ValueError as error:
        raise OracleError(f"{text!r} is no time: {error}") from error


def _zone(offset: str | None) -> timezone:
    if not offset or offset in "Zz":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:] if len(offset) > 3 else 0)
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _micros(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def checked(micros: int) -> Time:
    if not FIRST <= micros <= LAST:
        raise OracleError("a time outside the years 1 to 9999")
    return Time(micros)


def literal_time(value: Value) -> Value:
    """A literal beside a timestamp column: seconds or ISO text; null and "" stay what they are."""
    if value is None or value == "":
        return value
    if isinstance(value, bool):
        raise OracleError("a boolean is no time")
    if isinstance(value, str):
        return read_time(value)
    return checked(round(Fraction(value) * 1_000_000))
