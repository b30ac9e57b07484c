"""Sizes of calls and traces, over rows with several roots, deleted calls and parents that there are not."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines, answer_of
from tests.oracle.query import calls_query, calls_query_stats
from weave_query.api import Database

PROJECT, OTHER = "sizes/one", "sizes/two"
Row = dict[str, Any]


def rows() -> list[Row]:
    """30 calls of 8 traces, in two projects whose traces have the same names."""
    random = Random(5)
    return [_call(random, number, project) for project in (PROJECT, OTHER) for number in range(30)]


def _call(random: Random, number: int, project: str) -> Row:
    document = {"text": "é" * random.randrange(200), "n": number}
    return {
        "id": f"c{number:02}",
        "project_id": project,
        "op_name": "op",
        "trace_id": f"t{random.randrange(8)}",
        "parent_id": random.choice((None, None, "c00", "nowhere")),
        "started_at": f"2025-01-01T00:{random.randrange(60):02}:00Z",
        "ended_at": None,
        "attributes": random.choice(({}, document)),
        "inputs": document,
        "output": random.choice((None, "x", [1, 2.5], document)),
        "summary": random.choice(({}, document)),
        "deleted_at": "2025-01-02T00:00:00Z" if random.random() < 0.2 else None,
    }


ROWS = rows()
SIZED = {"include_storage_size": True, "include_total_storage_size": True}
ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"limit": 5, "offset": 3},
    {"limit": 0},
    {"sort_by": [{"field": "trace_id", "direction": "desc"}], "limit": 7, "columns": ["id"]},
    {"filter": {"trace_roots_only": True}, "columns": ["id", "summary"]},
    {"query": {"$expr": {"$eq": [{"$getField": "parent_id"}, "nowhere"]}}},
    {"include_storage_size": False},
    {"include_total_storage_size": False},
)


@pytest.fixture(scope="module", params=ENGINES)
def sized_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "sizes")
    opened.load(calls=ROWS)
    yield opened
    opened.close()


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_an_engine_tells_the_sizes_that_the_judge_does(asked: dict[str, Any], sized_db: Database) -> None:
    body = {"project_id": PROJECT, **SIZED, **asked}
    answer = answer_of(sized_db, "calls_query", body, unknown_keys="error")
    assert isinstance(answer, list)
    expected = calls_query(body, ROWS)
    names = ("id", "storage_size_bytes", "total_storage_size_bytes")
    assert [[row[name] for name in names] for row in answer] == [[row[name] for name in names] for row in expected]


@pytest.mark.parametrize("asked", [*ASKED[5:6], {}, {"limit": 3}, {"filter": {"trace_ids": ["t1"]}}], ids=str)
def test_an_engine_tells_the_size_of_a_selection(asked: dict[str, Any], sized_db: Database) -> None:
    body = {"project_id": PROJECT, "include_total_storage_size": True, **asked}
    answer = answer_of(sized_db, "calls_query_stats", body, unknown_keys="error")
    assert answer == calls_query_stats(body, ROWS)


def test_the_traces_have_several_roots_none_and_deleted_calls() -> None:
    mine = [row for row in ROWS if row["project_id"] == PROJECT]
    roots = [row["trace_id"] for row in mine if row["parent_id"] is None and row["deleted_at"] is None]
    assert len(roots) > len(set(roots))
    assert any(row["deleted_at"] for row in mine)
    assert {row["trace_id"] for row in mine} >= set(roots)


@pytest.mark.parametrize("name", ["storage_size_bytes", "total_storage_size_bytes"])
def test_a_size_that_is_a_column_is_in_the_answer(name: str, sized_db: Database) -> None:
    plain = wq.CallsQueryReq(project_id=PROJECT, columns=["id", name])
    flagged = plain.model_copy(update={"columns": ["id"], f"include_{name.removesuffix('_bytes')}": True})
    answer = sized_db.run(plain)
    assert answer == sized_db.run(flagged)
    assert any(getattr(call, name) is not None for call in answer.calls)
