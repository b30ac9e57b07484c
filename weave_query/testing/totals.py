"""Testing: laws of sums: what is counted in parts, of buckets, models or trees, is what is counted at once.

A law takes `ask` (from the kind of a request and its body to the body of the answer) and a request; it raises
AssertionError where it does not hold. Tokens and calls add up exactly, costs and latencies to the last digits of a
double. No judge is needed: an engine is asked twice. `policies_agree` asks two databases.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Json = Any
Ask = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""A request's kind and its body in, the body of the answer out."""

TOKENS = ("prompt_tokens", "completion_tokens", "total_tokens", "cache_read_input_tokens")
_METRICS = dict(zip(TOKENS, ("input_tokens", "output_tokens", "total_tokens", "cache_read_input_tokens"), strict=True))
# Centuries in one bucket, whatever the zone.
_WIDEST = 10**10
_ADDED = ("sum_", "count_", "count")


def buckets_add_up(ask: Ask, body: Mapping[str, Any]) -> None:
    """The sums and counts of all buckets of a `call_stats` are those of one bucket of all time."""
    parts, whole = ask("call_stats", body), ask("call_stats", {**body, "granularity": _WIDEST})
    for name in ("call_buckets", "usage_buckets"):
        _same(_totals(parts[name]), _totals(whole[name]), f"the buckets of `{name}` and one of all time")


def models_add_up(ask: Ask, body: Mapping[str, Any]) -> None:
    """The costs of all models and buckets of a `call_stats` are the sum of the field `cost`, over the same calls.

    body: with `project_id`, `start`, `end` and perhaps a `filter`.
    """
    asked = {key: body[key] for key in ("project_id", "start", "end", "filter") if key in body}
    statistics = ask("call_stats", {**asked, "usage_metrics": [{"metric": "total_cost"}]})
    sums = [{"function": "sum", "field": "cost", "name": "cost"}]
    (row,) = ask("aggregate", {**asked, "measures": sums})["rows"]
    by_model = math.fsum(bucket["sum_total_cost"] for bucket in statistics["usage_buckets"])
    _same({"cost": by_model}, {"cost": row["cost"] or 0}, "the models and the field `cost`")


def roots_hold_everything(ask: Ask, project: str, roots: Iterable[str], start: str, end: str) -> None:
    """What the roots used with all below them is what all calls used: of trees without a cycle and a lost parent.

    roots: the ids of the calls without a parent. start, end: a range in which all calls are.
    """
    usage = ask("calls_usage", {"project_id": project, "call_ids": [*roots], "limit": None})["call_usage"]
    _same(_of_calls(usage.values()), _of_statistics(ask, project, start, end), "the roots and all calls")


def policies_agree(own: Ask, other: Ask, project: str, start: str, end: str) -> None:
    """What calls used, each with all below it, does not depend on how it is stored, if it is read as it is stored.

    own: asks of rows that store what each call used. other: asks of the same calls whose rows store what is below them
    too, by the policy `cumulative` or `auto`.
    """
    body = {"project_id": project, "limit": None}
    first, second = (ask("trace_usage", body)["call_usage"] for ask in (own, other))
    assert first.keys() == second.keys()
    for id, models in first.items():
        _same(_of_calls([models]), _of_calls([second[id]]), f"the call {id}")
    statistics = (_of_statistics(own, project, start, end), _of_statistics(other, project, start, end))
    _same(*statistics, "statistics by both policies")


def _totals(buckets: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for bucket in buckets:
        for name, value in bucket.items():
            if name.startswith(_ADDED):
                found.setdefault(f"{name} {bucket.get('model', '')}", []).append(value)
    return {name: _sum(values) for name, values in found.items()}


def _of_calls(calls: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, int]:
    """Tokens by model and name, those that are not 0."""
    found: dict[str, int] = {}
    for models in calls:
        for model, counters in models.items():
            for name in TOKENS:
                key = f"{name} {model}"
                found[key] = found.get(key, 0) + counters[name]
    return {name: number for name, number in found.items() if number}


def _of_statistics(ask: Ask, project: str, start: str, end: str) -> dict[str, int]:
    metrics = [{"metric": metric} for metric in _METRICS.values()]
    answer = ask("call_stats", {"project_id": project, "start": start, "end": end, "usage_metrics": metrics})
    found: dict[str, int] = {}
    for bucket in answer["usage_buckets"]:
        for name, metric in _METRICS.items():
            key = f"{name} {bucket['model']}"
            found[key] = found.get(key, 0) + bucket[f"sum_{metric}"]
    return {name: number for name, number in found.items() if number}


def _sum(values: list[Any]) -> Any:
    return math.fsum(values) if any(isinstance(value, float) for value in values) else sum(values)


def _same(left: Mapping[str, Any], right: Mapping[str, Any], what: str) -> None:
    assert left.keys() == right.keys(), f"{what} have other sums: {sorted(left.keys() ^ right.keys())}"
    for name, value in left.items():
        other = right[name]
        exact = isinstance(value, int) and isinstance(other, int)
        equal = value == other if exact else math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-12)
        assert equal, f"{what} have other sums of `{name}`: {value!r} and {other!r}"
