"""`calls_query` with what calls cost: as a field in conditions, orders and columns, and beside the calls."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.call_stats import CONDITIONS, tables
from tests.differential.kinds.kind import Json, Kind, path

COST = path("cost")
# Decimals as people write them: beside these, a sum of prices such as a third of a dollar is no near miss.
_BOUNDS = (0, 0.0, 0.0005, 0.001, 0.01, 0.02, 0.1, 0.5, 1, 3.7, 20, 100, 1000, 1e6, 1e12, -1, "0.01", "x", None, True)
_OTHERS: tuple[Json, ...] = (
    {"$eq": [path("thread_id"), "two"]},
    {"$lte": [path("latency_ms"), 999]},
    {"$eq": [path("exception"), ""]},
    {"$gt": [path("summary.usage.upper.requests"), 3]},
    {"$contains": {"input": path("op_name"), "substr": "b"}},
)
_SORTS = ("cost", "cost", "started_at", "op_name", "latency_ms", "exception", "thread_id", "status")


def body(seed: int, project: str) -> dict[str, Any]:
    """Calls by their costs, or with them."""
    random = Random(seed)
    # Mostly one or the other: a statement of costs that repeats a condition on costs is a large one.
    by_cost = random.random() < 0.5
    found: dict[str, Any] = {"include_costs": random.random() < (0.1 if by_cost else 0.7)}
    if by_cost or random.random() < 0.3:
        condition = _condition(random, random.choice((0, 1, 1, 2))) if by_cost else random.choice(_OTHERS)
        found["query"] = {"$expr": condition}
    if random.random() < 0.6:
        names = random.sample(_SORTS[not by_cost and 2 :], random.choice((1, 1, 2)))
        found["sort_by"] = [{"field": name, "direction": random.choice(("asc", "desc"))} for name in names]
    if random.random() < 0.5:
        found |= {"limit": random.choice((0, 1, 5, 17, 60, 100)), "offset": random.choice((0, 0, 0, 3, 20))}
    if random.random() < 0.2:
        found["filter"] = random.choice(({"trace_roots_only": True}, {"thread_ids": ["one", "two"]}))
    columns = random.choice((None, ["id"], ["id"], ["cost"], ["op_name", "cost", "summary"], ["status", "latency_ms"]))
    return found | ({"columns": columns} if columns else {})


def _condition(random: Random, depth: int) -> Json:
    if depth == 0:
        return random.choice(_OTHERS) if random.random() < 0.25 else _of_cost(random)
    kind = random.choice(("$and", "$or", "$or", "$not"))
    inner = [_condition(random, depth - 1) for _ in range(1 if kind == "$not" else random.choice((2, 3)))]
    return {kind: inner}


def _of_cost(random: Random) -> Json:
    operand: Json = COST
    if random.random() < 0.3:
        operand = random.choice(
            (
                {"$multiply": [COST, 1000]},
                {"$add": [COST, 1]},
                {"$divide": [COST, path("duration")]},
                {"$ifNull": [COST, 0]},
                {"$ifNull": [path("summary.usage.unpriced.total_tokens"), COST]},
            )
        )
    kind = random.choice(("$gt", "$gte", "$lt", "$lte", "$gt", "$lt", "$eq", "$ne", "$in", "exists"))
    if kind == "exists":
        return {"$convert": {"input": operand, "to": "exists"}}
    if kind == "$in":
        return {"$in": [operand, random.sample(_BOUNDS, 3)]}
    sides = [operand, random.choice(_BOUNDS)]
    return {kind: sides if random.random() < 0.8 else sides[::-1]}


def _calls(answer: Mapping[str, Any]) -> int:
    return len(answer["calls"])


# No place: what calls cost is exact. `(?!)` matches nothing.
COSTS = Kind("costs", "calls_query", tables, body, CONDITIONS, _calls, r"(?!)")
