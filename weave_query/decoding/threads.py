"""Room 7: rows of threads as `ThreadSchema`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weave_query.decoding.values import from_micros
from weave_query.requests.threads import ThreadSchema, ThreadsQueryRes


def threads_response(rows: list[dict[str, Any]], facts: Mapping[str, Any]) -> ThreadsQueryRes:
    """Fold rows into the response."""
    return ThreadsQueryRes.model_construct(threads=[_thread(row) for row in rows])


def _thread(row: Mapping[str, Any]) -> ThreadSchema:
    return ThreadSchema.model_construct(
        thread_id=row["thread_id"],
        turn_count=row["turn_count"],
        start_time=from_micros(row["start_time"]),
        last_updated=from_micros(row["last_updated"]),
        first_turn_id=row["first_turn_id"],
        last_turn_id=row["last_turn_id"],
        p50_turn_duration_ms=_milliseconds(row["p50_turn_duration"]),
        p99_turn_duration_ms=_milliseconds(row["p99_turn_duration"]),
    )


def _milliseconds(micros: float | None) -> float | None:
    return None if micros is None else micros / 1_000
