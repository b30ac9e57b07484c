"""What calls cost, as a field and in answers, over hostile usage and overlapping prices: all engines and the judge."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.fields import Row
from tests.oracle.times import read_time
from tests.oracle.usage import EXACT, costs_of, price_of, usage_of
from tests.stats.rows import PROJECT, as_stored, prices, usage_calls
from weave_query import F
from weave_query.api import Database
from weave_query.requests import CallStatsRes


def _shared_ids(rows: list[Row]) -> list[Row]:
    """Prices of which some share an id: it is unique in its level and owner alone."""
    owners: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        owner = row["pricing_level"], row["pricing_level_id"]
        owners[owner] = owners.get(owner, 0) + 1
        found.append({**row, "id": f"price {owners[owner]}"})
    return found


CALLS, PRICES = usage_calls(3, 300), _shared_ids(prices(2))


@pytest.fixture(scope="module", params=ENGINES)
def costs_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "costs")
    opened.load(calls=CALLS, prices=PRICES)
    yield opened
    opened.close()


@lru_cache(maxsize=1)
def judged() -> dict[str, dict[str, Any]]:
    """Of each call that is not deleted the costs by model, those without a price as None."""
    return {row["id"]: dict(_costs(row)) for row in as_stored(CALLS) if row["deleted_at"] is None}


def _costs(row: Row) -> Iterator[tuple[str, Any]]:
    for model, counters in usage_of(row):
        price = price_of(model, read_time(row["started_at"]).micros, PROJECT, PRICES)
        yield model, None if price is None else (counters, price, costs_of(counters, price))


@lru_cache(maxsize=1)
def totals() -> dict[str, float | None]:
    """The double nearest to what a call cost."""
    found: dict[str, float | None] = {}
    for identity, models in judged().items():
        priced = [each[2]["total_cost"] for each in models.values() if each is not None]
        total = Decimal(0)
        for each in priced:
            total = EXACT.add(total, each)
        found[identity] = float(total) if priced else None
    return found


def has_few_digits(total: float) -> bool:
    """Is a cost what prices make that people write, and not one of a price such as a third of a dollar?"""
    scale = next((scale for bound, scale in ((0.125, 15), (128, 12), (131_072, 9)) if total < bound), None)
    return scale is not None and round(Decimal(repr(total)), scale) == Decimal(repr(total))


def ids(db: Database, condition: Any, **rest: Any) -> list[str]:
    return [call.id for call in db.run(wq.CallsQueryReq(project_id=PROJECT, query=wq.Query(condition), **rest)).calls]


def test_the_rows_are_worth_asking() -> None:
    known = [total for total in totals().values() if total is not None]
    assert len(known) > 100
    assert sum(total is None for total in totals().values()) > 20
    assert sum(0 < total < 0.125 for total in known) > 10
    assert sum(total > 131_072 for total in known) > 10


@pytest.mark.parametrize("place", range(0, 100, 24))
@pytest.mark.share(4)
def test_a_cost_is_compared_as_the_nearest_double(place: int, costs_db: Database) -> None:
    known = sorted({total for total in totals().values() if total is not None and has_few_digits(total)})
    bound = known[place * len(known) // 100]
    for condition, holds in (
        (F("cost") == bound, lambda total: total == bound),
        (F("cost") > bound, lambda total: total > bound),
        (F("cost") <= bound, lambda total: total <= bound),
    ):
        expected = {name for name, total in totals().items() if total is not None and holds(total)}
        assert set(ids(costs_db, condition, columns=["id"])) == expected


def test_without_a_price_there_is_no_cost(costs_db: Database) -> None:
    expected = {name for name, total in totals().items() if total is None}
    assert set(ids(costs_db, ~F("cost").exists(), columns=["id"])) == expected
    assert set(ids(costs_db, ~(F("cost") >= 0), columns=["id"])) == expected


def test_calls_are_sorted_by_cost_and_counted(costs_db: Database) -> None:
    body = {"project_id": PROJECT, "sort_by": [{"field": "cost", "direction": "desc"}], "columns": ["id"]}
    whole = costs_db.run(wq.parse_request("calls_query", body))
    assert isinstance(whole, wq.CallsQueryRes)
    found = [totals()[call.id] for call in whole.calls]
    known = [total for total in found if total is not None]
    assert len(found) == len(totals())
    assert found == known + [None] * (len(found) - len(known))
    assert all(next_ <= one * (1 + 1e-15) for one, next_ in pairwise(known))
    condition = wq.Query((F("cost") > 0.01) & (F("thread_id") == "one"))
    count = costs_db.run(wq.CallsQueryStatsReq(project_id=PROJECT, query=condition)).count
    threads = {row["id"]: row["thread_id"] for row in CALLS}
    assert count == sum((total or 0) > 0.01 and threads[name] == "one" for name, total in totals().items()) > 0


@pytest.mark.parametrize(
    "page", [{}, {"limit": 17, "offset": 5}, {"limit": 9, "sort_by": [{"field": "cost", "direction": "asc"}]}]
)
@pytest.mark.share(2)
def test_costs_of_a_page_are_exact(page: dict[str, Any], costs_db: Database) -> None:
    body = {"project_id": PROJECT, "include_costs": True, "columns": ["id"], **page}
    answer = costs_db.run(wq.parse_request("calls_query", body))
    assert isinstance(answer, wq.CallsQueryRes)
    assert len(answer.calls) == page.get("limit", len(totals()))
    unpriced = 0
    for call in answer.calls:
        assert call.summary is not None
        found = call.summary["weave"].get("costs", {})
        models = judged()[call.id]
        unpriced += sum(each is None for each in models.values())
        priced = {model: each for model, each in models.items() if each is not None}
        assert found.keys() == priced.keys()
        for model, (counters, price, costs) in priced.items():
            assert found[model]["prompt_tokens"] == counters["input_tokens"]
            assert found[model]["total_tokens"] == counters["total_tokens"]
            assert found[model]["prompt_tokens_total_cost"] == float(costs["input_cost"])
            assert found[model]["completion_tokens_total_cost"] == float(costs["output_cost"])
            assert found[model]["prompt_token_cost"] == float(price["prompt_token_cost"] or 0)
            assert found[model]["pricing_level"] == price["pricing_level"]
            assert read_time(f"{found[model]['effective_date']}Z") == read_time(price["effective_date"])
    assert answer.metadata["unpriced"] == unpriced


def test_the_column_cost_is_the_flag(costs_db: Database) -> None:
    flag = costs_db.run(wq.CallsQueryReq(project_id=PROJECT, include_costs=True, columns=["id"], limit=5))
    column = costs_db.run(wq.CallsQueryReq(project_id=PROJECT, columns=["cost"], limit=5))
    assert flag == column


def test_statistics_take_a_condition_on_costs(costs_db: Database) -> None:
    body = {
        "project_id": PROJECT,
        "start": "2025-01-01T00:00:00Z",
        "end": "2026-01-01T00:00:00Z",
        "granularity": 604_800,
        "call_metrics": [{"metric": "call_count"}],
        "usage_metrics": [{"metric": "total_cost"}],
    }
    answer = costs_db.run(wq.parse_request("call_stats", body), where=F("cost") > 1)
    assert isinstance(answer, CallStatsRes)
    expected = sum((total or 0) > 1 for total in totals().values())
    assert sum(bucket["sum_call_count"] for bucket in answer.call_buckets) == expected > 0


def test_a_request_without_costs_has_one_statement_and_no_join() -> None:
    plain = wq.compile(wq.CallsQueryReq(project_id=PROJECT), "duckdb")
    costly = wq.compile(wq.CallsQueryReq(project_id=PROJECT, include_costs=True), "duckdb")
    assert [query.name for query in plain.queries] == ["calls"]
    assert [query.name for query in costly.queries] == ["calls", "costs"]
    assert costly.queries[0].sql == plain.queries[0].sql
