"""`call_stats`: over hostile usage and prices that overlap."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.kind import Kind, Row, Tables, in_project, path
from tests.stats.requests import body_of
from tests.stats.rows import PROJECT, prices, usage_calls

CONDITIONS = (
    {"$eq": [path("thread_id"), "one"]},
    {"$gt": [path("latency_ms"), 1000]},
    {"$not": [{"$gt": [path("cost"), 0.01]}]},
    {"$or": [{"$gte": [path("cost"), 1]}, {"$eq": [path("status"), "error"]}]},
    {"$gt": [path("summary.usage.gpt-4o.total_tokens"), 5]},
    {"$lt": [{"$size": path("trace_id")}, 3]},
)


def tables(seed: int, project: str) -> Tables:
    """Calls and prices of a project. Default prices are the same for all."""
    random = Random(seed)
    calls = in_project(usage_calls(seed, random.choice((40, 80, 150))), PROJECT, project)
    return Tables(calls=calls, prices=prices_of(seed, project))


def prices_of(seed: int, project: str) -> list[Row]:
    """Prices of a project, and those for all."""
    return [*_prices(2, "default"), *_prices(seed, project)]


def _prices(seed: int, owner: str) -> list[Row]:
    level = "default" if owner == "default" else "project"
    found = [row for row in prices(seed) if row["pricing_level"] == level and row["pricing_level_id"] != "x"]
    return [{**row, "pricing_level_id": owner} for row in found]


def body(seed: int, project: str) -> dict[str, Any]:
    """Mostly about ranges in which there are calls."""
    found = next(each for each in map(body_of, range(seed, seed + 9)) if each["start"] != each["end"] or seed % 9 == 0)
    random = Random(seed)
    if random.random() < 0.6:
        found |= {"start": "2025-10-30T00:00:00Z", "end": "2025-11-05T12:00:00Z"}
        found["granularity"] = random.choice((None, 3_600, 7_200, 86_400, 90_000))
    # Each metric has up to ten numbers: more of them in a request make it slower, and no other.
    for name in ("call_metrics", "usage_metrics"):
        found[name] = found[name][: random.choice((1, 1, 2, 3))]
    if not found["call_metrics"] and not found["usage_metrics"]:
        found["usage_metrics"] = [{"metric": "total_cost"}, {"metric": "total_tokens", "percentiles": [50]}]
    return found


def _rows(answer: Mapping[str, Any]) -> int:
    """Buckets with calls in them."""
    return sum(bucket["count"] > 0 for name in ("call_buckets", "usage_buckets") for bucket in answer[name])


CALL_STATS = Kind(
    *("call_stats", "call_stats", tables, body, CONDITIONS, _rows, r"/(avg|p[\d.]+)_\w+$"),
    policies=("own", "own", "own", "cumulative", "auto"),
)
