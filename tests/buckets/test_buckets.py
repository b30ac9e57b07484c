"""What a bucket of time is: days that people know, every zone beside the definition."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.buckets import definition
from tests.buckets.comparing import (
    INT_MAX,
    UNITS,
    WEEKDAYS,
    WIDTHS,
    Comparison,
    by_the_constants,
    random_range,
)
from tests.buckets.tzif import NAMES
from weave_query.buckets import (
    MAX_PIECES,
    MAX_WIDTH_SECONDS,
    Buckets,
    BucketShape,
    Regular,
    Single,
    Unit,
    Weekday,
    calendar_buckets,
    plan_buckets,
)
from weave_query.errors import ROOT
from weave_query.zones import SECOND, YEAR_10000, find_zone

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
AT = ROOT.child("granularity")


def instant(text: str) -> int:
    """Microseconds of a time with its offset."""
    return round(datetime.fromisoformat(text).timestamp()) * SECOND


def plan(zone: str, width: int, start: str, end: str) -> Buckets:
    return plan_buckets(instant(start), instant(end), width, find_zone(zone))


def shown(buckets: Buckets) -> list[str]:
    return [buckets.iso(start) for start in buckets.starts]


def hours(buckets: Buckets) -> list[float]:
    """How long each bucket is, but for the last."""
    return [(after - before) / (HOUR * SECOND) for before, after in pairwise(buckets.starts)]


# Days that people know.


@pytest.mark.parametrize(
    ("zone", "start", "end", "lengths", "reason"),
    [
        ("America/New_York", "2026-03-07", "2026-03-11", [24, 23, 24], "spring"),
        ("America/New_York", "2026-10-31", "2026-11-04", [24, 25, 24], "autumn"),
        ("Europe/Dublin", "2026-03-28", "2026-04-01", [24, 23, 24], "winter time is the exception there"),
        ("Europe/Dublin", "2026-10-24", "2026-10-28", [24, 25, 24], "the same, back"),
        ("Australia/Lord_Howe", "2026-10-03", "2026-10-07", [24, 23.5, 24], "half an hour"),
        ("America/St_Johns", "2006-10-28", "2006-11-01", [24, 25, 24], "at 00:01 back to 23:01 of the day before"),
        ("America/Havana", "2024-11-02", "2024-11-06", [24, 25, 24], "midnight is repeated"),
        ("America/Sao_Paulo", "2018-11-03", "2018-11-07", [24, 23, 24], "midnight is skipped"),
        ("UTC", "2026-03-07", "2026-03-11", [24, 24, 24], "nothing changes"),
    ],
)
def test_a_day_is_as_long_as_its_clocks_say(zone: str, start: str, end: str, lengths: list[float], reason: str) -> None:
    days = plan(zone, DAY, f"{start}T12:00:00+00:00", f"{end}T00:30:00+00:00")
    assert hours(days)[: len(lengths)] == lengths


@pytest.mark.parametrize(
    ("zone", "width", "start", "end", "expected"),
    [
        (
            "America/New_York",
            HOUR,
            "2026-11-01T00:30:00-04:00",
            "2026-11-01T02:30:00-05:00",
            [
                "2026-11-01T00:00:00-04:00",
                "2026-11-01T01:00:00-04:00",
                "2026-11-01T01:00:00-05:00",
                "2026-11-01T02:00:00-05:00",
            ],
        ),
        (
            "America/New_York",
            2 * HOUR,
            "2026-11-01T00:00:00-04:00",
            "2026-11-01T05:00:00-05:00",
            ["2026-11-01T00:00:00-04:00", "2026-11-01T02:00:00-05:00", "2026-11-01T04:00:00-05:00"],
        ),
        (
            "America/New_York",
            6 * HOUR,
            "2026-03-08T00:00:00-05:00",
            "2026-03-08T12:00:00-04:00",
            ["2026-03-08T00:00:00-05:00", "2026-03-08T06:00:00-04:00"],
        ),
        (
            "America/New_York",
            WEEK,
            "2026-03-04T00:00:00-05:00",
            "2026-03-17T00:00:00-04:00",
            ["2026-03-02T00:00:00-05:00", "2026-03-09T00:00:00-04:00", "2026-03-16T00:00:00-04:00"],
        ),
        (
            "Australia/Lord_Howe",
            HOUR,
            "2026-04-05T01:10:00+11:00",
            "2026-04-05T03:00:00+10:30",
            ["2026-04-05T01:00:00+11:00", "2026-04-05T01:30:00+10:30", "2026-04-05T02:00:00+10:30"],
        ),
        (
            "Australia/Lord_Howe",
            HOUR,
            "2026-10-04T01:00:00+10:30",
            "2026-10-04T04:00:00+11:00",
            ["2026-10-04T01:00:00+10:30", "2026-10-04T02:30:00+11:00", "2026-10-04T03:00:00+11:00"],
        ),
        (
            "Pacific/Apia",
            DAY,
            "2011-12-29T05:00:00-10:00",
            "2012-01-01T05:00:00+14:00",
            ["2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00"],
        ),
        (
            "Pacific/Kwajalein",
            DAY,
            "1993-08-20T05:00:00-12:00",
            "1993-08-23T05:00:00+12:00",
            ["1993-08-20T00:00:00-12:00", "1993-08-22T00:00:00+12:00", "1993-08-23T00:00:00+12:00"],
        ),
        (
            "America/St_Johns",
            DAY,
            "2006-10-28T12:00:00-02:30",
            "2006-10-30T12:00:00-03:30",
            ["2006-10-28T00:00:00-02:30", "2006-10-29T00:00:00-02:30", "2006-10-30T00:00:00-03:30"],
        ),
        (
            "America/Sao_Paulo",
            DAY,
            "2018-11-03T12:00:00-03:00",
            "2018-11-05T12:00:00-02:00",
            ["2018-11-03T00:00:00-03:00", "2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"],
        ),
        (
            "Africa/Monrovia",
            DAY,
            "1972-01-06T12:00:00+00:00",
            "1972-01-08T12:00:00+00:00",
            ["1972-01-06T00:00:00-00:44:30", "1972-01-07T00:44:30+00:00", "1972-01-08T00:00:00+00:00"],
        ),
        (
            "Asia/Pyongyang",
            HOUR,
            "2015-08-14T23:00:00+09:00",
            "2015-08-15T00:30:00+08:30",
            ["2015-08-14T23:00:00+09:00", "2015-08-14T23:30:00+08:30", "2015-08-15T00:00:00+08:30"],
        ),
        (
            "Asia/Pyongyang",
            DAY,
            "2015-08-14T23:00:00+09:00",
            "2015-08-15T00:30:00+08:30",
            ["2015-08-14T00:00:00+09:00", "2015-08-15T00:00:00+08:30"],
        ),
        (
            "Asia/Kathmandu",
            HOUR,
            "2026-01-01T00:10:00+05:45",
            "2026-01-01T01:10:00+05:45",
            ["2026-01-01T00:00:00+05:45", "2026-01-01T01:00:00+05:45"],
        ),
    ],
)
def test_buckets_start_where_the_clocks_say(zone: str, width: int, start: str, end: str, expected: list[str]) -> None:
    assert shown(plan(zone, width, start, end)) == expected


def test_a_change_before_the_range_moves_the_start_of_its_first_bucket() -> None:
    """Four weeks from February 16; the clocks went ahead on March 8, and the range begins on Friday after."""
    weeks = plan("America/New_York", 4 * WEEK, "2026-03-13T00:00:00-04:00", "2026-03-17T00:00:00-04:00")
    assert shown(weeks) == ["2026-02-16T00:00:00-05:00", "2026-03-16T00:00:00-04:00"]


def test_a_range_in_the_last_hour_of_a_long_day_is_still_of_that_day() -> None:
    """24 hours before, the clocks said the day before for a second time."""
    days = plan("America/St_Johns", DAY, "2006-10-29T23:30:00-03:30", "2006-10-29T23:40:00-03:30")
    assert shown(days) == ["2006-10-29T00:00:00-02:30"]


def test_what_the_clocks_repeat_before_midnight_is_of_the_day_that_had_begun() -> None:
    """St John's turned back from 00:01 to 23:01: the second 23:30 is after midnight had been."""
    days = plan("America/St_Johns", DAY, "2006-10-28T12:00:00-02:30", "2006-10-30T12:00:00-03:30")
    assert days.iso(days.start_of(instant("2006-10-28T23:30:00-02:30"))) == "2006-10-28T00:00:00-02:30"
    assert days.iso(days.start_of(instant("2006-10-28T23:30:00-03:30"))) == "2006-10-29T00:00:00-02:30"


