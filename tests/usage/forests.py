"""Calls in trees that are none: orphans, cycles, calls that are their own parents, and others of their ids' project."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.usage import usage_of
from tests.stats.rows import PROJECT, usage_calls

OTHER = "hostile/other"
_COUNTS = ("prompt_tokens", "completion_tokens", "requests", "cache_read_input_tokens", "cache_creation_input_tokens")


def forest(seed: int, number: int) -> list[dict[str, Any]]:
    """Calls with hostile usage and hostile parents; some store what their children have too."""
    random = Random(seed)
    calls = usage_calls(seed, number)
    ids = [call["id"] for call in calls]
    for place, call in enumerate(calls):
        call["parent_id"] = _parent(random, ids, place)
        call["trace_id"] = f"t{place // 40}"
    for call in reversed(calls):
        if random.random() < 0.5:
            _accumulate(call, calls)
    others = [{**call, "project_id": OTHER} for call in random.sample(calls, number // 4)]
    return calls + others


def _parent(random: Random, ids: list[str], place: int) -> str | None:
    kind = random.random()
    if kind < 0.12:
        return None
    if kind < 0.17:
        return random.choice(("missing", "u9", ""))
    if kind < 0.19:
        return ids[place]
    if kind < 0.22:
        return random.choice(ids)
    nearby = ids[max(0, place - random.choice((1, 2, 5, 30))) : place]
    return random.choice(nearby) if nearby else None


def _accumulate(call: dict[str, Any], calls: list[dict[str, Any]]) -> None:
    """Store the children's usage with the call's own, as the public SDK does; now and then one too little."""
    children = [each for each in calls if each["parent_id"] == call["id"] and each is not call]
    summary = call["summary"] if isinstance(call["summary"], dict) else {}
    usage = dict(summary["usage"]) if isinstance(summary.get("usage"), dict) else {}
    for child in children:
        for model, counters in usage_of(child):
            mine = dict(usage_of({"summary": {"usage": {model: usage.get(model)}}})).get(model, {})
            usage[model] = {
                "prompt_tokens": counters["input_tokens"] + mine.get("input_tokens", 0),
                "completion_tokens": counters["output_tokens"] + mine.get("output_tokens", 0),
                "total_tokens": counters["total_tokens"] + mine.get("total_tokens", 0),
                **{name: counters[name] + mine.get(name, 0) for name in _COUNTS[2:]},
            }
    if children and usage:
        call["summary"] = {"usage": usage}


__all__ = ["OTHER", "PROJECT", "forest"]
