"""The recorded cases about feedback and threads: every engine answers what the judge does, and the judge what was
recorded, but for what the rules of compatibility say. A rule makes of our answer the recorded one."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.feedback.comparing import differences, plain
from tests.oracle.feedback import feedback_aggregate, feedback_stats
from tests.oracle.query import read_rows
from tests.oracle.threads import threads_query
from tests.oracle.times import read_time
from tests.oracle.values import read_integer
from tests.recorded.cases import CALLS, DATA
from weave_query.api import Database

KINDS = ("feedback_aggregate", "feedback_stats", "threads_query")
FEEDBACK = DATA / "feedback.jsonl.gz"
Body = dict[str, Any]


@lru_cache(maxsize=1)
def cases() -> tuple[Body, ...]:
    with gzip.open(DATA / "cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line, parse_int=read_integer) for line in lines]
    return tuple(case for case in found if case["kind"] in KINDS)


ANSWERED = [case for case in cases() if "error" not in case["expected"]]
REFUSED = [case for case in cases() if "error" in case["expected"]]
each_answered = pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])


def cases_of(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [case for case in ANSWERED if case["kind"] == kind], ids=lambda it: it["id"])


def judged(case: Body) -> Any:
    if case["kind"] == "feedback_aggregate":
        return feedback_aggregate(case["request"], read_rows(FEEDBACK))
    if case["kind"] == "feedback_stats":
        return feedback_stats(case["request"], read_rows(FEEDBACK))
    return threads_query(case["request"], read_rows(CALLS))


# The rules: an answer of the judge in, what the other server made of it out.


def without_zero_sums(buckets: list[Body]) -> list[Body]:
    """D21: ratings whose sum is 0 are in the counts alone."""
    return [
        {**each, "rating_sums": {name: total for name, total in each["rating_sums"].items() if total}}
        for each in buckets
    ]


def with_averages_of_nothing(buckets: list[Body]) -> list[Body]:
    """D18: the average of an empty bucket is 0."""
    return [{name: _or_zero(name, value, each["count"]) for name, value in each.items()} for each in buckets]


def _or_zero(name: str, value: Any, count: int) -> Any:
    return 0.0 if value is None and not count and name.startswith("avg_") else value


def without_offsets(buckets: list[Body]) -> list[Body]:
    """D30: times of UTC carry no offset."""
    return [{**each, "timestamp": naive(each["timestamp"])} for each in buckets]


def naive(micros: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).replace(tzinfo=None).isoformat()


def same(left: Any, right: Any) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) or isinstance(right, float):
        return left is not None and right is not None and math.isclose(left, right, rel_tol=1e-9)
    return bool(left == right)


def test_there_are_cases_of_each_kind() -> None:
    assert {case["kind"] for case in ANSWERED} == set(KINDS)
    assert len(cases()) >= 13


@cases_of("feedback_aggregate")
def test_the_recorded_aggregations_are_the_judges_without_sums_of_zero(case: Body) -> None:
    assert same(without_zero_sums(plain(judged(case))), case["expected"]["buckets"])


@cases_of("feedback_stats")
def test_the_recorded_statistics_are_the_judges_without_offsets_and_nulls(case: Body) -> None:
    found = plain(judged(case))
    buckets = without_offsets(with_averages_of_nothing(found["buckets"]))
    assert same(buckets, case["expected"]["buckets"])
    assert same(found["window_stats"], case["expected"]["window_stats"])
    assert found["granularity"] == case["expected"]["granularity"]


@cases_of("threads_query")
def test_the_recorded_threads_are_the_judges_but_for_turns_that_run_or_are_deleted(case: Body) -> None:
    """D31: deleted turns are none, running ones have no duration. D14: durations are not cut to milliseconds."""
    turns = [row for row in read_rows(CALLS) if row["project_id"] == case["request"]["project_id"]]
    turns = [row for row in turns if row.get("turn_id") == row["id"]]
    deleted = {row["thread_id"] for row in turns if row["deleted_at"]}
    running = {row["thread_id"] for row in turns if not row["ended_at"]}
    ours, theirs = plain(judged(case)), case["expected"]["rows"]
    assert [each["thread_id"] for each in ours] == [each["thread_id"] for each in theirs]
    alike = 0
    for mine, other in zip(ours, theirs, strict=True):
        if mine["thread_id"] in deleted:
            assert mine["turn_count"] < other["turn_count"]
            continue
        for name in ("start_time", "last_updated"):
            assert mine[name] == read_time(other[name]).micros
        for name in ("turn_count", "first_turn_id", "last_turn_id"):
            assert mine[name] == other[name]
        if mine["thread_id"] not in running:
            alike += 1
            for name in ("p50_turn_duration_ms", "p99_turn_duration_ms"):
                assert abs(mine[name] - other[name]) <= 1
    assert alike >= 6


@pytest.fixture(scope="module", params=ENGINES)
def recorded_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "recorded_feedback")
    opened.load(calls=str(CALLS), feedback=str(FEEDBACK))
    yield opened
    opened.close()


@each_answered
def test_an_engine_agrees_with_the_judge(case: Body, recorded_db: Database) -> None:
    answer = recorded_db.run(wq.parse_request(case["kind"], case["request"], unknown_keys="ignore"))
    assert differences(_COMPARED[case["kind"]](answer.model_dump(mode="json")), judged(case)) == []


def _with_micros(rows: list[Body], *names: str) -> list[Body]:
    return [{**row, **{name: read_time(row[name]).micros for name in names}} for row in rows]


_COMPARED: dict[str, Callable[[Body], Any]] = {
    "feedback_aggregate": lambda answer: answer["buckets"],
    "feedback_stats": lambda answer: {
        "granularity": answer["granularity"],
        "buckets": _with_micros(answer["buckets"], "timestamp"),
        "window_stats": answer["window_stats"],
    },
    "threads_query": lambda answer: _with_micros(answer["threads"], "start_time", "last_updated"),
}


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["id"])
def test_what_was_refused_is_refused(case: Body) -> None:
    with pytest.raises(wq.RequestError):
        wq.compile(wq.parse_request(case["kind"], case["request"], unknown_keys="ignore"), "sqlite")
