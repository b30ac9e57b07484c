"""Panels of the chart: what adds up is bars, what does not is lines, and nothing is drawn where nothing is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.preview_page.conftest import Page

RESEARCH = "northwind/research-agent"
RANGE = "from 2025-10-22 to 2025-11-08"


def chart(page: Page, text: str, project: str = "northwind/support-bot") -> dict[str, Any]:
    status, found = page.text("run", text, project)
    assert status == 200, found
    made: dict[str, Any] = found["chart"]
    return made


def test_percentiles_of_a_metric_share_a_panel_and_sums_have_their_own(page: Page) -> None:
    found = chart(page, f'stats latency_ms p50 p95 sum, call_count by 1d in "Europe/Berlin" {RANGE}')
    panels = [
        (each["title"], each["unit"], each["bars"], [one["name"] for one in each["series"]]) for each in found["panels"]
    ]
    assert sorted(panels) == [
        ("call_count", "calls", True, ["sum"]),
        ("latency_ms", "ms", False, ["p50", "p95"]),
        ("latency_ms", "ms", True, ["sum"]),
    ]
    assert found["timezone"] == "Europe/Berlin"


def test_a_bucket_without_calls_is_empty_and_has_no_percentile(page: Page) -> None:
    found = chart(page, f"stats latency_ms p50, call_count by 1h {RANGE}")
    percentile, count = found["panels"]
    values, calls = percentile["series"][0]["values"], count["series"][0]["values"]
    assert percentile["empty"] == [number == 0 for number in calls]
    assert 0 < sum(percentile["empty"]) < len(values)
    for value, is_empty in zip(values, percentile["empty"], strict=True):
        assert not is_empty or value is None


@pytest.mark.parametrize(
    ("bounds", "days"), [("last 7d", 7), ("from 2025-11-01", 7), ("from 2025-11-01 to 2025-11-03", 2)]
)
def test_a_range_up_to_now_ends_with_the_recorded_calls(page: Page, bounds: str, days: int) -> None:
    found = chart(page, f"stats call_count by 1d {bounds}")
    assert len(found["panels"][0]["series"][0]["values"]) == days


def test_models_have_one_order_in_all_panels_and_the_smallest_are_one(page: Page) -> None:
    cost, tokens = chart(page, f"stats total_cost, total_tokens by 1d {RANGE}", RESEARCH)["panels"]
    names = [each["name"] for each in cost["series"]]
    assert names == [each["name"] for each in tokens["series"]]
    assert (len(names), names[-1]) == (7, "3 others")
    sizes = [sum(each["values"]) for each in cost["series"][:-1]]
    assert sizes == sorted(sizes, reverse=True)
    _, whole = page.text("run", f"stats total_tokens by 366d {RANGE}", RESEARCH)
    rows = whole["tables"][0]["rows"]
    total = sum(row[2] for row in rows)
    assert sum(value for each in tokens["series"] for value in each["values"]) == total > 0


def test_what_is_drawn_as_one_is_told_each_for_itself(page: Page) -> None:
    (panel,) = chart(page, f"stats total_tokens by 1d {RANGE}", RESEARCH)["panels"]
    *_, others = panel["series"]
    assert len(panel["rest"]) == 3
    sums = [sum(each) for each in zip(*(each["values"] for each in panel["rest"]), strict=True)]
    assert sums == others["values"]
    text = f"aggregate p95(latency_ms) as slow by trace_name every day {RANGE}"
    (panel,) = chart(page, text)["panels"]
    assert (len(panel["series"]), len(panel["rest"]) > 0) == (7, True)
    assert len({each["name"] for each in panel["series"] + panel["rest"]}) == 7 + len(panel["rest"])


def test_the_day_that_weeks_begin_with_is_told(page: Page) -> None:
    days = {
        "stats call_count by 7d": "Monday",
        'stats call_count by 14d in "Europe/Berlin"': "Monday",
        "stats call_count by 1d": None,
        "aggregate count() every week": "Monday",
        "aggregate count() every week week starts sunday": "Sunday",
        "aggregate count() every month": None,
    }
    for text, weekday in days.items():
        found = chart(page, f"{text} from 2025-10-01 to 2025-11-26")
        assert found["weekday"] == weekday, text
        for bucket in found["buckets"] if weekday else ():
            assert f"{date.fromisoformat(bucket['label'][:10]):%A}" == weekday


def test_an_aggregation_over_time_is_drawn_too(page: Page) -> None:
    text = f'aggregate count(), p95(latency_ms) as slow by output.model top 2 every day in "Europe/Berlin" {RANGE}'
    found = chart(page, text, RESEARCH)
    count, slow = found["panels"]
    assert (count["title"], count["bars"], slow["title"], slow["unit"], slow["bars"]) == (
        *("count", True),
        *("slow", "ms", False),
    )
    assert {"none", "other"} < {each["name"] for each in count["series"]}
    days = [each["label"][:10] for each in found["buckets"]]
    assert days == [f"2025-10-{day}" for day in range(22, 32)] + [f"2025-11-0{day}" for day in range(1, 9)]
    assert any(count["empty"])
    assert chart(page, "aggregate count() by output.model", RESEARCH) is None


def test_statistics_of_feedback_are_drawn_too(page: Page) -> None:
    found = chart(page, f"feedback stats output.score avg by 1d {RANGE}", RESEARCH)
    (panel,) = found["panels"]
    assert (panel["title"], panel["bars"], panel["series"][0]["name"]) == ("output_score", False, "avg")
    assert len(found["buckets"]) == len(panel["empty"]) > sum(panel["empty"])


def test_what_an_empty_bucket_lacks_is_told_for_each_metric(page: Page) -> None:
    calls, cost = chart(page, "stats total_cost, call_count by 1d from 2025-10-23 to 2025-11-08")["panels"]
    assert (calls["lacks"], cost["lacks"], cost["unpriced"], calls["unpriced"]) == (
        *("calls", "usage"),
        *(["unpriced-model"], []),
    )
    only_usage = [one for one, other in zip(cost["empty"], calls["empty"], strict=True) if one and not other]
    assert len(only_usage) == 4
    text = "aggregate p95(latency) as slow by op top 3 by slow without other every day from 2025-10-23 to 2025-11-08"
    (slow,) = chart(page, text)["panels"]
    assert (slow["lacks"], slow["empty"][0], slow["unpriced"]) == ("calls in these groups", True, [])


def test_a_bucket_of_calls_that_cost_nothing_is_not_empty(page: Page) -> None:
    text = "aggregate sum(cost) as c every day{} from 2025-10-28 to 2025-11-02"
    (cost,) = chart(page, text.format(""))["panels"]
    assert cost["empty"] == [False, False, False, False, True]
    assert cost["series"][0]["values"][1] == 0
    (filled,) = chart(page, text.format(" fill"))["panels"]
    assert filled["empty"] == [False, True, False, True, True]


def test_the_clocks_are_turned_at_their_moment_whatever_the_width(page: Page) -> None:
    for width in ("1h", "6h", "12h", "1d", "7d"):
        found = chart(page, f'stats call_count by {width} in "Europe/Berlin" from 2025-10-20 to 2025-11-08')
        assert found["turns"] == [{"at": 1761440400000, "minutes": -60}]
    assert chart(page, "stats call_count by 1d from 2025-10-20 to 2025-11-08")["turns"] == []
