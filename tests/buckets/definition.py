"""What a bucket is, straight from the contract and as slow as that is: the tests compare the planner with it.

Local time at t is t + offset(t). Buckets of at most 3600 s are multiples of their width of local time inside each
period of one offset. Wider ones: index(t) = max over t' <= t of floor((local(t') - anchor) / width), and a bucket is
all instants of one index. Nothing of weave_query is imported here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import accumulate

from tests.buckets.tzif import read, zone_info

SECOND = 1_000_000
WEEK_SECONDS = 604_800
MONDAY = 4 * 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The definition is asked about instants before this year only.
LAST_YEAR = 2056
_STEP = 5 * 86_400


def offset(zone: str, us: int) -> int:
    """Microseconds that local time is ahead."""
    ahead = datetime.fromtimestamp(us // SECOND, zone_info(zone)).utcoffset()
    return round((ahead or timedelta()).total_seconds()) * SECOND


def local(zone: str, us: int) -> int:
    return us + offset(zone, us)


@cache
def changes(zone: str) -> tuple[int, ...]:
    """Every instant at which the offset becomes another: those of the file, then those of its rule."""
    file = read(zone)
    found, before = [], file.first
    for second, after in file.transitions:
        if after != before:
            found.append(second * SECOND)
        before = after
    last = file.transitions[-1][0] if file.transitions else 0
    if "," in file.rule:
        found += _of_the_rule(zone, last)
    return tuple(found)


def _of_the_rule(zone: str, last: int) -> list[int]:
    found = []
    end = int(datetime(LAST_YEAR, 1, 1, tzinfo=UTC).timestamp())
    # A rule changes the offset twice a year, months apart, so a step of five days sees both.
    for low in range(last, end, _STEP):
        before = offset(zone, low * SECOND)
        if offset(zone, (low + _STEP) * SECOND) != before:
            seconds = range(low + 1, low + _STEP + 1)
            changed = partial(_differs, zone, before)
            found.append(seconds[bisect_left(seconds, True, key=changed)] * SECOND)
    return found


def _differs(zone: str, before: int, second: int) -> bool:
    return offset(zone, second * SECOND) != before


@cache
def _highest_local_before_changes(zone: str) -> tuple[int, ...]:
    """Local time rises with t but for changes, so its maxima are reached just before them."""
    return tuple(accumulate((local(zone, change - 1) for change in changes(zone)), max))


def highest_local(zone: str, us: int) -> int:
    """The latest local time that there has been up to an instant."""
    past = bisect_right(changes(zone), us)
    now = local(zone, us)
    return max(now, _highest_local_before_changes(zone)[past - 1]) if past else now


def index(zone: str, width: int, us: int) -> int:
    """The number of the bucket of an instant, for a width in seconds above 3600."""
    anchor = MONDAY if width % WEEK_SECONDS == 0 else 0
    return (highest_local(zone, us) - anchor) // (width * SECOND)


def bucket_start(zone: str, width: int, us: int) -> int:
    """The first instant of the bucket of an instant, for a width in seconds."""
    if width <= 3_600:
        past = bisect_right(changes(zone), us)
        aligned = us - local(zone, us) % (width * SECOND)
        return max(aligned, changes(zone)[past - 1]) if past else aligned
    number = index(zone, width, us)
    # All instants at which the bucket can begin; the index never goes back, so the first is found by halves.
    instants = range(us - width * SECOND - 3 * 86_400 * SECOND, us + 1)
    return instants[bisect_left(instants, number, key=lambda t: index(zone, width, t))]


def is_start(zone: str, width: int, start: int, us: int) -> bool:
    """Is `start` the first instant of the bucket of an instant? The same as above, for where it is asked often."""
    if width <= 3_600:
        return start == bucket_start(zone, width, us)
    number = index(zone, width, us)
    return index(zone, width, start - 1) < number == index(zone, width, start)


def calendar_index(zone: str, unit: str, us: int, week_start: int = 0) -> int:
    """The number of the day, week, month, quarter or year that an instant is in. week_start: 0 is Monday."""
    day = _EPOCH.replace(tzinfo=None) + timedelta(microseconds=highest_local(zone, us))
    match unit:
        case "day":
            return day.toordinal()
        case "week":
            return (day.toordinal() - 1 - week_start) // 7
        case "month":
            return day.year * 12 + day.month - 1
        case "quarter":
            return day.year * 4 + (day.month - 1) // 3
        case _:
            return day.year


def is_calendar_start(zone: str, unit: str, start: int, us: int, week_start: int = 0) -> bool:
    """Is `start` the first instant of the day, week, month, quarter or year that an instant is in?"""
    number = calendar_index(zone, unit, us, week_start)
    before, first = (calendar_index(zone, unit, each, week_start) for each in (start - 1, start))
    return before < number == first
