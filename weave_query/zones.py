"""Room 0: the name of a time zone -> its offsets from UTC, out of the `tzdata` package and never the system's database.

Every engine has a time zone database of its own, of its own age. The compiler reads one and writes integers, so the
same request means the same on all of them. Instants and offsets are microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import tzdata

from weave_query.errors import ROOT, Location, ParseError, shown

SECOND = 1_000_000
DAY = 86_400 * SECOND
YEAR_1 = -62_135_596_800 * SECOND
YEAR_10000 = 253_402_300_800 * SECOND

# The release of the time zone database, such as "2026f": answers name it, because a rule may change with it.
TZDATA_VERSION: str = tzdata.IANA_VERSION

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# No zone has ever kept an offset for less than six days, so probes three days apart see every change between them.
_PROBE = timedelta(days=3)
# Before this year all zones keep local mean time. After the other one all follow rules of month, week and weekday,
# which repeat with the calendar, every 400 years of 146,097 days.
_FIRST_YEAR, _RULES_ONLY = 1840, 2400
_CYCLE_YEARS, _CYCLE = 400, 146_097 * DAY


@dataclass(frozen=True, slots=True)
class Period:
    """Instants from start to before end that have one offset: local time is UTC plus offset."""

    start: int
    end: int
    offset: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the database; `find_zone` makes one of a name."""

    name: str

    def offset_at(self, us: int) -> int:
        """What local time is ahead of UTC at an instant. Beyond the years 1 to 9999 it is that of their ends."""
        return _offset(self.name, us)

    def changes(self, start_us: int, end_us: int) -> tuple[int, ...]:
        """The instants after start and before end at which the offset becomes another, in order."""
        years = range(_year(start_us), _year(end_us) + 1)
        found = [change for year in years for change in _changes_of_year(self.name, year)]
        return tuple(change for change in found if start_us < change < end_us)

    def periods(self, start_us: int, end_us: int) -> tuple[Period, ...]:
        """The range from start to before end, cut at every change of offset."""
        cuts = (start_us, *self.changes(start_us, end_us), end_us)
        return tuple(Period(start, end, self.offset_at(start)) for start, end in pairwise(cuts))

    def iso(self, us: int) -> str:
        """An instant as ISO 8601 with the zone's offset, `2026-03-08T00:00:00-05:00`; `+00:00` for UTC.

        An offset of old local mean time has seconds too. An instant whose local year is not within 1 to 9999 is written
        in UTC.
        """
        utc = _EPOCH + timedelta(microseconds=us)
        try:
            return utc.astimezone(_zone_info(self.name)).isoformat()
        except OverflowError:
            return utc.isoformat()


def find_zone(name: str, at: Location = ROOT) -> Zone:
    """The zone of an IANA name, letters as they are written there. at: where the name stands in the request.

    Raises ParseError for a name that the database does not have, with the nearest that it has.
    """
    if name not in zone_names():
        raise ParseError(f"{shown(name)} is not a time zone", at=at, hint=_hint(name))
    return Zone(name)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every name of the database, old ones included."""
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())


# What people call the time of a place; in other places the letters may mean another.
_ABBREVIATIONS = {
    **dict.fromkeys(("CEST", "MESZ", "MEZ"), "Europe/Berlin"),
    "BST": "Europe/London",
    "EEST": "Europe/Athens",
    **dict.fromkeys(("EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "SGT": "Asia/Singapore",
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
    "Z": "UTC",
}
_OFFSET = re.compile(r"(?:UTC|GMT)? ?[+-] ?\d{1,2}(?::?\d{2})?", re.IGNORECASE)


def _hint(name: str) -> str:
    if (place := _ABBREVIATIONS.get(name.upper())) is not None:
        return f"a zone has the IANA name of a place, such as `{place}`"
    if _OFFSET.fullmatch(name):
        return "an offset is none: zones have IANA names such as `UTC` and `Europe/Berlin`"
    # `Etc/GMT+2` is two hours *behind* UTC: never a suggestion for somebody who wrote `UTC+2`.
    known = sorted(zone for zone in zone_names() if not zone.startswith("Etc/"))
    by_key = {zone.rpartition("/")[2].lower(): zone for zone in known} | {zone.lower(): zone for zone in known}
    matches = get_close_matches(name[:64].lower().replace(" ", "_"), by_key, n=3, cutoff=0.6)
    nearest = dict.fromkeys(by_key[match] for match in matches)
    if not nearest:
        return "zones have IANA names such as `UTC` and `Europe/Berlin`"
    return "nearest: " + ", ".join(f"`{zone}`" for zone in nearest)


@lru_cache(maxsize=1_024)
def _zone_info(name: str) -> ZoneInfo:
    # Not ZoneInfo(name): that asks the system's database first.
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _offset(name: str, us: int) -> int:
    # A day within the years that Python has, so that local time has a year too.
    inside = min(max(us, YEAR_1 + DAY), YEAR_10000 - DAY - 1)
    offset = (_EPOCH + timedelta(microseconds=inside)).astimezone(_zone_info(name)).utcoffset()
    return (offset or timedelta()) // timedelta(microseconds=1)


def _year(us: int) -> int:
    return (_EPOCH + timedelta(microseconds=min(max(us, YEAR_1), YEAR_10000 - 1))).year


@lru_cache(maxsize=65_536)
def _changes_of_year(name: str, year: int) -> tuple[int, ...]:
    """The changes after the first instant of a year, in UTC, up to the first of the next."""
    if year < _FIRST_YEAR:
        return ()
    if year >= _RULES_ONLY + _CYCLE_YEARS:
        cycles, within = divmod(year - _RULES_ONLY, _CYCLE_YEARS)
        return tuple(change + cycles * _CYCLE for change in _changes_of_year(name, _RULES_ONLY + within))
    return tuple((change - _EPOCH) // timedelta(microseconds=1) for change in _search(_zone_info(name), year))


def _search(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    low, end = (datetime(each, 1, 1, tzinfo=UTC) for each in (year, year + 1))
    before = low.astimezone(zone).utcoffset()
    while low < end:
        high = min(low + _PROBE, end)
        after = high.astimezone(zone).utcoffset()
        if after != before:
            yield _change_between(zone, low, high)
        low, before = high, after


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second after `low` that has another offset."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    return high
