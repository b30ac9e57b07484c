"""`Limits.weave()`: what the W&B Weave server bounds and this package does not, unless asked to."""

from __future__ import annotations

from typing import Any

import pytest

import weave_query as wq
from weave_query.errors import LimitError

WEAVE = wq.Options(limits=wq.Limits.weave())
DAY_MS = 86_400_000
_METRICS = {"call_metrics": [{"metric": "call_count"}]}
_PAYLOADS = {"metrics": [{"json_path": "n"}]}
_MONTH = {"start": "2026-01-01T00:00:00Z", "end": "2026-02-01T00:00:00Z"}
_MORE = {**_MONTH, "end": "2026-02-01T00:00:00.000001Z"}
_AT_LEAST = {"after_ms": 0, "before_ms": 31 * DAY_MS}
_TOO_MUCH = {"after_ms": 0, "before_ms": 31 * DAY_MS + 1}
_WIDE = {"time_bucket_seconds": 11_000}


def compiled(kind: str, body: dict[str, Any], options: wq.Options | None = None) -> str:
    return wq.compile(wq.parse_request(kind, {"project_id": "p", **body}), "duckdb", options=options).sql


@pytest.mark.parametrize(
    ("kind", "within", "beyond", "limit", "place"),
    [
        ("call_stats", {**_MONTH, **_METRICS}, {**_MORE, **_METRICS}, "range_days", "/end"),
        ("feedback_stats", {**_MONTH, **_PAYLOADS}, {**_MORE, **_PAYLOADS}, "range_days", "/end"),
        ("feedback_aggregate", {**_AT_LEAST, **_WIDE}, {**_TOO_MUCH, **_WIDE}, "range_days", "/before_ms"),
        (
            "feedback_aggregate",
            {**_AT_LEAST, "group_by": ["scorer_id"]},
            {**_TOO_MUCH, "group_by": ["scorer_id"]},
            "range_days",
            "/before_ms",
        ),
        (
            "feedback_aggregate",
            {"after_ms": 1, "before_ms": 256_001, "time_bucket_seconds": 1},
            {"after_ms": 1, "before_ms": 256_002, "time_bucket_seconds": 1},
            "feedback_buckets",
            "/time_bucket_seconds",
        ),
        ("trace_usage", {"limit": 10_000}, {"limit": 10_001}, "usage_calls", "/limit"),
        ("trace_usage", {}, {"limit": None}, "usage_calls", "/limit"),
        ("calls_usage", {"call_ids": ["a"]}, {"call_ids": ["a"], "limit": None}, "usage_calls", "/limit"),
        (
            "calls_query",
            {"filter": {"call_ids": [str(each) for each in range(1_000)]}},
            {"filter": {"call_ids": [str(each) for each in range(1_001)]}},
            "list_values",
            "/filter/call_ids",
        ),
    ],
)
def test_a_limit_of_weave_is_reached_and_passed(
    kind: str, within: dict[str, Any], beyond: dict[str, Any], limit: str, place: str
) -> None:
    assert compiled(kind, within, WEAVE)
    assert compiled(kind, beyond)
    with pytest.raises(LimitError) as refused:
        compiled(kind, beyond, WEAVE)
    assert (refused.value.limit, str(refused.value.at)) == (limit, place)


def test_one_row_of_all_feedback_may_be_of_any_range() -> None:
    assert compiled("feedback_aggregate", {"after_ms": 0, "before_ms": 2**53}, WEAVE)


def test_no_bound_is_said_of_what_has_none_by_default() -> None:
    assert wq.Limits(range_days=None) == wq.Limits()
    with pytest.raises(wq.WeaveQueryError, match="WQ507"):
        wq.Limits(depth=None)  # type: ignore[arg-type]
