"""What is kept of answers that are no calls, by the judge and of an engine: the part that is computed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import weave_query as wq
from tests.feedback.comparing import plain
from tests.golden.rows import calls, feedback
from tests.oracle.feedback import feedback_aggregate, feedback_stats
from tests.oracle.threads import threads_query
from weave_query.api import Database

KINDS = {
    "feedback_aggregate": ("buckets",),
    "feedback_stats": ("granularity", "buckets", "window_stats"),
    "threads_query": ("threads",),
}
_TIMES = ("timestamp", "start_time", "last_updated")


def judged(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """The judge's answer, times as text."""
    match kind:
        case "feedback_aggregate":
            found: dict[str, Any] = {"buckets": feedback_aggregate(body, feedback())}
        case "feedback_stats":
            found = feedback_stats(body, feedback())
        case _:
            found = {"threads": threads_query(body, calls())}
    return {name: _with_times(plain(value)) for name, value in found.items()}


def answered(db: Database, kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """The same of a database."""
    answer = db.run(wq.parse_request(kind, body)).model_dump(mode="json")
    return {name: _with_times(answer[name]) for name in KINDS[kind]}


def selected(answer: dict[str, Any]) -> int:
    """How many rows an answer counts."""
    rows = answer.get("threads") or answer.get("buckets") or []
    return sum(row.get("turn_count", row.get("total_count", row.get("count"))) for row in rows)


def _with_times(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{**row, **{name: _time(row[name]) for name in _TIMES if name in row}} for row in value]


def _time(value: int | str) -> str:
    if isinstance(value, str):
        return datetime.fromisoformat(value).isoformat()
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)).isoformat()
