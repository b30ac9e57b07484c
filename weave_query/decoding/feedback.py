"""Room 7: rows about feedback as responses: an aggregation put together, buckets of statistics filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weave_query.decoding.stats import group
from weave_query.decoding.values import from_micros
from weave_query.errors import ROOT, LimitError
from weave_query.requests.feedback import FeedbackAggregateBucket, FeedbackAggregateRes
from weave_query.requests.feedback_stats import FeedbackStatsRes
from weave_query.requests.resolve_feedback import PayloadMetric

_TOTAL, _TAG, _RATING = 0, 1, 2
Key = tuple[int | None, tuple[str, ...]]


def feedback_aggregate_response(
    rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]
) -> FeedbackAggregateRes:
    """Fold the rows of three kinds into buckets, by time and group. Raises LimitError for too many groups."""
    found: dict[Key, FeedbackAggregateBucket] = {}
    counted = sorted(rows["feedback"], key=lambda row: row["kind"] != _TOTAL)
    for row in counted:
        key = _key(row, facts["group_by"])
        if row["kind"] == _TOTAL:
            found[key] = _bucket(key, row, facts["group_by"])
        elif row["kind"] == _TAG:
            found[key].tag_counts[row["name"]] = row["count"]
        else:
            found[key].rating_counts[row["name"]] = row["count"]
            found[key].rating_sums[row["name"]] = row["total"]
    most = facts["most_groups"]
    if len({group for _, group in found}) > most:
        raise LimitError(
            "groups",
            f"the answer has more than {most:,} groups",
            at=ROOT.child("group_by"),
            hint="a filter may leave fewer",
        )
    return FeedbackAggregateRes.model_construct(
        after_ms=facts["after_ms"],
        before_ms=facts["before_ms"],
        time_bucket_seconds=facts["time_bucket_seconds"],
        buckets=[_in_order(found[key]) for key in sorted(found, key=_order)],
    )


def _key(row: Mapping[str, Any], group_by: Sequence[str]) -> Key:
    return row.get("bucket"), tuple(row[f"group_{name}"] for name in group_by)


def _order(key: Key) -> tuple[int, tuple[str, ...]]:
    bucket, group = key
    return bucket or 0, group


def _bucket(key: Key, row: Mapping[str, Any], group_by: Sequence[str]) -> FeedbackAggregateBucket:
    bucket, group = key
    return FeedbackAggregateBucket.model_construct(
        time_bucket_start_ms=None if bucket is None else bucket // 1000,
        group=dict(zip(group_by, group, strict=True)),
        total_count=row["count"],
        scored_count=row["scored"],
        tag_counts={},
        rating_counts={},
        rating_sums={},
    )


def _in_order(bucket: FeedbackAggregateBucket) -> FeedbackAggregateBucket:
    """The same with the names of each map in order, whatever the order of the rows."""
    for name in ("tag_counts", "rating_counts", "rating_sums"):
        setattr(bucket, name, dict(sorted(getattr(bucket, name).items())))
    return bucket


def feedback_stats_response(rows: Mapping[str, list[dict[str, Any]]], facts: Mapping[str, Any]) -> FeedbackStatsRes:
    """Fold the groups into every bucket of the range, and the one group of all into the figures of the range."""
    buckets, metrics = facts["buckets"], facts["metrics"]
    found = {row["bucket"]: row for row in rows.get("buckets", [])}
    starts = buckets.starts if metrics else ()
    window = rows["window"][0] if metrics else None
    return FeedbackStatsRes.model_construct(
        start=from_micros(facts["start"]),
        end=from_micros(facts["end"]),
        granularity=facts["granularity"],
        timezone=facts["timezone"],
        buckets=[{"timestamp": buckets.iso(start), **_fields(found.get(start), metrics)} for start in starts],
        window_stats={each.slug: _figures(window, each) for each in metrics},
    )


def _fields(row: Mapping[str, Any] | None, metrics: Sequence[PayloadMetric]) -> dict[str, Any]:
    found = {f"{name}_{each.slug}": value for each in metrics for name, value in _figures(row, each).items()}
    return {**found, "count": row["count"] if row is not None else 0}


def _figures(row: Mapping[str, Any] | None, metric: PayloadMetric) -> dict[str, Any]:
    """The figures of a metric by the names of what is computed: `avg`, `p95`."""
    end = f"_{metric.metric.name}"
    found = group(row, (metric.metric,))
    return {name.removesuffix(end): value for name, value in found.items() if name.endswith(end)}
