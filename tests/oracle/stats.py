"""The judge of call statistics: buckets of the selected calls, one metric after the other, in fractions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.buckets.definition import bucket_start
from tests.oracle.fields import Row
from tests.oracle.query import matching
from tests.oracle.rollup import Stored
from tests.oracle.times import read_time
from tests.oracle.usage import costs_of, price_of
from tests.oracle.values import OracleError

Number = Fraction | Decimal | int
Grouped = dict[int, list[Row]]
STEPS = ((2 * 3600, 300), (12 * 3600, 3600), (3 * 86400, 21600), (14 * 86400, 43200))


def call_stats(
    request: Mapping[str, Any], rows: Sequence[Row], prices: Sequence[Row], policy: str = "own", org: str | None = None
) -> dict[str, Any]:
    """Granularity and both lists of buckets; the timestamps are microseconds. Of usage also how many calls and models
    were read in which way, and how many have no price."""
    start, end = read_time(request["start"]).micros, read_time(request["end"]).micros
    if end < start:
        raise OracleError("the range ends before it starts")
    width = granularity(start, end, request.get("granularity"))
    zone = request.get("timezone") or "UTC"
    starts = bucket_starts(start, end, width, zone)
    selection = {"project_id": request["project_id"], "filter": request.get("filter")}
    grouped: Grouped = {each: [] for each in starts}
    for row in matching(selection, rows):
        began = read_time(row["started_at"]).micros
        if start <= began < end:
            grouped[bucket_start(zone, width, began)].append(row)
    calls, usage = request.get("call_metrics"), request.get("usage_metrics")
    stored = Stored([row for row in rows if row["project_id"] == request["project_id"]], policy)
    found = _usage_rows(grouped, stored, prices, org) if usage else []
    return {
        "granularity": width,
        "call_buckets": _call_buckets(calls, grouped) if calls else [],
        "usage_buckets": _usage_buckets(usage, grouped, found) if usage else [],
        "read_as": {name: sum(row.read_as == name for row in found) for name in ("own", "cumulative")},
        "unpriced": sum("total_cost" not in row.values for row in found),
        "unpriced_models": sorted({row.model for row in found if "total_cost" not in row.values}),
    }


def bucket_starts(start: int, end: int, width: int, zone: str) -> list[int]:
    """The starts of the buckets of a range: each instant behind a bucket is in the next."""
    found: list[int] = []
    low = start
    while low < end:
        found.append(bucket_start(zone, width, low))
        low = _next_start(zone, width, low)
    return found


def _next_start(zone: str, width: int, us: int) -> int:
    """The first instant after one that is in another bucket: a bucket is never longer than this."""
    here = bucket_start(zone, width, us)
    instants = range(us + 1, us + 2 * width * 1_000_000 + 4 * 86_400_000_000)
    return instants[bisect_left(instants, True, key=lambda later: bucket_start(zone, width, later) != here)]


def granularity(start: int, end: int, asked: int | None) -> int:
    seconds = Fraction(end - start, 1_000_000)
    width = asked or next((step for most, step in STEPS if seconds <= most), 86400)
    return width if seconds / width <= 10_000 else max(width, int(seconds // 10_000) + 1)


def _call_buckets(specs: list[Any], grouped: Grouped) -> list[Any]:
    return [{"timestamp": start, **_measured(specs, list(map(_metrics_of, rows)))} for start, rows in grouped.items()]


def _metrics_of(row: Row) -> dict[str, Number | None]:
    began = read_time(row["started_at"]).micros
    ended = read_time(row["ended_at"]).micros if row.get("ended_at") is not None else None
    elapsed = None if ended is None or ended < began else Fraction(ended - began, 1000)
    return {"latency_ms": elapsed, "call_count": 1, "error_count": int(row.get("exception") not in (None, ""))}


@dataclass(frozen=True)
class _UsageRow:
    """The own usage of a call and model: of which bucket, how it was read, its counters and costs."""

    bucket: int
    model: str
    read_as: str
    values: Mapping[str, Number | None]


def _usage_rows(grouped: Grouped, stored: Stored, prices: Sequence[Row], org: str | None) -> list[_UsageRow]:
    found = []
    for start, rows in grouped.items():
        for row in rows:
            for model, counters in stored.own(row["id"]).items():
                price = price_of(model, read_time(row["started_at"]).micros, row["project_id"], prices, org)
                costs = costs_of(counters, price) if price is not None else {}
                read_as = "cumulative" if stored.is_cumulative(row["id"], model) else "own"
                found.append(_UsageRow(start, model, read_as, {**counters, **costs}))
    return found


def _usage_buckets(specs: list[Any], grouped: Grouped, found: list[_UsageRow]) -> list[Any]:
    groups: dict[tuple[int, str], list[Mapping[str, Number | None]]] = {}
    for row in found:
        groups.setdefault((row.bucket, row.model), []).append(row.values)
    models = sorted({model for _, model in groups})
    return [
        {"timestamp": start, "model": model, **_measured(specs, groups.get((start, model), []))}
        for start in grouped
        for model in models
    ]


def _measured(specs: list[Any], rows: Sequence[Mapping[str, Number | None]]) -> dict[str, Any]:
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
