"""Room 0: a range of time, a width and a zone -> buckets, as a few integers that every engine can compute with.

Local time at an instant is the instant plus the offset of the zone; it jumps ahead or back where the offset changes.
Buckets of at most an hour are multiples of their width in local time within each period of one offset: a repeated hour
is two buckets. Wider ones never go back: an instant is in the latest bucket that local time has reached by then, so a
day has 23, 24 or 25 hours and a repeated midnight starts no second day.

Between changes of the offset that is arithmetic, around one it is a constant. `Buckets.pieces` says which is where, so
an engine needs `%`, `CASE` and parameters, and no time zone database. All instants are microseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal, assert_never

from weave_query.errors import ROOT, Location, ParseError
from weave_query.zones import DAY, SECOND, YEAR_1, YEAR_10000, Period, Zone

HOUR = 3_600 * SECOND
WEEK = 7 * DAY
MAX_WIDTH_SECONDS = 10_000 * 366 * 86_400
MAX_PIECES = 64

Unit = Literal["day", "week", "month", "quarter", "year"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

# Granularity where a request leaves it open: up to this range, this width, in seconds.
_AUTOMATIC = ((2 * 3_600, 300), (12 * 3_600, 3_600), (3 * 86_400, 21_600), (14 * 86_400, 43_200))
# By the first day of each name: 1970-01-01 was a Thursday.
_WEEKDAYS: tuple[Weekday, ...] = ("thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
# Offsets are within 16 hours, so local time is back where it was before any change within this.
_SETTLED = 2 * DAY


@dataclass(frozen=True, slots=True)
class Regular:
    """Buckets of one width: that of `us` starts at `us - (us + shift) % width`; `us + shift` is never negative.

    until: the instant before which this holds, None when it is the last piece.
    """

    until: int | None
    width: int
    shift: int

    def start_of(self, us: int) -> int:
        return us - (us + self.shift) % self.width


@dataclass(frozen=True, slots=True)
class Single:
    """Instants of one bucket, which starts at `start`. until: as for `Regular`."""

    until: int | None
    start: int

    def start_of(self, us: int) -> int:
        return self.start


Piece = Regular | Single


@dataclass(frozen=True, slots=True)
class BucketShape:
    """What decides the SQL text of a bucket; everything else of it is `Buckets.constants`.

    form: `pieces` for a CASE over them, `boundaries` for the latest of a list of starts. widths: for each piece the
    width of `Regular`, None for `Single`; empty for boundaries.
    """

    form: Literal["pieces", "boundaries"]
    widths: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of the instants from start to before end.

    pieces: by `until`, the last without; they hold for the instants of the range and for no others. There is at least
    one, also for an empty range. A width takes at most 2 + 2n for n changes of offset within the range, so 6 for a year
    in New York, and 1 by hours; months, quarters and years take one for each bucket.
    """

    start_us: int
    end_us: int
    zone: Zone
    pieces: tuple[Piece, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """The start of every bucket that has instants of the range, in order; the first may be before it.

        Made anew at each call; `count` is how many, without making them.
        """
        return tuple(start for run in self._runs() for start in run)

    @property
    def count(self) -> int:
        return sum(map(len, self._runs()))

    def start_of(self, us: int) -> int:
        """The start of the bucket of an instant of the range: what engines compute."""
        return next(piece.start_of(us) for piece in self.pieces if piece.until is None or us < piece.until)

    def iso(self, us: int) -> str:
        """An instant as a response has it: ISO 8601 with the zone's offset, `+00:00` for UTC."""
        return self.zone.iso(us)

    @property
    def shape(self) -> BucketShape:
        """Hashable. Beyond 64 pieces it is the boundaries, of which a limit on buckets is a limit too."""
        if len(self.pieces) > MAX_PIECES:
            return BucketShape("boundaries")
        return BucketShape("pieces", tuple(p.width if isinstance(p, Regular) else None for p in self.pieces))

    @property
    def constants(self) -> tuple[int, ...]:
        """The parameters of the shape, all within 64 bits.

        Of `pieces` for each `until`, unless it is the last, then `shift` or `start`; of `boundaries` the starts.
        """
        if self.shape.form == "boundaries":
            return self.starts
        return tuple(number for piece in self.pieces for number in _constants(piece))

    def _runs(self) -> Iterator[range]:
        """The starts as arithmetic progressions."""
        last, low = YEAR_1 - 1, self.start_us
        for piece in self.pieces if self.start_us < self.end_us else ():
            high = self.end_us if piece.until is None else piece.until
            first = piece.start_of(low)
            step = piece.width if isinstance(piece, Regular) else high - first
            # A bucket that goes on after a change of offset is in two pieces.
            run = range(first if first > last else first + step, high, step)
            yield run
            last, low = run[-1] if run else last, high


def granularity(start_us: int, end_us: int, asked: int | None, *, limit: int = 10_000, at: Location = ROOT) -> int:
    """Seconds of a bucket: those asked for, else by the length of the range; more when buckets would pass the limit.

    at: where the request says them. Raises ParseError for fewer than one, or more than 10,000 years of them.
    """
    length = end_us - start_us
    width = asked if asked is not None else _automatic(length)
    check_width(width, at)
    return length // (limit * SECOND) + 1 if length > width * limit * SECOND else width


def _automatic(length: int) -> int:
    return next((width for longest, width in _AUTOMATIC if length <= longest * SECOND), 86_400)


def check_width(width_seconds: int, at: Location = ROOT) -> None:
    """Refuse seconds that are no width of a bucket. Raises ParseError."""
    if width_seconds <= 0:
        raise ParseError("a bucket must be at least 1 second wide", at=at)
    if width_seconds > MAX_WIDTH_SECONDS:
        raise ParseError("a bucket must be at most 10,000 years wide", at=at)


def check_range(start_us: int, end_us: int, at: Location = ROOT) -> None:
    """Refuse what is no range of time. at: where the request says its end. Raises ParseError."""
    if end_us < start_us:
        raise ParseError("the end of the range is before its start", at=at)
    if start_us < YEAR_1 or end_us > YEAR_10000:
        raise ParseError("the range must be within the years 1 to 9999", at=at)


def plan_buckets(start_us: int, end_us: int, width_seconds: int, zone: Zone, *, at: Location = ROOT) -> Buckets:
    """Buckets of a width, aligned to local midnight of 1970-01-01, or of Monday, 1970-01-05, for whole weeks.

    at: the place in the request for what is wrong with the range or the width. Raises ParseError for a width or a range
    that is none, and when the first bucket would begin before the year 1.
    """
    check_width(width_seconds, at)
    width = width_seconds * SECOND
    anchor = _WEEKDAYS.index("monday") * DAY if width % WEEK == 0 else 0
    return _of_width(start_us, end_us, width, zone, anchor=anchor, at=at)


def calendar_buckets(
    start_us: int, end_us: int, unit: Unit, zone: Zone, *, week_start: Weekday = "monday", at: Location = ROOT
) -> Buckets:
    """Days, weeks, months, quarters or years of local time. Each starts with the first instant that is of it.

    That is local midnight, or the end of the gap where midnight is skipped; one that is repeated counts once.
    week_start: for weeks, their first day. at, errors: as for `plan_buckets`.
    """
    match unit:
        case "day":
            return _of_width(start_us, end_us, DAY, zone, anchor=0, at=at)
        case "week":
            return _of_width(start_us, end_us, WEEK, zone, anchor=_WEEKDAYS.index(week_start) * DAY, at=at)
        case "month" | "quarter" | "year":
            return _of_months(start_us, end_us, _MONTHS[unit], zone, at)
        case _:
            assert_never(unit)


def _constants(piece: Piece) -> Iterator[int]:
    if piece.until is not None:
        yield piece.until
    match piece:
        case Regular():
            yield piece.shift
        case Single():
            yield piece.start
        case _:
            assert_never(piece)


def _of_width(start: int, end: int, width: int, zone: Zone, *, anchor: int, at: Location) -> Buckets:
    check_range(start, end, at)
    last = max(end, start + 1)
    # From well before the bucket of `start`, for what happened to the offset during it.
    periods = zone.periods(max(start - width - _SETTLED, YEAR_1), last)
    # Shifts that are congruent are the same number, so that a change by a multiple of the width is no seam.
    pieces = _joined(_walk(periods, width, anchor, start), start)
    return _checked(Buckets(start, end, zone, pieces), at)


def _walk(periods: Iterable[Period], width: int, anchor: int, first: int) -> Iterator[Piece]:
    """The pieces of each period: the bucket that began before it or with it, then those of its own offset.

    index, bucket: number and start of the bucket at the end of what is yielded.
    """
    index = bucket = None
    for period in periods:
        phase = period.offset - anchor
        here = (period.start + phase) // width
        if index is None or bucket is None:
            index, bucket = here, here * width - phase
        elif width <= HOUR or here > index:
            index, bucket = here, period.start
        regular_from = period.start
        if bucket != index * width - phase:
            # Where local time reaches the next bucket. Until there no arithmetic gives the start of this one.
            regular_from = min((index + 1) * width - phase, period.end)
            yield Single(regular_from, bucket)
        if regular_from < period.end:
            yield Regular(period.end, width, _shift(phase, width, first))
            index = (period.end - 1 + phase) // width
            bucket = index * width - phase


def _shift(phase: int, width: int, first: int) -> int:
    """A number congruent to `phase` with which `us + shift` is not negative from `first` on, where `%` truncates."""
    shift = phase % width
    return shift + width * max(0, -((first + shift) // width))


def _joined(pieces: Iterable[Piece], start: int) -> tuple[Piece, ...]:
    """Without what is before the range, neighbours of one formula as one, the last without end."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.until is not None and piece.until <= start:
            continue
        if found and replace(found[-1], until=piece.until) == piece:
            found.pop()
        found.append(piece)
    return (*found[:-1], replace(found[-1], until=None))


def _of_months(start: int, end: int, months: int, zone: Zone, at: Location) -> Buckets:
    check_range(start, end, at)
    last = max(end, start + 1)
    # Local time may be a month behind or ahead of UTC, and the last one ends where another begins.
    numbers = range(_month(start) // months - 1, _month(last) // months + 3)
    midnights = [_midnight(number * months) for number in numbers]
    firsts = sorted(set(_first_instants(midnights, zone.periods(midnights[0] - _SETTLED, midnights[-1] + _SETTLED))))
    pieces = _joined((Single(until, first) for first, until in pairwise(firsts) if first < last), start)
    return _checked(Buckets(start, end, zone, pieces), at)


def _first_instants(walls: Iterable[int], periods: Iterable[Period]) -> Iterator[int]:
    """For each local time, ascending, the first instant at which it is reached or passed."""
    rest = iter(periods)
    period = next(rest)
    for wall in walls:
        while wall - period.offset >= period.end:
            period = next(rest)
        yield max(wall - period.offset, period.start)


def _month(us: int) -> int:
    """Months since the year 0 of an instant in UTC."""
    inside = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=min(us, YEAR_10000 - 1))
    return inside.year * 12 + inside.month - 1


def _midnight(month: int) -> int:
    """The first instant of a month in local time. Years that `date` lacks are counted from those 400 years apart."""
    year, month = divmod(month, 12)
    cycles, year = divmod(year - 1, 400)
    days = date(year + 1, month + 1, 1).toordinal() - date(1970, 1, 1).toordinal()
    return (days + cycles * 146_097) * DAY


def _checked(buckets: Buckets, at: Location) -> Buckets:
    if buckets.start_of(buckets.start_us) < YEAR_1:
        raise ParseError("the first bucket would begin before the year 1", at=at)
    return buckets
