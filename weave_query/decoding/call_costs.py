"""Room 7: `summary.weave.costs`: what the usage of a call cost, by model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from weave_query.decoding.costs import EXACT
from weave_query.requests.usage import COST

_DETAILS = (
    *("prompt_token_cost_unit", "completion_token_cost_unit", "provider_id", "pricing_level", "pricing_level_id"),
    "created_by",
)
# The price of a token, the tokens that it is for, and the column of the rows that has it.
_PRICES = (
    ("prompt_token_cost", "billed", "prompt_price"),
    ("completion_token_cost", "completion", "completion_price"),
    ("cache_read_input_token_cost", "cache_read", "cache_read_price"),
    ("cache_creation_input_token_cost", "cache_creation", "cache_creation_price"),
)
_TOKENS = {
    "prompt_tokens": "prompt",
    "completion_tokens": "completion",
    "requests": "requests",
    "total_tokens": "total",
    "cache_creation_input_tokens": "cache_creation",
    "cache_read_input_tokens": "cache_read",
}


def costs_by_call(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, dict[str, dict[str, Any]]], int]:
    """By call and model the costs of what has a price, and how many pairs of a call and a model have none."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    unpriced = 0
    for row in rows:
        if row["price_id"] is None:
            unpriced += 1
        else:
            found.setdefault(row["call_id"], {})[row["model"]] = _cost(row)
    return found, unpriced


def _cost(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: row[column] for name, column in _TOKENS.items()}
    for name, tokens, price in _PRICES:
        found[name] = row[price]
        found[f"{name.removesuffix('_cost')}s{COST}"] = float(
            EXACT.multiply(Decimal(row[tokens]), Decimal(repr(row[price])))
        )
    found |= {name: row[name] for name in _DETAILS}
    return found | {name: _written(row[name]) for name in ("effective_date", "created_at")}


def _written(moment: datetime | None) -> str | None:
    """A time as the service writes it here: UTC, without an offset, milliseconds unless there is more."""
    if moment is None:
        return None
    precision = "milliseconds" if moment.microsecond % 1_000 == 0 else "microseconds"
    return moment.replace(tzinfo=None).isoformat(" ", precision)
