"""Calls with token usage, in trees, and prices of every level: for requests that count tokens and their cost."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

from tests.oracle.times import read_time
from tests.oracle.usage import EXACT, costs_of, price_of, usage_of
from tests.oracle.values import read_integer

PROJECT = "acme/spend"
OTHER_PROJECT = "acme/spend2"
ORG = "acme"
_QUOTED = 'é "o3"'


def calls() -> list[dict[str, Any]]:
    """The calls of the project, and the same in another one."""
    found = [
        # What the root stores contains its children, and one of those its own child.
        _call(0, None, {"gpt-4o": _tokens(900, 300), _QUOTED: _tokens(50, 5)}),
        _call(1, 0, {"gpt-4o": _tokens(500, 200)}),
        _call(2, 1, {"gpt-4o": _tokens(500, 150, cache_read_input_tokens=100)}),
        _call(3, 0, {"gpt-4o": _tokens(100, 40), _QUOTED: _tokens(50, 5)}, ended=False),
        # What the root stores is its own, or nothing.
        _call(4, None, {"gpt-4o": _tokens(10, 1)}),
        _call(5, 4, {"gpt-4o": _tokens(2_000, 700), "free": _tokens(70, 7)}),
        _call(6, 4, {"gpt-4o": {"input_tokens": "400", "output_tokens": 60.9, "requests": 1}}, exception="Boom: é"),
        _call(7, None, {}),
        _call(8, 7, {"unpriced": _tokens(30, 3), "gpt-4o": {"prompt_tokens": -5, "total_tokens": 12}}),
        _call(9, 8, {"gpt-4o": _tokens(2**53, 1)}, ended=False),
        # Each is the other's parent.
        _call(10, 11, {"free": _tokens(8, 8)}),
        _call(11, 10, {"free": _tokens(4, 4), "gpt-4o": _tokens(1, 0, cache_creation_input_tokens=64)}),
        # A deleted call is part of what its parent stores, and of nothing else.
        _call(12, 5, {"gpt-4o": _tokens(1_500, 600)}, deleted=True),
        _call(13, None, {"gpt-4o": [1], "free": "x"}),
    ]
    return [*found, *({**call, "project_id": OTHER_PROJECT} for call in found)]


def _tokens(prompt: int, completion: int, **more: int) -> dict[str, int]:
    return {"prompt_tokens": prompt, "completion_tokens": completion, "requests": 1, **more}


def _call(
    n: int,
    parent: int | None,
    usage: dict[str, Any],
    *,
    ended: bool = True,
    exception: str | None = None,
    deleted: bool = False,
) -> dict[str, Any]:
    # The clocks of New York go back on 2 November; nothing starts on the 3rd.
    day, hour = (1, 2, 4)[n // 5], (3 * n + 2) % 24
    start = f"2025-11-{day:02}T{hour:02}:15:00.{n:06}Z"
    return {
        "id": f"s{n:02}",
        "project_id": PROJECT,
        "op_name": f"weave:///acme/spend/op/{('ask', 'embed')[n % 2]}:v{n % 3}",
        "trace_id": f"t{n // 4}",
        "parent_id": None if parent is None else f"s{parent:02}",
        "started_at": start,
        "ended_at": f"2025-11-{day:02}T{hour:02}:{15 + n:02}:00.5Z" if ended else None,
        "deleted_at": start if deleted else None,
        "exception": exception,
        "inputs": {},
        "attributes": {},
        "output": None,
        "summary": {"usage": usage},
    }


def prices() -> list[dict[str, Any]]:
    """Prices of every level; some of another project and of another organisation, which nobody here may be asked to
    pay."""
    return [
        _price("p1", ("default", "default"), "gpt-4o", "2024-01-01", 2.5e-06, 1e-05, 1.25e-06),
        _price("p2", ("project", PROJECT), "gpt-4o", "2025-11-02", 2e-06, 9e-06),
        _price("p3", ("project", OTHER_PROJECT), "gpt-4o", "2024-06-01", 7.0, 7.0, 7.0, 7.0),
        _price("p4", ("org", ORG), "gpt-4o", "2025-01-01", 1.5e-06, 8e-06, 1e-06, 3e-06),
        _price("p5", ("org", "another"), "gpt-4o", "2025-10-01", 9.0, 9.0, 9.0, 9.0),
        _price("p6", ("org", "another"), "unpriced", "2024-01-01", 9.0, 9.0),
        # Of the two that are still to come, the earlier.
        _price("p7", ("default", "default"), _QUOTED, "2030-01-01", 3e-05, 6e-05),
        _price("p8", ("default", "default"), _QUOTED, "2031-01-01", 5.0, 5.0),
        _price("p9", ("default", "default"), "free", "2024-01-01", 0, 0),
    ]


def _price(id: str, owner: tuple[str, str], model: str, since: str, *units: float) -> dict[str, Any]:
    """units: what a token costs of the prompt, of the answer, and, where it is known, of a cache read and made."""
    prompt, completion, read, made = (*units, None, None)[:4]
    return {
        "id": id,
        "pricing_level": owner[0],
        "pricing_level_id": owner[1],
        "llm_id": model,
        "provider_id": "p",
        "effective_date": f"{since}T00:00:00Z",
        "prompt_token_cost": prompt,
        "completion_token_cost": completion,
        "cache_read_input_token_cost": read,
        "cache_creation_input_token_cost": made,
        "prompt_token_cost_unit": "USD",
        "completion_token_cost_unit": "USD",
        "created_by": "ana",
        "created_at": "2024-01-01T00:00:00Z",
    }


@cache
def stored(org: str | None = None) -> list[dict[str, Any]]:
    """The calls as a judge reads them, each with what it cost; org: whose prices count too."""
    rows = [json.loads(json.dumps(call), parse_int=read_integer) for call in calls()]
    return [{**row, "cost": _total(row, org)} for row in rows]


def costs_by_model(row: dict[str, Any], org: str | None = None) -> dict[str, dict[str, float]]:
    """What the usage of a call cost, by the models that have a price."""
    found = {}
    for model, counters in usage_of(row):
        price = price_of(model, read_time(row["started_at"]).micros, row["project_id"], prices(), org)
        if price is not None:
            costs = costs_of(counters, price)
            found[model] = {name: float(costs[name]) for name in ("input_cost", "output_cost")}
    return found


def _total(row: dict[str, Any], org: str | None) -> float | None:
    total, known = Decimal(0), False
    for model, counters in usage_of(row):
        price = price_of(model, read_time(row["started_at"]).micros, row["project_id"], prices(), org)
        if price is not None:
            total, known = EXACT.add(total, costs_of(counters, price)["total_cost"]), True
    return float(total) if known else None
