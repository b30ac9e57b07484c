"""Random requests about feedback and threads, a seed each."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.feedback.rows import AGENTS, DAYS, PROJECT, START, TAGS, THREADS, TYPES, iso
from tests.oracle.threads import ALL

_DIMENSIONS = ("scorer_id", "span_agent_name", "span_agent_version", "span_status_code")
_NAMES = ("mon", "mon*", "judge", "*", "", "m*", 'é"j\\', "x", "mon:d1", "no")
_PATHS = ("output.score", "output.0", "output.1.score", "output", "a b", "ok", "0", "missing", "output.ok", "a b.c")
_AGGREGATIONS = ("sum", "avg", "min", "max", "count", "count_true", "count_false")
_PERCENTILES = (0, 50, 95, 99.9, 100, 33.3)
_ZONES = ("UTC", "UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")


def _some(random: Random, values: Any, chance: float = 0.35) -> list[Any]:
    known = [each for each in values if each is not None]
    return random.sample(known, random.choice((1, 1, 2))) if random.random() < chance else []


def aggregate_body(seed: int) -> dict[str, Any]:
    random = Random(f"aggregate {seed}")
    after = (START + random.choice((0, 0, 3600, 86_400, -86_400))) * 1000 + random.choice((0, 1))
    body: dict[str, Any] = {
        "project_id": PROJECT,
        "after_ms": random.choice((after, after, 0)),
        "before_ms": random.choice((after + DAYS * 86_400_000, after + 86_400_000, 2**53 - 1, 2**63 - 1)),
        "time_bucket_seconds": random.choice((None, 3600, 86_400, 7, 2**62) if seed % 3 else (86_400, 40_000)),
        "group_by": random.sample(_DIMENSIONS, random.choice((0, 0, 1, 1, 2))),
    }
    for key, values in {
        "feedback_types": (*TYPES, "wandb.*", "wandb.reaction.1*"),
        "monitor_ids": _NAMES,
        "scorer_ids": _NAMES,
        "span_agent_names": AGENTS,
        "span_types": ("agent_turn", "agent_conversation"),
        "tags": TAGS,
    }.items():
        chosen = _some(random, values, 0.18)
        body |= {key: chosen} if chosen or random.random() < 0.2 else {}
    for key in ("rating_min", "rating_max"):
        body |= {key: random.choice((0, 0.5, 1, 0.25))} if random.random() < 0.15 else {}
    return body


def stats_body(seed: int) -> dict[str, Any]:
    random = Random(f"stats {seed}")
    start = START + random.choice((0, 0, 3600, -3 * 86_400, 7))
    length = random.choice((0, 7200, 86_400, DAYS * 86_400, 20 * 86_400, 200 * 86_400))
    width = random.choice((None, None, 3600, 86_400, 90_000))
    paths = random.sample(_PATHS, random.choice((0, 1, 1, 2, 3, 5)))
    return {
        "project_id": PROJECT,
        "start": iso(start * 1_000_000),
        "end": iso((start + length) * 1_000_000 + random.choice((0, 1))),
        "granularity": width if width is None or length / width < 500 else None,
        "timezone": random.choice(_ZONES),
        "feedback_type": random.choice((None, None, *TYPES[:4], "")),
        "trigger_ref": random.choice((None, None, "", "mon:*", "weave:///e/p/object/mon:*", ":*", "mon", "mon:d1")),
        "metrics": [_metric(random, path) for path in paths],
    }


def _metric(random: Random, path: str) -> dict[str, Any]:
    kind = random.choice(("numeric", "numeric", "boolean", "categorical"))
    spec: dict[str, Any] = {"json_path": path} | ({} if kind == "numeric" else {"value_type": kind})
    if kind == "categorical":
        return spec | random.choice(({}, {"aggregations": ["count"]}, {"aggregations": None}))
    if random.random() < 0.7:
        spec["aggregations"] = random.sample(_AGGREGATIONS, random.randrange(len(_AGGREGATIONS) + 1))
    if random.random() < 0.5:
        spec["percentiles"] = random.sample(_PERCENTILES, random.choice((0, 1, 3)))
    return spec


def threads_body(seed: int) -> dict[str, Any]:
    random = Random(f"threads {seed}")
    asked: dict[str, Any] = {}
    if random.random() < 0.4:
        asked["thread_ids"] = random.choice(([], _some(random, THREADS, 1)))
    for key in ("after_datetime", "before_datetime"):
        if random.random() < 0.3:
            asked[key] = iso((START + random.choice((0, 1, 2, 3600, 40_000))) * 1_000_000 + random.choice((0, 1)))
    sort = [
        {"field": name, "direction": random.choice(("asc", "desc"))}
        for name in random.sample(ALL, random.choice((0, 1, 1, 2)))
    ]
    body: dict[str, Any] = {"project_id": PROJECT, "filter": random.choice((asked, asked, None)), "sort_by": sort}
    body["limit"], body["offset"] = random.choice((None, None, 0, 1, 3, 100)), random.choice((None, 0, 1, 2, 100))
    return body


_FIELDS = (
    *("id", "feedback_type", "weave_ref", "created_at", "payload", "payload.output.score", "payload.output"),
    *("scorer_ratings", "scorer_ratings._rating_", "scorer_tags", "wb_user_id", "runnable_ref", "trigger_ref"),
    *("scorer_id", "span_type", "payload.missing", "payload.output.ok"),
)
_SORTED = tuple(name for name in _FIELDS if name != "scorer_tags")


def _condition(random: Random) -> dict[str, Any]:
    number = {"$literal": random.choice((0, 0.5, 1, 0.25, "0.5", None, ""))}
    return random.choice(
        (
            {"$eq": [{"$getField": random.choice(_SORTED)}, number]},
            {"$gt": [{"$getField": "payload.output.score"}, number]},
            {"$not": [{"$lte": [{"$getField": "scorer_ratings._rating_"}, number]}]},
            {"$contains": {"input": {"$getField": "scorer_tags"}, "substr": {"$literal": "good"}}},
            {"$in": [{"$getField": "wb_user_id"}, [{"$literal": "ana"}, {"$literal": None}]]},
            {"$eq": [{"$size": {"$getField": "scorer_tags"}}, {"$literal": random.choice((0, 1, 2))}]},
            {
                "$contains": {
                    "input": {"$getField": "span_type"},
                    "substr": {"$literal": "TURN"},
                    "case_insensitive": True,
                }
            },
        )
    )


def query_body(seed: int) -> dict[str, Any]:
    """A query for feedback."""
    random = Random(seed)
    found: dict[str, Any] = {"project_id": PROJECT, "fields": random.sample(_FIELDS, random.choice((1, 3, 6)))}
    if random.random() < 0.1:
        found["fields"] = ["count(*)"]
    if random.random() < 0.7:
        found["query"] = {"$expr": {random.choice(("$and", "$or")): [_condition(random), _condition(random)]}}
    if random.random() < 0.7:
        found["sort_by"] = [
            {"field": name, "direction": random.choice(("asc", "desc"))}
            for name in random.sample(_SORTED, random.choice((1, 2)))
        ]
    found["limit"], found["offset"] = (
        random.choice((None, None, 0, 3, 7, 1000)),
        random.choice((None, None, None, 0, 1, 2, 1000)),
    )
    return found
