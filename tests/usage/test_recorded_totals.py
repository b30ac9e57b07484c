"""What the recorded calls used, counted in three ways, and what is counted twice where stored usage is taken as own."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from weave_query.api import Database
from weave_query.options import StoredUsage

CALLS = Path(__file__).resolve().parents[2] / "examples" / "data" / "calls.jsonl.gz"
USED = 342_382
STORED = 748_295
# What the SDKs of two providers call the tokens that go in and those that come out.
WORDS = (("prompt", "input"), ("completion", "output"))


@lru_cache(maxsize=1)
def calls() -> list[dict[str, Any]]:
    with gzip.open(CALLS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stored(call: dict[str, Any]) -> int:
    """The tokens in a call's summary, of all models."""
    usage = (call.get("summary") or {}).get("usage") or {}
    return sum(model.get("total_tokens") or _sum_of_parts(model) for model in usage.values())


def _sum_of_parts(model: dict[str, Any]) -> int:
    asked, answered = (model.get(f"{old}_tokens") or model.get(f"{new}_tokens") or 0 for old, new in WORDS)
    return int(asked + answered)


@pytest.fixture(scope="module", params=ENGINES)
def totals_db(request: pytest.FixtureRequest, engines: Engines) -> Any:
    opened = engines.open(request.param, "recorded_totals")
    opened.load(calls=CALLS)
    yield opened
    opened.close()


def test_calls_with_usage_and_no_child_with_usage_have_all_that_was_used() -> None:
    above = {call["parent_id"] for call in calls() if stored(call)}
    assert sum(stored(call) for call in calls() if call["id"] not in above) == USED
    assert sum(map(stored, calls())) == STORED


@pytest.mark.parametrize(("policy", "total"), [("auto", USED), ("cumulative", USED), ("own", STORED)])
def test_all_calls_used_what_their_stored_usage_is_read_as(
    policy: StoredUsage, total: int, totals_db: Database
) -> None:
    totals_db.options = wq.Options(stored_usage=policy)
    found = 0
    for project in projects():
        body = {
            "start": "2025-01-01T00:00:00Z",
            "end": "2027-01-01T00:00:00Z",
            "usage_metrics": [{"metric": "total_tokens"}],
        }
        buckets = totals_db.run(wq.parse_request("call_stats", {"project_id": project, **body})).usage_buckets  # type: ignore[attr-defined]
        found += sum(bucket["sum_total_tokens"] for bucket in buckets)
    assert found == total


@pytest.mark.parametrize("policy", ["auto", "cumulative"])
@pytest.mark.long
def test_the_roots_hold_what_all_calls_used(policy: StoredUsage, totals_db: Database) -> None:
    totals_db.options = wq.Options(stored_usage=policy)
    roots = {call["id"] for call in calls() if call["parent_id"] is None}
    found = 0
    for project in projects():
        usage = totals_db.stream(wq.TraceUsageReq(project_id=project, limit=None))
        found += sum(each.total_tokens for id, models in usage if id in roots for each in models.values())
    assert found == USED


def projects() -> list[str]:
    return sorted({call["project_id"] for call in calls()})
