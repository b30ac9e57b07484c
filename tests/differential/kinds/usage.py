"""`trace_usage` and `calls_usage`: over trees with orphans and cycles, some with usage that is stored twice."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.call_stats import CONDITIONS, prices_of
from tests.differential.kinds.kind import Kind, Tables, in_project, path
from tests.usage.forests import PROJECT, forest

_FILTERS: tuple[Any, ...] = (
    *(None, None, None, {}, {"trace_roots_only": True}, {"thread_ids": ["one"]}, {"op_names": ["weave:///e/p/op/a:*"]}),
    *({"trace_ids": ["t0", "t1"]}, {"trace_ids": ["nope"]}, {"call_ids": [f"u{n:05}" for n in range(0, 60, 3)]}),
)
_QUERIES = (*CONDITIONS, {"$eq": [path("parent_id"), None]}, {"$gt": [path("summary.usage.upper.requests"), 3]})
_POLICIES = ("own", "cumulative", "auto")


def tables(seed: int, project: str) -> Tables:
    """Calls of a project in trees, some of them again in another project."""
    calls = in_project(forest(seed, Random(seed).choice((20, 40, 60))), PROJECT, project)
    return Tables(calls=calls, prices=prices_of(seed, project))


def _trace_body(seed: int, project: str) -> dict[str, Any]:
    random = Random(seed)
    found = {"include_costs": random.random() < 0.5, "filter": random.choice(_FILTERS)}
    found["limit"] = random.choice((None, None, 10_000, 10_000, 10_000, 0, 1, 10, 30, 30))
    return found | ({"query": {"$expr": random.choice(_QUERIES)}} if random.random() < 0.3 else {})


def _calls_body(seed: int, project: str) -> dict[str, Any]:
    random = Random(seed)
    ids = [f"u{random.randrange(45):05}" for _ in range(random.choice((0, 1, 3, 5, 8, 12, 20)))]
    unknown = ["unknown"] if random.random() < 0.5 else []
    return {
        "call_ids": ids + unknown,
        "include_costs": random.random() < 0.5,
        "limit": random.choice((None, None, None, 10_000, 100, 5)),
    }


def _calls(answer: Mapping[str, Any]) -> int:
    """Calls with usage."""
    return sum(map(bool, answer["call_usage"].values()))


TRACE_USAGE = Kind(
    *("trace_usage", "trace_usage", tables, _trace_body, CONDITIONS, _calls, r"(?!)"), policies=_POLICIES
)
CALLS_USAGE = Kind(
    *("calls_usage", "calls_usage", tables, _calls_body, CONDITIONS, _calls, r"(?!)"), policies=_POLICIES
)
