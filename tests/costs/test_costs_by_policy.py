"""What calls cost when their stored usage has that of the calls below in it: of their own usage, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.rollup import Stored
from tests.oracle.times import read_time
from tests.oracle.usage import EXACT, costs_of, price_of
from tests.stats.rows import as_stored, prices
from tests.usage.forests import PROJECT, forest
from weave_query import F
from weave_query.api import Database
from weave_query.options import StoredUsage

CALLS, PRICES = forest(11, 90), prices(4)
POLICIES: tuple[StoredUsage, ...] = ("own", "cumulative", "auto")


@pytest.fixture(scope="module", params=ENGINES)
def policies_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "costs_by_policy")
    opened.load(calls=CALLS, prices=PRICES)
    yield opened
    opened.close()


@cache
def judged(policy: str) -> dict[str, dict[str, Any]]:
    """Of each call that is not deleted, by model the tokens of its own usage and their costs, None without a price."""
    rows = [row for row in as_stored(CALLS) if row["project_id"] == PROJECT]
    stored = Stored(rows, policy)
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["deleted_at"] is None:
            found[row["id"]] = {}
            for model, counters in stored.own(row["id"]).items():
                price = price_of(model, read_time(row["started_at"]).micros, PROJECT, PRICES)
                costs = None if price is None else costs_of(counters, price)
                found[row["id"]][model] = (counters["input_tokens"], counters["output_tokens"], costs)
    return found


def total(models: dict[str, Any]) -> Decimal | None:
    costs = [each[2]["total_cost"] for each in models.values() if each[2] is not None]
    whole = Decimal(0)
    for cost in costs:
        whole = EXACT.add(whole, cost)
    return whole if costs else None


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.share(2)
def test_the_costs_of_a_call_are_of_its_own_usage(policy: StoredUsage, policies_db: Database) -> None:
    policies_db.options = replace(policies_db.options, stored_usage=policy)
    answer = policies_db.run(wq.CallsQueryReq(project_id=PROJECT, include_costs=True, columns=["summary"]))
    found = {call.id: (call.summary or {})["weave"].get("costs", {}) for call in answer.calls}
    assert found.keys() == judged(policy).keys()
    for id, models in judged(policy).items():
        priced = {model: each for model, each in models.items() if each[2] is not None}
        assert {m: (row["prompt_tokens"], row["completion_tokens"]) for m, row in found[id].items()} == {
            model: each[:2] for model, each in priced.items()
        }
    unpriced = sum(each[2] is None for models in judged(policy).values() for each in models.values())
    assert answer.metadata["unpriced"] == unpriced


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.share(2)
def test_the_field_is_of_the_own_usage(policy: StoredUsage, policies_db: Database) -> None:
    policies_db.options = replace(policies_db.options, stored_usage=policy)
    costs = {id: total(models) for id, models in judged(policy).items()}
    known = sorted(cost for cost in costs.values() if cost is not None)
    # Between two costs, so that no rounding decides.
    place = next(n for n in range(len(known) // 2, len(known) - 1) if known[n + 1] > known[n] * Decimal("1.0001"))
    bound = float((known[place] + known[place + 1]) / 2)
    answer = policies_db.run(wq.CallsQueryReq(project_id=PROJECT, columns=["id"]), where=F("cost") > bound)
    expected = {id for id, cost in costs.items() if cost is not None and cost > bound}
    assert {call.id for call in answer.calls} == expected
    assert 0 < len(expected) < len(costs)


def test_the_policies_differ() -> None:
    totals = [sum(total(models) or 0 for models in judged(policy).values()) for policy in POLICIES]
    assert len(set(totals)) == len(POLICIES)