@pytest.mark.parametrize(
    ("unit", "week_start", "expected"),
    [
        ("day", "monday", ["2026-10-31T00:00:00-04:00", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"]),
        ("week", "monday", ["2026-10-26T00:00:00-04:00", "2026-11-02T00:00:00-05:00"]),
        ("week", "sunday", ["2026-10-25T00:00:00-04:00", "2026-11-01T00:00:00-04:00"]),
        ("week", "saturday", ["2026-10-31T00:00:00-04:00"]),
        ("month", "monday", ["2026-10-01T00:00:00-04:00", "2026-11-01T00:00:00-04:00"]),
        ("quarter", "monday", ["2026-10-01T00:00:00-04:00"]),
        ("year", "monday", ["2026-01-01T00:00:00-05:00"]),
    ],
)
def test_calendar_buckets_follow_the_calendar(unit: Unit, week_start: Weekday, expected: list[str]) -> None:
    start, end = instant("2026-10-31T12:00:00-04:00"), instant("2026-11-02T12:00:00-05:00")
    assert shown(calendar_buckets(start, end, unit, find_zone("America/New_York"), week_start=week_start)) == expected


# Every zone beside the definition.


DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.share(3)
def test_every_zone_has_the_buckets_of_the_definition(name: str) -> None:
    random = Random(name)
    comparison, zone = Comparison(random, anywhere=5), find_zone(name)
    for width in random.sample(WIDTHS, 2):
        comparison.width(zone, width, random_range(random, name, width))
    unit = random.choice(UNITS)
    comparison.calendar(zone, unit, random.choice(WEEKDAYS), random_range(random, name, DAYS[unit] * DAY))
    assert comparison.wrong == []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(NAMES),
    st.one_of(st.sampled_from(WIDTHS), st.integers(1, 4 * WEEK)),
    st.integers(-3_000_000_000, 2_200_000_000),
    st.integers(1, 200 * DAY),
    st.integers(0, 999_999),
)
def test_any_width_of_any_range_has_the_buckets_of_the_definition(
    name: str, width: int, start: int, length: int, micros: int
) -> None:
    """From 1874 on: instants before 1970 are negative."""
    comparison, begin = Comparison(Random(start), anywhere=5), start * SECOND + micros
    comparison.width(find_zone(name), width, (begin, begin + min(length, width * 500) * SECOND))
    assert comparison.wrong == []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(UNITS),
    st.sampled_from(WEEKDAYS),
    st.integers(-3_000_000_000, 2_200_000_000),
    st.integers(1, 500 * DAY),
)
def test_any_calendar_buckets_are_those_of_the_definition(
    name: str, unit: Unit, week_start: Weekday, start: int, length: int
) -> None:
    comparison, begin = Comparison(Random(start), anywhere=5), start * SECOND
    comparison.calendar(find_zone(name), unit, week_start, (begin, begin + length * SECOND))
    assert comparison.wrong == []


