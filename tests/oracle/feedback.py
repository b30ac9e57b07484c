"""The judge of requests about feedback: rows of a file in, what the contract says about them out, in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.buckets.definition import bucket_start
from tests.oracle.paths import read_path, walk
from tests.oracle.stats import bucket_starts, granularity
from tests.oracle.times import read_time
from tests.oracle.values import is_number, spelled_number

Row = Mapping[str, Any]
Keep = Callable[[Row], bool]
DEFAULTS = {"numeric": ("avg", "min", "max"), "boolean": ("count_true", "count_false"), "categorical": ("count",)}


@dataclass(frozen=True)
class Near:
    """A double: the number, and the size of what it was computed of, which its last digits depend on."""

    value: Fraction
    size: Fraction

    def is_met_by(self, found: Any) -> bool:
        return is_number(found) and abs(Fraction(found) - self.value) <= self.size / 10**12


def object_name(ref: str | None) -> str:
    return (ref or "").split("/")[-1].split(":")[0]


def span_type(ref: str) -> str:
    segments = ref.split("/")
    return segments[-2] if len(segments) > 1 else ""


def can_be_summed(value: Any) -> bool:
    return is_number(value) and (value == 0 or Fraction(1, 10**150) <= abs(Fraction(value)) <= 10**150)


def _rating(row: Row) -> float | None:
    ratings = row.get("scorer_ratings")
    value = ratings.get("_rating_") if isinstance(ratings, dict) else None
    if isinstance(value, str):
        value = spelled_number(value)
    return float(value) if is_number(value) else None


def _is_named(name: str, wanted: list[str]) -> bool:
    return any(name.startswith(each[:-1]) if each.endswith("*") else name == each for each in wanted)


def is_counted(request: Mapping[str, Any], row: Row) -> bool:
    """Does an aggregation count the row?"""
    created, rating = read_time(row["created_at"]).micros, _rating(row)
    low, high = request.get("rating_min"), request.get("rating_max")
    types = [each.removesuffix("*") for each in request.get("feedback_types") or ()]
    agents, kinds, tags = (request.get(name) or () for name in ("span_agent_names", "span_types", "tags"))
    monitors, scorers = request.get("monitor_ids"), request.get("scorer_ids")
    return (
        row["project_id"] == request["project_id"]
        and request["after_ms"] * 1000 <= created < request["before_ms"] * 1000
        and (not types or any(row["feedback_type"].startswith(each) for each in types))
        and (not monitors or _is_named(object_name(row.get("trigger_ref")), monitors))
        and (not scorers or _is_named(object_name(row.get("runnable_ref")), scorers))
        and (not agents or (row.get("span_agent_name") or "") in agents)
        and (not kinds or span_type(row["weave_ref"]) in kinds)
        and (not tags or bool(set(tags) & set(row.get("scorer_tags") or ())))
        and (low is None or (rating is not None and rating >= low))
        and (high is None or (rating is not None and rating <= high))
    )


def feedback_aggregate(
    request: Mapping[str, Any], rows: Iterable[Row], keep: Keep = lambda row: True
) -> list[dict[str, Any]]:
    """The buckets of the answer, in order."""
    seconds, dimensions = request.get("time_bucket_seconds"), request.get("group_by") or []
    groups: dict[Any, list[Row]] = {} if seconds or dimensions else {(None, ()): []}
    for row in rows:
        if is_counted(request, row) and keep(row):
            micros = read_time(row["created_at"]).micros
            start = micros // (seconds * 1_000_000) * seconds * 1000 if seconds else None
            groups.setdefault((start, tuple(_dimension(row, name) for name in dimensions)), []).append(row)
    order = sorted(groups, key=lambda key: (key[0] or 0, key[1]))
    return [
        {"time_bucket_start_ms": key[0], "group": dict(zip(dimensions, key[1], strict=True)), **_counted(groups[key])}
        for key in order
    ]


def _dimension(row: Row, name: str) -> str:
    return object_name(row.get("runnable_ref")) if name == "scorer_id" else row.get(name) or ""


def _counted(rows: list[Row]) -> dict[str, Any]:
    tags: dict[str, int] = {}
    ratings: dict[str, list[Fraction]] = {}
    scored = 0
    for row in rows:
        held = row.get("scorer_ratings")
        for tag in row.get("scorer_tags") or ():
            tags[tag] = tags.get(tag, 0) + 1
        for name, value in held.items() if isinstance(held, dict) else ():
            if can_be_summed(value):
                ratings.setdefault(name, []).append(Fraction(float(value)))
        scored += bool(row.get("scorer_tags") or (isinstance(held, dict) and held))
    return {
        "total_count": len(rows),
        "scored_count": scored,
        "tag_counts": tags,
        "rating_counts": {name: len(values) for name, values in ratings.items()},
        "rating_sums": {name: _sum(values) for name, values in ratings.items()},
    }


def _sum(values: list[Fraction]) -> Near:
    return Near(sum(values, Fraction(0)), sum(map(abs, values), Fraction(0)))


def feedback_stats(request: Mapping[str, Any], rows: Iterable[Row], keep: Keep = lambda row: True) -> dict[str, Any]:
    """Granularity, every bucket (its timestamp in microseconds) and the figures of the whole range."""
    start, end = read_time(request["start"]).micros, read_time(request["end"]).micros
    width, zone = granularity(start, end, request.get("granularity")), request.get("timezone") or "UTC"
    grouped: dict[int, list[Row]] = {each: [] for each in bucket_starts(start, end, width, zone)}
    found = [row for row in rows if _is_read(request, row, start, end) and keep(row)]
    for row in found:
        grouped[bucket_start(zone, width, read_time(row["created_at"]).micros)].append(row)
    metrics = request.get("metrics") or []
    buckets = [
        {
            "timestamp": each,
            **{f"{name}_{_slug(spec)}": value for spec in metrics for name, value in _figures(spec, held).items()},
            "count": len(held),
        }
        for each, held in grouped.items()
    ]
    return {
        "granularity": width,
        "buckets": buckets if metrics else [],
        "window_stats": {_slug(spec): _figures(spec, found) for spec in metrics},
    }


def _is_read(request: Mapping[str, Any], row: Row, start: int, end: int) -> bool:
    kind, trigger, ref = request.get("feedback_type"), request.get("trigger_ref"), row.get("trigger_ref")
    if row["project_id"] != request["project_id"] or not start <= read_time(row["created_at"]).micros < end:
        return False
    if kind is not None and row["feedback_type"] != kind:
        return False
    if trigger is None:
        return True
    return (ref or "").startswith(trigger[:-1]) if trigger.endswith(":*") else (ref or "") == trigger


def _slug(spec: Mapping[str, Any]) -> str:
    return str(spec["json_path"]).replace(".", "_").replace(" ", "_")


def _figures(spec: Mapping[str, Any], rows: list[Row]) -> dict[str, Any]:
    kind = spec.get("value_type") or "numeric"
    _, steps = read_path(f"payload.{spec['json_path']}")
    read = [walk(row.get("payload"), steps) for row in rows]
    if kind == "numeric":
        values = sorted(Fraction(float(value)) for value in read if can_be_summed(value))
    elif kind == "boolean":
        values = sorted(Fraction(value) for value in read if isinstance(value, bool))
    else:
        values = [Fraction(1)] * len(rows)
    found = {name: _aggregated(name, values) for name in spec.get("aggregations") or DEFAULTS[kind]}
    for percent in spec.get("percentiles") or ():
        found[f"p{percent:g}"] = _percentile(values, Fraction(str(percent)) / 100)
    return found


def _aggregated(name: str, values: list[Fraction]) -> Any:
    match name:
        case "sum":
            return _sum(values) if values else 0
        case "avg":
            total = _sum(values)
            return Near(total.value / len(values), total.size / len(values)) if values else None
        case "min" | "max":
            return float(min(values) if name == "min" else max(values)) if values else None
        case "count":
            return len(values)
        case "count_true" | "count_false":
            return sum(value == (name == "count_true") for value in values)
    raise AssertionError(name)


def _percentile(values: list[Fraction], fraction: Fraction) -> Near | None:
    if not values:
        return None
    place = fraction * (len(values) - 1)
    low, high = values[int(place)], values[min(int(place) + 1, len(values) - 1)]
    return Near(low + (high - low) * (place - int(place)), max(abs(low), abs(high)))
