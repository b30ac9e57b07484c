"""What is hardly meant in statistics: counts of conditions, days of another zone, usage of roots alone."""

from __future__ import annotations

import pytest

import weave_query as wq
from weave_query.completion import Observed
from weave_query.lint import Finding, lint
from weave_query.requests import parse_request
from weave_query.syntax.text import Span


def of_text(text: str, stored_usage: str = "own") -> list[Finding]:
    return lint(wq.read_query(text, "p"), stored_usage=stored_usage)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            'aggregate count(status = "error") as failed, count() by op',
            'aggregate count(where status = "error") as failed, count() by op',
        ),
        (
            "aggregate count( latency_ms > 2s and exception is null) by op",
            "aggregate count(where latency_ms > 2s and exception is null) by op",
        ),
    ],
)
def test_a_count_of_a_condition_counts_every_call(text: str, fixed: str) -> None:
    (found,) = of_text(text)
    assert found.code == "WQ864"
    assert found.fix is not None
    assert found.fix.applied() == fixed
    assert of_text(fixed) == []
    assert of_text("aggregate count(inputs.a), sum(size(inputs.b)) by op") == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            'stats call_count by 1d in "Europe/Berlin" from 2025-10-26 to 2025-10-27',
            'stats call_count by 1d in "Europe/Berlin" from 2025-10-26T00:00+02:00 to 2025-10-27T00:00+01:00',
        ),
        (
            'aggregate count() every day in "America/New_York" from 2025-10-26 to 2025-10-27',
            'aggregate count() every day in "America/New_York" from 2025-10-26T00:00-04:00 to 2025-10-27T00:00-04:00',
        ),
    ],
)
def test_days_that_begin_at_midnight_elsewhere(text: str, fixed: str) -> None:
    start, end = of_text(text)
    assert (start.code, end.code) == ("WQ865", "WQ865")
    assert start.fix is not None
    (left,) = of_text(start.fix.applied())
    assert left.fix is not None
    assert left.fix.applied() == fixed
    assert of_text(fixed) == []


@pytest.mark.parametrize(
    "text",
    [
        "stats call_count by 1d from 2025-10-26 to 2025-10-27",
        'stats call_count by 1h in "Europe/Berlin" from 2025-10-26T00:00+02:00 to 2025-10-27T00:00+01:00',
        'stats call_count by 1d in "Europe/London" from 2025-11-26 to 2025-11-27',
        'stats call_count by 1d in "Europe/Berlin" from 2025-10-26T05:00 to 2025-10-27T05:00',
    ],
)
def test_ranges_that_are_as_they_are_meant(text: str) -> None:
    assert of_text(text) == []


def test_a_range_in_json_has_its_pointer_and_no_fix() -> None:
    body = {"project_id": "p", "start": "2025-10-26T00:00:00Z", "granularity": 86_400, "timezone": "Asia/Tokyo"}
    (found,) = lint(parse_request("call_stats", {**body, "call_metrics": [{"metric": "call_count"}]}))
    assert (found.code, str(found.at), found.fix) == ("WQ865", "/start", None)
    assert "2025-10-26T00:00+09:00" in str(found)


@pytest.mark.parametrize(
    "text",
    [
        "stats total_cost by 1d from 2025-10-26 filter trace_roots_only",
        "aggregate sum(cost) by trace_id where parent_id is null",
        "usage of traces where parent_id is null with costs",
    ],
)
def test_usage_of_roots_alone_leaves_out_what_is_below(text: str) -> None:
    assert of_text(text) == []
    for policy in ("auto", "cumulative"):
        (found,) = of_text(text, policy)
        assert found.code == "WQ866"
        assert "below" in found.message
        assert found.hint.startswith("leave out the condition that keeps roots alone")
        assert ('Options(stored_usage="own")' in found.hint) == (found.setting is not None)


@pytest.mark.parametrize("width", ["1h", "6h", "12h", "auto"])
def test_a_day_of_a_zone_is_told_for_every_width(width: str) -> None:
    text = f'stats call_count by {width} in "Europe/Berlin" from 2025-10-26 to 2025-10-27'
    start, end = of_text(text)
    assert (start.code, end.code) == ("WQ865", "WQ865")
    assert "which is 02:00 in `Europe/Berlin`" in start.message
    assert "which is 01:00 in `Europe/Berlin`" in end.message
    assert start.fix is not None
    assert "from 2025-10-26T00:00+02:00 to" in start.fix.applied()
    (found,) = of_text('aggregate count() every 1h in "Asia/Kolkata" from 2025-10-26T00:00')
    assert "05:30" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "calls filter trace_roots_only sort by «cost desc» limit 10",
        "calls where parent_id is null sort by started_at, «cost»",
        "calls where parent_id is null and «cost» > 0.01",
        "calls filter trace_roots_only where not («cost» <= 0.01)",
    ],
)
def test_the_cost_of_a_root_is_no_cost_of_its_trace(text: str) -> None:
    plain = text.replace("«", "").replace("»", "")
    (found,) = of_text(plain, "auto")
    assert found.code == "WQ868"
    assert found.hint is not None
    assert "aggregate sum(cost) by trace_id" in found.hint
    assert isinstance(found.at, Span)
    assert (found.at.start, found.at.end) == (text.index("«"), text.index("»") - 1)
    assert of_text(plain) == []
    of_parts, of_wholes = Observed(calls=9), Observed(calls=9, cumulative=True)
    assert [each.code for each in lint(wq.read_query(plain, "p"), observed=of_parts)] == ["WQ868"]
    assert lint(wq.read_query(plain, "p"), observed=of_wholes) == []


@pytest.mark.parametrize(
    "text",
    [
        "calls sort by cost desc",
        "calls filter trace_roots_only sort by latency desc",
        "calls filter trace_roots_only where inputs.cost > 1",
    ],
)
def test_the_cost_of_calls_is_as_it_is_meant(text: str) -> None:
    assert of_text(text, "auto") == []
