"""A plan beside the definition: what differs, told as text, and how many instants were compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from random import Random

from tests.buckets import definition
from weave_query.buckets import HOUR, Buckets, Unit, Weekday, calendar_buckets, plan_buckets
from weave_query.zones import SECOND, Zone

# Of every kind: seconds, divisors of an hour, an hour, awkward ones, days, weeks.
WIDTHS = (
    *(1, 7, 60, 300, 900, 1_799, 1_800, 2_700, 3_599, 3_600),
    *(3_601, 5_400, 7_200, 10_000, 21_600, 43_200, 86_399, 86_400, 86_401, 90_000),
    *(172_800, 345_600, 604_799, 604_800, 604_801, 1_209_600, 2_419_200),
)
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR_1970, YEAR_2040 = 0, 2_208_988_800 * SECOND
INT_MAX = 2**63 - 1


def by_the_constants(buckets: Buckets, us: int) -> int:
    """What an engine computes of an instant, from shape and constants alone, with a `%` that truncates."""
    shape, constants = buckets.shape, list(buckets.constants)
    if shape.form == "boundaries":
        return max(start for start in constants if start <= us)
    for position, width in enumerate(shape.widths):
        until = constants.pop(0) if position < len(shape.widths) - 1 else None
        constant = constants.pop(0)
        if until is None or us < until:
            if width is None:
                return constant
            assert 0 <= us + constant <= INT_MAX, "a sum that a truncating % or 64 bits would spoil"
            return us - (us + constant) % width
    raise AssertionError("no piece holds for the instant")


def random_range(random: Random, zone: str, width: int) -> tuple[int, int]:
    """A range, of less than a bucket up to hundreds of them; half stand around a change of the offset, if the zone has
    any."""
    most = random.choices((1, 40, 400), (1, 8, 1))[0] * width * SECOND
    length = random.randint(1, min(most, 4_000 * 86_400 * SECOND))
    changes = [change for change in definition.changes(zone) if YEAR_1970 <= change < YEAR_2040]
    if changes and random.random() < 0.5:
        # A change before the range may still be in its first bucket.
        start = random.choice(changes) + random.randint(-length, width * SECOND)
    else:
        start = random.randint(YEAR_1970, YEAR_2040)
    if random.random() < 0.5:
        start -= start % (900 * SECOND)
    return start, start + length


def instants(random: Random, buckets: Buckets, starts: Iterable[int], count: int) -> Iterator[int]:
    """Instants of the range: around boundaries and changes of the offset, at its ends, and anywhere."""
    low, high = buckets.start_us, buckets.end_us
    changes = buckets.zone.changes(low, high)
    seams = [piece.until for piece in buckets.pieces if piece.until is not None]
    around = [edge + by for edge in (*starts, *changes, *seams) for by in (-1, 0, 1)]
    around += [low, high - 1, *(random.randrange(low, high) for _ in range(count))]
    return (us for us in around if low <= us < high)


@dataclass
class Comparison:
    """Plans beside the definition: how much was compared, and what differs.

    random: chooses the instants, `anywhere` of each plan beside those around boundaries.
    """

    random: Random
    anywhere: int = 10
    plans: int = 0
    instants: int = 0
    starts: int = 0
    pieces: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self, right: bool, message: str) -> None:
        if not right:
            self.wrong.append(message)

    def width(self, zone: Zone, width: int, limits: tuple[int, int]) -> None:
        """Buckets of a width in seconds. limits: start and end of the range."""
        start, end = limits
        buckets = plan_buckets(start, end, width, zone)
        told = f"{zone.name}, {width} s, {start} to {end}"
        changes = zone.changes(start, end)
        real = tuple(change for change in definition.changes(zone.name) if start < change < end)
        self.check(changes == real, f"{told}: changes")
        self.check(len(buckets.pieces) <= 2 + 2 * len(changes), f"{told}: {len(buckets.pieces)} pieces")
        if width * SECOND <= HOUR:
            self.check(set(changes) <= set(buckets.starts), f"{told}: a change of the offset starts no bucket")
        self._compare(buckets, partial(definition.is_start, zone.name, width), told)

    def calendar(self, zone: Zone, unit: Unit, week_start: Weekday, limits: tuple[int, int]) -> None:
        """Days, weeks, months, quarters or years."""
        start, end = limits
        buckets = calendar_buckets(start, end, unit, zone, week_start=week_start)
        number = WEEKDAYS.index(week_start)

        def is_start(first: int, us: int) -> bool:
            return definition.is_calendar_start(zone.name, unit, first, us, number)

        self._compare(buckets, is_start, f"{zone.name}, {unit} from {week_start}, {start} to {end}")

    def _compare(self, buckets: Buckets, is_start: Callable[[int, int], bool], told: str) -> None:
        """Some instants, all starts, and what must hold of any plan. is_start: is the first instant the start of the
        bucket of the second?"""
        starts, low, high = buckets.starts, buckets.start_us, buckets.end_us
        self.plans += 1
        self.starts += len(starts)
        self.pieces = max(self.pieces, len(buckets.pieces))
        self.check(starts[0] <= low and all(low < each < high for each in starts[1:]), f"{told}: starts outside")
        self.check(all(a < b for a, b in pairwise(starts)), f"{told}: starts do not rise")
        self.check(len(starts) == buckets.count, f"{told}: count is {buckets.count}, starts are {len(starts)}")
        chosen = starts if len(starts) <= 60 else (*starts[:5], *self.random.sample(starts, 50), *starts[-5:])
        known, found = set(starts), []
        for us in instants(self.random, buckets, chosen, self.anywhere):
            self.instants += 1
            planned = by_the_constants(buckets, us)
            self.check(is_start(planned, us), f"{told}: {us} is not in the bucket {planned}")
            self.check(buckets.start_of(us) == planned, f"{told}: {us} by the pieces is not that by the constants")
            self.check(planned in known, f"{told}: {planned} is not among the starts")
            found.append((us, planned))
        found.sort()
        self.check(all(a <= b for (_, a), (_, b) in pairwise(found)), f"{told}: buckets go back")
        # The buckets are the range: each ends where the next begins, and no start is one too many.
        for before, each in pairwise(chosen if len(chosen) == len(starts) else ()):
            self.check(is_start(each, each), f"{told}: {each} starts no bucket")
            self.check(is_start(before, each - 1), f"{told}: {before} ends early")
