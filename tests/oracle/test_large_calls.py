"""Requests that are wide, not deep, over hostile rows: every engine answers them like the judge."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from tests.engines import answer_of
from tests.oracle import hostile
from tests.oracle.build import get, if_null, lit, size, some, this, to
from tests.oracle.query import calls_query
from weave_query.api import Database

Json = Any


def _first_of(many: int, *last: Json) -> Json:
    return if_null(*(get(f"inputs.none{number}") for number in range(many)), *last)


LARGE: dict[str, Json] = {
    "the first of 300 fields": {"$gte": [_first_of(300, get("inputs.v"), get("inputs.w")), lit(5)]},
    "the size of the first of 300 fields": {"$gt": [size(_first_of(300, get("inputs.items"))), lit(1)]},
    "a number of the first of 300 fields": {"$gt": [to("double", _first_of(300, get("inputs.v"))), lit(1)]},
    "elements of the first of 100 fields": some(_first_of(100, get("inputs.items")), {"$gt": [this(), lit(1)]}),
}


@lru_cache(maxsize=len(LARGE))
def judged(name: str) -> list[str]:
    return [row["id"] for row in calls_query(_body(name), hostile.judged_rows())]


def _body(name: str) -> dict[str, Json]:
    return {"project_id": hostile.PROJECT, "columns": ["id"], "query": {"$expr": LARGE[name]}}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.share(3)
def test_an_engine_answers_a_wide_request(name: str, db: Database) -> None:
    answer = answer_of(db, "calls_query", _body(name), unknown_keys="error")
    assert isinstance(answer, list), answer
    assert [row["id"] for row in answer] == judged(name)


@pytest.mark.parametrize("name", LARGE)
def test_a_wide_request_selects_some_calls_but_not_all(name: str) -> None:
    assert 0 < len(judged(name)) < len(hostile.judged_rows())
