"""Four questions, in the words of people who saw the page for the first time. A script over the rows says the same."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from tests.oracle.usage import costs_of, price_of, usage_of
from tests.preview_page.conftest import NOW, OPTIONS, Page, serving
from weave_query.preview_page.answers import Preview

SUPPORT, RESEARCH = "northwind/support-bot", "northwind/research-agent"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def auto_page() -> Iterator[Page]:
    """The page as it is without `--url`: what is stored on a call counts what is below it, too."""
    options = wq.Options(timeout_seconds=OPTIONS.timeout_seconds, stored_usage="auto")
    with wq.connect("duckdb://", options=options) as db:
        db.create_schema()
        db.load(calls=file("calls"), feedback=file("feedback"), prices=file("prices"))
        yield from serving(Preview(db, options, now=lambda: NOW))


def file(name: str) -> Path:
    return EXAMPLES.parent / f"{name}.jsonl.gz"


@cache
def recorded(name: str) -> list[Row]:
    return [json.loads(line) for line in gzip.open(file(name), "rt", encoding="utf-8")]


def calls(project: str) -> list[Row]:
    return [row for row in recorded("calls") if row["project_id"] == project and not row["deleted_at"]]


def time(text: str) -> datetime:
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def rows(page: Page, project: str, text: str) -> list[Row]:
    status, answer = page.text("run", text, project)
    assert status == 200, answer
    (table,) = answer["tables"]
    return [dict(zip(table["header"], row, strict=True)) for row in table["rows"]]


def test_the_ten_slowest_failing_calls_of_a_day(auto_page: Page) -> None:
    shown = rows(
        auto_page,
        SUPPORT,
        'calls where status = "error" and started_at >= "2025-10-31" and started_at < "2025-11-01" '
        "sort by latency_ms desc limit 10 select op_name, latency_ms, exception",
    )
    failed = [row for row in calls(SUPPORT) if row["exception"] and row["started_at"].startswith("2025-10-31")]
    slowest = sorted(failed, key=lambda row: time(row["started_at"]) - time(row["ended_at"]))[:10]
    assert [row["id"] for row in shown] == [row["id"] for row in slowest]
    assert shown[0]["id"] == "019a3a58-03b5-797e-a5b4-65c67536110a"


def test_the_cost_of_each_model_on_each_day(auto_page: Page) -> None:
    text = "stats total_cost by 1d from 2025-10-23 to 2025-11-08"
    shown = {
        (row["model"], row["timestamp"][:10]): row["sum_total_cost"]
        for row in rows(auto_page, RESEARCH, text)
        if row["sum_total_cost"]
    }
    expected: dict[tuple[str, str], float] = defaultdict(float)
    for call in calls(RESEARCH):
        # The calls of the models themselves: those above them have stored the same usage again.
        if isinstance(call["output"], dict) and call["output"].get("model") is not None:
            for model, counters in usage_of(call):
                price = price_of(model, micros(call["started_at"]), RESEARCH, recorded("prices"))
                paid = costs_of(counters, price)["total_cost"] if price else 0
                expected[model, call["started_at"][:10]] += float(paid)
    assert shown == pytest.approx({key: value for key, value in expected.items() if value}, rel=1e-9)
    assert len(shown) > 20


def test_whose_95th_percentile_changed_most_between_two_weeks(auto_page: Page) -> None:
    shown = rows(
        auto_page,
        SUPPORT,
        'aggregate p95(latency where started_at < "2025-11-02") as before, '
        'p95(latency where started_at >= "2025-11-02") as after by op '
        'where started_at >= "2025-10-26" and started_at < "2025-11-09" '
        "having before != null and after != null sort by after desc",
    )
    weeks: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for call in calls(SUPPORT):
        if "2025-10-26" <= call["started_at"] < "2025-11-09" and call["ended_at"]:
            latency = (micros(call["ended_at"]) - micros(call["started_at"])) / 1000
            name = call["op_name"].rpartition("/op/")[2].partition(":")[0]
            weeks[name][call["started_at"] >= "2025-11-02"].append(latency)
    expected = {
        name: (float(numpy.percentile(before, 95)), float(numpy.percentile(after, 95)))
        for name, (before, after) in weeks.items()
        if before and after
    }
    found = {row["op"]: (row["before"], row["after"]) for row in shown}
    assert found.keys() == expected.keys()
    for name, both in expected.items():
        assert found[name] == pytest.approx(both, rel=1e-9)
    assert max(found, key=lambda name: abs(found[name][1] - found[name][0])) == "openai.chat.completions.create"


@pytest.mark.parametrize(("project", "number"), [(SUPPORT, 8), (RESEARCH, 12)])
def test_the_calls_with_a_thumb_down(auto_page: Page, project: str, number: int) -> None:
    text = 'calls where feedback["wandb.reaction.1"].payload.detoned = "👎" sort by started_at select id'
    shown = [row["id"] for row in rows(auto_page, project, text)]
    about = {
        row["weave_ref"].rpartition("/call/")[2]
        for row in recorded("feedback")
        if row["project_id"] == project and "/call/" in row["weave_ref"] and row["payload"].get("detoned") == "👎"
    }
    there = [row for row in calls(project) if row["id"] in about]
    assert shown == [row["id"] for row in sorted(there, key=lambda row: (row["started_at"], row["id"]))]
    assert len(shown) == number


def micros(text: str) -> int:
    return round(time(text).timestamp() * 1_000_000)
