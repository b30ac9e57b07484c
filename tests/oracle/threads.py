"""The judge of queries for threads: calls in, the threads of a page out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from tests.oracle.feedback import Near
from tests.oracle.times import read_time

Row = Mapping[str, Any]
ALL = ("thread_id", "turn_count", "start_time", "last_updated", "p50_turn_duration_ms", "p99_turn_duration_ms")


def threads_query(
    request: Mapping[str, Any], rows: Iterable[Row], keep: Callable[[Row], bool] = lambda row: True
) -> list[dict[str, Any]]:
    """The threads in order; times are microseconds, durations milliseconds."""
    turns: dict[str, list[Row]] = {}
    for row in rows:
        if _is_turn(request, row) and keep(row):
            turns.setdefault(row["thread_id"], []).append(row)
    found = [_thread(thread, held) for thread, held in turns.items()]
    found.sort(key=lambda each: each["thread_id"])
    asked = request.get("sort_by") or [{"field": "last_updated", "direction": "desc"}]
    for key in reversed(asked):
        with_value = [each for each in found if each[key["field"]] is not None]
        with_value.sort(key=lambda each: _plain(each[key["field"]]), reverse=key["direction"] == "desc")
        found = with_value + [each for each in found if each[key["field"]] is None]
    offset, limit = request.get("offset") or 0, request.get("limit")
    return found[offset:] if limit is None else found[offset : offset + limit]


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Near) else value


def _is_turn(request: Mapping[str, Any], row: Row) -> bool:
    asked = request.get("filter") or {}
    began = read_time(row["started_at"])
    after, before = (asked.get(f"{name}_datetime") for name in ("after", "before"))
    return (
        row["project_id"] == request["project_id"]
        and row.get("deleted_at") is None
        and row.get("thread_id") is not None
        and row.get("turn_id") == row["id"]
        and (after is None or began > read_time(after))
        and (before is None or began < read_time(before))
        and (not asked.get("thread_ids") or row["thread_id"] in asked["thread_ids"])
    )


def _thread(thread: str, turns: list[Row]) -> dict[str, Any]:
    starts = sorted((read_time(turn["started_at"]).micros, turn["id"]) for turn in turns)
    began = {turn["id"]: read_time(turn["started_at"]).micros for turn in turns}
    ends = sorted(
        (read_time(turn["ended_at"]).micros, began[turn["id"]], turn["id"]) for turn in turns if turn.get("ended_at")
    )
    durations = sorted(Fraction(end - start, 1000) for end, start, _ in ends)
    return {
        "thread_id": thread,
        "turn_count": len(turns),
        "start_time": starts[0][0],
        "last_updated": ends[-1][0] if ends else starts[-1][0],
        "first_turn_id": starts[0][1],
        "last_turn_id": ends[-1][2] if ends else starts[-1][1],
        "p50_turn_duration_ms": _percentile(durations, Fraction(1, 2)),
        "p99_turn_duration_ms": _percentile(durations, Fraction(99, 100)),
    }


def _percentile(values: list[Fraction], fraction: Fraction) -> Near | None:
    if not values:
        return None
    place = fraction * (len(values) - 1)
    low, high = values[int(place)], values[min(int(place) + 1, len(values) - 1)]
    return Near(low + (high - low) * (place - int(place)), max(abs(low), abs(high)))
