"""Aggregations of what is at the limit of depth, in every place of a request: every engine answers like `memory://`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import SQL_ENGINES, Engines
from tests.oracle import hostile
from tests.oracle.deep import SHAPES
from tests.sampling import each_engine_some
from weave_query.api import Database

OPTIONS = wq.Options(driver_functions=True)


def loaded(db: Database) -> Database:
    db.load(calls=hostile.ROWS)
    return db


@lru_cache(maxsize=1)
def evaluator() -> Database:
    db = wq.connect("memory://", options=OPTIONS)
    db.create_schema()
    return loaded(db)


@pytest.fixture(scope="module")
def engine_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = loaded(engines.open(request.param, "deep_aggregate", OPTIONS))
    yield opened
    opened.close()


def body(shape: str) -> dict[str, Any]:
    """The condition in one of the places that there are, in turns: as a key, as a number, beside a measure."""
    deep = SHAPES[shape](wq.Limits().depth)
    found: dict[str, Any] = {"project_id": hostile.PROJECT, "measures": [{"function": "count"}]}
    match list(SHAPES).index(shape) % 3:
        case 0:
            found["dimensions"] = [{"value": deep, "name": "holds"}]
        case 1:
            found["measures"] = [{"function": "avg", "value": deep, "name": "share"}]
        case _:
            found["dimensions"] = [{"field": "thread_id"}]
            found["measures"] = [{"function": "sum", "field": "latency_ms", "where": {"$expr": deep}}]
    return found


@each_engine_some("engine_db,shape", SQL_ENGINES, SHAPES, share=4)
@pytest.mark.share(3)
def test_an_aggregation_of_a_deep_condition(engine_db: Database, shape: str) -> None:
    request = wq.parse_request("aggregate", body(shape))
    assert engine_db.run(request) == evaluator().run(request)
