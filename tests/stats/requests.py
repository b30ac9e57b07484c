"""Random requests for call statistics, a seed each."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

from tests.stats.rows import PROJECT

_KINDS = ("sum", "avg", "min", "max", "count", "count_true", "count_false")
_PERCENTILES = (0, 1, 50, 90, 95, 99, 99.9, 100, 33.333333)
_CALL_METRICS = ("latency_ms", "call_count", "error_count")
_USAGE_METRICS = (
    *("input_tokens", "output_tokens", "total_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"),
    *("input_cost", "output_cost", "total_cost"),
)
_ZONES = ("UTC", "UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin")
_FILTERS: tuple[Any, ...] = (
    *(None, None, {}, {"trace_roots_only": True}, {"thread_ids": ["one"]}, {"op_names": ["weave:///e/p/op/a:*"]}),
    {"call_ids": [f"u{number:05}" for number in range(0, 400, 3)]},
)


def body_of(seed: int) -> dict[str, Any]:
    random = Random(seed)
    start = random.choice((1761955200, 1759586400, 1762000000)) + random.randrange(-90_000, 90_000)
    length = random.choice((0, 1800, 7200, 40_000, 86_400, 3 * 86_400, 30 * 86_400, 400 * 86_400))
    narrow = length <= 86_400
    width = random.choice((None, 300, 3600, 7, 901) if narrow else (None, 86_400, 21_600, 604_800, 90_000))
    return {
        "project_id": PROJECT,
        "start": f"{_iso(start)}",
        "end": f"{_iso(start + length)}",
        "granularity": width if width is None or length / width < 500 else None,
        "timezone": random.choice(_ZONES),
        "filter": random.choice(_FILTERS),
        "call_metrics": _specs(random, _CALL_METRICS),
        "usage_metrics": _specs(random, _USAGE_METRICS),
    }


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _specs(random: Random, metrics: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "metric": metric,
            "aggregations": random.sample(_KINDS, random.randrange(len(_KINDS) + 1)),
            "percentiles": random.sample(_PERCENTILES, random.choice((0, 0, 1, 3))),
        }
        for metric in random.sample(metrics, random.randrange(len(metrics) + 1))
    ]