def test_the_definition_finds_a_plan_that_is_wrong() -> None:
    """The tests above can fail: days that ignore the change of the offset differ from the definition."""
    start, end = instant("2026-03-07T00:00:00-05:00"), instant("2026-03-10T00:00:00-04:00")
    wrong = Buckets(start, end, find_zone("America/New_York"), (Regular(None, DAY * SECOND, -5 * HOUR * SECOND),))
    starts = [definition.is_start("America/New_York", DAY, each, each) for each in wrong.starts]
    assert starts == [True, True, False]


@pytest.mark.long
def test_every_day_of_a_year_is_planned_in_every_zone_that_changes() -> None:
    """All boundaries of 2025 and the instants beside them, for the zones whose offset changes in it."""
    start, end = instant("2025-01-01T00:00:00+00:00"), instant("2026-01-01T00:00:00+00:00")
    changing = [name for name in NAMES if find_zone(name).changes(start, end)]
    assert len(changing) > 150
    for name in changing:
        days = plan_buckets(start, end, DAY, find_zone(name))
        for before, each in pairwise(days.starts):
            assert definition.is_start(name, DAY, each, each)
            assert definition.is_start(name, DAY, before, each - 1)


# The formula.


def test_a_year_of_days_is_five_pieces() -> None:
    days = plan("America/New_York", DAY, "2026-01-01T00:00:00-05:00", "2027-01-01T00:00:00-05:00")
    day = DAY * SECOND
    assert days.pieces == (
        Regular(instant("2026-03-08T02:00:00-05:00"), day, 19 * HOUR * SECOND),
        Single(instant("2026-03-09T00:00:00-04:00"), instant("2026-03-08T00:00:00-05:00")),
        Regular(instant("2026-11-01T02:00:00-04:00"), day, 20 * HOUR * SECOND),
        Single(instant("2026-11-02T00:00:00-05:00"), instant("2026-11-01T00:00:00-04:00")),
        Regular(None, day, 19 * HOUR * SECOND),
    )
    assert days.count == len(days.starts) == 365


def test_a_change_by_a_multiple_of_the_width_is_no_seam() -> None:
    for zone, width in (("America/New_York", HOUR), ("Australia/Lord_Howe", 1_800), ("UTC", WEEK)):
        assert len(plan(zone, width, "2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00").pieces) == 1


