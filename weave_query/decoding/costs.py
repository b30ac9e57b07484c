"""Room 7: groups that come in one row for each price, put together: sums of costs in decimals, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from weave_query.requests.metrics import WHOLE, Metric, percentile_column

# More digits than any sum of products of tokens and prices has.
EXACT = Context(prec=400)
_PARTS = {
    "input_cost": (("tokens_billed", "prompt_price"),),
    "output_cost": (("tokens_completion", "completion_price"),),
    "total_cost": (
        ("tokens_billed", "prompt_price"),
        ("tokens_completion", "completion_price"),
        ("tokens_cache_read", "cache_read_price"),
        ("tokens_cache_creation", "cache_creation_price"),
    ),
}
COSTS = frozenset(_PARTS)


def merged(rows: Sequence[Mapping[str, Any]], metrics: Sequence[Metric]) -> dict[str, Any]:
    """The rows of one group as one."""
    found: dict[str, Any] = {"count": sum(row["count"] for row in rows)}
    for metric in metrics:
        for kind, merge in _MERGES.items():
            name = f"{kind}_{metric.name}"
            if name in rows[0]:
                found[name] = merge(row[name] for row in rows)
        if metric.name in _PARTS and f"sum_{metric.name}" in found:
            found[f"sum_{metric.name}"] = total_cost(rows, metric.name)
        for percent in metric.percentiles:
            name = f"{percentile_column(percent)}_{metric.name}"
            found[name] = _between(
                *(_greatest(row[f"{name}_{part}"] for row in rows) for part in ("low", "high", "rest"))
            )
    return found


def total_cost(rows: Iterable[Mapping[str, Any]], name: str) -> Decimal:
    """The cost of the tokens of all rows that have a price."""
    total = Decimal(0)
    for row in rows:
        if row["price_id"] is not None:
            for tokens, price in _PARTS[name]:
                total = plus_cost(total, row[tokens] or 0, row[price])
    return total


def plus_cost(total: Decimal, tokens: int, price: float) -> Decimal:
    """A sum with the cost of tokens added, exactly."""
    return EXACT.add(total, EXACT.multiply(Decimal(tokens), Decimal(repr(price))))


def _sum(values: Iterable[Any]) -> Any:
    return sum(value for value in values if value is not None)


def _least(values: Iterable[Any]) -> Any:
    return min((value for value in values if value is not None), default=None)


def _greatest(values: Iterable[Any]) -> Any:
    return max((value for value in values if value is not None), default=None)


def _between(low: Any, high: Any, rest: int | None) -> float | None:
    if low is None or rest is None:
        return None
    above = low if high is None else high
    return float(low + (above - low) * (rest / WHOLE))


_MERGES: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    "sum": _sum,
    "count": _sum,
    "count_true": _sum,
    "count_false": _sum,
    "min": _least,
    "max": _greatest,
}
