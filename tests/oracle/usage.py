"""The judge of token usage: the counters of a call's models, and what they cost. Decimals are exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.fields import Row
from tests.oracle.times import read_time
from tests.oracle.values import spelled_number

EXACT = Context(prec=300)
MOST = 2**53
LEVELS = ("project", "org", "default")


def counter(usage: Mapping[str, Any], name: str) -> int:
    """A number or numeric text, cut toward zero; what is negative, beyond 2^53 or anything else is 0."""
    value = usage.get(name)
    if isinstance(value, str):
        value = spelled_number(value)
    if value is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0
    whole = int(Fraction(value))
    return whole if 0 <= Fraction(value) <= MOST else 0


def usage_of(row: Row) -> Iterator[tuple[str, dict[str, int]]]:
    """The models of a call with their counters; a model of which all are 0 is left out."""
    summary = row.get("summary")
    found = summary.get("usage") if isinstance(summary, dict) else None
    for model, usage in found.items() if isinstance(found, dict) else ():
        if not isinstance(usage, dict):
            continue
        prompt = counter(usage, "prompt_tokens") + counter(usage, "input_tokens")
        completion = counter(usage, "completion_tokens") + counter(usage, "output_tokens")
        counters = {
            "input_tokens": prompt,
            "output_tokens": completion,
            "total_tokens": counter(usage, "total_tokens") or prompt + completion,
            "cache_read_input_tokens": counter(usage, "cache_read_input_tokens"),
            "cache_creation_input_tokens": counter(usage, "cache_creation_input_tokens"),
            "requests": counter(usage, "requests"),
        }
        if any(counters.values()):
            yield model, counters


def price_of(model: str, at: int, project: str, prices: Iterable[Row], org: str | None = None) -> Row | None:
    """The price row that holds for a model at a time; those of an organisation only for calls of it."""
    owners = {("project", project), ("org", org)}

    def rank(price: Row) -> tuple[Any, ...]:
        since = read_time(price["effective_date"]).micros
        begun = since <= at
        return not begun, LEVELS.index(price["pricing_level"]), -since if begun else since

    mine = [
        price
        for price in prices
        if price["llm_id"] == model
        and (price["pricing_level"] == "default" or (price["pricing_level"], price["pricing_level_id"]) in owners)
    ]
    if not mine:
        return None
    best = min(map(rank, mine))
    return max((price for price in mine if rank(price) == best), key=lambda price: price["id"])


def costs_of(counters: Mapping[str, int], price: Row) -> dict[str, Decimal]:
    """What the tokens of a call and model cost."""

    def cost(tokens: int, unit: str) -> Decimal:
        stored = price.get(unit)
        return EXACT.multiply(Decimal(tokens), Decimal(repr(float(stored or 0))))

    read, made = counters["cache_read_input_tokens"], counters["cache_creation_input_tokens"]
    prompt = cost(max(0, counters["input_tokens"] - read - made), "prompt_token_cost")
    completion = cost(counters["output_tokens"], "completion_token_cost")
    cached = (cost(read, "cache_read_input_token_cost"), cost(made, "cache_creation_input_token_cost"))
    total = prompt
    for part in (completion, *cached):
        total = EXACT.add(total, part)
    return {"input_cost": prompt, "output_cost": completion, "total_cost": total}
