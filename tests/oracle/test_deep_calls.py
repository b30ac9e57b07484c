"""Requests at the limit of depth, of every shape, over hostile rows: every engine answers them like the judge."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, answer_of
from tests.oracle import hostile
from tests.oracle.deep import SHAPES
from tests.oracle.query import calls_query
from tests.sampling import each_engine_some
from weave_query.api import Database
from weave_query.errors import LimitError

DEPTH = wq.Limits().depth


def body_of(shape: str, levels: int) -> dict[str, Any]:
    return {"project_id": hostile.PROJECT, "columns": ["id"], "query": {"$expr": SHAPES[shape](levels)}}


@contextmanager
def deep_judge() -> Iterator[None]:
    """The judge asks its operands by recursion, without a bound of its own."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@lru_cache(maxsize=64)
def judged(shape: str, levels: int) -> list[str]:
    with deep_judge():
        return [row["id"] for row in calls_query(body_of(shape, levels), hostile.judged_rows())]


@each_engine_some("engine,shape", ENGINES, SHAPES, share=28)
def test_an_engine_answers_a_request_at_the_limit_of_depth(engine: str, shape: str, db: Database) -> None:
    answer = answer_of(db, "calls_query", body_of(shape, DEPTH), unknown_keys="error")
    assert isinstance(answer, list), answer
    assert [row["id"] for row in answer] == judged(shape, DEPTH)


@pytest.mark.parametrize("shape", SHAPES)
def test_one_level_more_is_refused_by_the_name_of_the_limit(shape: str, db: Database) -> None:
    request = wq.CallsQueryReq(**body_of(shape, DEPTH + 1))
    with pytest.raises(LimitError) as refused:
        db.compile(request)
    assert (refused.value.code, refused.value.limit) == ("WQ301", "depth")


@pytest.mark.long
def test_some_of_the_shapes_select_some_calls_but_not_all() -> None:
    everything = len(hostile.judged_rows())
    assert sum(0 < len(judged(shape, DEPTH)) < everything for shape in SHAPES) >= len(SHAPES) // 3
