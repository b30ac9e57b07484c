"""What is kept of answers that are no calls, by the judge and of an engine: the part that is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import weave_query as wq
from tests.golden import spend
from tests.golden.rows import calls, feedback
from tests.oracle import rollup
from tests.oracle.feedback import Near, feedback_aggregate, feedback_stats
from tests.oracle.feedback_query import feedback_query
from tests.oracle.query import calls_query
from tests.oracle.stats import call_stats
from tests.oracle.threads import threads_query
from weave_query.api import Database

KINDS = {
    "feedback_aggregate": ("buckets",),
    "feedback_stats": ("granularity", "buckets", "window_stats"),
    "feedback_query": ("result", "total_count"),
    "threads_query": ("threads",),
    "call_stats": ("granularity", "call_buckets", "usage_buckets"),
    "trace_usage": ("call_usage", "unfinished_call_ids"),
    "calls_usage": ("call_usage", "unfinished_call_ids"),
}
_TIMES = ("timestamp", "start_time", "last_updated")


def is_computed(kind: str, body: Mapping[str, Any]) -> bool:
    """Is more of the answer kept than which calls there are?"""
    return kind in KINDS or bool(kind == "calls_query" and body.get("include_costs"))


def judged(kind: str, body: dict[str, Any], options: wq.Options) -> dict[str, Any]:
    """The judge's answer, times as text."""
    match kind:
        case "feedback_aggregate":
            found: dict[str, Any] = {"buckets": feedback_aggregate(body, feedback())}
        case "feedback_stats":
            found = feedback_stats(body, feedback())
        case "feedback_query":
            found = feedback_query(body, feedback())
        case "threads_query":
            found = {"threads": threads_query(body, calls())}
        case "call_stats":
            found = call_stats(body, spend.stored(), spend.prices(), options.stored_usage, options.org_id)
        case "trace_usage" | "calls_usage":
            judge = rollup.trace_usage if kind == "trace_usage" else rollup.calls_usage
            found = judge(body, spend.stored(), spend.prices(), options.stored_usage, options.org_id)
        case _:
            return {"calls": _judged_costs(body, options.org_id)}
    return {name: _with_times(_plain(found[name])) for name in KINDS[kind]}


def _judged_costs(body: dict[str, Any], org: str | None) -> list[Any]:
    asked = {key: value for key, value in body.items() if key != "include_costs"}
    rows = {row["id"]: row for row in spend.stored() if row["project_id"] == body["project_id"]}
    return [
        {"id": call["id"], "costs": spend.costs_by_model(rows[call["id"]], org)}
        for call in calls_query(asked, spend.stored())
    ]


def answered(db: Database, kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """The same of a database."""
    answer = db.run(wq.parse_request(kind, body))
    if isinstance(answer, wq.CallsQueryRes):
        return {"calls": [{"id": call.id, "costs": _costs(call.summary or {})} for call in answer.calls]}
    dumped = _plain(answer.model_dump(mode="json"))
    return {name: _with_times(dumped[name]) for name in KINDS[kind]}


def _costs(summary: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The costs of a result row."""
    return {
        model: {"input_cost": row["prompt_tokens_total_cost"], "output_cost": row["completion_tokens_total_cost"]}
        for model, row in summary["weave"].get("costs", {}).items()
    }


def selected(answer: dict[str, Any]) -> int:
    """How many rows an answer counts."""
    for name in ("calls", "call_usage", "result"):
        if name in answer:
            return len(answer[name])
    rows = answer.get("threads") or answer.get("buckets") or answer.get("call_buckets") or answer["usage_buckets"]
    return sum(row.get("turn_count", row.get("total_count", row.get("count"))) for row in rows)


def asked_of(kind: str) -> int:
    """Of how many rows a kind selects some."""
    if kind == "threads_query":
        return len(calls())
    return len(feedback()) if kind.startswith("feedback") else len(spend.calls()) // 2


def _plain(value: Any) -> Any:
    """In JSON's types; what was divided or interpolated to the digits that all engines agree on."""
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, Near):
        return float(value.value)
    if isinstance(value, Decimal | Fraction):
        return int(value) if value == int(value) else _plain(float(value))
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _with_times(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    return [{**row, **{name: _time(row[name]) for name in _TIMES if name in row}} for row in value]


def _time(value: int | str) -> str:
    if isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)).isoformat()
