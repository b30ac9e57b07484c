"""The recorded calls queries with costs, on every engine: equal to the recorded answers but where a rule says why."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.times import read_time
from tests.oracle.values import read_integer
from tests.recorded.cases import CALLS, DATA, corpus, same_json
from weave_query.api import Database


@lru_cache(maxsize=1)
def cases() -> dict[str, dict[str, Any]]:
    with gzip.open(DATA / "cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line, parse_int=read_integer) for line in lines]
    return {
        case["id"]: case for case in found if case["kind"] == "calls_query" and case["request"].get("include_costs")
    }


@pytest.fixture(scope="module", params=ENGINES)
def recorded_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "recorded_costs")
    opened.load(calls=CALLS, prices=DATA / "prices.jsonl.gz")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", sorted(cases()))
def test_a_recorded_query_with_costs(name: str, recorded_db: Database) -> None:
    case = cases()[name]
    answer = recorded_db.run(wq.parse_request("calls_query", case["request"], unknown_keys="ignore"))
    assert isinstance(answer, wq.CallsQueryRes)
    if "error" in case["expected"]:
        assert case["expected"]["stage"] == "run", "a model name with a quote made invalid JSON there (D32)"
        assert any('"' in model for call in answer.calls for model in usage(call.summary))
        assert any(costs(call.summary) for call in answer.calls)
        return
    assert [call.id for call in answer.calls] == case["expected"]["ids"]
    compared = 0
    for row, call in zip(case["expected"]["rows"], answer.calls, strict=True):
        if "summary" in row:
            compared += compare(row, costs(call.summary))
    assert compared >= 10 or case["compare_rows"] == ["id"]


def costs(summary: Any) -> dict[str, Any]:
    found: dict[str, Any] = summary["weave"].get("costs", {})
    return found


def usage(summary: Any) -> dict[str, Any]:
    found: dict[str, Any] = summary.get("usage") or {}
    return found


def compare(row: dict[str, Any], ours: dict[str, Any]) -> int:
    """How many models were compared. What has no price is left out, where it was all zeros there (D20)."""
    theirs = {model: each for model, each in costs(row["summary"]).items() if each["provider_id"] != ""}
    started = next(call["started_at"] for call in corpus() if call["id"] == row["id"])
    for model, mine in ours.items():
        if model not in theirs:
            assert len(ours) > 1, "a call with other models that have a price: D20"
            continue
        recorded = theirs[model]
        later = read_time(mine["effective_date"] + "Z").micros > read_time(started).micros
        assert later or mine["effective_date"] == recorded["effective_date"]
        for key, value in recorded.items():
            if key == "total_tokens":
                assert mine[key] == value or value == 0, "totals are derived where there is none: D19"
            elif not later:
                assert same_json(mine[key], value), (row["id"], model, key)
            elif key.endswith(("tokens", "requests")):
                # The earliest of the prices that are still to come, there the latest (D20).
                assert mine[key] == value
    assert theirs.keys() <= ours.keys()
    return len(ours)
