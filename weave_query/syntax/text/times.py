"""Room 1: times and durations of the text language: `2025-11-01`, `now() - 1d`, `latency_ms > 2s`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weave_query.errors import ParseError, shown
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.text.spans import Span
from weave_query.syntax.values import literal_of

# As the grammar has it; the standard library knows further forms of ISO 8601.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?")
# As other languages and people write dates, which here is arithmetic.
_LIKE_A_DATE = re.compile(
    r"(?P<year>[12]\d{3})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|\d{1,2}(?P<other>[-/])\d{1,2}(?P=other)[12]\d{3}"
)
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|us|[smhdw])")
# In microseconds, the largest first.
_UNITS: Mapping[str, int] = {
    "w": 604_800_000_000,
    "d": 86_400_000_000,
    "h": 3_600_000_000,
    "m": 60_000_000,
    "s": 1_000_000,
    "ms": 1_000,
    "us": 1,
}
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "s"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "m"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "h"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("week", "weeks"), "w"),
}
UNITS = "`ms`, `us`, `s`, `m`, `h`, `d` or `w`"
TIMED: Mapping[str, int] = {"latency_ms": 1_000, "summary.weave.latency_ms": 1_000, "duration": 1_000_000}
"""The fields that durations stand beside, with the microseconds of their unit."""
_NEAR = 0.8
_LONGEST = 10**9 * 86_400_000_000


def unit_of(path: FieldPath, timed: Mapping[str, int] = TIMED) -> int | None:
    """The microseconds of the unit of a field that durations can stand beside; None of every other."""
    return timed.get(str(path)) if path.qualifier is None else None


def micros_of(text: str, at: Span) -> Fraction:
    """The microseconds of a duration such as `1h30m`. Raises ParseError for one that nothing lasts."""
    found = sum((Fraction(number) * _UNITS[unit] for number, unit in _PART.findall(text)), Fraction(0))
    if found > _LONGEST:
        raise ParseError("the duration is longer than any time", at=at)
    return found


def duration_of(number: str, word: str) -> str | None:
    """`2` and `hours` as a duration, `2h`; None for what is no unit of one. number: empty for one."""
    unit = _WORDS.get(word.lower())
    return f"{number or 1}{unit}" if unit is not None and "e" not in number.lower() else None


def duration_like(number: str, word: str) -> str | None:
    """The same of what no text may have: `7 d` and `2S`, too."""
    unit = word.lower() if word.lower() in _UNITS else None
    return f"{number}{unit}" if unit is not None else duration_of(number, word)


def nearest_unit(word: str) -> str | None:
    """The word for a unit that is spelled nearly so."""
    return next(iter(get_close_matches(word.lower(), _WORDS, n=1, cutoff=_NEAR)), None)


def in_unit(micros: Fraction, unit: int) -> int | float:
    """A duration as the number that a field has."""
    number = micros / unit
    return number.numerator if number.denominator == 1 else float(number)


def spelled(number: int, unit: int) -> str | None:
    """A number of a field as a duration in the largest unit that has a whole number of it; None for 0 and less."""
    micros = number * unit
    if not 0 < micros <= _LONGEST:
        return None
    name, size = next((name, size) for name, size in _UNITS.items() if micros % size == 0)
    return f"{micros // size}{name}"


def spelled_seconds(seconds: int) -> str:
    """A width in seconds as a duration."""
    return spelled(seconds, _UNITS["s"]) or f"{seconds}s"


def seconds_of(text: str, at: Span) -> int:
    """The whole seconds of a duration. Raises ParseError where there is a part of one."""
    seconds = micros_of(text, at) / _UNITS["s"]
    if seconds.denominator != 1:
        raise ParseError(f"{shown(text)} is no whole number of seconds", at=at)
    return seconds.numerator


def date_of(text: str, at: Span) -> str:
    """A date or a time as ISO 8601. Raises ParseError for a day or an hour that there is not."""
    found = text.strip().replace(" ", "T")
    try:
        datetime.fromisoformat(found)
    except ValueError:
        raise _no_date(text, at) from None
    if _DATE.fullmatch(found) is None:
        raise _no_date(text, at)
    return found


def _no_date(text: str, at: Span) -> ParseError:
    return ParseError(f"{shown(text)} is no date", at=at, hint="as in `2025-11-01`, `2025-11-01T10:30`")


def check_no_date(at: Span) -> None:
    """Raise ParseError where arithmetic is a date of another spelling; what is calculated has a space in it."""
    if (found := _LIKE_A_DATE.fullmatch(at.text)) is not None:
        year, month, day = found["year"], found["month"], found["day"]
        if year is None:
            hint = "a date is written `2025-11-01`, the year first"
        else:
            hint = f"a month and a day have two digits: `{year}-{int(month):02}-{int(day):02}`"
        raise ParseError(
            f"{shown(at.text)} is a number here, and no date", at=at, hint=f"{hint}; what is calculated has spaces"
        )


def moment_of(text: str) -> datetime:
    """The moment of such a date: without an offset it is UTC, without a time midnight."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def moment_in(text: str, zone: str) -> str | None:
    """A date without an offset with that of a zone at it, to the minute or the second; None of what is no zone."""
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError):
        return None
    return found.isoformat(timespec="seconds" if found.second else "minutes")


def moved(moment: datetime, micros: Fraction, at: Span) -> datetime:
    """A moment so many microseconds later. Raises ParseError beyond the years that there are."""
    try:
        return moment + timedelta(microseconds=round(micros))
    except OverflowError:
        raise ParseError("the time is not within the years 1 to 9999", at=at) from None


def moment_text(moment: datetime) -> str:
    """A moment as a literal: its day where it is midnight in UTC, else its time."""
    utc = moment.astimezone(UTC)
    if utc.time() == datetime.min.time():
        return date.isoformat(utc.date())
    return str(literal_of(utc))
