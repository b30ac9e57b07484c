"""Room 7: groups as buckets of statistics, the empty ones filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from weave_query.decoding.costs import COSTS, merged
from weave_query.decoding.values import from_micros, scaled
from weave_query.requests.metrics import Metric, columns_of, percentile_column, percentile_name
from weave_query.requests.stats import AggregationType, CallStatsRes

_NOT_ADDITIVE = frozenset({AggregationType.AVG, AggregationType.MIN, AggregationType.MAX})


def call_stats_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> CallStatsRes:
    """Fold the groups into the response: every bucket of the range, in order."""
    buckets = facts["buckets"]
    found = {row["bucket"]: row for row in rows.get("call_buckets", [])}
    metrics = facts["call_metrics"]
    starts = buckets.starts if metrics else ()
    call_buckets = [{"timestamp": buckets.iso(start), **group(found.get(start), metrics)} for start in starts]
    answer = CallStatsRes.model_construct(
        start=from_micros(facts["start"]),
        end=from_micros(facts["end"]),
        granularity=facts["granularity"],
        timezone=facts["timezone"],
        usage_buckets=_usage_buckets(rows.get("usage_buckets", []), facts),
        call_buckets=call_buckets,
    )
    columns = {"call_columns": columns_of(metrics), "usage_columns": columns_of(facts["usage_metrics"])}
    return answer.with_metadata(columns | _metadata(rows.get("usage_buckets", []), facts))


def _metadata(rows: list[dict[str, Any]], facts: Mapping[str, Any]) -> dict[str, Any]:
    """How usage was read, how many calls and models have no price, and which models; all of those whose own usage is
    not nothing."""
    if not facts["usage_metrics"]:
        return {}
    found: dict[str, Any] = {"stored_usage": facts["policy"]}
    if facts["policy"] == "auto":
        cumulative = sum(row["read_as_cumulative"] for row in rows)
        found["read_as"] = {"own": sum(row["count"] for row in rows) - cumulative, "cumulative": cumulative}
    if any(metric.name in COSTS for metric in facts["usage_metrics"]):
        found["unpriced"] = sum(row["count"] for row in rows if row["price_id"] is None)
        found["unpriced_models"] = sorted({row["model"] for row in rows if row["price_id"] is None})
    return found


def _usage_buckets(rows: list[dict[str, Any]], facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every bucket of the range for every model that is in it, by time and model."""
    buckets, metrics = facts["buckets"], facts["usage_metrics"]
    found = by_group(rows, metrics)
    models = sorted({row["model"] for row in rows})
    # The time of a bucket is written once, whatever the number of models.
    times = [(start, buckets.iso(start)) for start in buckets.starts] if models else []
    return [
        {"timestamp": time, "model": model, **group(found.get((start, model)), metrics)}
        for start, time in times
        for model in models
    ]


def by_group(rows: list[dict[str, Any]], metrics: Sequence[Metric]) -> dict[tuple[int, str], dict[str, Any]]:
    """One row for each bucket and model; where costs are asked for, there is one for each of their prices too."""
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["bucket"], row["model"]), []).append(row)
    return {key: merged(parts, metrics) if "price_id" in parts[0] else parts[0] for key, parts in found.items()}


def group(row: Mapping[str, Any] | None, metrics: Sequence[Metric]) -> dict[str, Any]:
    """The fields of a group, of no rows where there is none: sums and counts are 0 then, the others null."""
    found: dict[str, Any] = {}
    for metric in metrics:
        for aggregation in metric.aggregations:
            found[f"{aggregation}_{metric.name}"] = _aggregated(row, metric, aggregation)
        for percent in metric.percentiles:
            value = row[f"{percentile_column(percent)}_{metric.name}"] if row is not None else None
            found[f"{percentile_name(percent)}_{metric.name}"] = scaled(value, metric.scale)
    return {**found, "count": row["count"] if row is not None else 0}


def _aggregated(row: Mapping[str, Any] | None, metric: Metric, aggregation: AggregationType) -> Any:
    if row is None:
        return None if aggregation in _NOT_ADDITIVE else 0
    match aggregation:
        case AggregationType.AVG:
            total, count = row[f"sum_{metric.name}"], row[f"count_{metric.name}"]
            return float(Fraction(total) / (count * metric.scale)) if count else None
        case AggregationType.SUM:
            total = row[f"sum_{metric.name}"] or 0
            return float(total) if isinstance(total, Decimal) else scaled(total, metric.scale)
        case AggregationType.MIN | AggregationType.MAX:
            return scaled(row[f"{aggregation}_{metric.name}"], metric.scale)
        case _:
            return row[f"{aggregation}_{metric.name}"]
