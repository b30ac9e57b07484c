"""The judge of call statistics: buckets of the selected calls, one metric after the other, in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.fields import Row
from tests.oracle.query import matching
from tests.oracle.times import read_time
from tests.oracle.usage import costs_of, price_of, usage_of
from tests.oracle.values import OracleError

Number = Fraction | Decimal | int
BucketsOf = Callable[[int, int, int, str], tuple[Sequence[int], Callable[[int], int]]]
"""For start, end, width in seconds and zone: the starts of the buckets, and the start of the bucket of an instant."""
STEPS = ((2 * 3600, 300), (12 * 3600, 3600), (3 * 86400, 21600), (14 * 86400, 43200))


def call_stats(request: Mapping[str, Any], rows: Iterable[Row], prices: Sequence[Row], buckets_of: BucketsOf) -> dict[str, Any]:
    """Granularity and both lists of buckets; the timestamps are microseconds."""
    start, end = read_time(request["start"]), read_time(request["end"])
    if end < start:
        raise OracleError("the range ends before it starts")
    width = granularity(start, end, request.get("granularity"))
    starts, bucket_of = buckets_of(start, end, width, request.get("timezone") or "UTC")
    selection = {"project_id": request["project_id"], "filter": request.get("filter")}
    calls = [row for row in matching(selection, rows) if start <= read_time(row["started_at"]) < end]
    return {
        "granularity": width,
        "call_buckets": _call_buckets(request.get("call_metrics") or [], calls, starts, bucket_of),
        "usage_buckets": _usage_buckets(
            request.get("usage_metrics") or [], calls, starts, bucket_of, prices, request["project_id"]
        ),
    }


def granularity(start: int, end: int, asked: int | None) -> int:
    seconds = Fraction(end - start, 1_000_000)
    width = asked or next((step for most, step in STEPS if seconds <= most), 86400)
    return width if seconds / width <= 10_000 else max(width, int(seconds // 10_000) + 1)


def _call_buckets(specs: list[Any], calls: list[Row], starts: Sequence[int], bucket_of: Callable[[int], int]) -> list[Any]:
    if not specs:
        return []
    groups: dict[int, list[dict[str, Number | None]]] = {start: [] for start in starts}
    for row in calls:
        began = read_time(row["started_at"])
        ended = read_time(row["ended_at"]) if row.get("ended_at") is not None else None
        elapsed = None if ended is None or ended < began else Fraction(ended - began, 1000)
        failed = int(row.get("exception") not in (None, ""))
        groups[bucket_of(began)].append({"latency_ms": elapsed, "call_count": 1, "error_count": failed})
    return [{"timestamp": start, **_measured(specs, found)} for start, found in groups.items()]


def _usage_buckets(
    specs: list[Any],
    calls: list[Row],
    starts: Sequence[int],
    bucket_of: Callable[[int], int],
    prices: Sequence[Row],
    project: str,
) -> list[Any]:
    if not specs:
        return []
    groups: dict[tuple[int, str], list[dict[str, Number | None]]] = {}
    for row in calls:
        began = read_time(row["started_at"])
        for model, counters in usage_of(row):
            price = price_of(model, began, project, prices)
            costs = costs_of(counters, price) if price is not None else {}
            groups.setdefault((bucket_of(began), model), []).append({**counters, **costs})
    models = sorted({model for _, model in groups})
    return [
        {"timestamp": start, "model": model, **_measured(specs, groups.get((start, model), []))}
        for start in starts
        for model in models
    ]


def _measured(specs: list[Any], rows: list[dict[str, Number | None]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for spec in specs:
        metric, percentiles = spec["metric"], spec.get("percentiles") or []
        values = sorted(Fraction(value) for row in rows if (value := row.get(metric)) is not None)
        asked = spec.get("aggregations", ["sum"])
        for name in asked or ([] if percentiles else ["sum"]):
            found[f"{name}_{metric}"] = _aggregated(name, values)
        for percent in percentiles:
            shortest = f"{round(percent, 6):.6f}".rstrip("0").rstrip(".")
            found[f"p{shortest}_{metric}"] = _percentile(values, Fraction(str(round(percent, 6))) / 100)
    return {**found, "count": len(rows)}


def _aggregated(name: str, values: list[Fraction]) -> Fraction | int | None:
    match name:
        case "sum":
            return sum(values, Fraction(0))
        case "avg":
            return sum(values, Fraction(0)) / len(values) if values else None
        case "min":
            return values[0] if values else None
        case "max":
            return values[-1] if values else None
        case "count":
            return len(values)
        case "count_true":
            return sum(value == 1 for value in values)
        case "count_false":
            return sum(value == 0 for value in values)
        case _:
            raise OracleError(f"an aggregation `{name}`")


def _percentile(values: list[Fraction], fraction: Fraction) -> Fraction | None:
    if not values:
        return None
    place = fraction * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
