"""Statistics of what a condition at the limit of depth selects: every engine runs them, and answers like `memory://`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.oracle import hostile
from tests.oracle.deep import SHAPES
from tests.sampling import each_engine_some
from tests.stats.rows import prices
from weave_query.api import Database

OPTIONS = wq.Options(driver_functions=True)
REQUEST = wq.parse_request(
    "call_stats",
    {
        "project_id": hostile.PROJECT,
        "start": "1970-01-02T00:00:00Z",
        "end": "2040-01-01T00:00:00Z",
        "granularity": 52 * 604_800,
        "call_metrics": [{"metric": "latency_ms", "aggregations": ["max"]}],
        "usage_metrics": [{"metric": "total_cost", "aggregations": ["count"]}],
    },
)


def loaded(db: Database) -> Database:
    db.load(calls=hostile.ROWS, prices=prices(2))
    return db


@lru_cache(maxsize=1)
def evaluator() -> Database:
    db = wq.connect("memory://", options=OPTIONS)
    db.create_schema()
    return loaded(db)


@pytest.fixture(scope="module")
def engine_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = loaded(engines.open(request.param, "deep_stats", OPTIONS))
    yield opened
    opened.close()


@each_engine_some("engine_db,shape", SQL_ENGINES, SHAPES, share=18)
def test_statistics_of_a_deep_condition(engine_db: Database, shape: str) -> None:
    where = {"$expr": SHAPES[shape](wq.Limits().depth)}
    assert engine_db.run(REQUEST, where=where) == evaluator().run(REQUEST, where=where)
