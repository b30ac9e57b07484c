"""Calls whose usage is awkward, and prices that overlap, from a seed."""

from __future__ import annotations

import json
from random import Random
from typing import Any

PROJECT = "hostile/usage"
MODELS = ("gpt-4o", "gpt-4.1", 'a "quoted" model', "é/ü\\back", "", "🤖", "UPPER", "upper", "unpriced")
_COUNTS: tuple[Any, ...] = (
    *(0, 1, 2, 5, 7, 100, 12345, 2**31, 2**53, 2**53 - 1, 2**53 + 1, 2**62, 2**63 - 1, -1, -5),
    *(0.5, 1.9, -0.0, 3.0, 1e3, 1e15, 9007199254740992.0, 1e16, 1e300, -2.5),
    *("7", "12", "1e3", "0.9", "-4", " 5", "five", "", "9007199254740992", "1e16", "NaN"),
    *(True, False, None, [], [3], {}, {"n": 1}),
)
_NAMES = (
    *("prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens"),
    *("cache_read_input_tokens", "cache_creation_input_tokens", "requests"),
)
# Around changes of local time in New York, Lord Howe and Kolkata's none.
_STARTS = (1761955200, 1762063200, 1759586400, 1762000000)


def usage_calls(seed: int, number: int) -> list[dict[str, Any]]:
    """Calls within a few days, with and without an end, an error, usage."""
    random = Random(seed)
    return [_call(random, position) for position in range(number)]


def _call(random: Random, position: int) -> dict[str, Any]:
    started = random.choice(_STARTS) * 1_000_000 + random.randrange(3 * 86_400) * 1_000_000 + random.randrange(10**6)
    ended = None if random.random() < 0.1 else started + random.choice((0, 1, 999, 10**6, -5, random.randrange(10**9)))
    return {
        "id": f"u{position:05}",
        "project_id": PROJECT,
        "op_name": f"weave:///e/p/op/{random.choice('abc')}:1",
        "trace_id": f"t{position // 7}",
        "parent_id": None if position % 7 == 0 else f"u{position // 7 * 7:05}",
        "thread_id": random.choice((None, "one", "two")),
        "started_at": _iso(started),
        "ended_at": None if ended is None else _iso(ended),
        "exception": random.choice((None, None, "", "boom")),
        "deleted_at": _iso(started) if random.random() < 0.05 else None,
        "inputs": {},
        "output": None,
        "attributes": {},
        "summary": _summary(random),
    }


def _summary(random: Random) -> Any:
    if random.random() < 0.08:
        return random.choice((None, {}, {"usage": None}, {"usage": [1]}, {"usage": "x"}, {"usage": 5}))
    usage = {model: _usage(random) for model in random.sample(MODELS, random.choice((1, 1, 1, 2, 3)))}
    return {"usage": usage}


def _usage(random: Random) -> Any:
    if random.random() < 0.05:
        return random.choice((None, 5, "text", [1], [], {}))
    names = random.sample(_NAMES, random.randrange(1, 6))
    plain = random.random() < 0.6
    return {name: random.randrange(2000) if plain else random.choice(_COUNTS) for name in names}


def prices(seed: int) -> list[dict[str, Any]]:
    """Prices of all models but one, of three levels, some for other projects, some of later days."""
    random = Random(seed)
    found = []
    for number in range(60):
        level, owner = random.choice((("default", "default"), ("project", PROJECT), ("project", "x"), ("org", "o")))
        found.append(
            {
                "id": f"price {random.randrange(1000):03}-{number}",
                "pricing_level": level,
                "pricing_level_id": owner,
                "llm_id": random.choice(MODELS[:-1]),
                "provider_id": "p",
                "effective_date": _iso(random.choice((0, 1735689600, 1761955200, 1762100000, 1893456000)) * 1_000_000),
                "prompt_token_cost": random.choice((0, 1e-06, 2.5e-06, 1.5e-07, 3.3333333333333335e-07, None)),
                "completion_token_cost": random.choice((0, 1e-05, 7.5e-07, 0.1)),
                "cache_read_input_token_cost": random.choice((None, 1e-08, 5e-07)),
                "cache_creation_input_token_cost": random.choice((None, 1.25e-06)),
                "prompt_token_cost_unit": "USD",
                "completion_token_cost_unit": "USD",
                "created_by": "x",
                "created_at": _iso(0),
            }
        )
    return found


def _iso(micros: int) -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).isoformat()


def as_stored(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as a store keeps them: integers beyond 64 bits are doubles."""
    from tests.oracle.values import read_integer

    return [json.loads(json.dumps(row), parse_int=read_integer) for row in rows]
