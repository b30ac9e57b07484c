"""Sums of parts are sums of the whole: buckets, models and trees, on every engine; and laws that are broken say so."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.sampling import first_ones
from tests.stats.rows import PROJECT, prices, usage_calls
from weave_query.api import Database
from weave_query.options import StoredUsage
from weave_query.testing.totals import Ask, buckets_add_up, models_add_up, policies_agree, roots_hold_everything

OWN, CUMULATIVE = "trees/own", "trees/cumulative"
RANGE = {"start": "2025-10-01T00:00:00Z", "end": "2025-12-01T00:00:00Z"}
_COUNTS = ("prompt_tokens", "completion_tokens", "cache_read_input_tokens", "requests")


def trees(seed: int, number: int) -> list[dict[str, Any]]:
    """Calls in trees, all of which have ended: each stores what it used itself, and, in another project, what is below
    it too."""
    random = Random(seed)
    calls = usage_calls(seed, number)
    used: list[dict[str, dict[str, int]]] = []
    for place, call in enumerate(calls):
        models = random.sample(("m", "é", "n"), random.choice((0, 1, 1, 2)))
        used.append({model: {name: random.randrange(1, 2000) for name in _COUNTS} for model in models})
        parent = None if place == 0 or random.random() < 0.15 else random.randrange(max(0, place - 9), place)
        call.update(
            project_id=OWN,
            parent_id=None if parent is None else calls[parent]["id"],
            ended_at=call["started_at"],
            deleted_at=None,
            summary={"usage": copy.deepcopy(used[place])},
        )
    cumulative = [{**call, "project_id": CUMULATIVE, "summary": copy.deepcopy(call["summary"])} for call in calls]
    by_id = {call["id"]: call for call in cumulative}
    for call in reversed(cumulative):
        if call["parent_id"] is not None:
            above = by_id[call["parent_id"]]["summary"]["usage"]
            for model, counters in call["summary"]["usage"].items():
                known = above.setdefault(model, dict.fromkeys(_COUNTS, 0))
                known.update({name: known[name] + number for name, number in counters.items()})
    return [*calls, *cumulative]


TREES = trees(3, 60)
ROOTS = [call["id"] for call in TREES if call["project_id"] == OWN and call["parent_id"] is None]


@pytest.fixture(scope="module", params=ENGINES)
def totals_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "totals")
    opened.load(calls=[*usage_calls(5, 200), *TREES], prices=prices(2))
    yield opened
    opened.close()


def asking(db: Database, policy: StoredUsage = "own", **rename: str) -> Ask:
    """rename: other values for keys of the body."""

    def ask(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
        db.options = replace(db.options, stored_usage=policy)
        return db.run(wq.parse_request(kind, {**body, **rename})).model_dump(mode="json")

    return ask


@pytest.mark.share(2)
def test_buckets_add_up(totals_db: Database) -> None:
    metrics = {
        "call_metrics": [{"metric": "latency_ms", "aggregations": ["sum", "count"]}, {"metric": "error_count"}],
        "usage_metrics": [{"metric": "total_tokens"}, {"metric": "total_cost", "aggregations": ["sum", "count"]}],
    }
    body = {"project_id": PROJECT, **RANGE, "granularity": 86_400, "timezone": "America/New_York", **metrics}
    buckets_add_up(asking(totals_db), body)


def test_models_add_up(totals_db: Database) -> None:
    for calls_filter in ({}, {"thread_ids": ["one"]}):
        models_add_up(asking(totals_db), {"project_id": PROJECT, **RANGE, "filter": calls_filter})


def test_roots_hold_everything(totals_db: Database) -> None:
    roots_hold_everything(asking(totals_db), OWN, ROOTS, **RANGE)


@pytest.mark.parametrize("policy", first_ones(["auto", "cumulative"], 1))
@pytest.mark.share(2)
def test_policies_agree_on_what_they_describe(policy: StoredUsage, totals_db: Database) -> None:
    other = asking(totals_db, policy, project_id=CUMULATIVE)
    policies_agree(asking(totals_db), other, OWN, **RANGE)


def test_a_law_that_is_broken_says_where(engines: Engines) -> None:
    db = engines.open("duckdb", "totals")
    db.load(calls=TREES, prices=prices(2))
    with pytest.raises(AssertionError, match="the call u00"):
        policies_agree(asking(db), asking(db, "own", project_id=CUMULATIVE), OWN, **RANGE)
    with pytest.raises(AssertionError, match="the roots and all calls"):
        roots_hold_everything(asking(db), OWN, ROOTS[1:], **RANGE)

    def losing(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Loses the last bucket, and its models."""
        answer = asking(db)(kind, body)
        for name in ("call_buckets", "usage_buckets"):
            if name in answer:
                answer[name] = [row for row in answer[name] if row["timestamp"] != answer[name][-1]["timestamp"]]
        return answer

    body = {"project_id": OWN, **RANGE, "call_metrics": [{"metric": "call_count"}], "granularity": 86_400}
    with pytest.raises(AssertionError, match=r"buckets of `call_buckets` .*other sums"):
        buckets_add_up(losing, body)
