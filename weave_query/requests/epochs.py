"""Room 2: a number of milliseconds since 1970 that reads as a time of our days in another unit."""

from __future__ import annotations

from fractions import Fraction

# 2000 and 2100, in seconds.
_FIRST, _LAST = 946_684_800, 4_102_444_800
_PER_SECOND = {"seconds": 1, "microseconds": 1_000_000, "nanoseconds": 1_000_000_000}


def read_as(milliseconds: int) -> str | None:
    """The unit in which it is a time from 2000 to 2100; None where no unit but its own is as likely."""
    return next(
        (unit for unit, number in _PER_SECOND.items() if _FIRST * number <= milliseconds < _LAST * number), None
    )


def as_milliseconds(number: int, unit: str) -> int:
    """A number of such a unit in milliseconds."""
    return int(Fraction(number * 1_000, _PER_SECOND[unit]))