def test_ranges_of_one_shape_differ_in_their_constants_only() -> None:
    first = plan("America/New_York", DAY, "2025-01-01T00:00:00-05:00", "2026-01-01T00:00:00-05:00")
    second = plan("Europe/Berlin", DAY, "2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00")
    other = plan("Europe/Berlin", 2 * DAY, "2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00")
    width = DAY * SECOND
    assert first.shape == second.shape == BucketShape("pieces", (width, None, width, None, width))
    assert hash(first.shape) == hash(second.shape)
    assert first.shape != other.shape
    assert len(first.constants) == len(second.constants) == 9
    assert first.constants != second.constants


def test_many_pieces_become_boundaries() -> None:
    """From 65 pieces on an engine looks up the latest start in a list."""
    months = [
        calendar_buckets(instant("2020-01-01T00:00:00+00:00"), instant(end), "month", find_zone("UTC"))
        for end in ("2025-05-01T00:00:00+00:00", "2025-05-01T00:00:01+00:00")
    ]
    assert [len(each.pieces) for each in months] == [MAX_PIECES, MAX_PIECES + 1]
    assert [each.shape for each in months] == [
        BucketShape("pieces", (None,) * MAX_PIECES),
        BucketShape("boundaries"),
    ]
    assert months[0].constants[:4] == (months[0].starts[1], months[0].starts[0], *months[0].starts[2:0:-1])
    assert months[1].constants == months[1].starts
    assert [by_the_constants(months[1], start + 5) for start in months[1].starts] == list(months[1].starts)


@pytest.mark.parametrize("year", ["0002", "1066", "1969", "9998"])
@pytest.mark.parametrize("width", [1, HOUR, DAY, WEEK, 40_000_000])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York", "Asia/Manila"])
def test_a_sum_is_neither_negative_nor_beyond_64_bits(zone: str, width: int, year: str) -> None:
    """In any year; `by_the_constants` asserts it, as engines truncate `%` and overflow."""
    buckets = plan(zone, width, f"{year}-06-01T00:00:00+00:00", f"{year}-06-01T00:00:01+00:00")
    for us in (buckets.start_us, buckets.end_us - 1):
        assert buckets.start_us - width * SECOND < by_the_constants(buckets, us) <= us


def test_the_widest_buckets_of_all_time_are_within_64_bits() -> None:
    """From 1970 on they can be as wide as years go, and those that start in 1970 are representable."""
    widest = plan_buckets(0, YEAR_10000, MAX_WIDTH_SECONDS, find_zone("UTC"))
    assert widest.starts == (0,)
    assert max(widest.constants) + YEAR_10000 < INT_MAX


def test_all_years_in_a_zone_that_changes_twice_a_year_are_buckets() -> None:
    start, end = instant("0010-01-01T00:00:00+00:00"), instant("9999-12-31T00:00:00+00:00")
    buckets = plan_buckets(start, end, 900 * DAY, find_zone("America/New_York"))
    assert buckets.shape == BucketShape("boundaries")
    assert len(buckets.constants) == buckets.count == len(set(buckets.starts))
    assert all(900 * 24 - 1 <= length <= 900 * 24 + 1 for length in hours(buckets))


def test_an_empty_range_has_no_buckets_and_still_a_formula() -> None:
    """The statement of an empty range has to be written too."""
    now = instant("2026-03-08T12:00:00-04:00")
    zone = find_zone("America/New_York")
    for empty in (
        plan_buckets(now, now, HOUR, zone),
        plan_buckets(now, now, DAY, zone),
        calendar_buckets(now, now, "month", zone),
    ):
        assert (empty.starts, empty.count) == ((), 0)
        assert len(empty.pieces) == 1
        assert len(empty.constants) == 1


def test_a_range_of_one_microsecond_has_one_bucket() -> None:
    now = instant("2026-03-08T12:00:00-04:00")
    assert shown(plan_buckets(now, now + 1, DAY, find_zone("America/New_York"))) == ["2026-03-08T00:00:00-05:00"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "Pacific/Kiritimati", "America/New_York"])
def test_the_last_instants_of_9999_are_in_buckets(zone: str, unit: Unit) -> None:
    """Local time may be in the year 10000 by then."""
    buckets = calendar_buckets(YEAR_10000 - 3 * DAY * SECOND, YEAR_10000, unit, find_zone(zone))
    assert all(by_the_constants(buckets, us) in buckets.starts for us in (buckets.start_us, YEAR_10000 - 1))
    assert [datetime.fromisoformat(each) for each in shown(buckets)] == sorted(
        map(datetime.fromisoformat, shown(buckets))
    )
