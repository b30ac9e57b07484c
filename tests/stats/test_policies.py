"""Statistics of usage over hostile trees, by every reading of what is stored: every engine and the judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.oracle.stats import call_stats
from tests.stats.comparing import differences
from tests.stats.rows import as_stored, prices
from tests.usage.forests import PROJECT, forest
from weave_query.api import Database
from weave_query.options import StoredUsage
from weave_query.requests import CallStatsRes

CALLS, PRICES = forest(11, 150), prices(4)
POLICIES: tuple[StoredUsage, ...] = ("own", "cumulative", "auto")
# Without costs, with them; of all calls, of some, whose children are others.
BODIES: tuple[dict[str, Any], ...] = (
    {
        "granularity": 86_400,
        "usage_metrics": [
            {"metric": "total_tokens", "aggregations": ["sum", "count", "max"], "percentiles": [50]},
            {"metric": "cache_read_input_tokens"},
        ],
    },
    {
        "granularity": 604_800,
        "timezone": "America/New_York",
        "filter": {"op_names": ["weave:///e/p/op/a:*"]},
        "usage_metrics": [
            {"metric": "total_cost", "aggregations": ["sum", "avg", "min"], "percentiles": [90]},
            {"metric": "input_tokens", "aggregations": ["sum", "count_true", "count_false"]},
        ],
    },
)


@pytest.fixture(scope="module", params=ENGINES)
def policies_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "stats_policies")
    opened.load(calls=CALLS, prices=PRICES)
    yield opened
    opened.close()


def body_of(number: int) -> dict[str, Any]:
    return {"project_id": PROJECT, "start": "2025-10-01T00:00:00Z", "end": "2025-12-01T00:00:00Z", **BODIES[number]}


@lru_cache(maxsize=1)
def stored_calls() -> list[dict[str, Any]]:
    return as_stored(CALLS)


@cache
def judged(number: int, policy: str) -> dict[str, Any]:
    return call_stats(body_of(number), stored_calls(), PRICES, policy)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("number", range(len(BODIES)))
@pytest.mark.share(2)
def test_an_engine_answers_like_the_judge(number: int, policy: StoredUsage, policies_db: Database) -> None:
    policies_db.options = replace(policies_db.options, stored_usage=policy)
    answer = policies_db.run(wq.parse_request("call_stats", body_of(number)))
    assert isinstance(answer, CallStatsRes)
    expected = judged(number, policy)
    assert differences(answer, expected) == []
    assert answer.metadata["stored_usage"] == policy
    assert answer.metadata.get("read_as", expected["read_as"]) == expected["read_as"]
    assert answer.metadata.get("unpriced", expected["unpriced"]) == expected["unpriced"]
    assert answer.metadata.get("unpriced_models", expected["unpriced_models"]) == expected["unpriced_models"]


def test_the_policies_differ() -> None:
    for number in range(len(BODIES)):
        answers = [judged(number, policy)["usage_buckets"] for policy in POLICIES]
        assert all(one != other for place, one in enumerate(answers) for other in answers[:place])
        read_as = judged(number, "auto")["read_as"]
        assert min(read_as.values()) >= 3
        assert judged(number, "auto")["unpriced"] >= 3
