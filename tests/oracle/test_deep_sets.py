"""Requests about feedback at the limit of depth, of every shape: every engine answers them like the judge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, answer_of
from tests.oracle.deep import SHAPES
from tests.oracle.hostile_sets import PROJECT, judged_rows
from tests.oracle.query import calls_query
from tests.oracle.test_deep_calls import deep_judge
from tests.sampling import each_engine_some
from weave_query.api import Database

Json = Any
DEPTH = wq.Limits().depth
# Of a row, and where the call's are left beside them, of the row and its call.
OF_A_SET = {f"inputs.{name}": f"feedback.[*].payload.{name}" for name in ("v", "w", "items")}
BESIDE_THE_CALL = {"inputs.v": "feedback.[*].payload.v", "inputs.items": "feedback.[*].payload.items"}
OF_ONE_ROW = {
    **{f"inputs.{name}": f"payload.{name}" for name in ("v", "w", "items", "missing")},
    **{"attributes.n": "payload.n", "summary.n": "payload.n"},
}
FORMS = ("a set", "beside the call", "one row")
ASKED = [(form, shape) for form in FORMS for shape in SHAPES]


def renamed(source: Json, names: Mapping[str, str]) -> Json:
    if isinstance(source, list):
        return [renamed(item, names) for item in source]
    if not isinstance(source, dict):
        return source
    return {
        name: names.get(body, body) if name == "$getField" and isinstance(body, str) else renamed(body, names)
        for name, body in source.items()
    }


def body_of(form: str, shape: str) -> dict[str, Any]:
    if form == "one row":
        inner = renamed(SHAPES[shape](DEPTH - 1), OF_ONE_ROW)
        condition: Json = {"$feedback": {"type": "*", "where": inner}}
    else:
        condition = renamed(SHAPES[shape](DEPTH), OF_A_SET if form == "a set" else BESIDE_THE_CALL)
    return {"project_id": PROJECT, "columns": ["id"], "query": {"$expr": condition}}


@lru_cache(maxsize=128)
def judged(form: str, shape: str) -> list[str]:
    with deep_judge():
        return [row["id"] for row in calls_query(body_of(form, shape), judged_rows())]


@each_engine_some("engine,asked", ENGINES, ASKED, share=40)
def test_an_engine_answers_a_request_at_the_limit_of_depth(engine: str, asked: tuple[str, str], sets: Database) -> None:
    answer = answer_of(sets, "calls_query", body_of(*asked), unknown_keys="error")
    assert isinstance(answer, list), answer
    assert [row["id"] for row in answer] == judged(*asked)


@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.long)])
def test_some_of_the_shapes_select_some_calls_but_not_all(share: int) -> None:
    everything = len(calls_query({"project_id": PROJECT}, judged_rows()))
    asked = ASKED[::share]
    assert sum(0 < len(judged(*each)) < everything for each in asked) >= len(asked) // 3
