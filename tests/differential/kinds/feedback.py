"""`feedback_aggregate` and `feedback_stats`: over awkward payloads, ratings, tags and refs."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.kind import Json, Kind, Tables, in_project, path
from tests.feedback.requests import aggregate_body, query_body, stats_body
from tests.feedback.rows import DAYS, PROJECT, START, feedback_rows, iso

_SUMMED = ("payload", "scorer_ratings")
CONDITIONS = (
    {"$gt": [path("payload.output.score"), 0.3]},
    {"$not": [{"$eq": [path("scorer_id"), "mon"]}]},
    {"$eq": [path("wb_user_id"), None]},
    {"$in": [path("span_type"), ["agent_turn", ""]]},
    {"$anyElement": {"input": path("scorer_tags"), "where": {"$eq": [path("$$this"), "good"]}}},
    {"$or": [{"$gte": [path("scorer_ratings._rating_"), 0.5]}, {"$startsWith": [path("feedback_type"), "wandb"]}]},
)


def tables(seed: int, project: str) -> Tables:
    """Feedback of a project, and half of it again in another."""
    number = Random(seed).choice((40, 70, 100))
    return Tables(feedback=in_project(feedback_rows(seed, number), PROJECT, project))


def _magnitudes(rows: Tables) -> Tables:
    return Tables(feedback=[{**row, **{name: _absolute(row.get(name)) for name in _SUMMED}} for row in rows.feedback])


def _absolute(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _absolute(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_absolute, value))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return abs(value) if is_number else value


def _aggregate_body(seed: int, project: str) -> dict[str, Any]:
    """Mostly of the whole range and with groups, since few rows pass many keys."""
    random, found = Random(seed), aggregate_body(seed)
    if random.random() < 0.5:
        found |= {"after_ms": 0, "before_ms": (START + DAYS * 86_400) * 1000}
        found["time_bucket_seconds"] = random.choice((None, 86_400, 43_200))
    if found["time_bucket_seconds"] is None and not found["group_by"] and random.random() < 0.8:
        found["group_by"] = ["scorer_id"]
    narrow = [name for name in ("feedback_types", "monitor_ids", "scorer_ids", "span_types") if found.get(name)]
    for name in narrow[1:]:
        del found[name]
    return found


def _stats_body(seed: int, project: str) -> dict[str, Any]:
    """Mostly with metrics, of the range in which there is feedback."""
    random, found = Random(seed), stats_body(seed)
    if random.random() < 0.75:
        found |= {"start": iso(START * 1_000_000), "end": iso((START + DAYS * 86_400) * 1_000_000)}
        found["granularity"] = random.choice((None, 86_400, 40_000))
    if random.random() < 0.7:
        found[random.choice(("trigger_ref", "feedback_type"))] = None
    return found if found["metrics"] else {**found, "metrics": [{"json_path": "output.score"}]}


def _query_body(seed: int, project: str) -> dict[str, Any]:
    """Often of all rows, since few pass two conditions."""
    found = query_body(seed)
    return {name: value for name, value in found.items() if name != "query" or seed % 2}


def _buckets(answer: Mapping[str, Any]) -> int:
    return len(answer["buckets"])


def _buckets_with_rows(answer: Mapping[str, Any]) -> int:
    return sum(bucket["count"] > 0 for bucket in answer["buckets"])


FEEDBACK_AGGREGATE = Kind(
    *("feedback_aggregate", "feedback_aggregate", tables, _aggregate_body, CONDITIONS),
    *(_buckets, r"/rating_sums/.*$"),
    magnitudes=_magnitudes,
)
FEEDBACK_STATS = Kind(
    *("feedback_stats", "feedback_stats", tables, _stats_body, CONDITIONS),
    *(_buckets_with_rows, r"/((avg|sum|p[\d.]+)_\w+|window_stats/\w+/(avg|sum|p[\d.]+))$"),
    magnitudes=_magnitudes,
)
FEEDBACK_QUERY = Kind(
    *("feedback_query", "feedback_query", tables, _query_body, CONDITIONS),
    *(lambda answer: len(answer["result"]), "^$"),
)
