"""Ranges of a count of feedback in which there is nothing: bounds in another unit, ratings that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query.errors import ParseError
from weave_query.lint import Finding, lint

IN_SECONDS = {"after_ms": 1_761_955_200, "before_ms": 1_762_560_000}


def of_text(text: str) -> list[Finding]:
    return lint(wq.read_query(text, "p"))


def of_json(**body: Any) -> list[Finding]:
    return lint(wq.parse_request("feedback_aggregate", {"project_id": "p", **body}))


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (IN_SECONDS, {"/after_ms": "seconds; 1761955200000 is", "/before_ms": "seconds; 1762560000000 is"}),
        ({"after_ms": 1_761_955_200, "before_ms": 1_762_560_000_000}, {"/after_ms": "seconds"}),
        (
            {"after_ms": 1_761_955_200_000_000, "before_ms": 1_762_560_000_000_000},
            {"/after_ms": "microseconds; 1761955200000 is that time in milliseconds"},
        ),
        ({"after_ms": 1_761_955_200 * 10**9, "before_ms": 2**63 - 1}, {"/after_ms": "nanoseconds"}),
        ({"after_ms": 1_761_955_200_000, "before_ms": 1_762_560_000_000}, {}),
        ({"after_ms": 0, "before_ms": 10**15}, {}),
    ],
)
def test_bounds_in_another_unit_are_told(bounds: dict[str, int], told: dict[str, str]) -> None:
    found = of_json(**bounds)
    assert {str(each.at) for each in found} == told.keys()
    for each in found:
        assert each.code == "WQ872"
        assert told[str(each.at)] in str(each)


def test_a_date_of_a_text_is_no_number_of_another_unit() -> None:
    assert of_text("feedback by scorer_id from 1970-01-15 to 1970-01-20") == []


def test_a_range_that_ends_before_it_starts_tells_the_unit() -> None:
    bounds = {"after_ms": 1_761_955_200_000, "before_ms": 1_762_560_000}
    with pytest.raises(ParseError) as caught:
        wq.compile(wq.parse_request("feedback_aggregate", {"project_id": "p", **bounds}), "sqlite")
    assert caught.value.hint == "both are in milliseconds, and 1762560000 reads as seconds"
    bounds = {"after_ms": 1_761_955_200_000, "before_ms": 1_761_955_200_000}
    with pytest.raises(ParseError) as caught:
        wq.compile(wq.parse_request("feedback_aggregate", {"project_id": "p", **bounds}), "sqlite")
    assert caught.value.hint is None


def test_ratings_that_cannot_be_are_told() -> None:
    (found,) = of_text("feedback every 1d from 2025-11-01 filter rating_min 0.75, rating_max 0.5")
    assert str(found) == ("WQ853 at 1:59: no rating is at least 0.75 and at most 0.5; `rating_min` is the lesser one")
    assert of_text("feedback every 1d from 2025-11-01 filter rating_min 0.5, rating_max 0.5") == []
