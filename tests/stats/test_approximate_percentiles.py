"""`Options.approximate_percentiles`: near to the exact ones where an engine has a method, exact elsewhere, and told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from weave_query.api import Database
from weave_query.requests.base import Result
from weave_query.zones import TZDATA_VERSION

PROJECT = "acme/latency"
PERCENTILES = (0, 5, 50, 95, 99.9, 100)
RANGE = {"project_id": PROJECT, "start": "2026-01-01T00:00:00Z", "end": "2026-01-04T00:00:00Z", "granularity": 86_400}
# The method, what it promises, and within which part of all ranks the answers here must be.
METHODS: dict[str, tuple[str, float | None, float]] = {
    "chdb": ("Greenwald-Khanna", 0.001, 0.001),
    "duckdb": ("t-digest", None, 0.01),
}
EXACT = {"method": "exact", "rank_error": 0.0}
_RANDOM = Random(3)
# Skewed, as latencies are.
LATENCIES = sorted(round(100 * _RANDOM.paretovariate(1.2)) for _ in range(1_500))
_START = datetime(2026, 1, 2, tzinfo=UTC)


def _call(place: int, latency: int | None) -> dict[str, Any]:
    """Without a latency, a call of a day of its own that has not ended."""
    start = _START + timedelta(days=latency is None)
    return {
        "id": f"c{place:05}",
        "project_id": PROJECT,
        "op_name": "op",
        "trace_id": "t",
        "thread_id": "thread",
        "turn_id": f"c{place:05}",
        "started_at": start.isoformat(),
        "ended_at": None if latency is None else (start + timedelta(milliseconds=latency)).isoformat(),
        "summary": {"usage": {"m": {"prompt_tokens": latency or 0}}},
    }


def _feedback(place: int, latency: int) -> dict[str, Any]:
    return {
        "id": f"f{place:05}",
        "project_id": PROJECT,
        "weave_ref": f"weave:///{PROJECT}/call/c{place:05}",
        "feedback_type": "score",
        "created_at": _START.isoformat(),
        "payload": {"n": latency},
    }


REQUESTS: dict[str, dict[str, Any]] = {
    "call_stats": {
        **RANGE,
        "call_metrics": [{"metric": "latency_ms", "aggregations": [], "percentiles": list(PERCENTILES)}],
        "usage_metrics": [{"metric": "input_tokens", "aggregations": [], "percentiles": list(PERCENTILES)}],
    },
    "feedback_stats": {
        **RANGE,
        "metrics": [{"json_path": "n", "aggregations": ["count"], "percentiles": list(PERCENTILES)}],
    },
    "aggregate": {
        "project_id": PROJECT,
        "measures": [{"function": "percentile", "percentile": each, "field": "latency_ms"} for each in PERCENTILES],
    },
    "threads_query": {"project_id": PROJECT},
}


@pytest.fixture(scope="module", params=ENGINES)
def engine_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[tuple[str, Database]]:
    opened = engines.open(request.param, "approximate")
    calls = [_call(place, latency) for place, latency in enumerate([*LATENCIES, None])]
    opened.load(calls=calls, feedback=[_feedback(*each) for each in enumerate(LATENCIES)])
    yield request.param, opened
    opened.close()


def asked(db: Database, kind: str, *, approximate: bool) -> Result:
    db.options = wq.Options(approximate_percentiles=approximate)
    return db.run(wq.parse_request(kind, REQUESTS[kind]))


def percentiles_of(kind: str, answer: Result) -> dict[float, Any]:
    """The percentiles of all latencies, by what they are, one list for each place where they stand."""
    body = answer.model_dump()
    match kind:
        case "call_stats":
            rows = [body["call_buckets"][1], body["usage_buckets"][1]]
        case "feedback_stats":
            rows = [body["buckets"][1], body["window_stats"]["n"]]
        case "aggregate":
            rows = body["rows"]
        case _:
            return {50: [body["threads"][0]["p50_turn_duration_ms"]], 99: [body["threads"][0]["p99_turn_duration_ms"]]}
    names = {each: f"p{each}" for each in PERCENTILES}
    return {
        each: [next(row[key] for key in row if key == name or key.startswith(f"{name}_")) for row in rows]
        for each, name in names.items()
    }


def rank_error(value: float, percent: float) -> float:
    """How far a value is from the rank that is asked for, beyond its two neighbours, as a part of all values."""
    rank = percent / 100 * (len(LATENCIES) - 1)
    low, high = bisect_left(LATENCIES, value) - 1, bisect_right(LATENCIES, value)
    return max(0.0, low - rank, rank - high) / len(LATENCIES)


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.share(2)
def test_percentiles_are_as_near_as_the_metadata_says(kind: str, engine_db: tuple[str, Database]) -> None:
    engine, db = engine_db
    exact, near = (asked(db, kind, approximate=each) for each in (False, True))
    told = near.metadata["percentiles"]
    assert "percentiles" not in exact.metadata
    assert told.keys() == {query.name for query in db.compile(wq.parse_request(kind, REQUESTS[kind])).queries}
    if engine not in METHODS:
        assert all(each == EXACT for each in told.values())
        assert near.model_dump() == exact.model_dump()
        return
    method, promised, within = METHODS[engine]
    assert all(each == {"method": method, "rank_error": promised} for each in told.values())
    found = percentiles_of(kind, near)
    assert {percent: len(values) for percent, values in found.items()} == {
        percent: len(values) for percent, values in percentiles_of(kind, exact).items()
    }
    for percent, values in found.items():
        assert max(rank_error(value, percent) for value in values) <= within, percent


def test_exact_percentiles_are_of_their_rank() -> None:
    assert rank_error(LATENCIES[750], 50) == 0
    assert rank_error(LATENCIES[750], 95) > 0.4
    assert rank_error(LATENCIES[0], 0) == rank_error(LATENCIES[-1], 100) == 0


def test_a_bucket_without_values_has_no_approximate_percentile_either(engine_db: tuple[str, Database]) -> None:
    answer = asked(engine_db[1], "call_stats", approximate=True).model_dump()
    of_empty, of_unfinished = answer["call_buckets"][0], answer["call_buckets"][2]
    assert (of_empty["count"], of_unfinished["count"]) == (0, 1)
    assert of_empty["p50_latency_ms"] is of_unfinished["p50_latency_ms"] is None


@pytest.mark.share(2)
def test_where_costs_are_asked_for_percentiles_stay_exact(engine_db: tuple[str, Database]) -> None:
    engine, db = engine_db
    db.options = wq.Options(approximate_percentiles=True)
    body = {
        **RANGE,
        "call_metrics": [{"metric": "latency_ms", "percentiles": [50]}],
        "usage_metrics": [{"metric": "total_cost"}, {"metric": "input_tokens", "percentiles": [50]}],
    }
    answer = db.run(wq.parse_request("call_stats", body)).model_dump()
    told = db.run(wq.parse_request("call_stats", body)).metadata["percentiles"]
    assert told["usage_buckets"] == EXACT
    assert (told["call_buckets"] == EXACT) == (engine not in METHODS)
    assert answer["usage_buckets"][1]["p50_input_tokens"] == (LATENCIES[749] + LATENCIES[750]) / 2


def test_the_option_changes_no_statement_without_percentiles() -> None:
    plain = wq.CallsQueryReq(project_id=PROJECT)
    for backend in ("clickhouse", "duckdb"):
        with_option = wq.compile(plain, backend, options=wq.Options(approximate_percentiles=True))
        assert with_option == wq.compile(plain, backend)
        stats = wq.parse_request("call_stats", REQUESTS["call_stats"])
        near = wq.compile(stats, backend, options=wq.Options(approximate_percentiles=True))
        assert near.sql != wq.compile(stats, backend).sql
        assert near.explain() == wq.compile(stats, backend).explain()


@pytest.mark.parametrize("kind", ["call_stats", "feedback_stats"])
def test_answers_in_buckets_name_the_rules_of_time_zones(kind: str, engine_db: tuple[str, Database]) -> None:
    assert asked(engine_db[1], kind, approximate=False).metadata["tzdata"] == TZDATA_VERSION
