"""`threads_query`: over turns that start together, have no end, or are none."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.kind import Kind, Tables, in_project, path
from tests.feedback.requests import threads_body
from tests.feedback.rows import PROJECT, turns

CONDITIONS = (
    {"$gt": [path("latency_ms"), 1]},
    {"$gt": [path("inputs.n"), 20]},
    {"$not": [{"$eq": [path("status"), "running"]}]},
    {"$startsWith": [path("trace_name"), "ans"]},
    {"$lt": [path("started_at"), "2025-11-01T06:00:00Z"]},
)


def tables(seed: int, project: str) -> Tables:
    """Calls of a project, most of which open a turn, and a third of them again in another."""
    return Tables(calls=in_project(turns(seed, Random(seed).choice((40, 80, 150))), PROJECT, project))


def body(seed: int, project: str) -> dict[str, Any]:
    """Pages beyond the end are few."""
    random, found = Random(seed), threads_body(seed)
    if found["offset"] == 100 and random.random() < 0.8:
        found["offset"] = random.choice((None, 1, 4))
    if found["limit"] in (0, 1) and random.random() < 0.8:
        found["limit"] = random.choice((2, 5, 7, 10))
    return found


def _threads(answer: Mapping[str, Any]) -> int:
    return len(answer["threads"])


THREADS = Kind("threads_query", "threads_query", tables, body, CONDITIONS, _threads, r"/p(50|99)_turn_duration_ms$")
