"""Trees of extreme shapes, whose sums are known without adding anything up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from weave_query.api import Database

DEEP, WIDE, ROUND = 1_500, 3_000, 200


def _call(project: str, number: int, parent: int | None) -> dict[str, Any]:
    return {
        "id": f"c{number:05}",
        "project_id": project,
        "op_name": "op",
        "trace_id": "t",
        "parent_id": None if parent is None else f"c{parent:05}",
        "started_at": f"2026-01-01T00:00:00.{number:06}Z",
        "ended_at": "2026-01-02T00:00:00Z",
        "summary": {"usage": {"m": {"prompt_tokens": 2**53, "requests": 1}}},
    }


@pytest.fixture(scope="module", params=ENGINES)
def shapes_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "usage_shapes")
    opened.load(calls=[_call("chain", number, number - 1 if number else None) for number in range(DEEP)])
    opened.load(calls=[_call("wide", number, 0 if number else None) for number in range(WIDE)])
    opened.load(calls=[_call("cycle", number, (number + 1) % ROUND) for number in range(ROUND)])
    opened.load(calls=[_call("cycle", number, 0) for number in range(ROUND, ROUND + 20)])
    yield opened
    opened.close()


def requests_of(db: Database, request: wq.TraceUsageReq | wq.CallsUsageReq) -> list[int]:
    """The requests of each call, which are the calls that it has below it, and itself; in the order of ids."""
    found = list(db.stream(request))
    # Sums beyond 64 bits are exact.
    assert all(models["m"].prompt_tokens == models["m"].requests * 2**53 for _, models in found)
    return [models["m"].requests for _, models in found]


def test_a_chain_however_deep_is_added_up(shapes_db: Database) -> None:
    request = wq.TraceUsageReq(project_id="chain", limit=None)
    assert requests_of(shapes_db, request) == list(range(DEEP, 0, -1))


def test_a_chain_is_reached_to_its_end(shapes_db: Database) -> None:
    request = wq.CallsUsageReq(project_id="chain", call_ids=["c00000", "c01000"])
    assert requests_of(shapes_db, request) == [DEEP, DEEP - 1000]


def test_many_children_of_one_call_are_added_up(shapes_db: Database) -> None:
    request = wq.TraceUsageReq(project_id="wide", limit=None)
    assert requests_of(shapes_db, request) == [WIDE, *[1] * (WIDE - 1)]


def test_calls_on_a_cycle_and_below_it_keep_their_own(shapes_db: Database) -> None:
    request = wq.TraceUsageReq(project_id="cycle", limit=None)
    assert requests_of(shapes_db, request) == [1] * (ROUND + 20)


def test_a_cycle_is_reached_once_around(shapes_db: Database) -> None:
    answer = shapes_db.run(wq.CallsUsageReq(project_id="cycle", call_ids=["c00003"]))
    assert answer.call_usage["c00003"]["m"].requests == 1
    with pytest.raises(wq.RequestError, match="WQ301"):
        shapes_db.run(wq.CallsUsageReq(project_id="cycle", call_ids=["c00003"], limit=ROUND + 19))
