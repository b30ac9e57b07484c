"""A page that is found first and read late has the rows of the page that is not, in their order, on every engine."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.golden import rows, sets, spend
from tests.oracle.build import by
from tests.paging.asking import OPTIONS
from tests.refs import rows as refs
from tests.sampling import each_engine_some
from weave_query.api import Database

DEEP = {"project_id": rows.PROJECT, "limit": 7}
ASKED: dict[str, dict[str, Any]] = {
    "by a column": {**DEEP, "sort_by": by("-display_name")},
    "by texts that are equal": {**DEEP, "sort_by": by("op_name"), "offset": 5},
    "by a list of keys": {**DEEP, "sort_by": by("exception", "-ended_at", "inputs.v"), "columns": ["output"]},
    "by a document": {**DEEP, "sort_by": by("-inputs.v"), "columns": ["inputs"]},
    "by another document": {**DEEP, "sort_by": by("output", "-started_at"), "columns": ["attributes"], "limit": 30},
    "by what is computed": {**DEEP, "sort_by": by("status", "-latency_ms"), "columns": ["status"]},
    "by keys that are said twice": {**DEEP, "sort_by": by("inputs.v", "-id", "inputs.v", "id"), "columns": ["output"]},
    "with sizes": {
        **{**DEEP, "sort_by": by("trace_name"), "columns": ["inputs"]},
        **{"include_storage_size": True, "include_total_storage_size": True},
    },
    "of a condition on a document": {
        **DEEP,
        "sort_by": by("-op_name"),
        "query": {"$expr": {"$gt": [{"$getField": "inputs.v"}, 1]}},
    },
    "of no rows": {**DEEP, "sort_by": by("op_name"), "filter": {"call_ids": ["none"]}},
    "of no limit of rows": {**DEEP, "sort_by": by("op_name"), "limit": 0},
    "by cost": {"project_id": spend.PROJECT, "sort_by": by("-cost"), "limit": 6, "include_costs": True},
    "of a cost": {
        **{"project_id": spend.PROJECT, "sort_by": by("op_name"), "limit": 6, "include_costs": True},
        "query": {"$expr": {"$gt": [{"$getField": "cost"}, 0.001]}},
    },
    "by feedback": {
        **{"project_id": sets.PROJECT, "sort_by": by("-feedback.[quality].payload.score", "op_name"), "limit": 5},
        "include_feedback": True,
    },
    "of feedback": {
        **{"project_id": sets.PROJECT, "sort_by": by("-ended_at"), "limit": 3, "include_feedback": True},
        "query": {"$expr": {"$gt": [{"$getField": "feedback.[*].payload.score"}, 0]}},
    },
    "by what is behind references": {
        **{"project_id": refs.PROJECT, "sort_by": by("inputs.v.name", "-op_name"), "limit": 12},
        **{"expand_columns": ["inputs.v", "output"], "return_expanded_column_values": True},
    },
    "of what is behind references": {
        **{"project_id": refs.PROJECT, "sort_by": by("-ended_at"), "limit": 9, "expand_columns": ["inputs.v"]},
        **{
            "return_expanded_column_values": True,
            "query": {"$expr": {"$not": [{"$eq": [{"$getField": "inputs.v.name"}, "one"]}]}},
        },
    },
}


PAGED = [name for name, body in ASKED.items() if not name.startswith("of no") and "offset" not in body]


@pytest.fixture(scope="module")
def late_db(request: pytest.FixtureRequest, engines: Engines) -> Database:
    """The calls of the goldens, with all that belongs to them."""

    def fill(opened: Database) -> None:
        opened.load(calls=[*rows.calls(), *spend.calls()], feedback=rows.feedback(), prices=spend.prices())
        opened.load(calls=sets.calls(), feedback=sets.feedback(), queue_items=sets.queue_items())
        opened.load(calls=refs.calls(), objects=refs.objects(), tables=refs.tables())

    return engines.filled(request.param, "late", fill, OPTIONS)


def reading(db: Database, *, late: bool) -> Database:
    """The same open database as one that reads late, or that does not."""
    capabilities = replace(db.backend.capabilities, late_reads=late)
    return Database(replace(db.backend, capabilities=capabilities), db.driver, db.options)


@each_engine_some("late_db,asked", ENGINES, ASKED, share=12)
def test_a_limit(asked: str, late_db: Database) -> None:
    late, direct = (reading(late_db, late=each) for each in (True, False))
    request = wq.parse_request("calls_query", ASKED[asked])
    assert late.compile(request).rewritten != direct.compile(request).rewritten
    assert late.run(request).model_dump_json() == direct.run(request).model_dump_json()


@each_engine_some("late_db,asked", ENGINES, PAGED, share=48)
def test_pages(asked: str, late_db: Database) -> None:
    """Page by page, cursors too: what they carry are values of the sort keys."""
    late, direct = (reading(late_db, late=each) for each in (True, False))
    request = wq.parse_request("calls_query", ASKED[asked])
    assert isinstance(request, wq.CallsQueryReq)
    found, expected = (list(islice(each.pages(request, size=3), 3)) for each in (late, direct))
    assert len(found) > 1
    assert [page.next for page in found] == [page.next for page in expected]
    for page, other in zip(found, expected, strict=True):
        assert page.result.model_dump_json() == other.result.model_dump_json()
