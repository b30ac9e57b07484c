"""Zones: their offsets are those of the tzdata package's files, their names are checked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tests.buckets import definition
from tests.buckets.tzif import DISTINCT, FOLDER, NAMES, read, zone_info
from weave_query.errors import ROOT, ParseError
from weave_query.zones import DAY, SECOND, TZDATA_VERSION, YEAR_1, YEAR_10000, Period, Zone, find_zone, zone_names

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR_1840, YEAR_2040, YEAR_2400 = (round(datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (1840, 2040, 2400))


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp()) * SECOND


def test_all_names_of_the_package_are_zones() -> None:
    assert zone_names() == set(NAMES)
    assert len(NAMES) > 590
    for name in NAMES:
        assert find_zone(name).offset_at(0) == definition.offset(name, 0)


def by_area(names: Iterable[str]) -> pytest.MarkDecorator:
    """A parameter for each area of the world: one test for each zone would cost more than what it asks."""
    areas: dict[str, list[str]] = {}
    for name in names:
        areas.setdefault(name.partition("/")[0] if "/" in name else "others", []).append(name)
    return pytest.mark.parametrize("names", areas.values(), ids=list(areas))


@by_area(DISTINCT)
def test_the_changes_of_a_zone_are_those_of_its_file(names: list[str]) -> None:
    """Since 1970, and those to come until 2040 by its rule; `all_zones` compares the ones before."""
    for name in names:
        found = find_zone(name).changes(0, YEAR_2040 * SECOND)
        expected = tuple(change for change in definition.changes(name) if 0 < change < YEAR_2040 * SECOND)
        assert found == expected, name


@by_area(DISTINCT)
def test_what_the_search_for_changes_rests_on_is_true_of_the_file(names: list[str]) -> None:
    """An offset is kept for six days and more, there was none but local mean time before 1840, and from 2400 on there
    are rules only. A release of tzdata of which that is no longer true has to fail here."""
    for name in names:
        changes = definition.changes(name)
        assert all(after - before > 6 * DAY for before, after in pairwise(changes)), name
        assert all(YEAR_1840 < second < YEAR_2400 for second, _ in read(name).transitions), name


@by_area(NAMES)
def test_an_offset_is_that_of_the_zone_at_any_instant(names: list[str]) -> None:
    for name in names:
        random = Random(name)
        for second in [random.randint(-5_000_000_000, 10_000_000_000) for _ in range(40)]:
            local = datetime.fromtimestamp(second, zone_info(name)).replace(tzinfo=UTC)
            offset = (local - EPOCH) // timedelta(microseconds=1) - second * SECOND
            assert find_zone(name).offset_at(second * SECOND) == offset, (name, second)


@pytest.mark.parametrize("name", ["America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Cairo", "UTC"])
@pytest.mark.parametrize("year", [2399, 2400, 2799, 2800, 3001, 9998])
def test_a_far_future_year_follows_the_rule(name: str, year: int) -> None:
    """Years from 2800 on are worked out as those that are 400 years, or a multiple of it, before."""
    start, end = (round(datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (year, year + 1))
    days = [definition.offset(name, second * SECOND) for second in range(start, end, 86_400)]
    changes = find_zone(name).changes(start * SECOND, end * SECOND)
    assert len(changes) == sum(before != after for before, after in pairwise(days))
    assert all(definition.offset(name, each - 1) != definition.offset(name, each) for each in changes)


def test_periods_are_the_range_cut_at_its_changes() -> None:
    hour = 3_600 * SECOND
    start, end = instant("2026-03-01T00:00:00+00:00"), instant("2026-12-01T00:00:00+00:00")
    spring, autumn = instant("2026-03-08T02:00:00-05:00"), instant("2026-11-01T02:00:00-04:00")
    assert find_zone("America/New_York").periods(start, end) == (
        Period(start, spring, -5 * hour),
        Period(spring, autumn, -4 * hour),
        Period(autumn, end, -5 * hour),
    )
    assert find_zone("America/New_York").periods(spring, autumn) == (Period(spring, autumn, -4 * hour),)


def test_a_change_with_the_first_instant_of_a_year_is_found() -> None:
    """Years are searched one by one; Inuvik has kept a time since 1953-01-01T00:00:00Z."""
    first = instant("1953-01-01T00:00:00+00:00")
    assert find_zone("America/Inuvik").changes(first - DAY, first + DAY) == (first,)
    assert find_zone("America/Inuvik").changes(first - 1, first + 1) == (first,)


def test_a_change_of_the_name_alone_is_no_change() -> None:
    """Istanbul kept +03:00 in 2016, when its summer time became its standard time."""
    assert find_zone("Europe/Istanbul").changes(instant("2016-04-01T00:00:00+00:00"), YEAR_2040 * SECOND) == ()


@pytest.mark.parametrize(
    ("zone", "us", "text"),
    [
        ("UTC", 0, "1970-01-01T00:00:00+00:00"),
        ("UTC", 1, "1970-01-01T00:00:00.000001+00:00"),
        ("America/New_York", 1_772_946_000 * SECOND, "2026-03-08T00:00:00-05:00"),
        ("Asia/Kathmandu", 0, "1970-01-01T05:30:00+05:30"),
        ("Africa/Monrovia", -1, "1969-12-31T23:15:29.999999-00:44:30"),
        ("Asia/Tokyo", YEAR_10000 - SECOND, "9999-12-31T23:59:59+00:00"),
        ("America/New_York", YEAR_1, "0001-01-01T00:00:00+00:00"),
    ],
)
def test_an_instant_is_written_with_the_offset_of_its_zone(zone: str, us: int, text: str) -> None:
    """Or in UTC where the local year is none that a date can have."""
    assert find_zone(zone).iso(us) == text
    assert (datetime.fromisoformat(text) - EPOCH) // timedelta(microseconds=1) == us


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/New_york", "nearest: `America/New_York`"),
        ("new york", "nearest: `America/New_York`"),
        ("Berlin", "nearest: `Europe/Berlin`"),
        ("utc", "nearest: `UTC`"),
        ("CEST", "a zone has the IANA name of a place, such as `Europe/Berlin`"),
        ("pst", "a zone has the IANA name of a place, such as `America/Los_Angeles`"),
        ("UTC+2", "an offset is none: zones have IANA names"),
        ("Europe/Kiyv", "nearest: `Europe/Kyiv`"),
        ("", "zones have IANA names such as `UTC` and `Europe/Berlin`"),
        ("+02:00", "zones have IANA names such as `UTC` and `Europe/Berlin`"),
        ("x" * 100_000, "zones have IANA names such as `UTC` and `Europe/Berlin`"),
        ("../../../../etc/passwd", "zones have IANA names"),
        ("../zoneinfo/UTC", "WQ101"),
        ("/etc/localtime", "WQ101"),
        ("UTC\0", "WQ101"),
        ("Europe", "WQ101"),
        ("__init__.py", "WQ101"),
        ("tzdata.zi", "WQ101"),
    ],
)
def test_a_name_that_is_no_zone_is_refused_with_its_place_and_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ParseError, match=re.escape(hint)) as raised:
        find_zone(name, ROOT.child("timezone"))
    assert str(raised.value).startswith("WQ101 at /timezone: `")
    assert len(str(raised.value)) < 300


def test_nobody_is_led_to_a_zone_on_the_other_side_of_utc() -> None:
    """`Etc/GMT+2` is behind UTC."""
    for name in ("GMT+2", "UTC+2", "GMT+20"):
        with pytest.raises(ParseError) as raised:
            find_zone(name)
        assert "Etc/GMT" not in (raised.value.hint or "")


def test_the_release_of_the_database_is_that_of_the_package() -> None:
    number = version("tzdata")
    year, letter = number.split(".")[:2]
    assert f"{year}{chr(ord('a') + int(letter) - 1)}" == TZDATA_VERSION


def test_the_database_of_the_system_is_not_asked(tmp_path: Path) -> None:
    """A system that has Tokyo's file under New York's name: Python's ZoneInfo believes it."""
    (tmp_path / "America").mkdir()
    shutil.copy(FOLDER / "zoneinfo" / "Asia" / "Tokyo", tmp_path / "America" / "New_York")
    code = (
        "from datetime import datetime, timedelta\n"
        "from zoneinfo import ZoneInfo\n"
        "from weave_query.zones import find_zone\n"
        "print(datetime(2026, 1, 1, tzinfo=ZoneInfo('America/New_York')).utcoffset() / timedelta(hours=1))\n"
        "print(find_zone('America/New_York').iso(0))\n"
    )
    environment = os.environ | {"PYTHONTZPATH": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["9.0", "1969-12-31T19:00:00-05:00"]


def test_zones_are_values() -> None:
    assert find_zone("UTC") == Zone("UTC")
    assert hash(find_zone("UTC")) == hash(Zone("UTC"))
    assert find_zone("UTC") != find_zone("Etc/UTC")
