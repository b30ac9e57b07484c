"""The recorded requests for usage: every engine answers what the other server did, or a rule says why not."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.recorded.cases import CALLS, DATA, same_json
from weave_query.api import Database

# D20: what is older than every price of its model has the earliest of them, not the latest.
EXCUSED = {"calls_usage-429": "D20"}


@lru_cache(maxsize=1)
def cases() -> dict[str, dict[str, Any]]:
    with gzip.open(DATA / "cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return {case["id"]: case for case in found if case["kind"] in ("trace_usage", "calls_usage")}


@pytest.fixture(scope="module", params=ENGINES)
def recorded_db(request: pytest.FixtureRequest, engines: Engines) -> Any:
    opened = engines.open(request.param, "recorded_usage")
    opened.load(calls=CALLS, prices=DATA / "prices.jsonl.gz")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", cases())
@pytest.mark.share(3)
def test_an_engine_answers_what_was_recorded(name: str, recorded_db: Database) -> None:
    case = cases()[name]
    if "error" in case["expected"]:
        with pytest.raises(wq.RequestError):
            recorded_db.run(wq.parse_request(case["kind"], case["request"]))
        return
    answer = recorded_db.run(wq.parse_request(case["kind"], case["request"])).model_dump(mode="json")
    expected = json.loads(json.dumps(case["expected"]))
    if name in EXCUSED:
        assert not same_json(answer, expected)
        for usage in (answer["call_usage"], expected["call_usage"]):
            for models in usage.values():
                for counters in models.values():
                    for cost in [key for key in counters if key.endswith("_cost")]:
                        del counters[cost]
    for usage in expected["call_usage"].values():
        for counters in usage.values():
            for cost in ("prompt", "completion", "cache_read_input", "cache_creation_input"):
                if name not in EXCUSED:
                    counters.setdefault(f"{cost}_tokens_total_cost", None)
    assert same_json(answer, expected)


def test_there_are_recorded_cases_of_both_kinds() -> None:
    assert len(cases()) >= 8
