"""Random requests for call statistics over hostile usage: every engine and the evaluator answer what the judge does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.stats import call_stats
from tests.stats.comparing import differences
from tests.stats.requests import body_of
from tests.stats.rows import PROJECT, as_stored, prices, usage_calls
from weave_query.api import Database
from weave_query.errors import LimitError
from weave_query.requests import CallStatsRes

CALLS, PRICES = usage_calls(1, 400), prices(2)
SEEDS = range(24)


@pytest.fixture(scope="module", params=ENGINES)
def stats_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "stats")
    opened.load(calls=CALLS, prices=PRICES)
    yield opened
    opened.close()


@lru_cache(maxsize=len(SEEDS))
def judged(seed: int) -> dict[str, Any]:
    return call_stats(body_of(seed), as_stored(CALLS), PRICES)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.share(12)
def test_an_engine_answers_like_the_judge(seed: int, stats_db: Database) -> None:
    expected = judged(seed)
    answer = stats_db.run(wq.parse_request("call_stats", body_of(seed)))
    assert isinstance(answer, CallStatsRes)
    assert differences(answer, expected) == []


@pytest.mark.long
def test_the_requests_are_worth_asking() -> None:
    seeds = SEEDS[::2]
    answers = [judged(seed) for seed in seeds]
    several = [answer for answer in answers if len(answer["call_buckets"]) + len(answer["usage_buckets"]) >= 2]
    assert len(several) >= len(seeds) // 2
    assert sum(bool(answer["usage_buckets"]) for answer in answers) >= len(seeds) // 3


def test_both_lists_are_two_statements(stats_db: Database) -> None:
    for seed in SEEDS[::3]:
        body = body_of(seed)
        compiled = stats_db.compile(wq.parse_request("call_stats", body))
        assert len(compiled.queries) == bool(body["call_metrics"]) + bool(body["usage_metrics"])


def asked(**rest: Any) -> dict[str, Any]:
    return {"project_id": PROJECT, "start": "2025-10-30T00:00:00Z", "end": "2025-11-03T00:00:00Z", **rest}


def test_percentiles_up_to_the_limit_are_answered_and_one_more_is_refused(stats_db: Database) -> None:
    percentiles = [each * 5 for each in range(20)]
    metric = {"metric": "latency_ms", "aggregations": [], "percentiles": percentiles}
    answer = stats_db.run(wq.parse_request("call_stats", asked(call_metrics=[metric])))
    assert isinstance(answer, CallStatsRes)
    assert len(answer.call_buckets[0]) == 2 + len(percentiles)
    more = {**metric, "percentiles": [*percentiles, 100]}
    with pytest.raises(LimitError) as refused:
        stats_db.run(wq.parse_request("call_stats", asked(call_metrics=[{"metric": "call_count"}, more])))
    assert (refused.value.limit, str(refused.value.at)) == ("percentiles", "/call_metrics/1/percentiles")


def test_a_granularity_of_too_many_buckets_is_raised(stats_db: Database) -> None:
    spec = [{"metric": "call_count"}]
    fine = stats_db.run(wq.parse_request("call_stats", asked(granularity=1, call_metrics=spec)))
    assert isinstance(fine, CallStatsRes)
    assert fine.granularity == 4 * 86_400 // 10_000 + 1
    assert len(fine.call_buckets) <= 10_001


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ({"end": "2025-10-29T00:00:00Z"}, "WQ101", "/end"),
        ({"granularity": 0}, "WQ101", "/granularity"),
        ({"timezone": "America/New_Yorc"}, "WQ101", "/timezone"),
        ({"call_metrics": [{"metric": "latency"}]}, "WQ101", "/call_metrics/0/metric"),
        ({"call_metrics": [{"metric": "latency_ms", "percentiles": [101]}]}, "WQ101", "/call_metrics/0/percentiles/0"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(body: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(wq.RequestError) as refused:
        wq.compile(wq.parse_request("call_stats", asked(**body)), "duckdb")
    assert (refused.value.code, str(refused.value.at)) == (code, place)


def test_a_condition_of_the_server_restricts_the_statistics(stats_db: Database) -> None:
    request = wq.parse_request("call_stats", asked(granularity=604_800, call_metrics=[{"metric": "call_count"}]))
    everything, some = stats_db.run(request), stats_db.run(request, where=wq.F("thread_id") == "one")
    assert isinstance(everything, CallStatsRes)
    assert isinstance(some, CallStatsRes)
    counts = [sum(bucket["count"] for bucket in answer.call_buckets) for answer in (everything, some)]
    assert 0 < counts[1] < counts[0]


def test_one_statement_serves_all_ranges_of_a_form() -> None:
    first, second = (
        wq.compile(
            wq.parse_request("call_stats", asked(start=start, call_metrics=[{"metric": "latency_ms"}])), "duckdb"
        )
        for start in ("2025-10-30T00:00:00Z", "2025-10-30T01:23:45.000001Z")
    )
    assert first.sql == second.sql
    assert first.params != second.params


def test_the_columns_are_described_as_those_of_an_aggregation(stats_db: Database) -> None:
    metrics = {
        "call_metrics": [{"metric": "latency_ms", "aggregations": ["avg", "count"], "percentiles": [99.9]}],
        "usage_metrics": [{"metric": "total_cost"}, {"metric": "input_tokens", "aggregations": ["max"]}],
    }
    answer = stats_db.run(wq.parse_request("call_stats", asked(**metrics)))
    assert isinstance(answer, CallStatsRes)
    lists = ("call_columns", "usage_columns")
    told = {name: [tuple(each.model_dump().values()) for each in answer.metadata[name]] for name in lists}
    assert told["call_columns"] == [
        ("avg_latency_ms", "measure", "number", "ms", "not additive", "null"),
        ("count_latency_ms", "measure", "integer", "calls", "additive", "zero"),
        ("p99.9_latency_ms", "measure", "number", "ms", "not additive", "null"),
    ]
    assert told["usage_columns"] == [
        ("sum_total_cost", "measure", "number", "USD", "additive", "zero"),
        ("max_input_tokens", "measure", "integer", "tokens", "mergeable", "null"),
    ]
    for names, buckets in (("call_columns", answer.call_buckets), ("usage_columns", answer.usage_buckets)):
        assert {each.name for each in answer.metadata[names]} == set(buckets[0]) - {"timestamp", "model", "count"}
