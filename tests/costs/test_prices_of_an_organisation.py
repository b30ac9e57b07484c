"""Prices of an organisation, by `Options.org_id`: between those of the project and those for everybody, in every kind
of request that counts costs, on every engine; and never those of another organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.golden import answers, spend
from tests.golden.spend import ORG, PROJECT
from tests.sampling import first_ones
from weave_query import F
from weave_query.api import Database
from weave_query.requests import AggregateRes

ORGS = (ORG, "another")
_USAGE = {"project_id": PROJECT, "include_costs": True, "limit": None}
REQUESTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("calls_query", {"project_id": PROJECT, "include_costs": True}),
    ("trace_usage", _USAGE),
    ("calls_usage", {**_USAGE, "call_ids": ["s00", "s07", "s10"]}),
    (
        "call_stats",
        {
            "project_id": PROJECT,
            "start": "2025-11-01T00:00:00Z",
            "end": "2025-11-06T00:00:00Z",
            "usage_metrics": [{"metric": "total_cost", "aggregations": ["sum", "max"], "percentiles": [50]}],
        },
    ),
)


@pytest.fixture(scope="module", params=ENGINES)
def org_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "org_prices")
    opened.load(calls=spend.calls(), prices=spend.prices())
    yield opened
    opened.close()


@pytest.mark.parametrize("org", first_ones(ORGS, 1))
@pytest.mark.parametrize(("kind", "body"), REQUESTS, ids=[kind for kind, _ in REQUESTS])
def test_costs_are_by_the_prices_of_the_organisation(
    kind: str, body: dict[str, Any], org: str | None, org_db: Database
) -> None:
    org_db.options = wq.Options(org_id=org)
    assert answers.answered(org_db, kind, body) == answers.judged(kind, body, org_db.options)


@pytest.mark.parametrize("org", first_ones(ORGS, 1))
def test_the_field_cost_is_by_the_prices_of_the_organisation(org: str | None, org_db: Database) -> None:
    org_db.options = wq.Options(org_id=org)
    mine = [row for row in spend.stored(org) if row["project_id"] == PROJECT and row["deleted_at"] is None]
    costs = {row["id"]: row["cost"] for row in mine if row["cost"] is not None}
    bound = costs["s02"]
    expected = sorted((id for id, cost in costs.items() if cost >= bound), key=lambda id: (costs[id], id))
    sort_by = [wq.SortBy(field="cost", direction="asc"), wq.SortBy(field="id", direction="asc")]
    found = org_db.run(wq.CallsQueryReq(project_id=PROJECT, sort_by=sort_by), where=F("cost") >= bound)
    assert [call.id for call in found.calls] == expected
    total = org_db.run(
        wq.parse_request(
            "aggregate", {"project_id": PROJECT, "measures": [{"function": "sum", "field": "cost", "name": "cost"}]}
        )
    )
    assert isinstance(total, AggregateRes)
    assert total.rows[0]["cost"] == pytest.approx(sum(costs.values()), rel=1e-12)


def test_the_organisations_of_the_test_differ() -> None:
    """The models without a price for everybody, and what each organisation pays for the others."""
    by_org = [[row["cost"] for row in spend.stored(org)] for org in (None, *ORGS)]
    assert all(one != other for place, one in enumerate(by_org) for other in by_org[:place])
    assert by_org[0] == [row["cost"] for row in spend.stored("nobody")]


def test_the_organisation_is_a_value_and_what_has_no_price_has_no_trace_of_it() -> None:
    costly = wq.CallsQueryReq(project_id=PROJECT, include_costs=True)
    first, second = (wq.compile(costly, "duckdb", options=wq.Options(org_id=org)) for org in (ORG, "é'"))
    assert first.sql == second.sql != wq.compile(costly, "duckdb").sql
    assert "é'" in second["costs"].params.values()
    plain = wq.CallsQueryReq(project_id=PROJECT)
    with_org = wq.compile(plain, "duckdb", options=wq.Options(org_id=ORG))
    without = wq.compile(plain, "duckdb")
    assert (with_org.sql, with_org.params) == (without.sql, without.params)


@pytest.mark.parametrize("org", ["", "a\0b", "\ud800", 5, b"acme"])
def test_what_is_no_name_of_an_organisation_is_refused(org: Any) -> None:
    with pytest.raises(wq.WeaveQueryError, match=r"WQ507.*org_id"):
        wq.Options(org_id=org)
