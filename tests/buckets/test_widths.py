"""The width of buckets: what a range makes of it, and what is refused."""

from __future__ import annotations

import pytest

from weave_query.buckets import (
    MAX_WIDTH_SECONDS,
    calendar_buckets,
    check_range,
    granularity,
    plan_buckets,
)
from weave_query.errors import ROOT, ParseError
from weave_query.zones import SECOND, YEAR_1, YEAR_10000, Zone, find_zone

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
AT = ROOT.child("granularity")


@pytest.mark.parametrize(
    ("seconds", "width"),
    [
        (0, 300),
        (2 * HOUR, 300),
        (2 * HOUR + 1, HOUR),
        (12 * HOUR, HOUR),
        (12 * HOUR + 1, 21_600),
        (3 * DAY, 21_600),
        (3 * DAY + 1, 43_200),
        (14 * DAY, 43_200),
        (14 * DAY + 1, DAY),
        (10_000 * DAY, DAY),
        (10_000 * DAY + 1, DAY + 1),
    ],
)
def test_an_open_width_follows_the_length_of_the_range(seconds: int, width: int) -> None:
    assert granularity(7, 7 + seconds * SECOND, None) == width


def test_a_microsecond_more_is_a_longer_range() -> None:
    assert granularity(0, 2 * HOUR * SECOND + 1, None) == HOUR
    assert granularity(0, 10_000 * SECOND + 1, 1) == 2


@pytest.mark.parametrize(
    ("seconds", "asked", "limit", "width"),
    [
        (10_000, 1, 10_000, 1),
        (10_001, 1, 10_000, 2),
        (19_999, 1, 10_000, 2),
        (20_000, 1, 10_000, 3),
        (20_000, 2, 10_000, 2),
        (31 * DAY, 60, 10_000, 268),
        (31 * DAY, 60, 100_000, 60),
        (DAY, HOUR, 24, HOUR),
        (DAY, HOUR, 23, 3_757),
        (HOUR, 5 * WEEK, 10_000, 5 * WEEK),
    ],
)
def test_a_width_is_raised_when_there_would_be_too_many_buckets(
    seconds: int, asked: int, limit: int, width: int
) -> None:
    """To floor(range / limit) + 1, with seconds as they are; the buckets are then no more than the limit, and one."""
    assert granularity(0, seconds * SECOND, asked, limit=limit) == width
    assert plan_buckets(0, seconds * SECOND, width, find_zone("UTC")).count <= limit + 1


# What is refused.


@pytest.mark.parametrize("width", [0, -1, MAX_WIDTH_SECONDS + 1, 2**63])
def test_a_width_that_is_none_is_refused_with_its_place(width: int) -> None:
    with pytest.raises(
        ParseError, match=r"WQ101 at /granularity: a bucket must be at (least 1 second|most 10,000 years)"
    ):
        granularity(0, SECOND, width, at=AT)
    with pytest.raises(ParseError, match="WQ101 at /granularity: a bucket must be"):
        plan_buckets(0, SECOND, width, find_zone("UTC"), at=AT)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (1, 0, "the end of the range is before its start"),
        (YEAR_1 - 1, 0, "the range must be within the years 1 to 9999"),
        (0, YEAR_10000 + 1, "the range must be within the years 1 to 9999"),
    ],
)
def test_a_range_that_is_none_is_refused_with_its_place(start: int, end: int, message: str) -> None:
    utc, at = find_zone("UTC"), ROOT.child("end")
    with pytest.raises(ParseError, match=f"WQ101 at /end: {message}"):
        check_range(start, end, at)
    with pytest.raises(ParseError, match=f"WQ101 at /end: {message}"):
        plan_buckets(start, end, DAY, utc, at=at)
    with pytest.raises(ParseError, match=f"WQ101 at /end: {message}"):
        calendar_buckets(start, end, "month", utc, at=at)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_a_bucket_that_would_begin_before_the_year_1_is_refused(zone: str) -> None:
    message = "WQ101 at /start: the first bucket would begin before the year 1"
    for width in (900 * DAY, MAX_WIDTH_SECONDS):
        with pytest.raises(ParseError, match=message):
            plan_buckets(YEAR_1, YEAR_1 + 1, width, find_zone(zone), at=ROOT.child("start"))
    if zone == "America/New_York":
        with pytest.raises(ParseError, match=message):
            calendar_buckets(YEAR_1, YEAR_1 + 1, "year", find_zone(zone), at=ROOT.child("start"))


def test_plans_are_values() -> None:
    first, second = (plan_buckets(0, DAY * SECOND, HOUR, Zone("UTC")) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
