"""Random requests about feedback and threads over hostile rows: every engine and the evaluator answer what the judge
does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.feedback.comparing import differences
from tests.feedback.requests import aggregate_body, stats_body, threads_body
from tests.feedback.rows import feedback_rows, turns
from tests.oracle.feedback import feedback_aggregate, feedback_stats
from tests.oracle.threads import threads_query
from tests.oracle.times import read_time
from weave_query.api import Database

FEEDBACK, CALLS = feedback_rows(1, 500), turns(2, 250)
SEEDS = range(24)
TIMES = ("start_time", "last_updated")


@pytest.fixture(scope="module", params=ENGINES)
def feedback_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "feedback")
    opened.load(calls=CALLS, feedback=FEEDBACK)
    yield opened
    opened.close()


@lru_cache(maxsize=len(SEEDS))
def judged_buckets(seed: int) -> list[dict[str, Any]]:
    return feedback_aggregate(aggregate_body(seed), FEEDBACK)


@lru_cache(maxsize=len(SEEDS))
def judged_stats(seed: int) -> dict[str, Any]:
    return feedback_stats(stats_body(seed), FEEDBACK)


@lru_cache(maxsize=len(SEEDS))
def judged_threads(seed: int) -> list[dict[str, Any]]:
    return threads_query(threads_body(seed), CALLS)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.share(10)
def test_an_aggregation_is_the_judges(seed: int, feedback_db: Database) -> None:
    answer = feedback_db.run(wq.FeedbackAggregateReq(**aggregate_body(seed)))
    assert differences([each.model_dump() for each in answer.buckets], judged_buckets(seed)) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.share(10)
def test_statistics_of_payloads_are_the_judges(seed: int, feedback_db: Database) -> None:
    answer = feedback_db.run(wq.FeedbackStatsReq(**stats_body(seed))).model_dump()
    judge = judged_stats(seed)
    for bucket in answer["buckets"]:
        bucket["timestamp"] = read_time(bucket["timestamp"]).micros
    assert differences({name: answer[name] for name in judge}, judge) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.share(2)
def test_threads_are_the_judges(seed: int, feedback_db: Database) -> None:
    answer = feedback_db.run(wq.ThreadsQueryReq(**threads_body(seed))).model_dump(mode="json")
    for thread in answer["threads"]:
        thread |= {name: read_time(thread[name]).micros for name in TIMES}
    assert differences(answer["threads"], judged_threads(seed)) == []


@pytest.mark.long
def test_the_requests_are_worth_asking() -> None:
    buckets, stats, threads = (
        [judged(seed) for seed in SEEDS] for judged in (judged_buckets, judged_stats, judged_threads)
    )
    assert sum(any(each["total_count"] for each in found) for found in buckets) >= 15
    assert sum(len(found) > 1 for found in buckets) >= 8
    assert any(near.value == 0 for found in buckets for each in found for near in each["rating_sums"].values())
    assert any(count > 1 for found in buckets for each in found for count in each["tag_counts"].values())
    assert sum(any(each["count"] for each in found["buckets"]) for found in stats) >= 10
    assert sum(len(found) > 1 for found in threads) >= 7
    assert any(each["p50_turn_duration_ms"] is None for found in threads for each in found)


def test_the_same_request_is_the_same_statement_whatever_its_values(feedback_db: Database) -> None:
    one, other = (
        feedback_db.compile(
            wq.FeedbackAggregateReq(
                project_id=project, after_ms=after, before_ms=after + 5, time_bucket_seconds=width, tags=[tag]
            )
        )
        for project, after, width, tag in (("p", 0, 60, "x"), ("q", 10**12, 3600, "y"))
    )
    assert [query.sql for query in one] == [query.sql for query in other]
