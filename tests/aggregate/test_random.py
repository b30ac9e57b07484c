"""Random aggregations: every engine and the evaluator answer what the judge does, to the last row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.aggregate.asks import hostile_body, hostile_rows, recorded_body, recorded_rows
from tests.aggregate.judging import differences, judged
from tests.engines import ENGINES, Engines
from tests.oracle import hostile
from weave_query.api import Database
from weave_query.requests.aggregate import AggregateRes

SEEDS = range(30)
BODIES = {"hostile": hostile_body, "recorded": recorded_body}
ASKED = [(rows, seed) for rows in BODIES for seed in SEEDS]


@pytest.fixture(scope="module", params=ENGINES)
def db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "aggregate")
    opened.load(calls=[*hostile.ROWS, *recorded_rows()])
    yield opened
    opened.close()


@lru_cache(maxsize=len(ASKED))
def expected(rows: str, seed: int) -> list[dict[str, Any]]:
    return judged(BODIES[rows](seed), hostile_rows() if rows == "hostile" else recorded_rows())


@pytest.mark.parametrize(("rows", "seed"), ASKED)
@pytest.mark.share(8)
def test_an_engine_answers_like_the_judge(rows: str, seed: int, db: Database) -> None:
    body = BODIES[rows](seed)
    answer = db.run(wq.parse_request("aggregate", body))
    assert isinstance(answer, AggregateRes)
    assert differences(answer, body, expected(rows, seed)) == []


@pytest.mark.long
def test_the_requests_are_worth_asking() -> None:
    several = [len(expected(rows, seed)) >= 2 for rows, seed in ASKED]
    assert sum(several) >= len(ASKED) * 2 // 3
    bodies = [BODIES[rows](seed) for rows, seed in ASKED]
    for key in ("having", "order", "limit", "bucket"):
        assert sum(key in body for body in bodies) >= len(bodies) // 8, key
    assert sum(any("top" in each for each in body["dimensions"]) for body in bodies) >= len(bodies) // 4
