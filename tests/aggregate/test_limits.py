"""How many groups and rows an answer may have: what is too much is an error, and what a request cuts is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from weave_query.api import Database
from weave_query.errors import LimitError

PROJECT = "many/groups"
GROUPS = 1_002
CALLS = [
    {
        "id": f"call-{n:05}",
        "project_id": PROJECT,
        "trace_id": f"trace-{n % GROUPS:04}",
        "op_name": "op",
        "started_at": f"2026-01-{1 + n % 3:02}T00:00:00Z",
        "inputs": {"n": n},
    }
    for n in range(GROUPS * 2)
]
BY_TRACE = {"project_id": PROJECT, "dimensions": [{"field": "trace_id"}]}
IN_DAYS = {**BY_TRACE, "bucket": {"every": "day"}, "start": "2026-01-01T00:00:00Z", "end": "2026-01-04T00:00:00Z"}


@pytest.fixture(scope="module", params=ENGINES)
def db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "many_groups")
    opened.load(calls=CALLS)
    yield opened
    opened.close()


def asked(db: Database, body: dict[str, Any], **limits: int) -> wq.AggregateRes:
    options = wq.Options(limits=wq.Limits(**limits))
    answer = db.run_compiled(wq.compile(wq.parse_request("aggregate", body), db.backend, options=options))
    assert isinstance(answer, wq.AggregateRes)
    return answer


@pytest.mark.parametrize("body", [BY_TRACE, IN_DAYS], ids=["in all", "in days"])
def test_more_groups_than_the_limit_are_an_error(body: dict[str, Any], db: Database) -> None:
    with pytest.raises(LimitError) as refused:
        asked(db, body)
    assert (refused.value.limit, str(refused.value.at)) == ("groups", "/dimensions")
    assert "`top`" in str(refused.value)
    assert len({row["trace_id"] for row in asked(db, body, groups=GROUPS).rows}) == GROUPS


def test_buckets_do_not_count_as_groups(db: Database) -> None:
    few = {**IN_DAYS, "query": {"$expr": {"$lt": [{"$getField": "inputs.n"}, 900]}}}
    assert len(asked(db, {**few, "bucket": {"every": "day", "fill": True}}, groups=900).rows) == 3 * 900
    assert len(asked(db, few, groups=900).rows) == 900


@pytest.mark.parametrize("fill", [False, True])
def test_more_rows_than_the_limit_are_an_error(fill: bool, db: Database) -> None:
    some = {**IN_DAYS, "bucket": {"every": "day", "fill": fill}}
    with pytest.raises(LimitError) as refused:
        asked(db, some, groups=5_000, rows=1_000)
    assert refused.value.limit == "rows"


@pytest.mark.parametrize(("limit", "truncated"), [(5, True), (GROUPS - 1, True), (GROUPS, False), (5_000, False)])
def test_a_limit_of_the_request_cuts_and_says_so(limit: int, truncated: bool, db: Database) -> None:
    answer = asked(db, {**BY_TRACE, "limit": limit})
    assert (len(answer.rows), answer.truncated) == (min(limit, GROUPS), truncated)
    assert answer.rows[0] == {"trace_id": "trace-0000", "count": 2}


def test_top_and_having_make_groups_fewer(db: Database) -> None:
    top = {**BY_TRACE, "dimensions": [{"field": "trace_id", "top": 2}]}
    assert [row["count"] for row in asked(db, top).rows] == [2, 2, 2 * (GROUPS - 2)]
    assert asked(db, top).rows[-1]["trace_id"] == {"$other": True}
    having = {"$expr": {"$lt": [{"$getField": "min_inputs.n"}, 10]}}
    few = {**BY_TRACE, "measures": [{"function": "min", "field": "inputs.n"}], "having": having}
    assert [row["min_inputs.n"] for row in asked(db, few).rows] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_one_group_is_there_without_dimensions_also_of_no_calls(db: Database) -> None:
    measures = [{"function": name, "field": "latency_ms"} for name in ("count", "sum", "avg", "min", "count_distinct")]
    (row,) = asked(db, {"project_id": "nobody", "measures": measures}).rows
    assert list(row.values()) == [0, 0, None, None, 0]
    assert asked(db, {"project_id": "nobody", "dimensions": [{"field": "op_name"}]}).rows == []


@pytest.mark.parametrize(
    ("body", "limit", "place"),
    [
        ({"measures": [{"function": "count", "name": f"m{n}"} for n in range(51)]}, "measures", "/measures"),
        ({"dimensions": [{"field": "op_name", "name": f"d{n}"} for n in range(9)]}, "dimensions", "/dimensions"),
        ({"limit": 100_001}, "rows", "/limit"),
        ({"order": [{"by": "count"}] * 9}, "sort_keys", "/order"),
        (
            {"start": "1900-01-01", "end": "2000-01-01", "bucket": {"every": "day"}},
            "buckets",
            "/bucket/every",
        ),
    ],
)
def test_a_request_beyond_a_limit_is_refused(body: dict[str, Any], limit: str, place: str) -> None:
    with pytest.raises(LimitError) as refused:
        wq.compile(wq.parse_request("aggregate", {"project_id": "p", **body}), "sqlite")
    assert (refused.value.limit, str(refused.value.at)) == (limit, place)


def test_as_many_measures_and_dimensions_as_there_may_be_are_answered(db: Database) -> None:
    functions = ("sum", "avg", "min", "max", "count_distinct")
    body = {
        "project_id": PROJECT,
        "query": {"$expr": {"$lt": [{"$getField": "inputs.n"}, 50]}},
        "dimensions": [{"field": f"inputs.k{n}"} for n in range(7)] + [{"field": "op_name", "top": 1}],
        "measures": [{"function": functions[n % 5], "field": "inputs.n", "name": f"m{n}"} for n in range(49)]
        + [{"function": "percentile", "percentile": 50, "field": "inputs.n"}],
    }
    (row,) = asked(db, body).rows
    assert (row["m0"], row["m1"], row["m2"], row["m3"], row["m4"], row["p50_inputs.n"]) == (1225, 24.5, 0, 49, 50, 24.5)


def test_months_of_centuries_are_answered(db: Database) -> None:
    """A month is a piece of the formula by itself, so these are the longest formulas."""
    body = {
        "project_id": PROJECT,
        "start": "1900-01-01T00:00:00Z",
        "end": "2029-12-31T23:00:00Z",
        "bucket": {"every": "month", "fill": True, "timezone": "Europe/Paris"},
    }
    answer = asked(db, body)
    assert len(answer.rows) == 130 * 12
    assert [row for row in answer.rows if row["count"]] == [
        {"bucket": "2026-01-01T00:00:00+01:00", "count": len(CALLS)}
    ]
