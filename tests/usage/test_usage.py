"""Random requests for usage of calls over hostile trees: every engine and the evaluator answer what the judge does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from random import Random
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle import rollup
from tests.stats.rows import as_stored, prices
from tests.usage.forests import OTHER, PROJECT, forest
from weave_query.api import Database
from weave_query.errors import LimitError
from weave_query.requests import CallsUsageRes, TraceUsageRes

CALLS, PRICES = forest(7, 240), prices(2)
KINDS = ("trace_usage", "calls_usage")
POLICIES = ("own", "cumulative", "auto")
SEEDS = (2,)
_FILTERS: tuple[Any, ...] = (
    *(None, None, {}, {"trace_roots_only": True}, {"thread_ids": ["one"]}, {"op_names": ["weave:///e/p/op/a:*"]}),
    *({"trace_ids": ["t0", "t3"]}, {"trace_ids": ["nope"]}),
    {"call_ids": [f"u{number:05}" for number in range(0, 240, 3)]},
)


@pytest.fixture(scope="module", params=ENGINES)
def usage_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "usage")
    opened.load(calls=CALLS, prices=PRICES)
    yield opened
    opened.close()


def body_of(kind: str, seed: int) -> dict[str, Any]:
    random = Random(f"{kind} {seed}")
    common = {"project_id": random.choice((PROJECT, PROJECT, PROJECT, OTHER)), "include_costs": random.random() < 0.6}
    if kind == "trace_usage":
        limit = random.choice((None, 10_000, 0, 1, 30, 100))
        return {**common, "filter": random.choice(_FILTERS), "limit": limit}
    ids = [call["id"] for call in random.sample(CALLS, random.choice((0, 1, 3, 20)))]
    return {**common, "call_ids": [*ids, "unknown"], "limit": random.choice((None, 10_000))}


@lru_cache(maxsize=1)
def stored_calls() -> list[dict[str, Any]]:
    return as_stored(CALLS)


@cache
def judged(kind: str, seed: int, policy: str) -> dict[str, Any]:
    judge = rollup.trace_usage if kind == "trace_usage" else rollup.calls_usage
    return judge(body_of(kind, seed), stored_calls(), PRICES, policy)


def asked(db: Database, kind: str, body: dict[str, Any], policy: str) -> Any:
    db.options = replace(db.options, stored_usage=policy)
    return db.run(wq.parse_request(kind, body))


def check(answer: TraceUsageRes | CallsUsageRes, expected: dict[str, Any]) -> None:
    assert answer.unfinished_call_ids == expected["unfinished_call_ids"]
    assert answer.call_usage.keys() == expected["call_usage"].keys()
    for id, models in expected["call_usage"].items():
        assert answer.call_usage[id].keys() == models.keys(), id
        for model, row in models.items():
            ours = answer.call_usage[id][model].model_dump()
            assert ours.keys() == row.keys()
            wrong = {name: (ours[name], row[name]) for name in row if not same(ours[name], row[name])}
            assert not wrong, (id, model)
    assert answer.metadata.get("unpriced") == expected["unpriced"]
    assert answer.metadata.get("cut", False) == expected.get("cut", False)


def same(ours: Any, judge: Any) -> bool:
    """Equal: tokens exactly, costs as the nearest double of an exact decimal."""
    if ours is None or judge is None:
        return ours is judge
    return bool(ours == judge) if isinstance(judge, int) else ours == float(Fraction(judge))


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.share(6)
def test_an_engine_answers_like_the_judge(kind: str, seed: int, policy: str, usage_db: Database) -> None:
    check(asked(usage_db, kind, body_of(kind, seed), policy), judged(kind, seed, policy))


@pytest.mark.long
def test_the_requests_are_worth_asking() -> None:
    keys = [(kind, seed, policy) for kind in KINDS for seed in SEEDS for policy in POLICIES]
    answers = {key: judged(*key) for key in keys}
    several = [answer for answer in answers.values() if sum(map(bool, answer["call_usage"].values())) >= 2]
    assert len(several) >= len(answers) // 2
    differing = [key for key in answers if answers[key]["call_usage"] != answers[(*key[:2], "own")]["call_usage"]]
    assert len(differing) >= len(answers) // 4


def test_more_calls_than_the_limit_are_an_error(usage_db: Database) -> None:
    ids = [call["id"] for call in CALLS[:50]]
    body = {"project_id": PROJECT, "call_ids": ids, "limit": 5}
    with pytest.raises(LimitError) as refused:
        asked(usage_db, "calls_usage", body, "own")
    assert (refused.value.limit, str(refused.value.at)) == ("limit", "/limit")


@pytest.mark.share(5)
@pytest.mark.share(3)
def test_a_condition_that_joins_the_costs_takes_no_name_away(usage_db: Database) -> None:
    """Of calls that are joined with their costs and with the ids that were reached, ClickHouse renamed the columns."""
    usage_db.options = replace(usage_db.options, stored_usage="cumulative")
    request = wq.CallsUsageReq(project_id=PROJECT, call_ids=["u00001", "u00004"])
    every_call = {"$not": [{"$eq": [{"$getField": "cost"}, 0.123456789]}]}
    assert usage_db.run(request, where=every_call) == usage_db.run(request)


def test_beyond_its_own_limit_a_request_is_told_whose_it_is(usage_db: Database) -> None:
    request = wq.CallsUsageReq(project_id=PROJECT, call_ids=[call["id"] for call in CALLS[:9]], limit=2)
    with pytest.raises(LimitError, match=r"at /limit: more than 2 calls take part; `limit` is a key of the request"):
        usage_db.run(request)
