"""The charts of docs/questions.md show what the recorded files say, counted here in plain Python."""

from __future__ import annotations

import gzip
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.readme import IMAGES, QUESTIONS, ROOT, content, redrawn

BERLIN = ZoneInfo("Europe/Berlin")
SUPPORT, RESEARCH = "northwind/support-bot", "northwind/research-agent"
Row = dict[str, Any]


def shown(chart: str) -> Any:
    """The numbers in a chart, to ten digits."""
    (numbers,) = (text for text in content((IMAGES / f"{chart}.svg").read_bytes()) if text[0] in "[{")
    return json.loads(numbers)


def recorded(name: str, project: str) -> Iterator[Row]:
    with gzip.open(ROOT / "examples" / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row.get("project_id", project) == project and not row.get("deleted_at"):
                yield row


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def name_of(call: Row) -> str:
    return str(call["display_name"] or call["op_name"].rpartition("/op/")[2].partition(":")[0])


def percentile(values: list[float], percent: int) -> float:
    return values[0] if len(values) == 1 else statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def near(value: float) -> Any:
    return pytest.approx(value, rel=1e-8)


def test_the_hours_of_the_night_of_the_change() -> None:
    hours = shown("latency-by-hour")
    latencies: dict[datetime, list[float]] = defaultdict(list)
    for call in recorded("calls", SUPPORT):
        if name_of(call) == "openai.chat.completions.create":
            start = instant(call["started_at"])
            taken = (instant(call["ended_at"]) - start) / timedelta(milliseconds=1)
            latencies[start.replace(minute=0, second=0, microsecond=0)].append(taken)
    begin = instant("2025-10-25T20:00:00Z")
    assert [instant(row["bucket"]) for row in hours] == [begin + timedelta(hours=n) for n in range(16)]
    assert [row["bucket"] for row in hours if "T02:" in row["bucket"]] == [
        "2025-10-26T02:00:00+02:00",
        "2025-10-26T02:00:00+01:00",
    ]
    for row in hours:
        values = latencies[instant(row["bucket"])]
        assert row["count"] == len(values)
        for percent in (50, 95):
            assert row[f"p{percent}"] == (near(percentile(values, percent)) if values else None)


def tokens_of(usage: Row) -> tuple[int, int, int, int]:
    """What is billed as prompt, the completion, what a cache gave, what went into it."""
    read, created = (int(usage.get(f"cache_{name}_input_tokens") or 0) for name in ("read", "creation"))
    prompt = sum(int(usage.get(name) or 0) for name in ("prompt_tokens", "input_tokens"))
    completion = sum(int(usage.get(name) or 0) for name in ("completion_tokens", "output_tokens"))
    return max(prompt - read - created, 0), completion, read, created


def price_of(prices: list[Row], project: str, model: str, at: datetime) -> Row | None:
    """The project's before the default; the latest that has begun, or else the first to begin."""
    of_model = [
        price for price in prices if price["llm_id"] == model and price["pricing_level_id"] in (project, "default")
    ]
    begun = [price for price in of_model if instant(price["effective_date"]) <= at]
    ours = [price for price in begun or of_model if price["pricing_level"] == "project"] or begun or of_model
    by_time = sorted(ours, key=lambda price: instant(price["effective_date"]))
    return by_time[-1 if begun else 0] if by_time else None


def cost_of(call: Row, project: str, prices: list[Row]) -> dict[str, float | None]:
    """US dollars by model; None without a price."""
    found: dict[str, float | None] = {}
    for model, usage in ((call["summary"] or {}).get("usage") or {}).items():
        price = price_of(prices, project, model, instant(call["started_at"]))
        names = ("prompt_token", "completion_token", "cache_read_input_token", "cache_creation_input_token")
        units = [price[f"{name}_cost"] or 0 for name in names] if price else []
        found[model] = sum(n * unit for n, unit in zip(tokens_of(usage), units, strict=True)) if price else None
    return found


def test_tokens_and_cost_by_model_and_day() -> None:
    chart, prices = shown("usage-by-day"), list(recorded("prices", RESEARCH))
    tokens: Counter[tuple[str, str]] = Counter()
    dollars: dict[tuple[str, str], float] = defaultdict(float)
    first = datetime(2025, 10, 23, tzinfo=BERLIN)
    days = [f"{first + timedelta(days=n):%Y-%m-%d}" for n in range(14)]
    for call in recorded("calls", RESEARCH):
        day = f"{instant(call['started_at']).astimezone(BERLIN):%Y-%m-%d}"
        if call["parent_id"] is None and day in days:
            for model, cost in cost_of(call, RESEARCH, prices).items():
                name = model if model in chart["models"] else "all others"
                usage = call["summary"]["usage"][model]
                tokens[name, day] += usage.get("total_tokens") or sum(tokens_of(usage))
                dollars[name, day] += cost or 0
    assert [day[:10] for day in chart["days"]] == days
    assert {name for name, _ in tokens} == set(chart["models"])
    for name, (counted, spent) in chart["models"].items():
        assert counted == [tokens[name, day] for day in days]
        assert spent == [near(dollars[name, day]) for day in days]


def test_cost_by_the_name_of_the_trace() -> None:
    prices = list(recorded("prices", SUPPORT))
    spent: dict[str, float] = defaultdict(float)
    traces: Counter[str] = Counter()
    priced: Counter[str] = Counter()
    for call in recorded("calls", SUPPORT):
        if call["parent_id"] is None:
            name = name_of(call)
            costs = [cost for cost in cost_of(call, SUPPORT, prices).values() if cost is not None]
            spent[name] += sum(costs)
            traces[name] += 1
            priced[name] += bool(costs)
    *top, rest = shown("cost-by-op")
    names = sorted(spent, key=lambda name: -spent[name])[:6]
    assert [row["trace_name"] for row in top] == names
    assert rest["trace_name"] == {"$other": True}
    for row, group in [*((row, [row["trace_name"]]) for row in top), (rest, set(spent) - set(names))]:
        assert row["usd"] == near(sum(spent[name] for name in group))
        assert (row["priced"], row["traces"]) == (sum(priced[n] for n in group), sum(traces[n] for n in group))


def test_tags_and_toxicity_over_time() -> None:
    chart = shown("feedback-over-time")
    tags: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    values: list[list[float]] = [[] for _ in range(6)]
    for row in recorded("feedback", SUPPORT):
        place = (instant(row["created_at"]) - instant("2025-11-04T18:00:00Z")) // timedelta(hours=6)
        if place in range(6) and row["feedback_type"].startswith("wandb.agent_monitor"):
            for tag in row["scorer_tags"] or []:
                tags[tag][place] += 1
        if place in range(6) and row["feedback_type"] == "wandb.runnable.toxicity":
            values[place].append(row["payload"]["output"]["value"])
    assert chart["tags"] == tags
    assert len(chart["toxicity"]) == 6
    for bucket, found in zip(chart["toxicity"], values, strict=True):
        assert bucket["count"] == len(found)
        assert bucket["avg_output_value"] == near(statistics.fmean(found))
        for percent in (25, 75):
            assert bucket[f"p{percent}_output_value"] == near(percentile(found, percent))


@pytest.mark.long
@pytest.mark.long
def test_the_page_says_the_same_of_another_database() -> None:
    """Text and charts: the page asks DuckDB, here it asks SQLite."""
    page = QUESTIONS.read_text(encoding="utf-8")
    assert page.count("duckdb") == 2
    outputs, charts = redrawn(page.replace("duckdb", "sqlite"))
    assert outputs.replace("sqlite", "duckdb") == page
    assert len(charts) == 4
    for name, chart in charts.items():
        assert content(chart) == content((IMAGES / name).read_bytes()), name
